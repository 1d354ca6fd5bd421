export { CLEAN_LINK, link, type LinkConditions } from "./conditions.js";
export { PlayerPath, type RelayPorts } from "./player-path.js";
export type { LinkCounters } from "./shaper.js";
export { UdpProxy, type Direction, type UdpProxyOptions } from "./udp-proxy.js";
export { SignallingProxy, type SignallingProxyOptions } from "./signalling-proxy.js";
