import { numbered } from "./numbered.js";

/** How a member came or went: `chat_state` of `lobby_chat_update`. Nobody is KICKED or BANNED here: no function does it. */
export const CHAT_MEMBER_CHANGES = {
  CHAT_MEMBER_STATE_CHANGE_ENTERED: 1,
  CHAT_MEMBER_STATE_CHANGE_LEFT: 2,
  CHAT_MEMBER_STATE_CHANGE_DISCONNECTED: 4,
  CHAT_MEMBER_STATE_CHANGE_KICKED: 8,
  CHAT_MEMBER_STATE_CHANGE_BANNED: 16,
} as const;

/** How joining went: `response` of `lobby_joined`. */
export const CHAT_ROOM_ENTER_RESPONSES = numbered("CHAT_ROOM_ENTER_RESPONSE_", [
  "", "SUCCESS", "DOESNT_EXIST", "NOT_ALLOWED", "FULL", "ERROR", "BANNED", "LIMITED", "CLAN_DISABLED", "COMMUNITY_BAN",
  "MEMBER_BLOCKED_YOU", "YOU_BLOCKED_MEMBER", "", "", "", "RATE_LIMIT_EXCEEDED",
]);

/** What kind of message it is: `chat_type` of `lobby_message`, here always CHAT_MSG. */
export const CHAT_ENTRY_TYPES = numbered("CHAT_ENTRY_TYPE_", [
  "INVALID", "CHAT_MSG", "TYPING", "INVITE_GAME", "EMOTE", "", "LEFT_CONVERSATION", "ENTERED", "WAS_KICKED", "WAS_BANNED",
  "DISCONNECTED", "HISTORICAL_CHAT", "", "", "LINK_BLOCKED",
]);
