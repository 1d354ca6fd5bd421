// What Godot and an autoload named "Steam" do for a script, for pages that need no engine: starting Steam, and calling _ready and _process.

import { SteamPlugin } from "@samovar/engine-plugin";
import { PackedByteArray } from "@samovar/engine-plugin/godot";
import { page } from "./page.js";

const query = new URLSearchParams(location.search);
const FRAME_MS = 1000 / 60;

/** `?relay=` and `?name=` of the address: another relay than the page's own origin, and what others call this player. */
const plugin = new SteamPlugin({
  relay: query.get("relay") ?? location.origin,
  personaName: query.get("name") ?? undefined,
  // Ids rather than "steamid:…", as from GodotSteam 4.8 on, and bytes with Godot's methods.
  api: "steam_id",
  payload: PackedByteArray,
  // The scripts call run_callbacks() themselves, as in the tutorials.
  pump: "manual",
});

/** The singleton. */
export const { Steam } = plugin;

/** What a script has of a Node's functions. */
export interface Script {
  _ready(): void;
  _process(): void;
}

/** Starts Steam, then the script. In a hidden tab the browser calls `_process` once a second. */
export async function start(script: Script): Promise<void> {
  // Connected first, so that _ready can ask for the id at once.
  await plugin.loadable.load();
  const initialize = Steam.steamInitEx();
  if (initialize.status > Steam.STEAM_API_INIT_RESULT_OK) {
    page.status("failed", initialize.verbal);
    return;
  }
  page.self(Steam.getSteamID(), Steam.getPersonaName());
  script._ready();
  setInterval(() => {
    page.status(...linkStatus());
    script._process();
  }, FRAME_MS);
}

function linkStatus(): ["online" | "waiting" | "failed", string] {
  if (Steam.loggedOn()) return ["online", "Online"];
  if (Steam.isSteamRunning()) return ["waiting", "The relay is gone. Looking for it…"];
  return ["failed", "This player was opened in another tab. Go on there, or load this page again."];
}
