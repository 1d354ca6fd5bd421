/** CONNECT and ACCEPT are sent again after this, as in Valve's library. */
export const HANDSHAKE_RETRY_MS = 500;
/** A request that the game leaves open is posted again at most this often, and only if the peer wrote more. */
export const REPOST_MS = 5000;
/** What the peer wrote this soon after its request left belongs to what was posted: it is on its way, or one burst with what came first. Ours. */
export const SAME_BURST_MS = 50;
/** An idle session with something under way is looked at again after this. */
export const IDLE_RECHECK_MS = 1000;
/** An acknowledgement waits this long for company; in Valve's library twice as long. It takes SCTP's along, which for a lone packet is none too soon then. */
export const ACK_DELAY_MS = 25;
/** A lane without room is asked again after this, should nobody tell that it became writable. */
export const BLOCKED_POLL_MS = 50;
/** An acknowledgement this much later than half as much again as the round trip is a sign of loss; it includes the peer's own delay. */
export const LATE_MS = 110;
/** So many signs of life must have been asked for in vain before a connection counts as lost: a program that slept is no dead peer. */
export const MIN_UNANSWERED = 4;
/** News of what was sent are waited for at least and at most this long before they are asked for. */
export const MIN_NEWS_MS = 200;
export const MAX_NEWS_MS = 1000;
/** How much longer than two round trips. */
const NEWS_SLACK_MS = 100;
/**
 * A silent peer is asked for a sign of life after a sixth of the time-out, at most the first of these, less a round trip, but not below the second. A break of the link may
 * begin right after one, or when the next one was on its way. Both together make no second, on round trips of up to 700 ms, and 1.3 s at most: the session is over between the time-out and a second later, as in
 * Valve's library, and lives through each break that is shorter than the time-out by as much as it takes to be heard again: a third of this and a round trip.
 */
const MAX_KEEP_ALIVE_MS = 850;
const LEAST_KEEP_ALIVE_MS = 300;
/** Of a round trip longer than this the rest is not waited for. */
const MAX_LAST_TRIP_MS = 1000;

/** How long a peer may be silent before it is asked for a sign of life. */
export function keepAliveMs(timeoutConnectedMs: number, roundTripMs: number): number {
  return Math.min(timeoutConnectedMs / 6, Math.max(LEAST_KEEP_ALIVE_MS, MAX_KEEP_ALIVE_MS - roundTripMs));
}

/** How long a peer may be silent before it counts as lost. */
export function silenceMs(timeoutConnectedMs: number, roundTripMs: number): number {
  return timeoutConnectedMs + keepAliveMs(timeoutConnectedMs, roundTripMs) + Math.min(MAX_LAST_TRIP_MS, roundTripMs);
}

/** How long news of what was sent may take before they are asked for. */
export function newsMs(roundTripMs: number): number {
  return Math.min(MAX_NEWS_MS, Math.max(MIN_NEWS_MS, 2 * roundTripMs + NEWS_SLACK_MS));
}
