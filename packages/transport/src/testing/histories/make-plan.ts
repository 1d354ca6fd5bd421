import { MAX_MESSAGE_BYTES } from "../../wire/frame.js";
import * as SendFlags from "../../session/send-flags.js";
import type { SessionSettings } from "../../session/settings.js";
import type { LinkConditions } from "../conditions.js";
import { SeededRandom } from "../random.js";
import type { Action, GamePlan, HistoryPlan, Step } from "./plan.js";

/** Keeps the plan's random numbers apart from the network's, which is made from the same seed. */
const PLAN_SALT = 0x5a_17;
const FEW_CHANNELS = [0, 1, -1, 7, 2_147_483_647, -2_147_483_648] as const;
const FLAGS = [8, 8, 8, 8, 9, 9, 0, 0, 1, 4, 5, 12, 32, 40, 40, 255, -1] as const;

/** What a history is mostly about; a pure one goes deeper than one where everything happens. */
interface Mood {
  /** Lost packets, slow links, partitions. */
  readonly roughNetwork: boolean;
  /** Broken links, restarts of the relay. */
  readonly breakingLinks: boolean;
  /** Sessions and channels closed, requests ignored. */
  readonly fickleGames: boolean;
  /** Programs that crash, are loaded anew, or leave. */
  readonly frailPrograms: boolean;
  /** Large messages, small buffers, games that are slow to read. */
  readonly bulk: boolean;
}

const CALM: Mood = { roughNetwork: false, breakingLinks: false, fickleGames: false, frailPrograms: false, bulk: false };
const MOODS: readonly Mood[] = [
  { ...CALM, roughNetwork: true, breakingLinks: true },
  { ...CALM, roughNetwork: true, breakingLinks: true },
  { ...CALM, breakingLinks: true },
  { ...CALM, fickleGames: true },
  { ...CALM, fickleGames: true },
  { ...CALM, roughNetwork: true, breakingLinks: true, frailPrograms: true },
  { ...CALM, roughNetwork: true, breakingLinks: true, frailPrograms: true },
  { ...CALM, roughNetwork: true, breakingLinks: true, fickleGames: true, frailPrograms: true },
  { ...CALM, roughNetwork: true, breakingLinks: true, fickleGames: true, frailPrograms: true },
  { ...CALM, bulk: true },
];

/** The history of a seed: who takes part, on what links, and what happens. The same seed gives the same plan. */
export function makePlan(seed: number): HistoryPlan {
  return new Planner(seed).make();
}

class Planner {
  readonly #seed: number;
  readonly #random: SeededRandom;
  readonly #mood: Mood;
  readonly #players: number;
  readonly #channels: readonly number[];
  /** A session that is not used for this long ends; short in some histories, where all games must then read often. */
  readonly #shortIdle: boolean;

  constructor(seed: number) {
    this.#seed = seed;
    this.#random = new SeededRandom((seed ^ (PLAN_SALT << 12)) >>> 0);
    // The first numbers of neighbouring seeds are alike enough to show.
    for (let index = 0; index < 4; index++) this.#random.uint32();
    this.#mood = this.#pick(MOODS);
    this.#players = this.#pick([2, 2, 2, 2, 3, 3, 4, 6]);
    this.#channels = this.#chooseChannels();
    this.#shortIdle = this.#random.chance(0.15) && !this.#mood.bulk;
  }

  make(): HistoryPlan {
    const games = Array.from({ length: this.#players }, () => this.#game());
    const steps = Array.from({ length: this.#random.integer(15, 75) }, () => this.#step());
    if (this.#mood.breakingLinks) steps.push(...this.#lastBreak());
    return { seed: this.#seed, games, channels: this.#channels, settings: this.#settings(), steps, queueBytes: this.#queueBytes() };
  }

  /** Matters where a link is slow. The last to be drawn, so that the rest of the history is the same for each. */
  #queueBytes(): number | undefined {
    return this.#random.chance(0.3) ? this.#pick([3000, 20_000, 65_536]) : undefined;
  }

  /** A history ends with messages under way on links that break, which is when they are most easily lost. */
  #lastBreak(): Step[] {
    return Array.from({ length: this.#random.integer(2, 12) }, (_, index) => ({
      afterMs: this.#random.integer(0, 60),
      action: index % 3 === 2 ? this.#break() : this.#send(),
    }));
  }

  #break(): Action {
    return this.#random.chance(0.3) ? { kind: "restart-relay", downMs: this.#pick([0, 300, 3000]) } : this.#cutLink();
  }

  #settings(): Partial<SessionSettings> {
    const random = this.#random;
    return {
      ...(this.#shortIdle ? { idleTimeoutMs: this.#pick([1500, 5000, 12_000, 30_000]) } : {}),
      ...(random.chance(this.#mood.bulk ? 0.8 : 0.1) ? { receiveBufferBytes: this.#pick([1000, 20_000, 100_000, 300_000]) } : {}),
      ...(random.chance(0.1) ? { sendBufferBytes: random.integer(20_000, 2_000_000) } : {}),
      ...(random.chance(0.1) ? { nagleTimeUs: random.integer(0, 50_000) } : {}),
      ...(random.chance(0.1) ? { sendRateMax: random.integer(32_768, 300_000) } : {}),
    };
  }

  #game(): GamePlan {
    const random = this.#random;
    const patient = this.#mood.fickleGames && random.chance(0.3);
    const slowReader = !this.#shortIdle && random.chance(this.#mood.bulk ? 0.6 : 0.2);
    return {
      acceptsAfterMs: patient ? this.#pick([2000, 6000, 9900, Number.POSITIVE_INFINITY]) : this.#pick([0, 0, 0, 300]),
      readsEveryMs: slowReader ? this.#pick([3000, 20_000, Number.POSITIVE_INFINITY]) : this.#pick([0, 0, 200, 500]),
      conditions: this.#conditions(),
    };
  }

  #conditions(): LinkConditions {
    const random = this.#random;
    const rough = this.#mood.roughNetwork && random.chance(0.8);
    const lagMs = this.#pick([1, 5, 25, 25, 80, 250, rough ? 2000 : 100]);
    return {
      lagMs,
      jitterMs: random.chance(0.5) ? random.integer(0, Math.max(20, lagMs / 2)) : 0,
      loss: rough ? this.#pick([0, 0.02, 0.05, 0.2, 0.4]) : 0,
      duplication: random.chance(0.3) ? random.unit() * 0.3 : 0,
      reordering: random.chance(0.3) ? random.unit() * 0.5 : 0,
      bytesPerSecond: random.chance(rough || this.#mood.bulk ? 0.2 : 0) ? random.integer(40_000, 400_000) : Number.POSITIVE_INFINITY,
    };
  }

  #chooseChannels(): readonly number[] {
    const random = this.#random;
    const few = FEW_CHANNELS.slice(0, random.integer(1, FEW_CHANNELS.length));
    if (random.chance(0.9)) return random.chance(0.2) ? [...few, random.uint32() | 0] : few;
    return Array.from({ length: 40 }, () => random.uint32() | 0);
  }

  #step(): Step {
    const random = this.#random;
    const afterMs = this.#pick([0, 0, random.integer(0, 30), random.integer(0, 300), random.integer(0, 300), random.integer(0, 2000)]);
    return { afterMs, action: this.#action() };
  }

  #action(): Action {
    const { roughNetwork, breakingLinks, fickleGames, frailPrograms } = this.#mood;
    const weighted: readonly (readonly [number, () => Action])[] = [
      [40, () => this.#send()],
      [3, () => ({ kind: "read", who: this.#player(), channel: this.#pick(this.#channels), max: this.#pick([0, 1, 3, 10_000]) })],
      [2, () => ({ kind: "hide", who: this.#player() })],
      [3, () => ({ kind: "show", who: this.#player() })],
      [3, () => ({ kind: "wait" })],
      [fickleGames ? 4 : 1, () => ({ kind: "accept", ...this.#pair() })],
      [fickleGames ? 7 : 0, () => ({ kind: "close-session", ...this.#pair(), readFirst: this.#random.chance(0.5) })],
      [fickleGames ? 4 : 0, () => ({ kind: "close-channel", ...this.#pair(), channel: this.#pick(this.#channels), readFirst: this.#random.chance(0.5) })],
      [frailPrograms ? 2 : 0, () => ({ kind: "crash", who: this.#player() })],
      [frailPrograms ? 4 : 0, () => ({ kind: "open", who: this.#player() })],
      [frailPrograms ? 3 : 0, () => ({ kind: "reload", who: this.#player() })],
      [frailPrograms ? 1 : 0, () => ({ kind: "leave", who: this.#player() })],
      [breakingLinks ? 2 : 0, () => ({ kind: "restart-relay", downMs: this.#pick([0, 300, 3000, 11_000]) })],
      [roughNetwork ? 2 : 0, () => ({ kind: "partition", ...this.#pair() })],
      [roughNetwork ? 1 : 0, () => ({ kind: "block", ...this.#pair() })],
      [roughNetwork ? 5 : 0, () => ({ kind: "heal" })],
      [breakingLinks ? 4 : 0, () => this.#cutLink()],
      [roughNetwork ? 4 : 1, () => ({ kind: "conditions", who: this.#player(), conditions: this.#conditions() })],
    ];
    let left = this.#random.unit() * weighted.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, make] of weighted) {
      left -= weight;
      if (left < 0) return make();
    }
    return { kind: "wait" };
  }

  #send(): Action {
    const random = this.#random;
    if (this.#mood.bulk && random.chance(0.4)) {
      const large = Array.from({ length: random.integer(1, 10) }, () => random.integer(0, this.#pick([5000, 40_000, 200_000])));
      return { kind: "send", ...this.#pair(), channel: this.#pick(this.#channels), flags: SendFlags.RELIABLE, sizes: large };
    }
    const count = random.chance(0.3) ? random.integer(2, 30) : 1;
    const largest = count > 3 ? this.#pick([20, 300, 3000]) : this.#pick([20, 100, 1500, 5000, 20_000, 65_536]);
    const sizes = Array.from({ length: count }, () => random.integer(0, largest));
    if (random.chance(0.01)) sizes[0] = this.#pick([MAX_MESSAGE_BYTES, MAX_MESSAGE_BYTES + 1, random.integer(0, MAX_MESSAGE_BYTES)]);
    return { kind: "send", ...this.#pair(), channel: this.#pick(this.#channels), flags: this.#pick(FLAGS), sizes };
  }

  #cutLink(): Action {
    return { kind: "cut-link", who: this.#player(), forMs: this.#pick([100, 1000, 4000, 6000, 9000, 12_000]), noticedAfterMs: this.#pick([0, 500, 4500]) };
  }

  #player(): number {
    return this.#random.integer(0, this.#players - 1);
  }

  #pair(): { readonly who: number; readonly peer: number } {
    const who = this.#player();
    const peer = (who + this.#random.integer(1, this.#players - 1)) % this.#players;
    return { who, peer };
  }

  #pick<T>(choices: readonly T[]): T {
    const chosen = choices[this.#random.integer(0, choices.length - 1)];
    if (chosen === undefined) throw new RangeError("Nothing to choose from.");
    return chosen;
  }
}
