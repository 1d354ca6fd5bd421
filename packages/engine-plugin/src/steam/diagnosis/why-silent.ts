import type { Case } from "./case.js";
import { HEAVY_LOSS, LONG_SILENCE_MS, MANY_UNREAD, NEARLY_FULL, RELAY_DROPPED_MS } from "./thresholds.js";
import { count, duration, list } from "./words.js";

/** A game that pumps less often than this does not pump. (In a hidden tab it is once a second.) */
const PUMP_MS = 3000;
/** After so long without a message it is worth saying. */
const QUIET_MS = 5000;
const CONNECTED = 3;

/** Why a session that is being made is not there yet. */
export function whyNotYet({ name, about, calls, watch, request, offline }: Case): string | undefined {
  const left = duration(about.left_ms);
  const where = calls.request && ` in ${calls.request}`;
  if (about.asks_us) {
    const asks = `${name} has written and waits to be let in`;
    const pumped = watch.pumpedAtMs < 0 ? Infinity : watch.now - watch.pumpedAtMs;
    if (pumped > PUMP_MS) return `${asks}, but run_callbacks() ${pumped === Infinity ? "was never called" : `was last called ${duration(pumped)} ago`}: call it in each frame`;
    if (request?.has_connections() === false) return `${asks}, but nothing is connected to ${calls.request}: call ${calls.accept} there within ${left}`;
    return `${asks}: call ${calls.accept} within ${left}${where && `, for instance${where}`}`;
  }
  if (about.state === 1 && offline) return `We wrote ${duration(about.unanswered_ms)} ago, but ${name} is offline: wait until they are back`;
  if (about.state === 1) return `${name} has not let us in yet: we wrote ${duration(about.unanswered_ms)} ago, and their game has ${left} left to call ${calls.accept}${where}`;
  return about.state < CONNECTED ? `${name} and we have agreed on a session ${duration(about.unanswered_ms)} ago, and the first packet is still under way: wait` : undefined;
}

/** Messages that are here, and that the game does not read. */
export function whyUnread({ name, about, calls, watch }: Case): string | undefined {
  if (about.kind !== "messages" && about.kind !== "p2p") return undefined;
  const missed = about.unread.find(({ is_read }) => !is_read);
  if (missed !== undefined) {
    const channels = watch.channels(about.kind);
    const instead = channels.length === 0 ? "which nobody reads" : `while the game reads ${list(channels)}`;
    const call = `${calls.read}(${calls.unit === "packet" ? "size, " : ""}${missed.channel}${calls.unit === "packet" ? "" : ", 100"})`;
    return `${count(missed.messages, calls.unit)} from ${name} lie${missed.messages === 1 ? "s" : ""} unread on channel ${missed.channel}, ${instead}: call ${call}, or send on another channel`;
  }
  const most = about.unread.toSorted((a, b) => b.messages - a.messages)[0];
  if (most === undefined || (most.messages < MANY_UNREAD && about.unread_bytes < about.unread_limit_bytes * NEARLY_FULL)) return undefined;
  return `The game reads channel ${most.channel} more slowly than ${name} writes, and ${count(most.messages, calls.unit)} wait (${about.unread_bytes} of ${about.unread_limit_bytes} bytes): read until nothing is left in each frame`;
}

/** Why too little comes or goes in a session that is connected. */
export function whyTooLittle({ name, about, calls, faked }: Case): string | undefined {
  if (about.silent_ms > LONG_SILENCE_MS) {
    return `Nothing is heard of ${name} for ${duration(about.silent_ms)}, not even signs of life, so their tab is frozen or gone, or a link is down: wait, for in ${duration(about.left_ms)} it is over`;
  }
  if (about.buffered_bytes > about.buffer_limit_bytes * NEARLY_FULL) {
    return `The send buffer for ${name} is full (${about.buffered_bytes} of ${about.buffer_limit_bytes} bytes) and refuses more: send less, wait, and see that they read`;
  }
  if (about.since_dropped_ms >= 0 && about.since_dropped_ms < RELAY_DROPPED_MS) {
    return `The connection of ${name} takes less than they are sent, and the relay had to drop something: send less, or less often`;
  }
  const lossIn = about.local_quality < 0 ? 0 : 1 - about.local_quality;
  const loss = Math.max(about.loss_out, lossIn);
  if (loss < HEAVY_LOSS) return undefined;
  // Of theirs it is not known which were lost and which are merely late.
  const [where, what, own] = lossIn > about.loss_out ? ["from", "get lost or come out of order", faked.lossRecv] : ["to", "get lost", faked.lossSend];
  const fake = own > 0 ? `, not least in our own fake network (${own} %)` : "";
  return `About ${Math.round(loss * 100)} % of the packets ${where} ${name} ${what}${fake}, and unreliable ${calls.unit}s with them: send reliably what must arrive`;
}

/** There is nothing in the way. */
export function allIsWell({ name, about }: Case): string {
  const ping = about.ping < 0 ? "" : ` (ping ${about.ping} ms)`;
  if (about.kind === "sockets") return `Beneath Networking Sockets the session with ${name} works${ping}: ask getConnectionInfo how each connection is`;
  const quiet = about.since_message_ms;
  if (quiet < 0) return `The session with ${name} works${ping}, but they have not sent anything yet: ask Steam.why on their side`;
  if (quiet > QUIET_MS) return `The session with ${name} works${ping}, but their game has sent nothing for ${duration(quiet)}: ask Steam.why on their side`;
  return `All is well with ${name}: the last message came ${duration(quiet)} ago${ping}`;
}
