import { EndReasons } from "@samovar/transport";
import type { Case } from "./case.js";
import { clause, duration } from "./words.js";

const UNKNOWN_THERE = "they know nothing of it any more, as after loading their page anew";

/** Why there is no session with a peer, or none any more, and how to get one. */
export function whyNoSession(one: Case): string {
  const { name, offline } = one;
  const reason = one.about.end_reason;
  const sinceClosed = one.watch.sinceClosed(one.about.steam_id);
  const again = offline ? "wait until they are back, for they are offline" : "send something, and a new one begins";
  if (reason === EndReasons.SESSION_CLOSED) return `${name} closed the session: ${again}${offline ? "" : ", once they let us in"}`;
  if (reason !== 0) return `The session with ${name} is over, because ${inWords(one)}: ${again}`;
  if (sinceClosed !== undefined) return `We closed the session with ${name} ${duration(sinceClosed)} ago: ${again}`;
  return `There is no session with ${name}, because neither of us has sent the other anything lately: ${again}`;
}

/** Why a session failed, and how to go on. */
export function whyFailed(one: Case): string {
  return `The session with ${one.name} has failed (${one.about.end_reason}), because ${inWords(one)}: ${one.calls.again}`;
}

function inWords({ name, about, calls: { accept }, offline }: Case): string {
  const { end_reason: reason, end_debug: debug } = about;
  switch (reason) {
    case EndReasons.SESSION_CLOSED: return "they closed it instead of accepting it";
    case EndReasons.OWN_LINK_DOWN: return "our own link to the relay was down for too long";
    case EndReasons.PEER_SILENT: return whyLost(debug);
    case EndReasons.TOO_LARGE: return "they sent a message larger than NETWORKING_CONFIG_RECV_MAX_MESSAGE_SIZE";
    case EndReasons.TIMED_OUT:
      if (about.asks_us) return `they wrote and we did not call ${accept} in time`;
      return offline ? "they are offline" : `they did not answer or did not call ${accept} in time`;
    case EndReasons.NO_ROUTE: return "it was accepted and then nothing came through";
    case EndReasons.NO_SUCH_CONNECTION: return UNKNOWN_THERE;
    default: return clause(debug) || `${name} ended it with this code`;
  }
}

/** Of a session that was connected. Where they lost it first, their own reason stands in brackets. */
function whyLost(debug: string): string {
  switch (Number(/\d+/.exec(debug)?.[0])) {
    case EndReasons.NO_SUCH_CONNECTION: return UNKNOWN_THERE;
    case EndReasons.PEER_SILENT: return "they heard nothing of us for too long";
    case EndReasons.TOO_LARGE: return "we sent a message larger than they take";
    default:
      if (debug.includes("restarted")) return "they have loaded their page anew";
      if (debug.includes("ended")) return "they left the page, or loaded it anew";
      return debug.includes("lost") ? "they have let it go" : "nothing was heard of them for too long";
  }
}
