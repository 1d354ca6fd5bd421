import type { IceSettings, NetworkControls } from "@samovar/transport";
import { type ConfigValue, configValues } from "./config-values.js";
import { CONFIG_TYPES, CONFIG_VALUES as C, ICE_ENABLE } from "../constants/networking-utils.js";

/** Config values as they are now: those that work at the endpoint, which has them, the others here. */
export class ConfigStore {
  readonly #network: NetworkControls;
  readonly #kept = new Map<number, number | string>();

  constructor(network: NetworkControls) {
    this.#network = network;
  }

  /** What it is now; undefined when there is no such value. */
  get(id: number): number | string | undefined {
    const value = configValues.get(id);
    if (value?.session !== undefined) return this.#network.settings[value.session];
    if (value?.fake !== undefined) return this.#network.faked[value.fake];
    return this.#kept.get(id) ?? value?.initial;
  }

  /**
   * Sets it, brought within its range, as Valve's library does.
   * @returns false when there is no such value, it cannot be written, or what is given is nothing it could be.
   */
  set(id: number, given: number | string): boolean {
    const value = configValues.get(id);
    if (value === undefined || value.readOnly) return false;
    const fit = converted(value, given);
    if (fit === undefined) return false;
    if (value.session !== undefined) this.#network.configure({ [value.session]: fit });
    else if (value.fake !== undefined) this.#network.fake({ [value.fake]: fit });
    else this.#kept.set(id, typeof fit === "string" ? fit : Math.min(Math.max(fit, value.least ?? fit), value.most ?? fit));
    if (value.ice) this.#network.ice(this.#ice());
    return true;
  }

  #ice(): IceSettings | undefined {
    const list = (id: number): string[] => {
      const text = String(this.get(id));
      return text === "" ? [] : text.split(",").map((item) => item.trim());
    };
    const withScheme = (scheme: string, address: string): string => (/^(stuns?|turns?):/.test(address) ? address : `${scheme}:${address}`);
    const users = list(C.NETWORKING_CONFIG_P2P_TURN_uSER_LIST);
    const passwords = list(C.NETWORKING_CONFIG_P2P_TURN_PASS_LIST);
    const servers: RTCIceServer[] = [
      ...list(C.NETWORKING_CONFIG_P2P_STUN_SERVER_LIST).map((address) => ({ urls: withScheme("stun", address) })),
      ...list(C.NETWORKING_CONFIG_P2P_TURN_SERVER_LIST).map((address, at) => ({
        urls: withScheme("turn", address),
        username: users[at] ?? "",
        credential: passwords[at] ?? "",
      })),
    ];
    const enable = this.get(C.NETWORKING_CONFIG_P2P_TRANSPORT_ICE_ENABLE);
    return {
      iceServers: servers.length > 0 ? servers : undefined,
      iceTransportPolicy:
        enable === ICE_ENABLE.NETWORKING_CONFIG_P2P_TRANSPORT_ICE_DEFAULT
          ? undefined
          : enable === ICE_ENABLE.NETWORKING_CONFIG_P2P_TRANSPORT_ICE_RELAY
            ? "relay"
            : "all",
    };
  }
}

/** What is given, as the kind of thing the value is: numbers become whole, texts are read as far as they are numbers. */
function converted({ type }: ConfigValue, given: number | string): number | string | undefined {
  if (type === CONFIG_TYPES.NETWORKING_CONFIG_TYPE_STRING) return typeof given === "string" ? given : undefined;
  const number = typeof given === "string" ? Number.parseFloat(given) : given;
  if (Number.isNaN(number)) return undefined;
  return type === CONFIG_TYPES.NETWORKING_CONFIG_TYPE_FLOAT ? number : Math.floor(number + 0.5);
}
