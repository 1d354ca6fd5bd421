import type { PeerDiagnosis } from "./diagnosis-types.js";
import { CALLS, ago, clause, type Calls } from "./words.js";

const SESSION_CLOSED = 1001;
const SESSION_IDLE = 1002;
const OWN_LINK_DOWN = 3002;
const PEER_SILENT = 4001;
const TOO_LARGE = 5002;
const TIMED_OUT = 5003;
const NO_ROUTE = 5008;
const NO_SUCH_CONNECTION = 5010;

/** Why there is no session with a peer, or none any more, and how to get one. `sinceClosed`: how long ago we closed it, if we did. */
export function whyNoSession(name: string, { end_reason: reason, end_debug: debug }: PeerDiagnosis, sinceClosed: number | undefined, offline: boolean): string {
  const again = "send something, and a new one begins";
  if (reason === SESSION_CLOSED) return `${name} closed the session or left the page: ${again}, once they let us in`;
  if (reason !== 0) return `The session with ${name} is over, because ${inWords(name, reason, debug, CALLS.messages, false)}: ${again}`;
  if (sinceClosed !== undefined) return `We closed the session with ${name} ${ago(sinceClosed)}: ${again}`;
  const hint = offline ? ", once they are back, for they are offline" : "";
  return `There is no session with ${name}, because neither of us has sent the other anything lately: send something, or have them send${hint}`;
}

/** Why a session failed, and how to go on. */
export function whyFailed(name: string, { end_reason: reason, end_debug: debug, asks_us: asked }: PeerDiagnosis, calls: Calls): string {
  return `The session with ${name} has failed (${reason}), because ${inWords(name, reason, debug, calls, asked)}: ${calls.again}`;
}

function inWords(name: string, reason: number, debug: string, { accept }: Calls, asked: boolean): string {
  switch (reason) {
    case SESSION_CLOSED: return "they turned us down, by closing it instead of accepting it";
    case SESSION_IDLE: return "nothing was sent for three minutes";
    case OWN_LINK_DOWN: return "our own link to the relay was down for too long";
    case PEER_SILENT: return /restarted|lost/.test(debug) ? "they have loaded their page anew" : "nothing was heard of them for too long";
    case TOO_LARGE: return "they sent a message larger than NETWORKING_CONFIG_RECV_MAX_MESSAGE_SIZE";
    case TIMED_OUT: return asked ? `they wrote and we did not call ${accept} in time` : `they did not answer or did not call ${accept} in time`;
    case NO_ROUTE: return "it was accepted and then nothing came through";
    case NO_SUCH_CONNECTION: return "they know nothing of it any more, as after loading their page anew";
    default: return clause(debug) || `${name} ended it with this code`;
  }
}
