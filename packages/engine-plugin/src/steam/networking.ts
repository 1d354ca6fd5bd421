import type { ReceivedMessage, SessionInfo } from "@samovar/transport";
import { Signal, type SignalHost } from "../godot/signal.js";
import type { PeerArgument } from "./api.js";
import type { SteamContext } from "./context.js";
import { int32, toBytes } from "./gdscript-arguments.js";
import type { PayloadClass } from "./networking-messages-types.js";
import type { NetworkingSignals, P2PPacket, P2PSessionState } from "./networking-types.js";
import type { SteamPart } from "./part.js";
import { accountOf, playerId } from "./steam-id.js";
import { bytesAs } from "./wrap-bytes.js";

/**
 * The older P2P class: packets between players, in sessions that open by themselves. They go through the relay and have nothing to do
 * with those of Networking Messages: requests, channels, queues and closing are apart.
 *
 * Only players can be addressed: of an id the account number counts, as in GodotSteam. While Steam is not running each function answers
 * false, 0 or `{}` and says why once. Channels default to 0.
 */
export interface Networking<P extends Uint8Array = Uint8Array> {
  /**
   * Sends a packet, and opens a session with the player if there is none; a request of theirs is accepted by it. The data is copied at once.
   * @param data at most 1200 bytes for the unreliable types, 1048576 for the reliable ones; an array of numbers counts as bytes.
   * @param send_type one of `P2P_SEND_*`. Until the session is connected everything travels reliably, save P2P_SEND_UNRELIABLE_NO_DELAY,
   * which is dropped then; the session begins all the same.
   * @returns true when it was taken, or dropped as NO_DELAY asks; it is not said that the player exists. False for an id that is nobody's, data that is
   * too large or not bytes, an unknown type, and while 2 MiB wait to be sent.
   */
  sendP2PPacket(remote_steam_id: PeerArgument, data: Uint8Array | readonly number[], send_type: number, channel?: number): boolean;
  /**
   * The size of the next packet on the channel, 0 when there is none.
   *
   * Differs from Steam: an empty packet, which cannot be told from none, is dropped here and in {@link readP2PPacket}; there it stands in the way of all that follow.
   */
  getAvailableP2PPacketSize(channel?: number): number;
  /**
   * Takes the next packet off the channel, those of all players together. Can be called at any time, also without `run_callbacks`.
   * @param packet how many bytes to take; the rest of a larger one is lost.
   * @returns the packet, or **`{}` when there is none**.
   */
  readP2PPacket(packet: number, channel?: number): P2PPacket<P>;
  /** Lets a player in who wrote first. @returns false for an id that is nobody's; true otherwise, also when nobody asked. */
  acceptP2PSessionWithUser(remote_steam_id: PeerArgument): boolean;
  /**
   * Ends the session at once, or turns away a player who asks for one. Unsent and unread packets are gone; a later packet of theirs is a new
   * request.
   * @returns false when there was no session.
   */
  closeP2PSessionWithUser(remote_steam_id: PeerArgument): boolean;
  /**
   * Closes one channel: unread packets of the player on it are dropped. The session is closed with the last channel something was received on.
   * @returns false when nothing was received on it.
   */
  closeP2PChannelWithUser(remote_steam_id: PeerArgument, channel: number): boolean;
  /** What is known of a session; **`{}` when there is none**. That of a failed session is kept for three minutes, or until something is sent. */
  getP2PSessionState(remote_steam_id: PeerArgument): P2PSessionState;
  /** Whether packets may go through a relay: they always do, whatever is asked. @returns true */
  allowP2PPacketRelay(allow: boolean): boolean;
}

const MAX_UNRELIABLE_BYTES = 1200;
const MAX_RELIABLE_BYTES = 1_048_576;
const UNRELIABLE_NO_DELAY = 1;
const RELIABLE = 2;
/** `P2P_SEND_*` in flags of a session; a broken session is begun anew by sending (32), as in Steam. */
const FLAGS = [1 | 32, 5 | 32, 9 | 32, 8 | 32];
const NONE = 0;
const CONNECTED = 3;
const TIMEOUT = 4;

/**
 * The P2P class over the context's endpoint.
 * @param payloadClass what packets bring their bytes in; `Uint8Array` without.
 */
export function createNetworking<P extends Uint8Array = Uint8Array>(
  { endpoint, identities, log, ready, met, watch }: SteamContext,
  host: SignalHost,
  payloadClass?: PayloadClass<P>,
): SteamPart<Networking<P>, NetworkingSignals> {
  const { p2p } = endpoint;
  /** Packets that were looked at but not read, by channel: sessions only hand messages out. */
  const heads = new Map<number, ReceivedMessage>();
  endpoint.onStateChange((state) => {
    if (state === "closed" || state === "idle") heads.clear();
  });
  const head = (channel: number): ReceivedMessage | undefined => {
    watch.read("p2p", channel);
    let next = heads.get(channel) ?? p2p.receive(channel, 1)[0];
    // Empty ones cannot be told from none; some only begin a session.
    while (next?.payload.length === 0) next = p2p.receive(channel, 1)[0];
    if (next !== undefined) heads.set(channel, next);
    return next;
  };
  /** What was looked at goes with the session, as what was not. */
  const drop = (peer: bigint, channel?: number): void => {
    for (const [at, { peer: from }] of heads) if (from === peer && (channel ?? at) === at) heads.delete(at);
  };
  const guarded = (call: string): boolean => ready("Networking", call);
  /** The player meant; 0n for nobody. */
  const player = (argument: PeerArgument): bigint => {
    const account = accountOf(identities.resolve(argument));
    return account === 0 ? 0n : playerId(BigInt(account));
  };
  const ofPlayer = (call: string, argument: PeerArgument, ask: (peer: bigint) => boolean): boolean => {
    if (!guarded(call)) return false;
    const peer = player(argument);
    return peer !== 0n && ask(peer);
  };
  const wrap = bytesAs(payloadClass);

  const signals: NetworkingSignals = {
    p2p_session_request: new Signal("p2p_session_request", host),
    p2p_session_connect_fail: new Signal("p2p_session_connect_fail", host),
  };

  const functions: Networking<P> = {
    sendP2PPacket: (argument, data, sendType, channel = 0) =>
      ofPlayer("sendP2PPacket", argument, (peer) => {
        const type = int32(sendType);
        const bytes = toBytes(data);
        const flags = FLAGS[type];
        if (bytes === undefined || flags === undefined) {
          log.errorOnce(
            "sendP2PPacket",
            `[STEAM] sendP2PPacket: ${bytes === undefined ? `the data is ${typeof data}; it must be a Uint8Array or an array of numbers` : `${String(sendType)} is none of P2P_SEND_*, which are 0 to 3`}.`,
          );
          return false;
        }
        const most = type < RELIABLE ? MAX_UNRELIABLE_BYTES : MAX_RELIABLE_BYTES;
        if (bytes.length > most) {
          log.errorOnce(`sendP2PPacket ${most}`, `[STEAM] sendP2PPacket: ${bytes.length} bytes are too many; send type ${type} takes ${most}.`);
          return false;
        }
        met(peer);
        if (type === UNRELIABLE_NO_DELAY && peer !== endpoint.self) {
          const { state } = p2p.info(peer);
          // Dropped, but games that send nothing else want to be connected as well: one empty packet, which nobody sees, begins the session.
          if (state === NONE || state > CONNECTED) return p2p.send(peer, new Uint8Array(0), FLAGS[RELIABLE] ?? 0, int32(channel)) === 1;
          if (state < CONNECTED) {
            p2p.accept(peer);
            return true;
          }
        }
        const result = p2p.send(peer, bytes, flags, int32(channel));
        // 41: it could not leave at once, and NO_DELAY asks to drop it then.
        return result === 1 || result === 41;
      }),
    getAvailableP2PPacketSize(channel = 0) {
      if (!guarded("getAvailableP2PPacketSize")) return 0;
      return head(int32(channel))?.payload.length ?? 0;
    },
    readP2PPacket(size, channel = 0) {
      const at = int32(channel);
      const next = guarded("readP2PPacket") ? head(at) : undefined;
      if (next === undefined) return {} as P2PPacket<P>;
      heads.delete(at);
      const { payload, peer } = next;
      // A negative size is a huge one, as in GodotSteam.
      return { data: wrap(payload.slice(0, int32(size) >>> 0)), remote_steam_id: peer, steam_id_remote: peer, steamIDRemote: peer };
    },
    acceptP2PSessionWithUser: (argument) =>
      ofPlayer("acceptP2PSessionWithUser", argument, (peer) => {
        if (p2p.accept(peer)) met(peer);
        return true;
      }),
    closeP2PSessionWithUser: (argument) =>
      ofPlayer("closeP2PSessionWithUser", argument, (peer) => {
        drop(peer);
        return watch.closed(p2p, peer, p2p.closeSession(peer));
      }),
    closeP2PChannelWithUser: (argument, channel) =>
      ofPlayer("closeP2PChannelWithUser", argument, (peer) => {
        drop(peer, int32(channel));
        return watch.closed(p2p, peer, p2p.closeChannel(peer, int32(channel)));
      }),
    getP2PSessionState(argument) {
      const info = guarded("getP2PSessionState") ? p2p.info(player(argument)) : undefined;
      return info === undefined || info.state === 0 ? ({} as P2PSessionState) : sessionState(info);
    },
    allowP2PPacketRelay: () => guarded("allowP2PPacketRelay"),
  };

  return {
    functions,
    signals,
    pump() {
      for (let event = p2p.nextEvent(); event !== undefined; event = p2p.nextEvent()) {
        if (event.kind === "session-request") signals.p2p_session_request.emit(event.peer);
        else signals.p2p_session_connect_fail.emit(event.peer, TIMEOUT);
      }
    },
  };
}

function sessionState({ state, status }: SessionInfo): P2PSessionState {
  const bytes = status.pendingReliable + status.pendingUnreliable;
  const active = state === CONNECTED ? 1 : 0;
  return {
    connection_active: active,
    connecting: state < CONNECTED ? 1 : 0,
    session_error: state > CONNECTED ? TIMEOUT : 0,
    using_relay: active,
    bytes_queued_for_send: bytes,
    packets_queued_for_send: Math.ceil(bytes / MAX_UNRELIABLE_BYTES),
    remote_ip: 0,
    remote_port: 0,
  };
}
