/** Makes a link worse than it is, each way, for trying a game out. Values and defaults are Steam's FAKE_PACKET_* and FAKE_RATE_LIMIT_*. */
export interface FakeNetworkSettings {
  /** Per cent of datagrams lost, 0..100. On the sure lane they come later instead. */
  lossSend: number;
  lossRecv: number;
  /** ms, 0..5000. */
  lagSendMs: number;
  lagRecvMs: number;
  /** Per cent of datagrams that are held back by `reorderTimeMs` more. */
  reorderSend: number;
  reorderRecv: number;
  reorderTimeMs: number;
  /** Per cent of datagrams that come twice, the second one up to `dupTimeMaxMs` later. */
  dupSend: number;
  dupRecv: number;
  dupTimeMaxMs: number;
  /** Jitter: a share of datagrams (per cent) is delayed by an exponentially distributed time of this average, ms, at most the maximum. */
  jitterSendAvgMs: number;
  jitterSendMaxMs: number;
  jitterSendPct: number;
  jitterRecvAvgMs: number;
  jitterRecvMaxMs: number;
  jitterRecvPct: number;
  /** Bytes a second; 0 is no limit. What exceeds the burst, in bytes, is lost. */
  rateLimitSend: number;
  rateLimitSendBurst: number;
  rateLimitRecv: number;
  rateLimitRecvBurst: number;
}
