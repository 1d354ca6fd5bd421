import { clamped } from "../session/settings.js";
import type { Lane } from "../wire/lane.js";
import { FakePath } from "./fake-network/fake-path.js";

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

/** All off, and the times Steam has for what may be turned on. */
export const defaultFakeNetwork: Readonly<FakeNetworkSettings> = {
  lossSend: 0, lossRecv: 0, lagSendMs: 0, lagRecvMs: 0,
  reorderSend: 0, reorderRecv: 0, reorderTimeMs: 15, dupSend: 0, dupRecv: 0, dupTimeMaxMs: 10,
  jitterSendAvgMs: 0, jitterSendMaxMs: 100, jitterSendPct: 75, jitterRecvAvgMs: 0, jitterRecvMaxMs: 100, jitterRecvPct: 75,
  rateLimitSend: 0, rateLimitSendBurst: 16_384, rateLimitRecv: 0, rateLimitRecvBurst: 16_384,
};

/** The most each may be; the least is 0. From Valve's library. */
const MOST: Readonly<FakeNetworkSettings> = {
  lossSend: 100, lossRecv: 100, lagSendMs: 5000, lagRecvMs: 5000,
  reorderSend: 100, reorderRecv: 100, reorderTimeMs: 5000, dupSend: 100, dupRecv: 100, dupTimeMaxMs: 5000,
  jitterSendAvgMs: 2000, jitterSendMaxMs: 5000, jitterSendPct: 100, jitterRecvAvgMs: 2000, jitterRecvMaxMs: 5000, jitterRecvPct: 100,
  rateLimitSend: 2 ** 30, rateLimitSendBurst: 2 ** 20, rateLimitRecv: 2 ** 30, rateLimitRecvBurst: 2 ** 20,
};

/** Where a {@link FakeNetwork} puts what gets through; the bytes are valid during the call only. */
export interface FakeNetworkEnds {
  /** 32 random bits at each call. */
  readonly random: () => number;
  /** Towards the relay. */
  readonly send: (lane: Lane, datagram: Uint8Array) => void;
  /** Towards us. */
  readonly arrive: (lane: Lane, datagram: Uint8Array) => void;
}

/**
 * A bad network between a player and the link to the relay, both ways: it loses, delays, doubles and reorders datagrams, those of the
 * conversation with the relay included, and limits the rate. The fast lane loses; on the sure lane what would be lost comes later, as the
 * layer beneath it tries again, and what is too much waits, so that reliable messages only get slower. Does no I/O, has no clock, and
 * costs nothing while all is off. What it holds is bounded.
 *
 * With loss of 100 % nothing gets through, signs of life included: the client then loses its link after a few seconds, as it would.
 */
export class FakeNetwork {
  #settings = { ...defaultFakeNetwork };
  readonly #up: FakePath;
  readonly #down: FakePath;

  constructor({ random, send, arrive }: FakeNetworkEnds) {
    this.#up = new FakePath(random, send);
    this.#down = new FakePath(random, arrive);
  }

  get settings(): Readonly<FakeNetworkSettings> {
    return this.#settings;
  }

  /** Changes what is named, brought within its range; what is no number is left out. What is held now comes at once. */
  configure(settings: Partial<FakeNetworkSettings>): void {
    const s = (this.#settings = { ...this.#settings, ...clamped(settings, MOST, (key) => [0, MOST[key]]) });
    const both = { reorderTimeMs: s.reorderTimeMs, dupTimeMaxMs: s.dupTimeMaxMs };
    this.#up.configure({
      ...both, loss: s.lossSend, lagMs: s.lagSendMs, reorder: s.reorderSend, dup: s.dupSend, rate: s.rateLimitSend, burst: s.rateLimitSendBurst,
      jitterAvgMs: s.jitterSendAvgMs, jitterMaxMs: s.jitterSendMaxMs, jitterPct: s.jitterSendPct,
    });
    this.#down.configure({
      ...both, loss: s.lossRecv, lagMs: s.lagRecvMs, reorder: s.reorderRecv, dup: s.dupRecv, rate: s.rateLimitRecv, burst: s.rateLimitRecvBurst,
      jitterAvgMs: s.jitterRecvAvgMs, jitterMaxMs: s.jitterRecvMaxMs, jitterPct: s.jitterRecvPct,
    });
  }

  /** When {@link run} wants to be called next, ms; Infinity for never. */
  get nextWakeMs(): number {
    return Math.min(this.#up.nextWakeMs, this.#down.nextWakeMs);
  }

  /** What a lane towards the relay takes, of the room the link has. */
  room(now: number, lane: Lane, linkRoom: number): number {
    return this.#up.room(now, lane, linkRoom);
  }

  /** A datagram leaves towards the relay. */
  send(now: number, lane: Lane, datagram: Uint8Array): void {
    this.#up.take(now, lane, datagram);
  }

  /** A datagram came from the relay. */
  receive(now: number, lane: Lane, datagram: Uint8Array): void {
    this.#down.take(now, lane, datagram);
  }

  /** Passes on what is due, either way. */
  run(now: number): void {
    this.#up.run(now);
    this.#down.run(now);
  }

  /** The link is about to be closed by us: what is held towards the relay leaves now. */
  flush(): void {
    this.#up.flush();
  }

  /** The link is gone, and with it all that is held. */
  clear(): void {
    this.#up.clear();
    this.#down.clear();
  }
}
