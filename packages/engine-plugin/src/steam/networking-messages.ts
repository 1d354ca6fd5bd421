import type { SendResult, SessionEvent, SessionInfo } from "@samovar/transport";
import { Signal, type SignalHost } from "../godot/signal.js";
import type { Api, PeerArgument, PeerIdentity } from "./api.js";
import { RESULTS } from "./constants/results.js";
import { SEND_FLAGS } from "./constants/send-flags.js";
import type { SteamContext } from "./context.js";
import { int32, toBytes } from "./gdscript-arguments.js";
import { localTimestamp } from "./networking-utils/local-timestamp.js";
import type {
  NetworkingMessage,
  NetworkingMessagesSignals,
  PayloadClass,
  SessionConnectionDetails,
  SessionConnectionInfo,
  SessionRealTimeStatus,
} from "./networking-messages-types.js";

/**
 * Networking Messages: datagrams between players, in sessions that open by themselves. `A` is the generation.
 *
 * Peers are given as any {@link PeerArgument}. While Steam is not running each function answers 0, false, `[]` or `{}` and says
 * why once. Whole numbers are meant where `number` stands; fractions are cut off and values wrap to 32 bits, as in GodotSteam.
 */
export interface NetworkingMessages<A extends Api, P extends Uint8Array = Uint8Array> {
  /**
   * Lets a peer in who wrote first. What it has sent meanwhile becomes readable, in order. Sending to it has the same effect.
   * @returns true when a session with the peer is there afterwards: also when it was accepted before, or is one we began.
   * False for a peer who never wrote, and when the session has failed.
   */
  acceptSessionWithUser(remote_peer: PeerArgument): boolean;
  /**
   * Closes one channel: unread messages of the peer on it are dropped. The session is closed with its last open channel. A later
   * message of the peer on it opens it again without asking.
   * @returns true when something **was received** from the peer on the channel; false otherwise, also when we only sent on it.
   *
   * Differs from Steam, where a slip leaves some of the unread messages behind.
   */
  closeChannelWithUser(remote_peer: PeerArgument, channel: number): boolean;
  /**
   * Ends the session at once, or turns away a peer who asks for one. What is still waiting to be sent is lost, unread messages of
   * the peer are dropped; the peer keeps what it has received. An established session ends without a signal on either side; a
   * peer that is turned away gets `network_messages_session_failed` with 1001.
   * @returns true when there was a session, in whatever state; false when there was none.
   */
  closeSessionWithUser(remote_peer: PeerArgument): boolean;
  /**
   * What is known of a session.
   * @param get_connection add who it is with, and why it ended.
   * @param get_status add ping, rates and queues, as of now.
   * @returns a new dictionary with the keys asked for; state 0 and zeroed values when there is no session. That of a failed session
   * is kept for three minutes. **Empty while Steam is not running.**
   */
  getSessionConnectionInfo<Connection extends boolean, Status extends boolean>(
    remote_peer: PeerArgument,
    get_connection: Connection,
    get_status: Status,
  ): SessionConnectionInfo<A, Connection, Status>;
  /**
   * Takes messages off a channel, oldest first, those of all peers together. Can be called at any time, also without
   * `run_callbacks`.
   * @param max_messages how many at most; 0 or less gives none.
   * @returns a new array, empty when there is nothing to read.
   *
   * Differs from Steam: what may wait unread is bounded for each peer (16 MiB by default); beyond, the peer's sends answer 25.
   */
  receiveMessagesOnChannel(channel: number, max_messages: number): NetworkingMessage<A, P>[];
  /**
   * Sends a message, and begins a session with the peer if there is none. The data is copied at once.
   * @param data at most 524288 bytes, may be empty; an array of numbers counts as bytes, each wrapped to 0-255.
   * @param flags bits of `NETWORKING_SEND_*`; unknown ones are ignored. Until the session is connected everything travels reliably.
   * @param channel any int32; order is kept, and waiting for a lost message happens, within a channel.
   * @returns one of
   * - 1 RESULT_OK: accepted. It is not said that the peer exists: if nobody answers, `network_messages_session_failed` fires after 10 s;
   * - 3 RESULT_NO_CONNECTION: the session is broken; close it, or send with NETWORKING_SEND_AUTORESTART_BROKEN_SESSION;
   * - 8 RESULT_INVALID_PARAM: no such name, not a player's id, more than 524288 bytes, or `data` is not bytes;
   * - 25 RESULT_LIMIT_EXCEEDED: the send buffer (524288 bytes) is full; try again later;
   * - 41 RESULT_IGNORED: NO_DELAY was asked, it could not leave at once and was dropped;
   * - 0 while Steam is not running.
   *
   * Differs from Steam, which answers 35 for a broken session though its documentation says 3, and 25 for the last five sizes.
   */
  sendMessageToUser(
    remote_peer: PeerArgument,
    data: Uint8Array | readonly number[],
    flags: number,
    channel: number,
  ): SendResult | 0;
}

/** The functions and signals above, and what `run_callbacks` hands the endpoint's events to. */
export interface NetworkingMessagesPart<A extends Api, P extends Uint8Array> {
  readonly functions: NetworkingMessages<A, P>;
  readonly signals: NetworkingMessagesSignals<A>;
  readonly handle: (event: SessionEvent) => void;
}

/** An id without a session. Unlike 0, which to the endpoint is the relay, and with that it has one. */
export const NOBODY = 2n ** 64n - 1n;

/** Networking Messages over the context's endpoint. */
export function createNetworkingMessages<A extends Api, P extends Uint8Array>(
  { api, endpoint, identities, log, met, ready, watch }: SteamContext<A>,
  host: SignalHost,
  payloadClass: PayloadClass<P> | undefined,
): NetworkingMessagesPart<A, P> {
  const guarded = (call: string) => ready("Networking Messages", call);
  // The one place where the generation's type and its value meet.
  const show = (peer: bigint): PeerIdentity<A> =>
    (api === "steam_id" ? peer : peer === 0n ? "invalid" : `steamid:${peer}`) as PeerIdentity<A>;
  /** A function of a peer. Id 0 is nobody; to the endpoint it would be the relay. */
  const ofPeer = (call: string, peer: PeerArgument, ask: (peer: bigint) => boolean): boolean => {
    if (!guarded(call)) return false;
    const id = identities.resolve(peer);
    return id !== 0n && ask(id);
  };

  const signals: NetworkingMessagesSignals<A> = {
    network_messages_session_request: new Signal("network_messages_session_request", host),
    network_messages_session_failed: new Signal("network_messages_session_failed", host),
  };

  /** A payload lies in memory of its own, so that its class may take that over; without a class, `P` is what it is already. */
  const wrap = (bytes: Uint8Array): P =>
    payloadClass === undefined ? (bytes as P) : new payloadClass(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);

  const functions: NetworkingMessages<A, P> = {
    acceptSessionWithUser: (peer) =>
      ofPeer("acceptSessionWithUser", peer, (id) => {
        const accepted = endpoint.accept(id);
        if (accepted) met(id);
        return accepted;
      }),
    closeChannelWithUser: (peer, channel) =>
      ofPeer("closeChannelWithUser", peer, (id) => watch.closed(endpoint, id, endpoint.closeChannel(id, int32(channel)))),
    closeSessionWithUser: (peer) => ofPeer("closeSessionWithUser", peer, (id) => watch.closed(endpoint, id, endpoint.closeSession(id))),
    getSessionConnectionInfo<C extends boolean, S extends boolean>(peer: PeerArgument, getConnection: C, getStatus: S) {
      type Info = SessionConnectionInfo<A, C, S>;
      if (!guarded("getSessionConnectionInfo")) return {} as Info;
      const info = endpoint.info(identities.resolve(peer) || NOBODY);
      return {
        connection_state: info.state,
        state: info.state,
        ...(getConnection && connectionDetails(info, show(info.peer), api)),
        ...(getStatus && realTimeStatus(info)),
      };
    },
    receiveMessagesOnChannel(channel, maxMessages) {
      if (!guarded("receiveMessagesOnChannel")) return [];
      watch.read("messages", int32(channel));
      const max = int32(maxMessages);
      if (max <= 0) return [];
      return endpoint.receive(int32(channel), max).map((message) => {
        const payload = wrap(message.payload);
        return {
          payload,
          data: payload,
          size: payload.length,
          connection: 0,
          identity: show(message.peer),
          remote_steam_id: message.peer,
          user_data: 0,
          receiver_user_data: 0,
          sender_user_data: 0,
          time_received: localTimestamp(message.receivedAtUs),
          message_number: message.messageNumber,
          channel: message.channel,
          flags: message.reliable ? SEND_FLAGS.NETWORKING_SEND_RELIABLE : SEND_FLAGS.NETWORKING_SEND_UNRELIABLE,
        };
      });
    },
    sendMessageToUser(peer, data, flags, channel) {
      if (!guarded("sendMessageToUser")) return 0;
      const id = identities.resolve(peer);
      const bytes = toBytes(data);
      if (bytes === undefined) {
        log.errorOnce("data", `[STEAM] sendMessageToUser: the data is ${typeof data}; it must be a Uint8Array or an array of numbers.`);
      }
      if (id === 0n || bytes === undefined) return RESULTS.RESULT_INVALID_PARAM;
      const result = endpoint.send(id, bytes, int32(flags), int32(channel));
      if (result === RESULTS.RESULT_OK) met(id);
      return result;
    },
  };

  return {
    functions,
    signals,
    handle(event) {
      if (event.kind === "session-request") {
        // Within here A is open, and with it which of the two handlers it is.
        const request: Signal<(peer: PeerIdentity<A>) => void> = signals.network_messages_session_request as never;
        request.emit(show(event.peer));
      } else {
        signals.network_messages_session_failed.emit(event.reason, event.peer, event.state, event.debug);
      }
    },
  };
}

function connectionDetails<A extends Api>(info: SessionInfo, identity: PeerIdentity<A>, api: Api): SessionConnectionDetails<A> {
  return {
    identity,
    user_data: info.peer === 0n ? 0 : -1,
    listen_socket: 0,
    remote_address: api === "steam_id" ? "::" : "[::]:0",
    remote_pop: 0,
    pop_relay: 0,
    end_reason: info.endReason,
    end_debug: info.endDebug,
    debug_description: info.description,
    info_flags: info.flags,
  };
}

/** The figures of a session, as GodotSteam names them. */
export function realTimeStatus({ status }: SessionInfo): SessionRealTimeStatus {
  return {
    ping: status.ping,
    local_quality: status.localQuality,
    remote_quality: status.remoteQuality,
    packets_out_per_second: status.packetsOutPerSecond,
    bytes_out_per_second: status.bytesOutPerSecond,
    packets_in_per_second: status.packetsInPerSecond,
    bytes_in_per_second: status.bytesInPerSecond,
    send_rate: status.sendRate,
    pending_unreliable: status.pendingUnreliable,
    pending_reliable: status.pendingReliable,
    sent_unacknowledged_reliable: status.sentUnacknowledgedReliable,
    send_unacknowledged_reliable: status.sentUnacknowledgedReliable,
    queue_time: status.queueTimeUs,
  };
}
