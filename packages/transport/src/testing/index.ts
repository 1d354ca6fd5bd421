/**
 * A whole network in one process, for tests: players, links that misbehave as told, a relay, and virtual time.
 *
 * {@link SimulatedNetwork} has sessions between players and no more, and is driven without a promise; {@link InProcessRelay} has everything a relay has.
 * @module
 */
export { AsyncTime } from "./async-time.js";
export { type ChangeableConditions, changeConditions } from "./changeable-conditions.js";
export { goodConditions, type LinkConditions } from "./conditions.js";
export { type InProcessPage, type InProcessPlayer } from "./in-process-player.js";
export { InProcessRelay, type InProcessRelayOptions } from "./in-process-relay.js";
export { SimulatedNetwork, type SentDatagram, type SimulatedNetworkOptions } from "./network.js";
export { SeededRandom } from "./random.js";
export { SimulatedPlayer } from "./simulated-player.js";
export { type Scheduled, VirtualTime } from "./virtual-time.js";
