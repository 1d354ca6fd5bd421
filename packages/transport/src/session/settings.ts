import { MAX_FRAMED_MESSAGE_BYTES } from "../wire/frame.js";

/** What can be tuned about sessions. Names and defaults follow GodotSteam's `NETWORKING_CONFIG_*` where it has one. */
export interface SessionSettings {
  /** TIMEOUT_INITIAL: how long a request may stay unanswered, and an accepted session without a route. */
  timeoutInitialMs: number;
  /** TIMEOUT_CONNECTED: how long a connected peer may be silent. */
  timeoutConnectedMs: number;
  /** The largest message that can be sent, in bytes, up to 1,048,576; a larger one is refused. */
  maxMessageBytes: number;
  /** RECV_MAX_MESSAGE_SIZE, bytes: a peer's larger message ends the session with it, for it could never be delivered. */
  maxReceivedMessageBytes: number;
  /** SEND_BUFFER_SIZE: bytes that may wait to be sent in one session. */
  sendBufferBytes: number;
  /** SEND_RATE_MIN, bytes a second: of everything a session sends. Of unreliable messages as much is on the way as would be at that rate if none queued. */
  sendRateMin: number;
  /** SEND_RATE_MAX, bytes a second: of everything as well. */
  sendRateMax: number;
  /** NAGLE_TIME: how long a small message waits for company, in microseconds. */
  nagleTimeUs: number;
  /** Bytes of received and unread messages one session may hold; beyond, the sender is made to wait. */
  receiveBufferBytes: number;
  /** How long an unused session lives. Steam fixes it at three minutes; here it can be shortened for tests. */
  idleTimeoutMs: number;
}

/** Steam's defaults, save the send rates: congestion control finds the rate between these two. The least is an eighth of Steam's, and what a busy game needs: round trips also grow long where programs wait for a core, and then there is nothing to be gained by sending less. */
export const defaultSessionSettings: Readonly<SessionSettings> = {
  timeoutInitialMs: 10_000,
  timeoutConnectedMs: 10_000,
  maxMessageBytes: 524_288,
  maxReceivedMessageBytes: 524_288,
  sendBufferBytes: 524_288,
  sendRateMin: 32_768,
  sendRateMax: 8_388_608,
  nagleTimeUs: 5_000,
  receiveBufferBytes: 16 * 1024 * 1024,
  idleTimeoutMs: 180_000,
};

/**
 * The least and the most each may be; those of Steam where it has the setting. A silent peer is given a tenth of a second
 * at least, for it is asked for signs of life six times in it.
 */
export const settingRanges: { readonly [Key in keyof SessionSettings]: readonly [least: number, most: number] } = {
  timeoutInitialMs: [0, 2 ** 31 - 1],
  timeoutConnectedMs: [100, 2 ** 31 - 1],
  maxMessageBytes: [64, MAX_FRAMED_MESSAGE_BYTES],
  maxReceivedMessageBytes: [64, 2 ** 28],
  sendBufferBytes: [4096, 2 ** 28],
  sendRateMin: [1024, 2 ** 28],
  sendRateMax: [1024, 2 ** 28],
  nagleTimeUs: [0, 20_000],
  receiveBufferBytes: [4096, 2 ** 28],
  idleTimeoutMs: [0, Infinity],
};

/** The settings that are named, each brought within its range; what is no number is left out, as if it had not been named. */
export function withinRange(settings: Partial<SessionSettings>): Partial<SessionSettings> {
  return clamped(settings, settingRanges, (key) => settingRanges[key]);
}

/** Those of the numbers that have a name among `names`, each brought within its range; what is no number is left out. */
export function clamped<T extends object>(numbers: Partial<T>, names: object, range: (name: keyof T) => readonly [number, number]): Partial<T> {
  const kept: Record<string, number> = {};
  for (const name of Object.keys(names)) {
    const value: unknown = numbers[name as keyof T];
    const [least, most] = range(name as keyof T);
    if (typeof value === "number" && !Number.isNaN(value)) kept[name] = Math.min(Math.max(value, least), most);
  }
  return kept as Partial<T>;
}
