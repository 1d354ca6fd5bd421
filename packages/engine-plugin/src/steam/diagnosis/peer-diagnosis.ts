import type { RelayEndpoint, Sessions } from "@samovar/transport";
import { realTimeStatus } from "../networking-messages.js";
import type { PeerDiagnosis, SessionKind } from "./diagnosis-types.js";

/** An id without a session. Unlike 0, which to the endpoint is the relay. */
const NOBODY = 2n ** 64n - 1n;

/** The kinds of session, in the order in which a game most likely means them. */
export function kindsOfSession(endpoint: RelayEndpoint): readonly (readonly [Exclude<SessionKind, "">, Sessions])[] {
  return [["messages", endpoint], ["p2p", endpoint.p2p], ["sockets", endpoint.sockets]];
}

/** @param peer an id, or 0n. */
export function diagnosePeer(endpoint: RelayEndpoint, peer: bigint): PeerDiagnosis {
  const id = peer || NOBODY;
  let kind: SessionKind = "";
  let sessions: Sessions = endpoint;
  let info = endpoint.info(id);
  for (const [itsKind, its] of kindsOfSession(endpoint)) {
    const itsInfo = its === endpoint ? info : its.info(id);
    if (itsInfo.state === 0) continue;
    [kind, sessions, info] = [itsKind, its, itsInfo];
    break;
  }
  const known = sessions.diagnose(id);
  return {
    steam_id: peer,
    kind,
    state: info.state,
    end_reason: info.endReason || known.endReason,
    end_debug: info.endDebug,
    asks_us: known.asksUs,
    unanswered_ms: Math.floor(known.unansweredMs),
    left_ms: Math.ceil(known.leftMs),
    silent_ms: Math.floor(known.silentMs),
    since_message_ms: Math.floor(known.sinceMessageMs),
    unread: known.unread.map((waiting) => ({ ...waiting })),
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
