// A game with a net graph: every player sends 20 small states and two reliable messages a second to everybody else. Tests look at it, and measure it, through
// `window.table`.
//
//   ?relay=http://127.0.0.1:9218   the relay
//   &name=Anna                     the player's name
//   &guests=7                      as many more players, in this same page
//   &visible                       the graph is there from the beginning
//   &width=960&height=540          the canvas

import { Actor, Color, DisplayMode, Engine, Flags, Scene, vec } from "excalibur";
import { NetGraph } from "@samovar/engine-plugin/net-graph";
import { TablePlayer } from "./table-player.js";
import { Table } from "./table.js";

declare global {
  interface Window {
    table: Table;
  }
}

const query = new URLSearchParams(location.search);
const relay = query.get("relay") ?? location.origin;
const names = ["Ben", "Cleo", "Dora", "Emil", "Fadila", "Gustav", "Hana"];

// Without a graphics card, pages that draw with WebGL would have no time left to play.
Flags.useCanvasGraphicsContext();
const game = new Engine({
  canvasElementId: "game",
  width: Number(query.get("width") ?? "960"),
  height: Number(query.get("height") ?? "540"),
  displayMode: DisplayMode.Fixed,
  backgroundColor: Color.fromHex("#183437"),
  suppressConsoleBootMessage: true,
  suppressPlayButton: true,
  scenes: { menu: Scene },
});
const player = new TablePlayer(relay, query.get("name") ?? "Anna", game);
const graph = new NetGraph(player.Steam, { visible: query.has("visible") });
game.add(graph);
for (const [index, colour] of ["#e9a13b", "#e0705a", "#8fbf6a", "#5fb3b3"].entries()) {
  const glass = new Actor({ pos: vec(500 + index * 110, 260 + (index % 2) * 120), radius: 34, color: Color.fromHex(colour) });
  glass.actions.repeatForever((actions) => actions.moveBy(vec(40, 0), 40).moveBy(vec(-40, 0), 40));
  game.add(glass);
}
await game.start();
const guests = names.slice(0, Number(query.get("guests") ?? "0")).map((name) => new TablePlayer(relay, name, game));
await Promise.all([player, ...guests].map((each) => each.connect()));
for (const guest of guests) {
  guest.greet(player.Steam.getSteamID());
  player.greet(guest.Steam.getSteamID());
}
// Last: tests wait for it.
window.table = new Table(game, player, guests, graph);
