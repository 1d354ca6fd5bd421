// What a player is told when something about lobbies does not work out: what happened, and the way on.

import type { GameSteam } from "../steam.js";
import type { Words } from "../words.js";

/** The host asked us to leave, or had done so before. */
export const KICKED: Words = { text: "The host asked you to leave this lobby. You cannot come back to it, but there are others.", action: { label: "Find another lobby", does: "browse" } };
/** The relay gave our seat away. */
export const LOST_SEAT: Words = {
  text: "Your connection was gone for too long, and your seat was given up. If there is room yet, you can take a seat again.",
  action: { label: "Sit down again", does: "try-again" },
};
/** The relay has a new key, and knows nobody any more. */
export const RELAY_FORGOT: Words = { text: "The server was set up anew, and the lobby is gone with it.", action: { label: "Make a new lobby", does: "create" } };
/** Another tab of this browser is this player now. */
export const ELSEWHERE: Words = { text: "You went on playing in another tab or window.", action: { label: "Play here instead", does: "reload" } };
/** There is no Steam at all. */
export const NO_RELAY: Words = { text: "There is no connection to the server. Look whether your own connection works, then load the page again.", action: { label: "Load again", does: "reload" } };
/** An invitation to something else. */
export const OTHER_GAME: Words = { text: "That link leads to another game's lobby.", action: { label: "Find a lobby", does: "browse" } };
/** Two versions that cannot play together. */
export const OTHER_VERSION: Words = { text: "That lobby plays another version of Sumovar. Loading the page again brings you the newest one.", action: { label: "Load again", does: "reload" } };
/** The list of lobbies did not come. */
export const NO_LIST: Words = { text: "The list of lobbies did not come. The server may be away for a moment, or was asked too often.", action: { label: "Ask again", does: "try-again" } };

/** Why `joinLobby` did not work. @param response one of `CHAT_ROOM_ENTER_RESPONSE_*`, not SUCCESS. @param again it is the lobby in which we sat before the page was loaded. */
export function joinFailure(Steam: GameSteam, response: number, again: boolean): Words {
  switch (response) {
    case Steam.CHAT_ROOM_ENTER_RESPONSE_DOESNT_EXIST:
      return {
        text: again ? "The lobby in which you sat is gone: nobody was left in it." : "This lobby is gone: everybody has left it.",
        action: { label: "Find another lobby", does: "browse" },
      };
    case Steam.CHAT_ROOM_ENTER_RESPONSE_NOT_ALLOWED:
      return {
        text: again ? "Your seat was given up, and the lobby has been closed to newcomers." : "This lobby is closed. Its host lets nobody in, or only those who were invited.",
        action: { label: "Find another lobby", does: "browse" },
      };
    case Steam.CHAT_ROOM_ENTER_RESPONSE_FULL:
      return { text: again ? "Somebody else has taken your seat, and no other is free." : "The last seat was just taken.", action: { label: "Find another lobby", does: "browse" } };
    case Steam.CHAT_ROOM_ENTER_RESPONSE_RATE_LIMIT_EXCEEDED:
      return { text: "Those were many tries in a short time. Wait a few seconds, then try once more.", action: { label: "Try again", does: "try-again" } };
    case Steam.CHAT_ROOM_ENTER_RESPONSE_BANNED:
    case Steam.CHAT_ROOM_ENTER_RESPONSE_COMMUNITY_BAN:
      return KICKED;
    case Steam.CHAT_ROOM_ENTER_RESPONSE_MEMBER_BLOCKED_YOU:
    case Steam.CHAT_ROOM_ENTER_RESPONSE_YOU_BLOCKED_MEMBER:
      return { text: "Somebody in this lobby and you do not want to meet.", action: { label: "Find another lobby", does: "browse" } };
    case Steam.CHAT_ROOM_ENTER_RESPONSE_LIMITED:
    case Steam.CHAT_ROOM_ENTER_RESPONSE_CLAN_DISABLED:
      return { text: "You may not join this lobby.", action: { label: "Find another lobby", does: "browse" } };
    default:
      return { text: "The server did not answer, so you have no seat yet. It may be back in a moment.", action: { label: "Try again", does: "try-again" } };
  }
}

/** Why `createLobby` did not work. @param result one of `RESULT_*`, not OK. */
export function createFailure(Steam: GameSteam, result: number): Words {
  switch (result) {
    case Steam.RESULT_LIMIT_EXCEEDED:
      return { text: "You made many lobbies in a short time, or the server has no room for more. Wait a few seconds, or join somebody else's.", action: { label: "Find a lobby", does: "browse" } };
    case Steam.RESULT_INVALID_PARAM:
      return { text: "The server does not know this kind of lobby. Loading the page again may help.", action: { label: "Load again", does: "reload" } };
    default:
      return { text: "The server did not answer, so there is no lobby yet. It may be back in a moment.", action: { label: "Try again", does: "try-again" } };
  }
}
