import { expect, test } from "vitest";
import { steamConstants } from "./index.js";

// That each constant of GodotSteam is there with its value, and no other, is for scripts/generate-coverage.test.mjs to see.

test("flat constants hold their values", () => {
  expect(steamConstants.NETWORKING_SEND_RELIABLE).toBe(8);
  expect(steamConstants.NETWORKING_SEND_URELIABLE_NO_NAGLE).toBe(1);
  expect(steamConstants.RESULT_OK).toBe(1);
  expect(steamConstants.RESULT_INVALID_PASSWORD).toBe(5);
  expect(steamConstants.LEADERBOARD_DATA_REQUEST_GLOBAL).toBe(0);
});

test("the enumerations hold their constants under the full name", () => {
  expect(steamConstants.Result.RESULT_LIMIT_EXCEEDED).toBe(25);
  expect(steamConstants.NetworkingConnectionState.CONNECTION_STATE_CONNECTED).toBe(3);
  expect(steamConstants.NetworkingConnectionEnd.CONNECTION_END_MISC_TIMEOUT).toBe(5003);
  expect(steamConstants.NetworkingIdentityType.IDENTITY_TYPE_STEAMID).toBe(16);
  expect(steamConstants.SteamAPIInitResult.STEAM_API_INIT_RESULT_NO_STEAM_CLIENT).toBe(2);
  expect(steamConstants.AccountType.ACCOUNT_TYPE_CHAT).toBe(8);
  expect(steamConstants.Universe.UNIVERSE_PUBLIC).toBe(1);
  expect(steamConstants.LobbyType.LOBBY_TYPE_PUBLIC).toBe(2);
  expect(steamConstants.ChatRoomEnterResponse.CHAT_ROOM_ENTER_RESPONSE_FULL).toBe(4);
});
