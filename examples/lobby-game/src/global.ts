// What Godot keeps in an autoload "Global": Steam, the game, and who is playing. `?relay=` and `?name=` of the address: another relay
// than the page's own origin, and what others call this player.

import { SteamPlugin } from "@samovar/engine-plugin";
import { PackedByteArray } from "@samovar/engine-plugin/godot";
import { Game } from "./game.js";
import { pageStorage } from "./page-storage.js";
import { Link } from "./screens/link.js";
import { Persona } from "./screens/persona.js";

const query = new URLSearchParams(location.search);

/** The player's name and colour. */
export const persona = new Persona(pageStorage("localStorage"), query.get("name") ?? "");

/** Steam for Excalibur. */
export const plugin = new SteamPlugin({
  relay: query.get("relay") ?? location.origin,
  personaName: persona.name === "" ? undefined : persona.name,
  // Ids rather than "steamid:…", as from GodotSteam 4.8 on, and bytes with Godot's methods.
  api: "steam_id",
  payload: PackedByteArray,
});

/** The singleton. */
export const { Steam } = plugin;

/** How the link to the relay is. */
export const link = new Link(Steam, plugin.loadable);

// Outlives a reload of this tab, not the tab: where this player sat.
const tabStore = pageStorage("sessionStorage");

/** Everything of the game but its looks. */
export const game = new Game(Steam, tabStore === undefined ? {} : { store: tabStore });
