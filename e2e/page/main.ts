// A player without a face: an Excalibur game in which nothing happens by itself. Tests play it, through `window.player`.
//
//   ?relay=http://127.0.0.1:9218   the relay
//   &settings={"timeoutInitialMs":1500}   session settings that differ from the defaults

import { RelayClient, type RelayClientOptions } from "@samovar/transport";
import { Color, DisplayMode, Engine, Flags } from "excalibur";
import { PlayerPage } from "./player-page.js";

declare global {
  interface Window {
    player: PlayerPage;
  }
}

const query = new URLSearchParams(location.search);
const settings = JSON.parse(query.get("settings") ?? "{}") as NonNullable<RelayClientOptions["settings"]>;
const endpoint = new RelayClient({ url: query.get("relay") ?? location.origin, settings });

// Without a graphics card, pages that draw large pictures, or with WebGL, would have no time left to play.
Flags.useCanvasGraphicsContext();
const game = new Engine({
  canvasElementId: "game",
  width: 64,
  height: 64,
  displayMode: DisplayMode.Fixed,
  backgroundColor: Color.Black,
  suppressConsoleBootMessage: true,
  suppressPlayButton: true,
});
const player = new PlayerPage(endpoint, game);
await game.start();
await player.connect();
// Last: tests wait for it.
window.player = player;
