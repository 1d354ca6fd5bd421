import type { RelayEndpoint, Sessions } from "@samovar/transport";
import { NOBODY, realTimeStatus } from "../networking-messages.js";
import type { PeerDiagnosis, SessionKind } from "./diagnosis-types.js";
import type { Watch } from "./watch.js";

/** The kinds of session, in the order in which a game most likely means them. */
export function kindsOfSession(endpoint: RelayEndpoint): readonly (readonly [Exclude<SessionKind, "">, Sessions])[] {
  return [["messages", endpoint], ["p2p", endpoint.p2p], ["sockets", endpoint.sockets]];
}

/**
 * The sessions with a peer, in that order; without any, what is left of the last one, or that nothing is known.
 * @param peer an id, or 0n.
 */
export function diagnosePeer(endpoint: RelayEndpoint, watch: Watch, peer: bigint): readonly [PeerDiagnosis, ...PeerDiagnosis[]] {
  const all = kindsOfSession(endpoint).map(([kind, sessions]) => diagnoseSession(kind, sessions, watch, peer));
  const [first, ...others] = all.filter(({ state }) => state !== 0);
  if (first !== undefined) return [first, ...others];
  return [all.find(({ end_reason, unread_bytes }) => end_reason !== 0 || unread_bytes > 0) ?? diagnoseSession("", endpoint, watch, peer)];
}

function diagnoseSession(kind: SessionKind, sessions: Sessions, watch: Watch, peer: bigint): PeerDiagnosis {
  const info = sessions.info(peer || NOBODY);
  const known = sessions.diagnose(peer || NOBODY);
  return {
    steam_id: peer,
    kind,
    state: info.state,
    end_reason: known.endReason,
    end_debug: known.endDebug,
    asks_us: known.asksUs,
    unanswered_ms: Math.floor(known.unansweredMs),
    left_ms: Math.ceil(known.leftMs),
    silent_ms: Math.floor(known.silentMs),
    since_message_ms: Math.floor(known.sinceMessageMs),
    unread: known.unread.map((waiting) => ({ ...waiting, is_read: watch.reads(kind, waiting.channel) })),
    unread_bytes: known.unreadBytes,
    unread_limit_bytes: known.unreadLimitBytes,
    since_read_ms: Math.floor(known.sinceReadMs),
    buffered_bytes: known.bufferedBytes,
    buffer_limit_bytes: known.bufferLimitBytes,
    since_dropped_ms: Math.floor(known.sinceDroppedMs),
    loss_out: known.lossOut,
    jitter_ms: Math.round(known.jitterMs),
    repeats_out_per_second: known.repeatsOutPerSecond,
    repeated_bytes_out_per_second: known.repeatedBytesOutPerSecond,
    ...realTimeStatus(info),
  };
}
