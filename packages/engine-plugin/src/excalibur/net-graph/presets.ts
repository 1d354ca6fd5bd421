import { type Direction, type FakeNetwork, type TroubleFigures, troubles } from "./fake-network.js";

/** A network that people play on. */
export interface Preset {
  readonly name: string;
  /** What each way between the player and the relay is like. */
  readonly figures: TroubleFigures;
}

/** From the best to the worst; figures for one way, so lag counts twice in a ping. */
export const presets: readonly Preset[] = [
  { name: "Good Wi-Fi", figures: { loss: 0.5, lag: 5, jitter: 5, reorder: 0, duplication: 0 } },
  { name: "4G in a train", figures: { loss: 3, lag: 40, jitter: 40, reorder: 1, duplication: 0 } },
  { name: "Conference Wi-Fi", figures: { loss: 10, lag: 20, jitter: 60, reorder: 3, duplication: 1 } },
  { name: "Other continent", figures: { loss: 1, lag: 90, jitter: 10, reorder: 0.5, duplication: 0 } },
];

/** Whether the network is as a preset has it, as far as the direction goes. */
export function isInForce({ figures }: Preset, network: FakeNetwork, direction: Direction): boolean {
  const ways = direction === "both" ? [network.send, network.receive] : [network[direction]];
  // Config values are 32 bit floats.
  return ways.every((way) => troubles.every(({ name }) => Math.abs(way[name] - figures[name]) < 0.01));
}
