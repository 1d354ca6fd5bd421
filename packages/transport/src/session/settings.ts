/** What can be tuned about sessions. Names and defaults follow GodotSteam's `NETWORKING_CONFIG_*` where it has one. */
export interface SessionSettings {
  /** TIMEOUT_INITIAL: how long a request may stay unanswered, and an accepted session without a route. */
  timeoutInitialMs: number;
  /** TIMEOUT_CONNECTED: how long a connected peer may be silent. */
  timeoutConnectedMs: number;
  /** SEND_BUFFER_SIZE: bytes that may wait to be sent in one session. */
  sendBufferBytes: number;
  /** SEND_RATE_MIN, bytes a second: of everything a session sends, and of its unreliable messages. */
  sendRateMin: number;
  /** SEND_RATE_MAX, bytes a second; of both as well. */
  sendRateMax: number;
  /** NAGLE_TIME: how long a small message waits for company, in microseconds. */
  nagleTimeUs: number;
  /** Bytes of received and unread messages one session may hold; beyond, the sender is made to wait. */
  receiveBufferBytes: number;
  /** How long an unused session lives. Steam fixes it at three minutes; here it can be shortened for tests. */
  idleTimeoutMs: number;
}

/** Steam's defaults, save the send rates: congestion control finds the rate between these two. The least is eight datagrams a second, below which no report would come. */
export const defaultSessionSettings: Readonly<SessionSettings> = {
  timeoutInitialMs: 10_000,
  timeoutConnectedMs: 10_000,
  sendBufferBytes: 524_288,
  sendRateMin: 8192,
  sendRateMax: 8_388_608,
  nagleTimeUs: 5_000,
  receiveBufferBytes: 16 * 1024 * 1024,
  idleTimeoutMs: 180_000,
};
