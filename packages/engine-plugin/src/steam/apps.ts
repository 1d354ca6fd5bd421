import type { SteamContext } from "./context.js";
import { int32 } from "./gdscript-arguments.js";
import type { Invitations } from "./matchmaking/invitations.js";
import { browserLanguage } from "./languages.js";
import { text } from "./matchmaking/lobby-arguments.js";
import type { SteamPart } from "./part.js";

/**
 * What a game asks about itself when it starts. Everybody who plays owns it. While Steam is not running everything answers false, 0, `""`,
 * `{}` or `[]` and is reported once.
 */
export interface Apps {
  /** Whether the player owns the game: always, for who has loaded the page has it. */
  isSubscribed(): boolean;
  /** Whether the player owns an app: this one only. */
  isSubscribedApp(app_id: number): boolean;
  /** @returns false */
  isSubscribedFromFamilySharing(): boolean;
  /** @returns false */
  isSubscribedFromFreeWeekend(): boolean;
  /** @returns false */
  isVACBanned(): boolean;
  /** @returns false */
  isCybercafe(): boolean;
  /** @returns false */
  isLowViolence(): boolean;
  /** The player's own id. */
  getAppOwner(): bigint;
  /** @returns 0: the build is no Steam's. */
  getAppBuildId(): number;
  /** `{ directory: "", install_size: 0 }`: nothing is installed. */
  getAppInstallDir(app_id?: number): { directory: string; install_size: number };
  /** @returns an empty array */
  getInstalledDepots(app_id?: number): number[];
  /** The browser's language, by Steam's name for it (`"german"`, `"koreana"`, `"schinese"`); `"english"` for those Steam does not know. */
  getCurrentGameLanguage(): string;
  /** The same: what a game is translated into only the game knows. `"None"` while Steam is not running. */
  getAvailableGameLanguages(): string;
  /** `"+connect_lobby 109775240917155840"` for a page whose address has `?connect_lobby=109775240917155840`; else empty. */
  getLaunchCommandLine(): string;
  /** A parameter of the page's address, `""` when there is none. As in Steam, names that begin with `@` are not to be had, and those with `_` are best left alone. */
  getLaunchQueryParam(key: string): string;
}

/** The functions above. */
export function createApps(
  { app, endpoint, ready }: SteamContext,
  { commandLine, parameter }: Pick<Invitations, "commandLine" | "parameter">,
): SteamPart<Apps> {
  const answer = <T>(call: string, otherwise: T, ask: () => T): T => (ready("Apps", call) ? ask() : otherwise);
  const no = (call: string) => () => answer(call, false, () => false);
  return {
    functions: {
      isSubscribed: () => answer("isSubscribed", false, () => true),
      isSubscribedApp: (id) => answer("isSubscribedApp", false, () => int32(id) >>> 0 === app.get()),
      isSubscribedFromFamilySharing: no("isSubscribedFromFamilySharing"),
      isSubscribedFromFreeWeekend: no("isSubscribedFromFreeWeekend"),
      isVACBanned: no("isVACBanned"),
      isCybercafe: no("isCybercafe"),
      isLowViolence: no("isLowViolence"),
      getAppOwner: () => answer("getAppOwner", 0n, () => endpoint.self),
      getAppBuildId: () => answer("getAppBuildId", 0, () => 0),
      getAppInstallDir: () =>
        answer("getAppInstallDir", {} as ReturnType<Apps["getAppInstallDir"]>, () => ({ directory: "", install_size: 0 })),
      getInstalledDepots: () => answer<number[]>("getInstalledDepots", [], () => []),
      getCurrentGameLanguage: () => answer("getCurrentGameLanguage", "", browserLanguage),
      getAvailableGameLanguages: () => answer("getAvailableGameLanguages", "None", browserLanguage),
      getLaunchCommandLine: () => answer("getLaunchCommandLine", "", commandLine),
      getLaunchQueryParam: (key) =>
        answer("getLaunchQueryParam", "", () => (text(key).startsWith("@") ? "" : parameter(text(key)))),
    },
    signals: {},
  };
}
