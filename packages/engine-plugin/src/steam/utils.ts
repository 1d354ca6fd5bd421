import type { PeerArgument } from "./api.js";
import type { SteamContext } from "./context.js";
import { browserLanguage } from "./languages.js";
import { text } from "./matchmaking/lobby-arguments.js";
import type { SteamPart } from "./part.js";

/**
 * What a game asks about what it runs on. While Steam is not running everything answers false, 0 or `""` and is reported once. (Images are
 * with the avatars.)
 */
export interface Utils {
  /** What `steamInit` was given, or `OS.set_environment("SteamAppId", …)`; else 480. */
  getAppID(): number;
  /** The relay's clock, in seconds since 1970; the same for all its players. */
  getServerRealTime(): number;
  /** The browser's language, by Steam's name for it; `"english"` for those Steam does not know. */
  getSteamUILanguage(): string;
  /** Whether invitation dialogs can be shown: always. See `activateGameOverlay` for what else can. */
  isOverlayEnabled(): boolean;
  /** @returns false */
  isSteamRunningOnSteamDeck(): boolean;
  /** @returns false */
  isSteamRunningInVR(): boolean;
  /** @returns false */
  isSteamInBigPictureMode(): boolean;
  /** @returns false */
  isSteamChinaLauncher(): boolean;
  /** @returns 0: a page is not told. */
  getSecondsSinceAppActive(): number;
  /** @returns 0: a page is not told. */
  getSecondsSinceComputerActive(): number;
  /** There is no filter. @returns false */
  initFilterText(): boolean;
  /** There is no filter: answers the message as it is. */
  filterText(context: number, steam_id: PeerArgument, message: string): string;
}

/** The functions above. */
export function createUtils({ app, endpoint, ready }: SteamContext): SteamPart<Utils> {
  const answer = <T>(call: string, otherwise: T, ask: () => T): T => (ready("Utils", call) ? ask() : otherwise);
  const no = (call: string) => () => answer(call, false, () => false);
  const zero = (call: string) => () => answer(call, 0, () => 0);
  return {
    functions: {
      getAppID: () => answer("getAppID", 0, app.get),
      getServerRealTime: () => answer("getServerRealTime", 0, () => Math.floor(endpoint.network.relayTimeMs / 1000)),
      getSteamUILanguage: () => answer("getSteamUILanguage", "", browserLanguage),
      isOverlayEnabled: () => answer("isOverlayEnabled", false, () => true),
      isSteamRunningOnSteamDeck: no("isSteamRunningOnSteamDeck"),
      isSteamRunningInVR: no("isSteamRunningInVR"),
      isSteamInBigPictureMode: no("isSteamInBigPictureMode"),
      isSteamChinaLauncher: no("isSteamChinaLauncher"),
      getSecondsSinceAppActive: zero("getSecondsSinceAppActive"),
      getSecondsSinceComputerActive: zero("getSecondsSinceComputerActive"),
      initFilterText: no("initFilterText"),
      filterText: (_context, _steamId, message) => answer("filterText", "", () => text(message)),
    },
    signals: {},
  };
}
