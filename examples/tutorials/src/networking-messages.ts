// The tutorial on Networking Messages itself: messages.ts, with buttons.

import { start } from "./game.js";
import { NetworkingMessages } from "./messages.js";
import { page } from "./page.js";

const messages = new NetworkingMessages("Networking Messages tutorial");
page.action("Create a lobby", () => messages.create_lobby());
page.action("Search for lobbies", () => messages._on_open_lobby_list_pressed());
await start(messages);
