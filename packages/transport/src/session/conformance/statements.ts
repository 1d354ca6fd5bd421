/**
 * What our Networking Messages do, statement by statement, in stable numbers.
 *
 * 1 to 112 were observed of Valve's open networking library, or follow from how we differ from it on purpose; from 113 on they are
 * promises of our own. Each has exactly one test, named after it; `docs/differences.md` is generated from this list and from
 * `differences.ts`.
 *
 * A writes first and B is the other one; a connected pair has accepted, exchanged a message, read it and had its events. Times are
 * met within 10 % or half a second, whichever is more.
 */
export interface Statement {
  readonly number: number;
  /** One sentence: what our library does. */
  readonly text: string;
  /** The row of the table of differences it follows, e.g. `K1`. */
  readonly rule?: `K${number}`;
  /** How and why it is not what Steam does. */
  readonly differs?: string;
}

/** Statements on one subject; its tests are in `<file>.test.ts`. */
export interface Section {
  readonly title: string;
  readonly file: string;
  readonly statements: readonly Statement[];
}

/** All statements, by subject, in the order of their numbers. */
export const sections: readonly Section[] = [
  { title: "First contact", file: "first-contact", statements: [
    { number: 1, text: "the info of someone never met is state 0, no peer, and zero throughout" },
    { number: 2, text: "accepting, closing or closing a channel of someone never met answers false and creates nothing" },
    { number: 3, text: "a channel never used has nothing to read" },
    { number: 4, text: "A's first send answers 1 and puts A into state 1 at once" },
    { number: 5, text: "B gets exactly one request, and it names A" },
    { number: 6, text: "until B accepts, B is in state 1 and can read nothing on any channel" },
    { number: 7, text: "A hears nothing when B accepts, nor when the session connects" },
    { number: 8, text: "B's accept answers true and puts B into state 2 at once, and into 3 soon after" },
    { number: 9, text: "what was sent before acceptance arrives after it, unchanged and once" },
    { number: 10, text: "accepting again, while connecting or connected, answers true and does nothing else" },
    { number: 11, text: "A may accept its own open request: true, and still state 1" },
    { number: 12, rule: "K1", text: "while B ignores A, every send answers 1 and the request is posted again at most every 5 s, only if A wrote more",
      differs: "Steam's code posts one request an attempt; GodotSteam's documentation says they go on while messages come, and a player who missed the first gets another chance." },
    { number: 13, text: "what was queued while B made up its mind arrives in order after acceptance, numbered from 1" },
    { number: 14, text: "B's own send to a waiting A accepts it: 1, state 2, both messages arrive and A is not asked" },
    { number: 15, text: "a request is there for a player who has not called anything yet" },
  ] },
  { title: "Simultaneous open", file: "simultaneous-open", statements: [
    { number: 16, text: "when both write first, both sends answer 1 and neither gets a request or a failure" },
    { number: 17, text: "then each message arrives exactly once, as number 1 of its direction" },
    { number: 18, text: "that holds whatever the delays, 0 to 200 ms one way, and on bad links" },
  ] },
  { title: "Reject, ignore, withdraw", file: "reject-ignore-withdraw", statements: [
    { number: 19, text: "closing a waiting request answers true and leaves B in state 0" },
    { number: 20, text: "A then gets one failure, state 4 with reason 1001, within a second" },
    { number: 21, text: "A's info then shows state 4, reason 1001 and a text" },
    { number: 22, rule: "K2", text: "A's plain send then answers 3, and B hears nothing of it",
      differs: "Steam's code answers 35; its documentation and GodotSteam's name 3." },
    { number: 23, text: "A's accept then answers false" },
    { number: 24, text: "A's send with AUTORESTART then answers 1, B is asked again, and only the new message arrives, as number 1" },
    { number: 25, text: "when B ignores A, A gets a failure after 10 s: state 5, reason 5003" },
    { number: 26, text: "when B ignores A, B too gets one failure after 10 s: state 4 or 5, reason 5003" },
    { number: 27, rule: "K2", text: "B's accept then answers false and B's plain send 3",
      differs: "Steam's code answers 35, as in C22." },
    { number: 28, text: "B's close then answers true and leaves B in state 0" },
    { number: 29, text: "after C25, A's send with AUTORESTART asks B again within half a second" },
    { number: 30, text: "what was queued on an attempt that failed is never delivered" },
    { number: 31, text: "A may close before B accepts: true, A in state 0, and B is not told" },
    { number: 32, text: "after C31, B doing nothing gets a failure 10 s after the request: state 5, reason 5003, and nothing to read" },
    { number: 33, text: "after C31, B accepting within 5 s gets true, then a failure within a second: state 4, reason 1001" },
    { number: 34, text: "after C31, B accepting later than 5 s stays in state 2 for 10 s, then gets a failure: state 5, reason 5008" },
    { number: 35, text: "when A sends, closes and sends at once, accepting the first request fails with 1001, a new request follows, and only the second message arrives" },
    { number: 36, text: "a new request of A's replaces B's failed session: posted, state 1, and B's plain send answers 1" },
  ] },
  { title: "Unreachable", file: "unreachable", statements: [
    { number: 37, rule: "K15", text: "writing to nobody answers 1 with state 1; the failure comes after 10 s: state 5, reason 5003",
      differs: "The relay could say at once that nobody is there; it does not, so that strangers cannot find out who is online." },
    { number: 38, text: "there is exactly one failure an attempt" },
    { number: 39, text: "with an initial time-out of 2000 ms the failure comes after 2 s" },
    { number: 40, text: "closing the failed session answers true and gives state 0; the next plain send answers 1" },
    { number: 41, text: "why it failed can be read until 180 s after the last send that answered 1; then it is state 0, and a plain send answers 1" },
    { number: 42, text: "sends that are refused do not prolong that" },
    { number: 43, text: "accepted, but no data comes through: both get a failure 10 s after, state 5, reason 5008" },
  ] },
  { title: "Close", file: "close", statements: [
    { number: 44, text: "B's close of a connected session answers true and gives state 0; a second close answers false" },
    { number: 45, text: "A's state then goes from 3 to 0 within a second, with no event on either side" },
    { number: 46, rule: "K5", text: "A's next plain send answers 1 with state 1, and B is asked again" },
    { number: 47, text: "message numbers start again at 1 in the new session" },
    { number: 48, text: "closing throws away what B had not read of A's" },
    { number: 49, text: "what B had not read stays readable when A closes" },
    { number: 50, text: "closing one peer leaves the unread messages of others on the same channel" },
    { number: 51, text: "reliable messages sent in the moment before a close may be lost, without an error; what arrives is the first of them, in order" },
    { number: 52, text: "the closer may write again at once: 1, and the other side is asked within a second" },
    { number: 53, text: "when B closes on A's stream of reliable messages, each of A's sends answers 1, A gets no event, and B is asked exactly once" },
    { number: 54, text: "after the peer closed, accept answers false; close answers true, then false" },
  ] },
  { title: "Channels", file: "channels", statements: [
    { number: 55, rule: "K7", text: "closing a channel that was only sent on answers false and does nothing" },
    { number: 56, text: "closing a channel never used answers false" },
    { number: 57, text: "closing a channel that something came on answers true, and false the second time" },
    { number: 58, text: "closing one of several open channels keeps the session connected" },
    { number: 59, rule: "K6", text: "unread messages of that player on the closed channel are gone, all of them",
      differs: "Steam's code stops at the first message of another channel, by a slip; its documentation promises all." },
    { number: 60, text: "closing a channel keeps the unread messages of the others" },
    { number: 61, text: "a later message on a closed channel arrives without a request, and the channel can be closed again" },
    { number: 62, text: "closing the last open channel closes the session: state 0 on both sides, no event, and A's next send is asked for" },
    { number: 63, text: "every 32-bit channel works, -1 and both ends of the range too" },
    { number: 64, text: "a message can be read on its own channel only" },
    { number: 65, text: "one read returns messages of several players, in the order of their arrival" },
    { number: 66, text: "a read of at most n returns the n oldest; of 0, none; the rest stays" },
  ] },
  { title: "Messages", file: "messages", statements: [
    { number: 67, rule: "K10", text: "reliable messages of a channel arrive exactly once and in order, whatever the link loses or shuffles",
      differs: "Steam keeps one order over all channels of a session; here each channel has its own, so a loss on one does not delay another (see C114)." },
    { number: 68, text: "unreliable messages may be lost, and never come twice" },
    { number: 69, text: "message numbers start at 1 and count all messages of a session, whatever the channel and kind" },
    { number: 70, text: "the receiver is told whether a message was reliable, and nothing else of its flags" },
    { number: 71, text: "any combination of flag bits is taken; bit 8 alone decides about reliability" },
    { number: 72, text: "what is sent before the session is connected travels reliably whatever was asked, and in order" },
    { number: 73, rule: "K12", text: "41 is only answered on a connected session, for an unreliable NO_DELAY message that cannot leave at once; it is dropped",
      differs: "Steam's code never answers 41; its documentation promises what we do." },
    { number: 74, text: "empty messages arrive, reliable and unreliable" },
    { number: 75, text: "524289 bytes answer 8, whatever the flags" },
    { number: 76, rule: "K9", text: "524283, 524284 and 524288 bytes answer 1 and arrive whole",
      differs: "Steam refuses the last five sizes with 25: five bytes of its own count against its documented limit." },
    { number: 77, text: "16495 bytes may travel unreliably; 16496 are sent reliably" },
    { number: 78, rule: "K17", text: "before acceptance 520 messages of 1000 bytes are taken and the next answers 25; the 520 arrive in order" },
    { number: 79, text: "after 25 the session goes on, and takes messages again when some have left" },
    { number: 80, rule: "K11", text: "6000 unread messages are all kept",
      differs: "Steam keeps any amount; here unread messages are bounded to 16 MiB a session, see C115." },
    { number: 81, text: "a message names its sender and the time of its arrival, in microseconds that never decrease" },
    { number: 82, text: "what is not a player's id answers 8 and begins nothing" },
    { number: 83, rule: "K16", text: "a session sends no faster than its send rate, which stays between the configured bounds; 512 KiB at Steam's 262144 bytes a second take two seconds",
      differs: "Steam's rate is fixed; here it follows the path, and `send_rate` reports it." },
  ] },
  { title: "Idle and loss", file: "idle-and-loss", statements: [
    { number: 84, text: "a connected pair that says nothing for 180 s ends in state 0 on both sides, with no event" },
    { number: 85, rule: "K8", text: "messages in one direction keep the session alive on both sides",
      differs: "Steam cuts a player who only listens after 180 s." },
    { number: 86, rule: "K8", text: "a listener loses nothing that it has not read, and nobody is asked again",
      differs: "Steam throws a listener's unread messages away after 180 s, and posts a new request." },
    { number: 87, text: "accepting a connected session keeps it alive" },
    { number: 88, text: "reading and asking for info do not keep a session alive" },
    { number: 89, rule: "K4", text: "when the link of a quiet connected pair is lost, both are in state 0 after 10 to 11 s, with no event" },
    { number: 90, rule: "K3", text: "when it is lost with something reliable undelivered, that side gets a failure: state 5, reason 4001, or 3002 when its own link is down",
      differs: "Steam's code forgets what was undelivered before it looks, and says nothing; its documentation promises a failure." },
    { number: 91, rule: "K3", text: "after C89 a plain send answers 1; after C90 it answers 3, and 1 with AUTORESTART; what was lost is not sent again",
      differs: "In Steam a plain send answers 1 in both cases, as if nothing had been lost." },
    { number: 92, rule: "K14", text: "when B is killed and started again, an A that goes on sending begins a new session within a second, with no event if nothing reliable is outstanding, and B is asked",
      differs: "Steam needs about 10.5 s to notice." },
    { number: 93, rule: "K14", text: "a request of a restarted B ends A's old session at once and is posted",
      differs: "Steam ignores it for about 10 s, until the old session has timed out; the sequence of events is the same." },
    { number: 94, text: "unread messages survive the loss of the link until the session would have gone idle" },
  ] },
  { title: "Connection info", file: "connection-info", statements: [
    { number: 95, text: "of a session that waits: ping and both qualities -1, rates 0, send rate 262144, queue time 2^63-1" },
    { number: 96, rule: "K17", text: "an unsent reliable message counts as its bytes, five, and its length's 1 to 3: 11 for 5 bytes, 1007 for 1000; an unreliable one as its bytes and five" },
    { number: 97, text: "of a connected session with nothing to do: nothing pending, nothing unacknowledged, queue time 0, a ping" },
    { number: 98, rule: "K17", text: "what was sent into a link that is cut stays unacknowledged, 10 for 4 bytes, until it is acknowledged" },
    { number: 99, text: "user data is -1 while there is a session, and the listen socket always 0" },
    { number: 100, text: "rates and the quality measured here change in steps of 5 s only; before the first the quality is -1" },
    { number: 101, text: "that quality is 1 on a clean link with traffic, and -1 again after an interval without" },
    { number: 102, text: "the quality the peer measures is -1 until its first report, after 20 s at the earliest" },
    { number: 103, text: "with 25 ms each way the ping is 50 to 52" },
    { number: 104, text: "at 10 % loss and 10 % reordering the quality is between 0.75 and 0.90" },
    { number: 105, text: "the description reads `#<id> P2P [RELAY] steamid:<id> [rem ]msg vport`, with `rem` only while an initiator has not heard from its peer" },
    { number: 106, text: "the info of a failed session keeps peer, state, reason and text" },
    { number: 107, text: "no state but 0 to 5 is ever seen" },
  ] },
  { title: "Further edges", file: "further-edges", statements: [
    { number: 108, text: "a very first send refused with 25 still opens the session: A in state 1, B is asked, both connect, nothing arrives" },
    { number: 109, text: "a very first send refused with 8 opens nothing" },
    { number: 110, rule: "K9", text: "a larger send buffer changes nothing about the largest message: 524288 bytes arrive, one more answers 8",
      differs: "In Steam the last five sizes break the session once the send buffer lets them out." },
    { number: 111, text: "who closes, withdraws or rejects never gets a failure for it" },
    { number: 112, text: "when B closes in the middle of a burst, A is in state 0 within 0.1 s, with no event, and only what A sends after that arrives" },
    { number: 113, rule: "K13", text: "a message to oneself is there at once, with no request and no session",
      differs: "In Steam a request comes from oneself, and the session then fails." },
    { number: 114, rule: "K10", text: "a message that is held up on one channel does not hold up another channel" },
    { number: 115, rule: "K11", text: "a player who does not read makes the sender wait, up to 25; nothing that was taken is lost" },
    { number: 116, text: "a link that breaks and is back within the time-out, or a relay that restarts, loses, doubles and reorders nothing reliable, and nobody is told" },
  ] },
];

/** All of them, in the order of their numbers. */
export const statements: readonly Statement[] = sections.flatMap((section) => section.statements);

/** Statements that no test here can show, and who shows them. */
export const notHere: ReadonlyMap<number, string> = new Map([
  [99, "Both are keys of GodotSteam's dictionary, which the engine plugin makes; its own test of `getSessionConnectionInfo` shows them."],
]);
