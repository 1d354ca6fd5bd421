import type { PeerArgument } from "./api.js";
import { type Connection, messageOf } from "./connection.js";
import { ACCOUNT_TYPES as A } from "./constants/accounts.js";
import * as I from "./constants/init.js";
import { RESULTS } from "./constants/results.js";
import { isLive, type SteamContext } from "./context.js";
import { accountOf, accountTypeOf, instanceOf } from "./steam-id.js";

/** What {@link Main.steamInitEx} answers. */
export interface SteamInitExResult {
  /** One of `STEAM_API_INIT_RESULT_*`: **0 is success**, 2 when the relay was not reached, 3 when it speaks another version. */
  status: number;
  /** For a person: "Steamworks active.", or what went wrong. */
  verbal: string;
}

/** What {@link Main.steamInit} answers. */
export interface SteamInitResult {
  /** **1 is success**, 20 when the relay was not reached. */
  status: number;
  /** For a person: "Steamworks active.", or what went wrong. */
  verbal: string;
}

/** Starting, pumping, stopping, and asking what kind of id one holds. None of these need a connection. */
export interface Main {
  /**
   * Starts Steam, which is to say: begins to connect to the relay, unless that was done behind the loader.
   *
   * Steam is asked and answers at once; a relay takes a moment. So that a ported `_ready` needs no change, connect behind
   * Excalibur's loader (`plugin.loadable`), or await `open()` of the endpoint: then this answers truthfully, and `getSteamID()` is
   * right in the next line. Called before, it starts connecting and answers success, for so far nothing went wrong; until the
   * relay has answered, every function behaves as without Steam.
   *
   * When the last attempt failed, that is what it answers, and it tries again meanwhile: calling it every few seconds until it
   * answers success is a way to come back.
   *
   * The arguments are GodotSteam's of any age, told apart by type. The app id is remembered for `getAppID()`; `embed_callbacks` starts the
   * pump of the Excalibur plugin, if that was left to the game.
   * @returns the dictionary of GodotSteam up to 3.28 and 4.13, **status 1 for success**.
   */
  steamInit(retrieve_stats?: boolean, app_id?: number, embed_callbacks?: boolean): SteamInitResult;
  /**
   * The form of GodotSteam 3.29 and 4.14: whoever begins with the app id gets a plain **true for success**. (Called without arguments it is the older form, and
   * a dictionary is always true: ask {@link steamInitEx}, which never changed, or give the app id.)
   */
  steamInit(app_id: number, embed_callbacks?: boolean): boolean;
  /** The same as {@link steamInit}, but **status 0 is success**. */
  steamInitEx(retrieve_stats?: boolean, app_id?: number, embed_callbacks?: boolean): SteamInitExResult;
  /** The newer order of arguments. */
  steamInitEx(app_id?: number, embed_callbacks?: boolean): SteamInitExResult;
  /** What {@link steamInitEx} would answer, without starting anything: for a game that is connected behind the loader. Status 1 when nothing has been started. */
  get_steam_init_result(): SteamInitExResult;
  /**
   * Delivers what has happened: every signal fires in here and nowhere else, deferred handlers last. Call it once a frame; the
   * Excalibur plugin does. It can be called at any time and never throws; a call from within a handler does nothing.
   */
  run_callbacks(): void;
  /** Leaves all lobbies and the relay: every session is closed, the others are told. {@link steamInit} comes back. */
  steamShutdown(): void;
  /** Whether the relay is reached, or being looked for: after a break, or by an attempt that has not failed yet. */
  isSteamRunning(): boolean;
  /** Whether the game must be started again by Steam: never. @returns false */
  restartAppIfNecessary(app_id: number): boolean;
  /** The app id, connected or not, see `getAppID`. */
  get_current_app_id(): number;
  /** Remembers an app id; 0 changes nothing. */
  set_current_app_id(app_id: number): void;
  /** This player's id; 0n while not connected, without a report. */
  get_current_steam_id(): bigint;
  /** Does nothing, and is reported once: the relay says who we are. */
  set_current_steam_id(steam_id: PeerArgument): void;
  /** The last GodotSteam whose networking functions are of the same form: `"4.7"`, or `"4.11"` for the option `api: "steam_id"`. */
  get_godotsteam_version(): string;
  /** The account number in an id: its low 32 bits. */
  getSteamID32(steam_id: PeerArgument): number;
  /** Whether the id is a player's. */
  isIndividualAccount(steam_id: PeerArgument): boolean;
  /** Whether the id is a lobby's. */
  isLobby(steam_id: PeerArgument): boolean;
  /** Whether the id is a chat's; lobbies are chats. */
  isChatAccount(steam_id: PeerArgument): boolean;
  isClanAccount(steam_id: PeerArgument): boolean;
  isAnonAccount(steam_id: PeerArgument): boolean;
  isAnonUserAccount(steam_id: PeerArgument): boolean;
  isConsoleUserAccount(steam_id: PeerArgument): boolean;
}

const ACTIVE = "Steamworks active.";
/** The flag in a chat's instance that makes it a lobby. */
const LOBBY_INSTANCE = 0x40000;

/** What the main part needs beyond the context. */
export interface MainOptions {
  readonly connection: Connection;
  /** Delivers events and deferred handlers. */
  readonly pump: () => void;
  /** Called when the game asks for callbacks to be run for it. */
  readonly onEmbedCallbacks: () => void;
}

/** The functions above. */
export function createMain({ api, app, endpoint, identities, log }: SteamContext, { connection, pump, onEmbedCallbacks }: MainOptions): Main {
  let pumping = false;

  /** Starts what is to be started; undefined when all is well, else what went wrong. */
  const start = (args: readonly unknown[]): unknown => {
    // (retrieve_stats, app_id, embed_callbacks) or (app_id, embed_callbacks): the flag follows the app id.
    const [id, embed] = typeof args[0] === "boolean" ? args.slice(1) : args;
    app.set(id);
    if (embed) onEmbedCallbacks();
    const failure = connection.failure;
    void connection.connect();
    if (connection.promising) {
      if (connection.connecting) {
        log.warnOnce(
          "connecting",
          "[STEAM] steamInit() has only begun to connect: wait for plugin.loadable, or for open() of the endpoint, first.",
        );
      }
      return undefined;
    }
    return failure;
  };
  const isType = (...types: readonly number[]) => (id: PeerArgument) => types.includes(accountTypeOf(identities.resolve(id)));

  return {
    steamInit: ((...args: unknown[]) => {
      const { status, verbal } = initExResult(start(args));
      if (typeof args[0] === "number") return status === I.STEAM_API_INIT_RESULT_OK;
      return { status: status === I.STEAM_API_INIT_RESULT_OK ? RESULTS.RESULT_OK : RESULTS.RESULT_SERVICE_UNAVAILABLE, verbal };
    }) as Main["steamInit"],
    steamInitEx: (...args: unknown[]) => initExResult(start(args)),
    get_steam_init_result() {
      if (connection.promising) return initExResult(undefined);
      if (connection.failure !== undefined) return initExResult(connection.failure);
      return { status: I.STEAM_API_INIT_RESULT_FAILED_GENERIC, verbal: "Steam has not been started." };
    },
    run_callbacks() {
      if (pumping) return;
      pumping = true;
      try {
        pump();
      } finally {
        pumping = false;
      }
    },
    steamShutdown: () => connection.disconnect(),
    isSteamRunning: () => connection.promising,
    restartAppIfNecessary: () => false,
    get_current_app_id: app.get,
    set_current_app_id: app.set,
    get_current_steam_id: () => (isLive(endpoint) ? endpoint.self : 0n),
    set_current_steam_id: () => log.warnOnce("set_current_steam_id", "[STEAM] set_current_steam_id does nothing: the relay says who a player is."),
    get_godotsteam_version: () => (api === "steam_id" ? "4.11" : "4.7"),
    getSteamID32: (id) => accountOf(identities.resolve(id)),
    isIndividualAccount: isType(A.ACCOUNT_TYPE_INDIVIDUAL, A.ACCOUNT_TYPE_CONSOLE_USER),
    isLobby(argument) {
      const id = identities.resolve(argument);
      return accountTypeOf(id) === A.ACCOUNT_TYPE_CHAT && (instanceOf(id) & LOBBY_INSTANCE) !== 0;
    },
    isChatAccount: isType(A.ACCOUNT_TYPE_CHAT),
    isClanAccount: isType(A.ACCOUNT_TYPE_CLAN),
    isAnonAccount: isType(A.ACCOUNT_TYPE_ANON_USER, A.ACCOUNT_TYPE_ANON_GAME_SERVER),
    isAnonUserAccount: isType(A.ACCOUNT_TYPE_ANON_USER),
    isConsoleUserAccount: isType(A.ACCOUNT_TYPE_CONSOLE_USER),
  };
}

/** What `steamInitEx` says of a failed attempt, or of none. */
export function initExResult(failure: unknown): SteamInitExResult {
  if (failure === undefined) return { status: I.STEAM_API_INIT_RESULT_OK, verbal: ACTIVE };
  // A `RelayError`, or whatever another endpoint rejects with.
  const { reason } = failure as { reason?: unknown };
  return {
    status:
      reason === "protocol"
        ? I.STEAM_API_INIT_RESULT_VERSION_MISMATCH
        : I.STEAM_API_INIT_RESULT_NO_STEAM_CLIENT,
    verbal: `Steam not running: ${messageOf(failure)}`,
  };
}
