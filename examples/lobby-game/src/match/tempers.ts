/** How a bot differs from the others. Lengths are tray radii. */
export interface Temper {
  readonly name: "bold" | "wary" | "hasty" | "sly";
  /** It turns back when it sees itself this close to the rim. */
  readonly caution: number;
  /** How much it would rather go for somebody near the rim than for somebody near by. */
  readonly greed: number;
  /** It leaves alone who is further away than this, and holds the middle. */
  readonly reach: number;
  /** It dashes from this far. */
  readonly dashFrom: number;
  /** How well it has to be in line for a dash: by how much it may miss the other's middle. */
  readonly aim: number;
  /** Share of the moments in which it is awake enough to dash, 0..1. */
  readonly alert: number;
}

const TEMPERS: readonly Temper[] = [
  { name: "bold", caution: 0.18, greed: 0.2, reach: 2, dashFrom: 0.55, aim: 0.11, alert: 0.7 },
  { name: "wary", caution: 0.26, greed: 0.3, reach: 0.75, dashFrom: 0.42, aim: 0.08, alert: 0.6 },
  { name: "hasty", caution: 0.14, greed: 0, reach: 2, dashFrom: 0.75, aim: 0.16, alert: 0.8 },
  { name: "sly", caution: 0.2, greed: 0.9, reach: 1.4, dashFrom: 0.45, aim: 0.08, alert: 0.6 },
];

/** The temper of a bot: always the same for the same id, and four neighbouring ids have four. */
export function temperOf(id: bigint): Temper {
  const temper = TEMPERS[Number(BigInt.asUintN(2, id))];
  if (temper === undefined) throw new RangeError("two bits are more than four");
  return temper;
}

/** Something like chance, that follows from the id and the time alone: the same for `lasting` ticks, then another. @returns 0 <= whim < 1. */
export function whim(id: bigint, tick: number, lasting: number): number {
  let mixed = Math.imul(Number(BigInt.asUintN(16, id)) + 1, 0x9e3779b1) ^ Math.imul(Math.floor(tick / lasting) + lasting, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
}
