/**
 * A whole network in one process, for tests: players, links that misbehave as told, a relay, and virtual time.
 * @module
 */
export { goodConditions, type LinkConditions } from "./conditions.js";
export { SimulatedNetwork, type SentDatagram, type SimulatedNetworkOptions } from "./network.js";
export { SeededRandom } from "./random.js";
export { SimulatedPlayer } from "./simulated-player.js";
export { VirtualTime } from "./virtual-time.js";
