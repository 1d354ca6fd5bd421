/** What one direction of a network path does to packets. Shares are between 0 and 1. */
export interface LinkConditions {
  /** How long a packet is under way at least, in ms. */
  readonly delayMs: number;
  /** Up to this much more, evenly spread, in ms. Packets keep their order: one that is late holds up those behind it. */
  readonly jitterMs: number;
  /** The share of packets that vanish, each independently of the others. */
  readonly loss: number;
  /** The share of packets that arrive twice. */
  readonly duplicate: number;
  /** The share of packets that are held back by `reorderMs`, so that those sent meanwhile overtake them. */
  readonly reorder: number;
  /** How long a packet that is to be overtaken is held back, in ms. */
  readonly reorderMs: number;
  /** What the line carries, in bytes of UDP payload a second; `Infinity` for no limit. */
  readonly bytesPerSecond: number;
  /** What may wait for a limited line, in bytes; packets beyond are dropped. */
  readonly queueBytes: number;
}

/** A line that does nothing to anything. */
export const CLEAN_LINK: LinkConditions = {
  delayMs: 0,
  jitterMs: 0,
  loss: 0,
  duplicate: 0,
  reorder: 0,
  reorderMs: 10,
  bytesPerSecond: Infinity,
  queueBytes: 64 * 1024,
};

/** A line that is clean but for what is named. */
export function link(conditions: Partial<LinkConditions>): LinkConditions {
  return { ...CLEAN_LINK, ...conditions };
}
