// The tutorial on lobbies itself: lobby.ts, with buttons.

import { start } from "./game.js";
import { Lobby } from "./lobby.js";
import { page } from "./page.js";

const lobby = new Lobby("Lobby tutorial");
page.action("Create a lobby", () => lobby.create_lobby());
page.action("Search for lobbies", () => lobby._on_open_lobby_list_pressed());
await start(lobby);
