import type { Signal } from "../../godot/signal.js";
import type { Api, PeerArgument } from "../api.js";
import type { NetworkingMessage, SessionConnectionDetails, SessionRealTimeStatus } from "../networking-messages-types.js";

/** What a config value is set to. */
export type SocketConfigValue = number | bigint | string;

/**
 * Config values of a connection, or of all that come in by a listen socket: a dictionary of value by number, or, as before GodotSteam 4.11, an array of
 * `[config, type, value]`. NETWORKING_CONFIG_CONNECTION_USER_DATA and NETWORKING_CONFIG_TIMEOUT_INITIAL have an effect; others are to be set globally, which the log says.
 */
export type SocketOptions =
  | Readonly<Record<number, SocketConfigValue>>
  | ReadonlyMap<number, SocketConfigValue>
  | readonly (readonly [config: number, type: number, value: SocketConfigValue])[];

/** What `getConnectionInfo` knows of a connection. */
export interface SocketConnectionInfo<A extends Api> extends SessionConnectionDetails<A> {
  /** One of `CONNECTION_STATE_*`, 0 to 5. */
  connection_state: number;
}

/** The same as it is told by {@link NetworkingSocketsSignals.network_connection_status_changed}. */
export type SocketConnectionStatus<A extends Api> = Omit<SocketConnectionInfo<A>, "info_flags">;

/** The queues of one lane; here there is one. */
export interface SocketLaneStatus {
  pending_unreliable: number;
  pending_reliable: number;
  sent_unacknowledged_reliable: number;
  queue_time: bigint;
}

/** What `getConnectionRealTimeStatus` answers. */
export interface SocketRealTimeStatus {
  /** 1, or 3 when there is no such connection, or 8 for more lanes than there are. */
  response: number;
  /** Empty when it was not asked for, or there is no such connection. */
  connection_status: (SessionRealTimeStatus & { state: number }) | Record<string, never>;
  lanes_status: SocketLaneStatus[];
}

/**
 * Networking Sockets between players: connections that one side begins and the other accepts. `A` is the generation.
 *
 * A player listens (`createListenSocketP2P`), another connects (`connectP2P`), and both are told by `network_connection_status_changed`, in `run_callbacks`. Handles
 * are numbers from 1 on, 0 means none; no number is used twice. Connections with one peer do not wait for each other's lost messages. They live as long as the player can be reached:
 * a link that comes back within 10 s goes unnoticed; a page that is reloaded ends them. While Steam is not running each function answers 0, false, `""`, `[]` or `{}` and
 * says why once.
 */
export interface NetworkingSockets<A extends Api, P extends Uint8Array = Uint8Array> {
  /**
   * Listens for players who connect to this virtual port.
   * @param virtual_port 0 or more.
   * @param options what connections by it begin with.
   * @returns a listen socket; 0 when somebody listens on the port already, or there is no such port.
   */
  createListenSocketP2P(virtual_port: number, options?: SocketOptions): number;
  /**
   * Begins a connection. What is sent before it is accepted waits. A player who does not listen is silent about it, as in Steam: after 10 s the state is 5, the reason 5003.
   * Who begins to listen in that time hears of it.
   * @param remote_steam_id a player; oneself, when one listens on the port.
   * @returns a connection in state 1; 0 when nobody can be meant.
   */
  connectP2P(remote_steam_id: PeerArgument, virtual_port: number, options?: SocketOptions): number;
  /**
   * Accepts a connection that came in (state 1, with `listen_socket`).
   * @returns 1; 8 when there is no such connection; 11 when it is not one that waits to be accepted.
   */
  acceptConnection(connection_handle: number): number;
  /**
   * Ends a connection, or turns it down, or gives back the handle of one that has ended, which is the game's to do. The handle means nothing afterwards.
   * @param reason 1000 to 2999, which the peer is told; anything else counts as 1000.
   * @param debug_message for the peer's developer; at most 127 bytes are told.
   * @param linger the peer gets everything that was sent before it hears of the end. Without, what has not arrived is lost.
   * @returns false when there is no such connection.
   */
  closeConnection(peer: number, reason: number, debug_message: string, linger: boolean): boolean;
  /** Stops listening, and ends all connections that came in by the socket, without lingering. @returns false when there is no such socket. */
  closeListenSocket(socket: number): boolean;
  /**
   * Sends a message; the data is copied at once.
   * @param data at most 524288 bytes, may be empty; an array of numbers counts as bytes.
   * @param flags bits of `NETWORKING_SEND_*`.
   * @returns `result` 1, and the number the peer will see; otherwise number 0 and
   * - 3: the connection has ended;
   * - 8: no such connection, too large, or no bytes;
   * - 25: the send buffer (524288 bytes, shared by all connections with the peer) is full;
   * - 41: NO_DELAY was asked, and it could not leave at once, or is not connected yet.
   */
  sendMessageToConnection(connection_handle: number, data: Uint8Array | readonly number[], flags: number): { result: number; message_number: number };
  /** The same, as an older release had it. @returns one entry: the message's number, or minus the result. */
  sendMessages(data: Uint8Array | readonly number[], connection_handle: number, flags: number): number[];
  /** Has everything sent so far leave without waiting for company. @returns 1; 8 no such connection; 41 not connected yet; 3 it has ended. */
  flushMessagesOnConnection(connection_handle: number): number;
  /**
   * Takes messages of a connection, in order; what arrived before it was closed can be read until `closeConnection`. `connection` and `receiver_user_data` are filled.
   * @returns a new array.
   */
  receiveMessagesOnConnection(connection: number, max_messages: number): NetworkingMessage<A, P>[];
  /** Takes messages of all connections of the group, in the order they arrived. */
  receiveMessagesOnPollGroup(poll_group: number, max_messages: number): NetworkingMessage<A, P>[];
  /** @returns a new, empty group. */
  createPollGroup(): number;
  /** Dissolves a group; its connections remain. @returns false when there is no such group. */
  destroyPollGroup(poll_group: number): boolean;
  /** Puts a connection into a group, and takes it out of the one it was in. @param poll_group 0: into none. @returns false when there is no such connection or group. */
  setConnectionPollGroup(connection_handle: number, poll_group: number): boolean;
  /** What is known of a connection; `{}` when there is none. */
  getConnectionInfo(connection_handle: number): SocketConnectionInfo<A>;
  /** Ping, rates and queues, which connections with one peer share. @param lanes how many to tell of; there is one. */
  getConnectionRealTimeStatus(connection_handle: number, lanes: number, get_status?: boolean): SocketRealTimeStatus;
  /** Some lines for a person to read. `success` 0, or -1 when there is no such connection. */
  getDetailedConnectionStatus(connection_handle: number): { success: number; status: string };
  /** A name for the log. */
  setConnectionName(peer: number, name: string): void;
  /** `""` unless one was given. */
  getConnectionName(peer: number): string;
  /** What the options set, -1n without; -1n too when there is no such connection. */
  getConnectionUserData(peer: number): bigint;
  /**
   * Two connections with each other, in state 3, without a signal.
   * @param loopback makes no difference: nothing leaves the page.
   * @param remote_steam_id1 whom the second is said to be with, and 2 whom the first.
   */
  createSocketPair(loopback: boolean, remote_steam_id1: PeerArgument, remote_steam_id2: PeerArgument): { success: boolean; connection1: number; connection2: number };
  /** `run_callbacks` for Networking Sockets alone. */
  runNetworkingCallbacks(): void;
}

/** The signal of Networking Sockets; it fires within `run_callbacks`. */
export interface NetworkingSocketsSignals<A extends Api> {
  /**
   * A connection has changed its state: `connection.connection_state`, from `old_state`.
   *
   * 0 to 1: it began; with `listen_socket` it came in, and waits for `acceptConnection` or `closeConnection`. 2: accepted. 3: connected. 4: the peer has closed it; 5: it was
   * lost, or could not be made (5003 not accepted in time, 4001 the peer fell silent, left the page or was restarted); `end_reason` and `end_debug` say why, and the game calls `closeConnection`.
   * 0: the game has closed it.
   */
  network_connection_status_changed: Signal<(connect_handle: number, connection: SocketConnectionStatus<A>, old_state: number) => void>;
}
