import type { ConnectionState } from "@samovar/transport";
import type { Signal } from "../godot/signal.js";
import type { Api, PeerIdentity } from "./api.js";

/**
 * What messages bring their bytes in: a class over memory that is there. `PackedByteArray` of `@samovar/engine-plugin/godot` is one, and
 * `Uint8Array` itself.
 */
export type PayloadClass<P extends Uint8Array> = new (buffer: ArrayBuffer, byteOffset: number, length: number) => P;

/**
 * A received message: a plain object that belongs to the game, free to be changed. (`message.payload = …` and
 * `message["payload"]` are both fine.) What is a 64-bit number in Steam is a `bigint` here only where it can exceed 2^53.
 */
export interface NetworkingMessage<A extends Api, P extends Uint8Array = Uint8Array> {
  /** The bytes. */
  payload: P;
  /** The same bytes, under the name the published tutorials read. */
  data: P;
  /** Bytes in the payload. */
  size: number;
  /** Always 0: Messages hide their connections. */
  connection: number;
  /** Who sent it, as the relay verified: `"steamid:…"` or the id, by generation. */
  identity: PeerIdentity<A>;
  /** Who sent it, always as the id; the name the published tutorials read. */
  remote_steam_id: bigint;
  /** Always 0, like the two below. */
  user_data: number;
  receiver_user_data: number;
  sender_user_data: number;
  /** When it became readable, in microseconds of this computer's clock; never decreases from one message to the next. */
  time_received: number;
  /** The sender's counter over all channels, from 1; starts again with a new session. Unreliable messages leave gaps. */
  message_number: number;
  /** The channel it was sent on. */
  channel: number;
  /** 8 when it travelled reliably, 0 otherwise; what was sent before the session was connected always did. */
  flags: number;
}

/** What {@link SessionConnectionInfo} always has. */
export interface SessionState {
  /** One of `CONNECTION_STATE_*`, 0 to 5. */
  connection_state: ConnectionState;
  /** The same; the name in the docs. */
  state: ConnectionState;
}

/** What `get_connection` adds. Zeroed when there is no session. */
export interface SessionConnectionDetails<A extends Api> {
  /** The peer: `"steamid:…"` or the id, by generation; `"invalid"` or 0n when there is no session. */
  identity: PeerIdentity<A>;
  /** -1, as GDScript shows Steam's 2^64-1; 0 when there is no session. */
  user_data: number;
  /** Always 0. */
  listen_socket: number;
  /** `"[::]:0"` or `"::"`, by generation: peers meet at a relay, addresses stay private. */
  remote_address: string;
  /** Always 0. */
  remote_pop: number;
  /** Always 0. */
  pop_relay: number;
  /** Why it ended, one of `CONNECTION_END_*` or 1001 or 1002; 0 while it lives. */
  end_reason: number;
  /** Why it ended, in words, at most 127 characters. */
  end_debug: string;
  /** For a person to read. */
  debug_description: string;
  /** `NETWORKING_CONNECTION_INFO_FLAG_*`. */
  info_flags: number;
}

/** What `get_status` adds. Zeroed when there is no session. */
export interface SessionRealTimeStatus {
  /** Round trip in ms, -1 before the first measurement. */
  ping: number;
  /** Share of the peer's packets that arrived in order lately, 0 to 1; -1 when unknown. */
  local_quality: number;
  /** The same of our packets, as the peer sees it. */
  remote_quality: number;
  packets_out_per_second: number;
  bytes_out_per_second: number;
  packets_in_per_second: number;
  bytes_in_per_second: number;
  /** What can be sent now, bytes a second. */
  send_rate: number;
  /** Unreliable bytes waiting to be sent, framing included. */
  pending_unreliable: number;
  /** Reliable bytes waiting to be sent, framing included. */
  pending_reliable: number;
  /** Reliable bytes sent and not yet acknowledged. */
  sent_unacknowledged_reliable: number;
  /** The same; the name in the docs. */
  send_unacknowledged_reliable: number;
  /** Microseconds until a message sent now would leave; 2^63-1 while not connected, which is why this one is a `bigint`. */
  queue_time: bigint;
}

/** `Part` when asked for, nothing when not, and all optional when the flag is a variable. */
type When<Flag extends boolean, Part> = [Flag] extends [true] ? Part : [Flag] extends [false] ? unknown : Partial<Part>;

/**
 * What `getSessionConnectionInfo` answers: the keys asked for, and always the state. While Steam is not running it is an
 * **empty** dictionary, as in GodotSteam; the type does not say so.
 */
export type SessionConnectionInfo<A extends Api, Connection extends boolean, Status extends boolean> = SessionState &
  When<Connection, SessionConnectionDetails<A>> &
  When<Status, SessionRealTimeStatus>;

/** The handler of `network_messages_session_request`. */
export type SessionRequestHandler<A extends Api> = A extends "identity"
  ? (identity: string) => void
  : (remote_steam_id: bigint) => void;

/** The handler of `network_messages_session_failed`. */
export type SessionFailedHandler = (
  reason: number,
  remote_steam_id: bigint,
  connection_state: ConnectionState,
  debug_message: string,
) => void;

/** The two signals of Networking Messages. */
export interface NetworkingMessagesSignals<A extends Api> {
  /**
   * A peer wrote to us first, and nothing of it can be read until `acceptSessionWithUser`, or sending something back, lets it in;
   * `closeSessionWithUser` turns it away. Ignored, it fires again at most every 5 s while the peer goes on sending new messages.
   *
   * The argument is `"steamid:…"` or the id, by generation. Every function takes it as it is.
   */
  readonly network_messages_session_request: Signal<SessionRequestHandler<A>>;
  /**
   * A session could not be made, or was lost with something undelivered. Nothing more is sent in it until it is closed, sent to
   * with AUTORESTART, or the peer writes again. A session that is closed by the peer, or lost while idle, ends without a signal. A page that closes or reloads loses its
   * sessions; it does not close them.
   *
   * - `reason`: one of `CONNECTION_END_*`, or 1001 when the peer turned us away.
   * - `connection_state`: 4 when the peer ended it, 5 when it was noticed here.
   * - `debug_message`: one sentence for a developer.
   *
   * The order is that of the program, not of the tutorial (which has the id first). GodotSteam before 3.26 and 4.9 emits
   * `reason` alone; a handler that takes one parameter works here as well.
   */
  readonly network_messages_session_failed: Signal<SessionFailedHandler>;
}
