/** The names a developer knows: of the functions of the class whose session it is, and what it calls what it carries. */
export const CALLS = {
  messages: {
    unit: "message",
    accept: "acceptSessionWithUser",
    request: "network_messages_session_request",
    read: "receiveMessagesOnChannel",
    again: "call closeSessionWithUser, or add NETWORKING_SEND_AUTORESTART_BROKEN_SESSION to the flags, for until then sending answers 3",
  },
  p2p: {
    unit: "packet",
    accept: "acceptP2PSessionWithUser",
    request: "p2p_session_request",
    read: "readP2PPacket",
    again: "the next sendP2PPacket begins a new one",
  },
  sockets: {
    unit: "message",
    // Who listens is asked by a connection; the session beneath is then let in without a word.
    accept: "createListenSocketP2P",
    request: "",
    read: "",
    again: "call closeConnection and then connectP2P",
  },
} as const;

/** The names of one class. */
export type Calls = (typeof CALLS)[keyof typeof CALLS];

/** `340 ms`, `3.4 s`, `12 s`. */
export function duration(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  return whole < 1000 ? `${whole} ms` : `${(whole / 1000).toFixed(whole < 10_000 ? 1 : 0)} s`;
}

/** `1 message`, `5 messages`. */
export function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}

/** `0`, `0 and 2`, `0, 1 and 2`; of many only the first few. */
export function list(numbers: readonly number[]): string {
  const few = numbers.length > 6 ? [...numbers.slice(0, 5).map(String), `${numbers.length - 5} more`] : numbers.map(String);
  return few.length < 2 ? few.join() : `${few.slice(0, -1).join(", ")} and ${few.at(-1)}`;
}

/** Several sentences as a part of one: without its end, in one line. */
export function clause(text: string): string {
  const line = visible(text).replace(/[\s.?!]+$/, "");
  return line.replace(/[.?!]\s+(.)/g, (_, next: string) => `; ${next.toLowerCase()}`);
}

/** In one line: what somebody else wrote may hold anything. */
export function visible(text: string): string {
  return text.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
}
