import type { SessionInfo, SessionStatus } from "./endpoint.js";
import * as EndReasons from "./end-reason.js";
import { noTraffic } from "./link-quality.js";
import type { Pairing } from "./pairing.js";

/** The queue time of a session that is not connected: no time at all is known. */
const NO_QUEUE_TIME = 2n ** 63n - 1n;
/** Queue times are counted in whole packets of this size, as in Valve's library. */
const PACKET_BYTES = 1132;
const MAX_TEXT = 127;
const FLAG_RELAYED = 16;

const noStatus: SessionStatus = {
  ...noTraffic, ping: 0, localQuality: 0, remoteQuality: 0, sendRate: 0, pendingUnreliable: 0, pendingReliable: 0, sentUnacknowledgedReliable: 0, queueTimeUs: 0n,
};

const none: SessionInfo = { state: 0, peer: 0n, endReason: 0, endDebug: "", description: "", flags: 0, status: noStatus };

/** There is no session, or nothing is left of it: all zero. */
export function noInfo(): SessionInfo {
  return none;
}

/** Of a session with a connection. */
export function liveInfo(now: number, peer: bigint, pairing: Pairing): SessionInfo {
  return {
    state: pairing.phase, peer, endReason: EndReasons.NONE, endDebug: "", description: description(peer, pairing),
    flags: pairing.phase > 1 ? FLAG_RELAYED : 0, status: status(now, pairing),
  };
}

/** Of a session that has just failed: a last look at it, and why. What it was to bring is thrown away by then, as in Valve's library. */
export function failedInfo(now: number, peer: bigint, pairing: Pairing, state: 4 | 5, reason: number, debug: string): SessionInfo {
  const live = liveInfo(now, peer, pairing);
  const emptied = { ...live.status, pendingUnreliable: 0, pendingReliable: 0, sentUnacknowledgedReliable: 0, queueTimeUs: pairing.phase === 3 ? 0n : NO_QUEUE_TIME };
  return { ...live, status: emptied, state, endReason: reason, endDebug: debug.slice(0, MAX_TEXT) };
}

function description(peer: bigint, pairing: Pairing): string {
  const route = pairing.phase > 1 ? "P2P RELAY" : "P2P";
  const unheard = pairing.phase === 1 && !pairing.byPeer ? "rem " : "";
  return `#${pairing.localId} ${route} steamid:${peer} ${unheard}msg vport`;
}

function status(now: number, { connection, phase }: Pairing): SessionStatus {
  const { reliable, unreliable, ping, quality, rate } = connection;
  quality.roll(now);
  const packets = Math.floor((reliable.pending + unreliable.pending) / PACKET_BYTES);
  return {
    ping: ping.ms,
    localQuality: quality.local,
    remoteQuality: quality.remote,
    ...quality.rates,
    sendRate: rate.bytesPerSecond,
    pendingUnreliable: unreliable.pending,
    pendingReliable: reliable.pending,
    sentUnacknowledgedReliable: reliable.unacknowledged,
    queueTimeUs: phase === 3 ? BigInt(Math.round((packets * PACKET_BYTES * 1_000_000) / rate.bytesPerSecond)) : NO_QUEUE_TIME,
  };
}
