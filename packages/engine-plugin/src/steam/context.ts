import type { RelayEndpoint } from "@samovar/transport";
import type { Api } from "./api.js";
import type { AppId } from "./app-id.js";
import type { Watch } from "./diagnosis/watch.js";
import type { IdentityTable } from "./identity/identity-table.js";
import type { Log } from "./logger.js";

/** What the parts of `Steam` share. */
export interface SteamContext<A extends Api = Api> {
  readonly api: A;
  readonly endpoint: RelayEndpoint;
  readonly identities: IdentityTable;
  readonly log: Log;
  readonly app: AppId;
  /**
   * Whether Steam is there to be asked, which is to say: whether the relay knows us. When not, it is reported once for each
   * function, in GodotSteam's words and with what to do, and the caller answers GodotSteam's default.
   */
  readonly ready: (godotClass: string, call: string) => boolean;
  /** The game has to do with this player: writes to them, or has let them in. Cheap: call it each time. */
  readonly met: (player: bigint) => void;
  /** What the game does is noted here, for `Steam.why`. */
  readonly watch: Watch;
}

/** Whether the endpoint is, or a moment ago was, connected as somebody. */
export function isLive({ state }: Pick<RelayEndpoint, "state">): boolean {
  return state === "online" || state === "reconnecting";
}

/** Makes {@link SteamContext.ready}. */
export function createGuard(endpoint: RelayEndpoint, log: Log): SteamContext["ready"] {
  return (godotClass, call) => {
    if (isLive(endpoint)) return true;
    const advice = {
      idle: "Nothing has connected yet: call steamInit(), or load plugin.loadable first.",
      connecting: "The relay has not answered yet: wait for plugin.loadable, or for open() of the endpoint.",
      closed: "The connection is closed: see the error before this one, or call steamInit() again.",
    }[endpoint.state as "idle" | "connecting" | "closed"];
    log.errorOnce(call, `[STEAM] ${godotClass} class not found when calling: ${call}. ${advice}`);
    return false;
  };
}
