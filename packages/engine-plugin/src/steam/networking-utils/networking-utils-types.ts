import type { Signal } from "../../godot/signal.js";

/** What {@link NetworkingUtils.getPingToDataCenter} answers. */
export interface PingToDataCenter {
  /** Through which relay: 0, for the way is direct. */
  pop_relay: number;
  /** ms; -1 when there is no such place, -2 when it is not known yet. */
  ping: number;
}

/** What {@link NetworkingUtils.getLocalPingLocation} answers. */
export interface LocalPingLocation<P extends Uint8Array = Uint8Array> {
  /** How old it is, in seconds; -1 when nothing has been measured yet. */
  age: number;
  /** 512 bytes; all zero when nothing has been measured yet. */
  location: P;
}

/** What {@link NetworkingUtils.parsePingLocationString} answers. */
export interface ParsedPingLocation<P extends Uint8Array = Uint8Array> {
  success: boolean;
  /** 512 bytes; all zero without success. */
  ping_location: P;
}

/** What {@link NetworkingUtils.getConfigValue} answers. */
export interface ConfigValueResult {
  /** One of `NETWORKING_GET_CONFIG_VALUE_*`: 1 OK, -1 no such value, -2 no such connection. */
  result: number;
  /** One of `NETWORKING_CONFIG_TYPE_*`; 0 without success. */
  type: number;
  /** The value itself; 0 without success. */
  value: number | string;
  /** How many bytes it takes in Steam; 0 without success. */
  buffer: number;
}

/** What {@link NetworkingUtils.getConfigValueInfo} answers. */
export interface ConfigValueInfo {
  /** One of `NETWORKING_CONFIG_TYPE_*`. */
  type: number;
  /** The narrowest scope Steam lets it be set for, one of `NETWORKING_CONFIG_SCOPE_*`. */
  scope: number;
}

/** The signal of Networking Utils; it fires within `run_callbacks`. */
export interface NetworkingUtilsSignals {
  /**
   * The way to the relay has changed, or `initRelayNetworkAccess` was called. Each of the first four is one of `NETWORKING_AVAILABILITY_*`:
   * `available` and the two after `ping_measurement` are what `getRelayNetworkStatus` says; `ping_measurement` is 1 while something is still to be
   * measured, else 0.
   */
  relay_network_status: Signal<
    (available: number, ping_measurement: number, available_config: number, available_relay: number, debug_message: string) => void
  >;
}

/**
 * The state of the network, and what can be tuned about it.
 *
 * There is one relay, where Steam has many places: it is the one entry of the POP list. The functions about config values, locations that
 * one has, and the relay's status work at any time; the others answer 0, false, `""`, `[]` or `{}` while Steam is not running, and say why once.
 */
export interface NetworkingUtils<P extends Uint8Array = Uint8Array> {
  /** Asks for `relay_network_status`, which fires once more with the next `run_callbacks`. Connecting is what `steamInit` does. */
  initRelayNetworkAccess(): void;
  /** One of `NETWORKING_AVAILABILITY_*`: 1 not tried yet, 3 connecting, 100 connected, -10 lost and looked for, -101 not reached; 0 when the connection was closed. */
  getRelayNetworkStatus(): number;
  /** The ping to the relay, if that is the place named. */
  getPingToDataCenter(pop_id: number): PingToDataCenter;
  /** The ping to the relay, ms; -1 for any other place, -2 when it is not known yet. */
  getDirectPingToPOP(pop_id: number): number;
  /** How many places there are. @returns 1 */
  getPOPCount(): number;
  /** The relay. */
  getPOPList(): number[];
  /** Where we are: how far from the relay. To be stored in lobby data as text, say, so that others can estimate their ping to us. */
  getLocalPingLocation(): LocalPingLocation<P>;
  /** The ping between us and somebody with this location, ms: through the relay, the sum of both ways. -1 when it is no location, -2 when ours is not known yet. */
  estimatePingTimeFromLocalHost(location: Uint8Array): number;
  /** The ping between two others, likewise. */
  estimatePingTimeBetweenTwoLocations(location1: Uint8Array, location2: Uint8Array): number;
  /** A location as text, such as `smv=23`; `""` when it is none. */
  convertPingLocationToString(location: Uint8Array): string;
  /** A location from its text. */
  parsePingLocationString(text: string): ParsedPingLocation<P>;
  /** Whether the ping to the relay was measured within so many seconds. It is measured all the time while connected. */
  checkPingDataUpToDate(max_age_in_seconds: number): boolean;
  /** Microseconds of a clock that never goes back, the one of messages' `time_received`. It begins at 30 days, so that 0 is always long ago. */
  getLocalTimestamp(): number;
  /**
   * Sets a config value for all sessions, those that exist included. Each is brought within its range, as Valve's library does. What each value
   * does over a relay, and which do nothing, says `docs/networking-config.md`.
   * @returns false for a value that does not exist or is read-only, and where what is given cannot be it: a text for a number.
   */
  setGlobalConfigValueInt32(config: number, value: number): boolean;
  /** The same; a whole number is rounded to. */
  setGlobalConfigValueFloat(config: number, value: number): boolean;
  /** The same; a number is read from the text. */
  setGlobalConfigValueString(config: number, value: string): boolean;
  /** Config values are not kept by connection: set them globally, or the user data and the initial time-out in the options of a socket. @returns false */
  setConnectionConfigValueInt32(connection: number, config: number, value: number): boolean;
  /** Likewise. @returns false */
  setConnectionConfigValueFloat(connection: number, config: number, value: number): boolean;
  /** Likewise. @returns false */
  setConnectionConfigValueString(connection: number, config: number, value: string): boolean;
  /**
   * What a config value is now.
   * @param scope_type 1, NETWORKING_CONFIG_SCOPE_GLOBAL; the others have no objects here (result -2).
   *
   * Differs from Steam, where a slip makes the result unusable: here `value` is the value.
   */
  getConfigValue(config_value: number, scope_type: number, connection_handle: number): ConfigValueResult;
  /** What kind of thing a config value is; **`{}` when there is no such value**. */
  getConfigValueInfo(config_value: number): ConfigValueInfo;
}
