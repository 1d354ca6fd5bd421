import { numbered } from "./numbered.js";

/** What changed about a player: bits of `persona_state_change`. */
export const PERSONA_CHANGES = {
  PERSONA_CHANGE_NAME: 1,
  PERSONA_CHANGE_STATUS: 2,
  PERSONA_CHANGE_COME_ONLINE: 4,
  PERSONA_CHANGE_GONE_OFFLINE: 8,
  PERSONA_CHANGE_GAME_PLAYED: 0x10,
  PERSONA_CHANGE_GAME_SERVER: 0x20,
  PERSONA_CHANGE_AVATAR: 0x40,
  /** Came into a lobby we sit in. */
  PERSONA_CHANGE_JOINED_SOURCE: 0x80,
  /** Left a lobby we sit in. */
  PERSONA_CHANGE_LEFT_SOURCE: 0x100,
  PERSONA_CHANGE_RELATIONSHIP_CHANGED: 0x200,
  PERSONA_CHANGE_NAME_FIRST_SET: 0x400,
  PERSONA_CHANGE_FACEBOOK_INFO: 0x800,
  PERSONA_CHANGE_NICKNAME: 0x1000,
  PERSONA_CHANGE_STEAM_LEVEL: 0x2000,
  PERSONA_CHANGE_RICH_PRESENCE: 0x4000,
} as const;

/** What a player is doing. */
export const PERSONA_STATES = numbered("PERSONA_STATE_", [
  "OFFLINE", "ONLINE", "BUSY", "AWAY", "SNOOZE", "LOOKING_TO_TRADE", "LOOKING_TO_PLAY", "INVISIBLE", "MAX",
]);

/** Whom a list of friends is to hold; bits. */
export const FRIEND_FLAGS = {
  FRIEND_FLAG_NONE: 0,
  FRIEND_FLAG_BLOCKED: 1,
  FRIEND_FLAG_FRIENDSHIP_REQUESTED: 2,
  /** Friends in the usual sense. */
  FRIEND_FLAG_IMMEDIATE: 4,
  FRIEND_FLAG_CLAN_MEMBER: 8,
  FRIEND_FLAG_ON_GAME_SERVER: 0x10,
  FRIEND_FLAG_REQUESTING_FRIENDSHIP: 0x80,
  FRIEND_FLAG_REQUESTING_INFO: 0x100,
  FRIEND_FLAG_IGNORED: 0x200,
  FRIEND_FLAG_IGNORED_FRIEND: 0x400,
  /** Whoever sits in a lobby with us. */
  FRIEND_FLAG_CHAT_MEMBER: 0x1000,
  FRIEND_FLAG_ALL: 0xffff,
} as const;

/** What a player is to us. */
export const FRIEND_RELATIONS = numbered("FRIEND_RELATION_", [
  "NONE", "BLOCKED", "REQUEST_RECIPIENT", "FRIEND", "REQUEST_INITIATOR", "IGNORED", "IGNORED_FRIEND", "SUGGESTED", "MAX",
]);

/** 32, 64 and 184 pixels. */
export const AVATAR_SIZES = numbered("AVATAR_", ["", "SMALL", "MEDIUM", "LARGE"]);

/** Lengths: of names, in bytes and in UTF-16 units; of rich presence, in bytes. */
export const FRIENDS_LIMITS = {
  PERSONA_NAME_MAX_UTF8: 128,
  PERSONA_NAME_MAX_UTF16: 32,
  MAX_RICH_PRESENCE_KEYS: 30,
  MAX_RICH_PRESENCE_KEY_LENGTH: 64,
  /** Misspelt in GodotSteam. */
  MAX_RICH_PRESENCE_VALUE_LENTH: 256,
} as const;
