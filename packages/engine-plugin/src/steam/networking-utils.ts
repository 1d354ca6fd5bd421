import type { EndpointState } from "@samovar/transport";
import { Signal, type SignalHost } from "../godot/signal.js";
import { ConfigStore } from "./networking-utils/config-store.js";
import { configValues } from "./networking-utils/config-values.js";
import { CONFIG_SCOPES, GET_CONFIG_VALUE_RESULTS as R, NETWORKING_AVAILABILITY as A } from "./constants/networking-utils.js";
import type { SteamContext } from "./context.js";
import { int32, toBytes } from "./gdscript-arguments.js";
import { localTimestamp } from "./networking-utils/local-timestamp.js";
import type { PayloadClass } from "./networking-messages-types.js";
import type { ConfigValueInfo, LocalPingLocation, NetworkingUtils, NetworkingUtilsSignals, PingToDataCenter } from "./networking-utils/networking-utils-types.js";
import type { SteamPart } from "./part.js";
import { LOCATION_BYTES, locationText, parseLocation, readLocation, writeLocation } from "./networking-utils/ping-location.js";
import { bytesAs } from "./wrap-bytes.js";

/** The relay as a place: "smv", as Steam packs the names of its own. */
const RELAY_POP = 0x736d76;
const FAILED = -1;
const UNKNOWN = -2;
/** Changes that nobody has fetched by `run_callbacks`; the oldest give way. */
const MAX_CHANGES = 32;
/** Bytes in Steam, by `NETWORKING_CONFIG_TYPE_*`; of a text, its length and the zero behind it. */
const SIZES = [0, 4, 8, 4, 1, 8];

/** A state of the endpoint in Steam's terms, and in words. */
type Condition = readonly [availability: number, words: string];

/**
 * Networking Utils over the context's endpoint.
 * @param payloadClass what ping locations bring their bytes in; `Uint8Array` without.
 */
export function createNetworkingUtils<P extends Uint8Array = Uint8Array>(
  { endpoint, log, ready }: SteamContext,
  host: SignalHost,
  payloadClass?: PayloadClass<P>,
): SteamPart<NetworkingUtils<P>, NetworkingUtilsSignals> {
  const { network } = endpoint;
  const config = new ConfigStore(network);
  const guarded = (call: string): boolean => ready("Networking Utils", call);
  const signals: NetworkingUtilsSignals = { relay_network_status: new Signal("relay_network_status", host) };
  const changes: Condition[] = [];
  /** The last ping while we were online, and when that was, ms. */
  let measured: { pingMs: number; atMs: number } | undefined;
  let before: EndpointState = endpoint.state;
  let lost: Condition | undefined;

  const condition = (): Condition => lost ?? conditions[endpoint.state];
  const note = (): void => {
    changes.push(condition());
    if (changes.length > MAX_CHANGES) changes.shift();
  };
  endpoint.onStateChange((state) => {
    // What was known just before the link was lost still holds a while.
    if (before === "online") measure();
    lost = before === "connecting" && state === "idle" ? [A.NETWORKING_AVAILABILITY_FAILED, "The relay was not reached."] : undefined;
    before = state;
    note();
  });

  const measure = (): typeof measured => {
    const pingMs = endpoint.network.relayPingMs;
    if (pingMs >= 0 && before === "online") measured = { pingMs, atMs: network.nowMs };
    return measured;
  };
  const pingTo = (popId: number): number => (int32(popId) === RELAY_POP ? (measure()?.pingMs ?? UNKNOWN) : FAILED);
  const distance = (location: unknown): number | undefined => readLocation(toBytes(location));

  const setGlobal = (id: number, value: unknown): boolean => {
    const number = int32(id);
    const given = typeof value === "string" ? value : Number(value);
    const done = config.set(number, given);
    const kind = configValues.get(number);
    if (done && kind?.session === undefined && kind?.fake === undefined && !kind?.ice) {
      log.warnOnce(`config ${number}`, `[STEAM] Config value ${number} is kept, but changes nothing over a relay.`);
    }
    return done;
  };
  const setForConnection = (): boolean => {
    log.warnOnce("connection config", "[STEAM] Config values are not kept by connection: set them globally, or the user data in the options of connectP2P().");
    return false;
  };

  const wrapped = bytesAs(payloadClass);
  const wrap = (location = new Uint8Array(LOCATION_BYTES)): P => wrapped(location);

  const functions: NetworkingUtils<P> = {
    initRelayNetworkAccess: note,
    getRelayNetworkStatus: () => condition()[0],
    getPingToDataCenter: (popId) =>
      guarded("getPingToDataCenter") ? { pop_relay: 0, ping: Math.round(pingTo(popId)) } : ({} as PingToDataCenter),
    getDirectPingToPOP: (popId) => (guarded("getDirectPingToPOP") ? Math.round(pingTo(popId)) : 0),
    getPOPCount: () => (guarded("getPOPCount") ? 1 : 0),
    getPOPList: () => (guarded("getPOPList") ? [RELAY_POP] : []),
    getLocalPingLocation() {
      if (!guarded("getLocalPingLocation")) return {} as LocalPingLocation<P>;
      const last = measure();
      return last === undefined
        ? { age: -1, location: wrap() }
        : { age: (network.nowMs - last.atMs) / 1000, location: wrap(writeLocation(last.pingMs)) };
    },
    estimatePingTimeFromLocalHost(location) {
      if (!guarded("estimatePingTimeFromLocalHost")) return 0;
      const theirs = distance(location);
      const ours = measure()?.pingMs;
      return theirs === undefined ? FAILED : ours === undefined ? UNKNOWN : Math.round(theirs + ours);
    },
    estimatePingTimeBetweenTwoLocations(location1, location2) {
      const [one, other] = [distance(location1), distance(location2)];
      return one === undefined || other === undefined ? FAILED : one + other;
    },
    convertPingLocationToString: (location) => locationText(toBytes(location)),
    parsePingLocationString(text: unknown) {
      const location = parseLocation(String(text));
      return { success: location !== undefined, ping_location: wrap(location) };
    },
    checkPingDataUpToDate(maxAge: unknown) {
      if (!guarded("checkPingDataUpToDate")) return false;
      const last = measure();
      return last !== undefined && network.nowMs - last.atMs <= Number(maxAge) * 1000;
    },
    getLocalTimestamp: () => (guarded("getLocalTimestamp") ? localTimestamp(network.nowMs * 1000) : 0),
    setGlobalConfigValueInt32: (id, value) => setGlobal(id, int32(value)),
    setGlobalConfigValueFloat: setGlobal,
    setGlobalConfigValueString: (id, value: unknown) => setGlobal(id, String(value)),
    setConnectionConfigValueInt32: setForConnection,
    setConnectionConfigValueFloat: setForConnection,
    setConnectionConfigValueString: setForConnection,
    getConfigValue(id, scope) {
      const kind = configValues.get(int32(id));
      const value = config.get(int32(id));
      if (kind === undefined || value === undefined) return { result: R.NETWORKING_GET_CONFIG_VALUE_BAD_VALUE, type: 0, value: 0, buffer: 0 };
      if (int32(scope) !== CONFIG_SCOPES.NETWORKING_CONFIG_SCOPE_GLOBAL) {
        return { result: R.NETWORKING_GET_CONFIG_VALUE_BAD_SCOPE_OBJ, type: 0, value: 0, buffer: 0 };
      }
      const length = typeof value === "string" ? new TextEncoder().encode(value).length : 0;
      return { result: R.NETWORKING_GET_CONFIG_VALUE_OK, type: kind.type, value, buffer: SIZES[kind.type]! + length };
    },
    getConfigValueInfo(id) {
      const kind = configValues.get(int32(id));
      return kind === undefined ? ({} as ConfigValueInfo) : { type: kind.type, scope: kind.scope };
    },
  };

  return {
    functions,
    signals,
    pump() {
      for (const [availability, words] of changes.splice(0)) {
        const measuring = availability === A.NETWORKING_AVAILABILITY_CURRENT && network.relayPingMs < 0 ? 1 : 0;
        signals.relay_network_status.emit(availability, measuring, availability, availability, words);
      }
    },
  };
}

const conditions: Readonly<Record<EndpointState, Condition>> = {
  idle: [A.NETWORKING_AVAILABILITY_NEVER_TRIED, "Nothing has connected yet."],
  connecting: [A.NETWORKING_AVAILABILITY_ATTEMPTING, "Connecting to the relay."],
  online: [A.NETWORKING_AVAILABILITY_CURRENT, "Connected to the relay."],
  reconnecting: [A.NETWORKING_AVAILABILITY_RETRYING, "The relay was lost and is being looked for."],
  closed: [A.NETWORKING_AVAILABILITY_UNKNOWN, "The connection is closed."],
};
