import type { SessionInfo, Sessions } from "../../session/endpoint.js";
import * as SendResults from "../../session/results.js";
import * as SendFlags from "../../session/send-flags.js";
import { defaultSessionSettings, type SessionSettings } from "../../session/settings.js";
import { FRAGMENT_BYTES, INITIAL_GRANT_FRAGMENTS, MAX_MESSAGE_BYTES, WINDOW_FRAGMENTS } from "../../wire/frame.js";

/** What a message may cost in the books of the engine besides its payload. */
const MAX_HEADER_BYTES = 64;
/** How many messages of several fragments a sender has under way at once. */
const LARGE_AT_ONCE = 4;

/** What a send may answer, given what was known of the session just before. */
export function allowedResults(before: SessionInfo, flags: number, size: number, settings: Partial<SessionSettings>): number[] {
  if (size > MAX_MESSAGE_BYTES) return [SendResults.INVALID_PARAM];
  const { state } = before;
  if (state > 3 && (flags & SendFlags.AUTO_RESTART_BROKEN_SESSION) === 0) return [SendResults.NO_CONNECTION];
  const wanted = waitingBytes(before) + size;
  const limit = setting(settings, "sendBufferBytes");
  const allowed: number[] = [];
  if (wanted <= limit) allowed.push(SendResults.OK);
  if (wanted + MAX_HEADER_BYTES > limit) allowed.push(SendResults.LIMIT_EXCEEDED);
  if (state === 3 && (flags & SendFlags.RELIABLE) === 0 && (flags & SendFlags.NO_DELAY) !== 0) allowed.push(SendResults.IGNORED);
  return allowed;
}

/** Bytes that wait to be sent. Of a failed session the figures are the last ones; a new one begins with nothing. */
export function waitingBytes({ state, status }: SessionInfo): number {
  return state > 3 ? 0 : status.pendingReliable + status.pendingUnreliable;
}

/** Whether the send buffer keeps its bounds: what was sent once may come back into it, a window at most. */
export function figuresFit({ status }: SessionInfo, settings: Partial<SessionSettings>): boolean {
  const { pendingReliable, pendingUnreliable, sentUnacknowledgedReliable } = status;
  const inFlight = WINDOW_FRAGMENTS * (FRAGMENT_BYTES + MAX_HEADER_BYTES);
  const waiting = setting(settings, "sendBufferBytes") + MAX_HEADER_BYTES + inFlight;
  return pendingReliable >= 0 && pendingUnreliable >= 0 && sentUnacknowledgedReliable >= 0
    && pendingReliable + pendingUnreliable <= waiting && sentUnacknowledgedReliable <= inFlight;
}

/** Whether what the engine says of a session when asked why nothing arrives agrees with what it says of it otherwise. */
export function diagnosisFits({ state, status }: SessionInfo, sessions: Pick<Sessions, "diagnose" | "peers">, peer: bigint): boolean {
  const { asksUs, unansweredMs, leftMs, silentMs, sinceMessageMs, unread, unreadBytes, bufferedBytes, lossOut, endReason } = sessions.diagnose(peer);
  const lives = state >= 1 && state <= 3;
  const waits = unansweredMs >= 0;
  return sessions.peers().includes(peer) === (state > 0) && waits === (state === 1 || state === 2) && (leftMs >= 0) === lives && (lossOut >= 0) === (state === 3)
    && (!asksUs || state === 1 || !lives) && (!lives || endReason === 0) && (state < 4 || endReason !== 0)
    && (sinceMessageMs < 0 || silentMs <= sinceMessageMs || !lives) && (unread.length > 0) === (unreadBytes > 0)
    && bufferedBytes === waitingBytes({ state, status } as SessionInfo) * Number(lives);
}

/** The same figures in words. */
export function figures({ status }: SessionInfo): string {
  return `${status.pendingReliable} + ${status.pendingUnreliable} bytes waiting, ${status.sentUnacknowledgedReliable} under way`;
}

/**
 * What a game finds unread of one peer is never more than the receive buffer and what each new connection may begin with; and the
 * few large messages that were under way at once, for a message that has begun to arrive may always arrive whole.
 * @param sizes of everything that was unread.
 * @param connections how many connections the peer has begun so far.
 */
export function unreadFits(sizes: readonly number[], connections: number, settings: Partial<SessionSettings>): boolean {
  const bytes = [...sizes].sort((one, other) => other - one).slice(LARGE_AT_ONCE).reduce((sum, size) => sum + size, 0);
  return bytes <= setting(settings, "receiveBufferBytes") + connections * INITIAL_GRANT_FRAGMENTS * FRAGMENT_BYTES;
}

function setting(settings: Partial<SessionSettings>, name: keyof SessionSettings): number {
  return settings[name] ?? defaultSessionSettings[name];
}
