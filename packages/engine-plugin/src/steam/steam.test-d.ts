/** Checked by the compiler, never run. */
import type { ConnectionState, RelayEndpoint } from "@samovar/transport";
import { PackedByteArray } from "../godot/index.js";
import { createSteam, type Steam } from "./steam.js";

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- how the compiler is asked whether two types are one
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles when `value` is of exactly this type. */
type Exactly = <Expected>() => <Actual>(value: Actual, ...differs: Equal<Actual, Expected> extends true ? [] : [never]) => void;
declare const exactly: Exactly;
declare const endpoint: RelayEndpoint;
declare const payload: Uint8Array;
declare const peer: bigint;
declare const number: number;

export function theGenerationOfThePage(): void {
  const Steam = createSteam({ endpoint });
  exactly<Steam>()(Steam);
  exactly<Steam>()(createSteam({ endpoint, api: "identity" }));

  for (const message of Steam.receiveMessagesOnChannel(0, 10)) {
    exactly<string>()(message.identity);
    exactly<bigint>()(message.remote_steam_id);
    exactly<Uint8Array>()(message["payload"]);
    exactly<number>()(message.time_received);
    message.payload = message.data;
    message.identity.split(":");
    // @ts-expect-error there is no such key in any generation
    void message.steam_id;
  }
  Steam.network_messages_session_request.connect((identity) => {
    exactly<string>()(identity);
    Steam.acceptSessionWithUser(identity);
  });
  // @ts-expect-error the page's generation emits text
  Steam.network_messages_session_request.connect((id: bigint) => void id);
  exactly<string>()(Steam.getSessionConnectionInfo("host", true, false).identity);
}

export function theCurrentGeneration(): void {
  const Steam = createSteam({ endpoint, api: "steam_id" });
  exactly<Steam<"steam_id">>()(Steam);
  for (const message of Steam.receiveMessagesOnChannel(0, 10)) exactly<bigint>()(message.identity);
  Steam.network_messages_session_request.connect((remote_steam_id) => exactly<bigint>()(remote_steam_id));
  // @ts-expect-error the current generation emits ids
  Steam.network_messages_session_request.connect((identity: string) => void identity);
  exactly<bigint>()(Steam.getSessionConnectionInfo(peer, true, true).identity);
}

export function peersAreTextOrBigint(Steam: Steam, Current: Steam<"steam_id">): void {
  Steam.sendMessageToUser("host", payload, Steam.NETWORKING_SEND_RELIABLE, 0);
  Steam.sendMessageToUser("steamid:76561197960287930", payload, 8, 0);
  Steam.sendMessageToUser(76561197960287930n, [1, 2, 3], 8, 0);
  Current.sendMessageToUser("76561197960287930", payload, 8, 0);
  Current.sendMessageToUser(peer, payload, 8, 0);
  exactly<0 | 1 | 3 | 8 | 11 | 25 | 41>()(Steam.sendMessageToUser(peer, payload, 8, 0));

  // @ts-expect-error a number cannot hold an id
  Steam.sendMessageToUser(number, payload, 8, 0);
  // @ts-expect-error a number cannot hold an id
  Current.acceptSessionWithUser(number);
  // @ts-expect-error a number cannot hold an id
  Steam.closeSessionWithUser(number);
  // @ts-expect-error a number cannot hold an id
  Steam.closeChannelWithUser(number, 0);
  // @ts-expect-error a number cannot hold an id
  Steam.getSessionConnectionInfo(number, true, true);
  // @ts-expect-error a number cannot hold an id
  Steam.getFriendPersonaName(number);
  // @ts-expect-error a number cannot hold an id
  Steam.setIdentitySteamID64("host", number);
  // @ts-expect-error flags and channel are required
  Steam.sendMessageToUser(peer, payload);
  // @ts-expect-error text is no payload
  Steam.sendMessageToUser(peer, "hello", 8, 0);
  exactly<bigint>()(Steam.getSteamID());
}

export function infoHasTheKeysThatWereAskedFor(Steam: Steam, flag: boolean): void {
  const none = Steam.getSessionConnectionInfo(peer, false, false);
  exactly<ConnectionState>()(none.connection_state);
  exactly<ConnectionState>()(none.state);
  // @ts-expect-error not asked for
  void none.ping;
  const connection = Steam.getSessionConnectionInfo(peer, true, false);
  exactly<number>()(connection.end_reason);
  // @ts-expect-error not asked for
  void connection.ping;
  const status = Steam.getSessionConnectionInfo(peer, false, true);
  exactly<number>()(status.ping);
  exactly<bigint>()(status.queue_time);
  // @ts-expect-error not asked for
  void status.end_reason;
  exactly<number | undefined>()(Steam.getSessionConnectionInfo(peer, flag, flag).ping);
}

export function handlersMayTakeLess(Steam: Steam): void {
  const { network_messages_session_failed: failed } = Steam;
  failed.connect((reason, remote_steam_id, connection_state, debug_message) => {
    exactly<number>()(reason);
    exactly<bigint>()(remote_steam_id);
    exactly<ConnectionState>()(connection_state);
    exactly<string>()(debug_message);
  });
  failed.connect((reason) => void reason);
  // oxlint-disable-next-line typescript/no-misused-promises -- a game's handlers are often async
  failed.connect(async (reason) => {
    await Promise.resolve(reason);
  });
  // @ts-expect-error the tutorial's order: the reason comes first
  failed.connect((steam_id: bigint, session_error: number) => void [steam_id, session_error]);
  // @ts-expect-error an argument is missing
  failed.emit(5003, peer, 5);
}

export class Game {
  _on_session_request(identity: string): void {
    void identity;
  }
  _on_session_failed(reason: number, remote_steam_id: bigint, state: ConnectionState, debug: string, label: string): void {
    void [reason, remote_steam_id, state, debug, label];
  }
  count = 0;

  _ready(Steam: Steam): void {
    Steam.connect("network_messages_session_request", this, "_on_session_request");
    Steam.connect("network_messages_session_request", (identity) => exactly<string>()(identity), 1);
    Steam.connect("network_messages_session_failed", this, "_on_session_failed", ["bound"]);
    Steam.connect("network_messages_session_failed", (reason) => exactly<number>()(reason));
    Steam.is_connected("network_messages_session_request", this, "_on_session_request");
    Steam.disconnect("network_messages_session_request", this, "_on_session_request");
    Steam.emit_signal("network_messages_session_request", "steamid:1");
    exactly<boolean>()(Steam.has_signal("anything"));
    // @ts-expect-error no such signal
    Steam.connect("network_messages_session_requested", this, "_on_session_request");
    // @ts-expect-error no such method
    Steam.connect("network_messages_session_request", this, "_on_session_requested");
    // @ts-expect-error not a method
    Steam.connect("network_messages_session_request", this, "count");
    // @ts-expect-error the fifth parameter needs a bound argument
    Steam.connect("network_messages_session_failed", this, "_on_session_failed");
    // @ts-expect-error the bound argument has the wrong type
    Steam.connect("network_messages_session_failed", this, "_on_session_failed", [7]);
    // @ts-expect-error the argument has the wrong type
    Steam.emit_signal("network_messages_session_request", 1n);
  }
}

export function whatIsNotHereCanBeCalled(Steam: Steam): void {
  exactly<boolean>()(Steam.setAchievement("FIRST_TEA"));
  exactly<number>()(Steam.getStatInt("cups"));
  exactly<{ ret: boolean; achieved: boolean }>()(Steam.getAchievement("FIRST_TEA"));
  exactly<void>()(Steam.findLeaderboard("Most cups"));
  exactly<bigint>()(Steam.getClanByIndex(0));
  Steam.leaderboard_find_result.connect((leaderboard_handle, found) => {
    exactly<bigint>()(leaderboard_handle);
    exactly<number>()(found);
  });
  Steam.connect("user_stats_received", (_game_id, result) => exactly<number>()(result));
  // @ts-expect-error a slip is still one
  void Steam.setAchievment;
}

export function constantsHaveTheirLiteralType(Steam: Steam): void {
  exactly<1>()(Steam.RESULT_OK);
  exactly<9>()(Steam.NETWORKING_SEND_RELIABLE_NO_NAGLE);
  exactly<3>()(Steam.NetworkingConnectionState.CONNECTION_STATE_CONNECTED);
  // @ts-expect-error constants are constant
  Steam.RESULT_OK = 2;
}

export function startingUp(Steam: Steam): void {
  exactly<number>()(Steam.steamInit().status);
  exactly<string>()(Steam.steamInitEx(true, 480, false).verbal);
  Steam.steamInit(false);
  Steam.steamInitEx(480, true);
  // @ts-expect-error an app id is a number
  Steam.steamInit("480");
}

export function messagesOfAGodotGame(): void {
  const Steam = createSteam({ endpoint, payload: PackedByteArray });
  for (const message of Steam.receiveMessagesOnChannel(0, 10)) exactly<PackedByteArray>()(message.payload);
  exactly<Steam<"identity", PackedByteArray>>()(Steam);
  // @ts-expect-error a function makes no class
  createSteam({ endpoint, payload: (bytes: Uint8Array) => bytes });
}

export function whyNothingArrives(Steam: Steam, Current: Steam<"steam_id">): void {
  for (const whom of Steam.peers()) {
    exactly<bigint>()(whom);
    exactly<string>()(Steam.why(whom));
    const about = Current.diagnose(whom);
    exactly<ConnectionState>()(about.state);
    exactly<"messages" | "p2p" | "sockets" | "">()(about.kind);
    exactly<number>()(about.ping);
    exactly<boolean>()(about.asks_us);
    exactly<bigint>()(about.queue_time);
    for (const { channel, messages } of about.unread) exactly<number>()(channel + messages);
    // @ts-expect-error figures are named as GodotSteam names things
    void about.silentMs;
  }
  Steam.why("host");
  // @ts-expect-error a number cannot hold an id
  Steam.why(number);
  // @ts-expect-error nor here
  Steam.diagnose(number);
}
