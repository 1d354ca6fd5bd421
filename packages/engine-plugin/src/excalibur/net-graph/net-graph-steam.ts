import type { SteamConstants } from "../../steam/constants/index.js";
import type { Diagnosis } from "../../steam/diagnosis/diagnosis-types.js";
import type { Main } from "../../steam/main.js";
import type { Persona } from "../../steam/friends/persona.js";
import type { NetworkingUtils } from "../../steam/networking-utils/networking-utils-types.js";

type FakeNetworkNames = Extract<keyof SteamConstants, `NETWORKING_CONFIG_FAKE_${string}`>;

/**
 * What a net graph uses of `Steam`: to look, `peers`, `diagnose` and `why`; and for the fake network, config values. Every `Steam` is one, of either generation and
 * with any payload: give it whole.
 */
export interface NetGraphSteam
  extends Diagnosis,
    Pick<Main, "get_current_steam_id">,
    Pick<Persona, "getFriendPersonaName">,
    Pick<
      NetworkingUtils,
      "getRelayNetworkStatus" | "getPOPList" | "getDirectPingToPOP" | "getConfigValue" | "setGlobalConfigValueInt32" | "setGlobalConfigValueFloat"
    >,
    Pick<
      SteamConstants,
      | FakeNetworkNames
      | "NETWORKING_CONFIG_SCOPE_GLOBAL"
      | "NETWORKING_GET_CONFIG_VALUE_OK"
      | "NETWORKING_AVAILABILITY_CURRENT"
      | "NETWORKING_AVAILABILITY_ATTEMPTING"
      | "CONNECTION_STATE_CONNECTED"
    > {}
