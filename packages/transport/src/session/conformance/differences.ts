/** One way in which we are not Steam, on purpose. */
export interface Difference {
  /** `K1`, `K2`, ...: stable, named by tests and statements. */
  readonly id: `K${number}`;
  readonly topic: string;
  /** What Valve's code was seen to do. */
  readonly steam: string;
  /** What we do. */
  readonly samovar: string;
  readonly why: string;
}

/** Every known difference in what a game can see of Networking Messages. */
export const differences: readonly Difference[] = [
  {
    id: "K1", topic: "A request that is ignored while the sender goes on writing",
    steam: "One `network_messages_session_request` for each attempt.",
    samovar: "Posted again, at most once every 5 s, and only if the sender wrote something new since.",
    why: "GodotSteam's documentation says that requests are posted periodically while messages come.",
  },
  {
    id: "K2", topic: "Sending on a broken session without AUTORESTART",
    steam: "35 (`RESULT_CONNECT_FAILED`).",
    samovar: "3 (`RESULT_NO_CONNECTION`).",
    why: "GodotSteam's documentation names 3.",
  },
  {
    id: "K3", topic: "A connected session is lost with something reliable undelivered, or a message half received",
    steam: "Nothing is said; the state goes to 0.",
    samovar: "`network_messages_session_failed`, state 5, reason 4001 (the peer fell silent, or left the page) or 3002 (our own link to the relay is down). The session stays broken until it is closed, sent to with AUTORESTART, or asked for by the peer.",
    why: "Steam's documentation promises a failure when communication is disrupted; a game should learn that something was lost.",
  },
  {
    id: "K4", topic: "A connected session is lost with nothing outstanding",
    steam: "Nothing is said; state 0; the next send opens a new session.",
    samovar: "The same.",
    why: "Nothing was lost.",
  },
  {
    id: "K5", topic: "The peer closes a connected session",
    steam: "Nothing is said; state 0; the next plain send opens a new session, and the peer gets a new request.",
    samovar: "The same.",
    why: "Documentation and Valve's code agree.",
  },
  {
    id: "K6", topic: "`closeChannelWithUser` and unread messages",
    steam: "Drops unread messages up to the first one of another channel.",
    samovar: "Drops all unread messages of that player on that channel.",
    why: "That is what the documentation promises; the rest is a slip.",
  },
  {
    id: "K7", topic: "Which channels are open",
    steam: "Those that a message was received on.",
    samovar: "The same.",
    why: "A game that counts on it finds it.",
  },
  {
    id: "K8", topic: "The idle time-out of 180 s",
    steam: "Put off by sending and accepting only: a player who only listens is cut, and loses what it had not read.",
    samovar: "Put off by a message in either direction.",
    why: "The time-out is for sessions that go unused. Losing unread data is of use to nobody.",
  },
  {
    id: "K9", topic: "The largest message",
    steam: "524283 bytes; 524284 to 524288 answer 25 for ever.",
    samovar: "524288 bytes; one more answers 8.",
    why: "That is the documented limit; Steam's missing five bytes are a header of its own.",
  },
  {
    id: "K10", topic: "Order across channels",
    steam: "One stream for all channels of a session: a loss on one delays all.",
    samovar: "One stream for each channel. Across channels there is no order.",
    why: "Order is only promised within a channel, and this is faster.",
  },
  {
    id: "K11", topic: "Unread messages",
    steam: "Kept without a limit.",
    samovar: "At most 16 MiB for each session, configurable; each message counts 256 bytes besides its payload. When it is full, the sender is made to wait, until its sends answer 25. Nothing reliable that was accepted is lost; unreliable messages give way.",
    why: "A service on the open internet must bound its memory.",
  },
  {
    id: "K12", topic: "NO_DELAY on an unreliable message that cannot leave at once",
    steam: "No effect.",
    samovar: "It is dropped, and the send answers 41 (`RESULT_IGNORED`). Only on a connected session; before, everything is queued.",
    why: "That is what the documentation promises.",
  },
  {
    id: "K13", topic: "Writing to oneself",
    steam: "Half works: a request comes from oneself, the message can be read, then the session fails.",
    samovar: "The message can be read at once on its channel. No request, no session, no failure.",
    why: "Nobody can depend on the slip.",
  },
  {
    id: "K14", topic: "A player who restarts or reloads the page",
    steam: "Ignored for about 10 s, until the old session has timed out.",
    samovar: "The old session ends at once, as K3 or K4 say, and the new request is posted.",
    why: "The same sequence of events, sooner.",
  },
  {
    id: "K15", topic: "Writing to a player who is not there",
    steam: "Reason 5003 after 10 s.",
    samovar: "The same, although the relay knows at once.",
    why: "Otherwise strangers could ask who is online.",
  },
  {
    id: "K16", topic: "Send rate",
    steam: "Fixed at 262144 bytes a second.",
    samovar: "Begins there and follows what the path carries, between SEND_RATE_MIN and SEND_RATE_MAX. `send_rate` reports it. Of unreliable messages no more is on the way than arrives in a round trip and a little: they are worth nothing once they have queued.",
    why: "Games on good links are not held back, and bad ones are not flooded.",
  },
  {
    id: "K17", topic: "Byte counts in the status, and in the send buffer",
    steam: "The payload and Steam's framing.",
    samovar: "The payload and five bytes for each message, and for a reliable one its length written in 1 to 3 bytes: the same numbers as Steam's for messages before they are sent. Our framing on the wire is another one, and does not count here.",
    why: "The figures keep their meaning: a game that watches them needs no change.",
  },
];
