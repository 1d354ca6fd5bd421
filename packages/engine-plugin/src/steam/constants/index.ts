import { ACCOUNT_TYPES, UNIVERSES } from "./accounts.js";
import { CONNECTION_ENDS, CONNECTION_INFO_FLAGS, CONNECTION_STATES, NETWORKING_LIMITS } from "./connection.js";
import { IDENTITY_TYPES } from "./identity-types.js";
import { INIT_RESULTS } from "./init.js";
import { RESULTS } from "./results.js";
import { SEND_FLAGS } from "./send-flags.js";

type Accounts = typeof ACCOUNT_TYPES;
type Universes = typeof UNIVERSES;
type ConnectionEnds = typeof CONNECTION_ENDS;
type ConnectionInfoFlags = typeof CONNECTION_INFO_FLAGS;
type ConnectionStates = typeof CONNECTION_STATES;
type IdentityTypes = typeof IDENTITY_TYPES;
type InitResults = typeof INIT_RESULTS;
type NetworkingLimits = typeof NETWORKING_LIMITS;
type Results = typeof RESULTS;
type SendFlags = typeof SEND_FLAGS;

/**
 * GodotSteam's constants: flat, `Steam.RESULT_OK`, and those that belong to an enumeration also within it as in Godot 4,
 * `Steam.Result.RESULT_OK`. Each has its literal type. They can be read before anything is connected.
 */
export interface SteamConstants
  extends Accounts,
    Universes,
    ConnectionEnds,
    ConnectionInfoFlags,
    ConnectionStates,
    IdentityTypes,
    InitResults,
    NetworkingLimits,
    Results,
    SendFlags {
  /** `ACCOUNT_TYPE_*` */
  readonly AccountType: Accounts;
  /** `CONNECTION_END_*` */
  readonly NetworkingConnectionEnd: ConnectionEnds;
  /** `CONNECTION_STATE_*` */
  readonly NetworkingConnectionState: ConnectionStates;
  /** `IDENTITY_TYPE_*` */
  readonly NetworkingIdentityType: IdentityTypes;
  /** `RESULT_*` */
  readonly Result: Results;
  /** `STEAM_API_INIT_RESULT_*` */
  readonly SteamAPIInitResult: InitResults;
  /** `UNIVERSE_*` */
  readonly Universe: Universes;
}

/** See {@link SteamConstants}. */
export const steamConstants: SteamConstants = {
  ...ACCOUNT_TYPES,
  ...UNIVERSES,
  ...CONNECTION_ENDS,
  ...CONNECTION_INFO_FLAGS,
  ...CONNECTION_STATES,
  ...IDENTITY_TYPES,
  ...INIT_RESULTS,
  ...NETWORKING_LIMITS,
  ...RESULTS,
  ...SEND_FLAGS,
  AccountType: ACCOUNT_TYPES,
  NetworkingConnectionEnd: CONNECTION_ENDS,
  NetworkingConnectionState: CONNECTION_STATES,
  NetworkingIdentityType: IDENTITY_TYPES,
  Result: RESULTS,
  SteamAPIInitResult: INIT_RESULTS,
  Universe: UNIVERSES,
};
