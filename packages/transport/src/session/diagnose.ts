import type { SessionDiagnosis, UnreadChannel } from "./diagnosis.js";
import type { Pairing } from "./pairing.js";
import type { SessionSettings } from "./settings.js";

type Limits = Pick<SessionSettings, "sendBufferBytes" | "receiveBufferBytes">;

/** What is kept of a peer, whether or not there is a connection. */
export interface PeerRecord {
  /** When something of the peer's last came, became readable, and was read; and when the relay last dropped something for it. -Infinity: never. */
  readonly heardAt: number;
  readonly messageAt: number;
  readonly readAt: number;
  readonly droppedAt: number;
  readonly unreadBytes: number;
  /** Why the last connection ended, 0 while there is one; the same in words; and whether that was before we had accepted it. */
  readonly endReason: number;
  readonly endDebug: string;
  readonly endedAsking: boolean;
}

/** Of a peer nothing is known of. */
export function noDiagnosis({ sendBufferBytes, receiveBufferBytes }: Limits): SessionDiagnosis {
  return {
    asksUs: false, unansweredMs: -1, leftMs: -1, silentMs: -1, sinceMessageMs: -1, unread: [], unreadBytes: 0, unreadLimitBytes: receiveBufferBytes, sinceReadMs: -1,
    bufferedBytes: 0, bufferLimitBytes: sendBufferBytes, sinceDroppedMs: -1, lossOut: -1, jitterMs: -1, repeatsOutPerSecond: 0, repeatedBytesOutPerSecond: 0,
    endReason: 0, endDebug: "",
  };
}

/** Of a record, and its connection if it has one. */
export function diagnosis(
  now: number,
  session: PeerRecord,
  pairing: Pairing | undefined,
  settings: SessionSettings,
  unread: readonly UnreadChannel[],
): SessionDiagnosis {
  const since = (at: number): number => (at === Number.NEGATIVE_INFINITY ? -1 : now - at);
  const record: SessionDiagnosis = {
    ...noDiagnosis(settings),
    silentMs: since(session.heardAt),
    sinceMessageMs: since(session.messageAt),
    unread,
    unreadBytes: session.unreadBytes,
    sinceReadMs: since(session.readAt),
    sinceDroppedMs: since(session.droppedAt),
    endReason: session.endReason,
    endDebug: session.endDebug,
    asksUs: session.endedAsking,
  };
  if (pairing === undefined) return record;
  const { connection, phase, byPeer } = pairing;
  const { reliable, unreliable, quality } = connection;
  quality.roll(now);
  return {
    ...record,
    asksUs: byPeer && phase === 1,
    unansweredMs: phase < 3 ? now - pairing.phaseSince : -1,
    leftMs: Math.max(0, phase < 3 ? pairing.phaseSince + settings.timeoutInitialMs - now : connection.silenceLeftMs(now)),
    bufferedBytes: reliable.pending + unreliable.pending,
    lossOut: phase === 3 ? connection.loss.share : -1,
    jitterMs: connection.ping.jitterMs,
    repeatsOutPerSecond: quality.repeatsPerSecond,
    repeatedBytesOutPerSecond: quality.repeatedBytesPerSecond,
  };
}
