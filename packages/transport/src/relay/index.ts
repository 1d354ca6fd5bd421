export { resolveConfig, type RelayConfig, type RelaySettings } from "./config.js";
export { consoleLog, silentLog, type RelayLog } from "./log.js";
export { RelayStartError, type RelayStartErrorCode } from "./relay-error.js";
export { startRelay, type Relay, type RelayOptions, type RelayStats } from "./relay.js";
export { Router, type ControlPlane, type DetachReason, type Downlink, type RouterStats } from "./router.js";
