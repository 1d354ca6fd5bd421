// The page: Excalibur draws the tray, lit draws the screens, and the game goes on in both.

import { DisplayMode, Engine, Flags } from "excalibur";
import { NetGraph } from "@samovar/engine-plugin/net-graph";
import { Controls } from "./controls/controls.js";
import { game, link, persona, plugin, Steam } from "./global.js";
import { browserAddress, invitedTo } from "./lobby/page-address.js";
import { NO_INPUT } from "./match/input.js";
import { pageStorage } from "./page-storage.js";
import { Backdrop } from "./scene/backdrop.js";
import { Sounds } from "./scene/sounds.js";
import { TrayScene } from "./scene/tray-scene.js";
import { App } from "./screens/app.js";
import { BrowseScreen } from "./screens/browse.js";
import { CreateScreen } from "./screens/create.js";
import { InvitedScreen } from "./screens/invited.js";
import { LobbyScreen } from "./screens/lobby.js";
import { MatchScreen } from "./screens/match.js";
import { ResultsScreen } from "./screens/results.js";
import { ElsewhereScreen, FailedScreen, StartingScreen } from "./screens/starting.js";
import { TitleScreen } from "./screens/title.js";
import { EnteringScreen, QuickScreen } from "./screens/waiting.js";

declare global {
  interface Window {
    /** For the console, and for tests: everything of the game but its looks. */
    sumovar: { readonly game: typeof game };
  }
}
window.sumovar = { game };

/** How often it is looked whether frames still come: a hidden tab has a timer about once a second. */
const GUARD_MS = 1000;

// A tray and eight glasses do not need WebGL, which is slow where there is no graphics card.
Flags.useCanvasGraphicsContext();
const still = matchMedia("(prefers-reduced-motion: reduce)");
const sounds = new Sounds(pageStorage("localStorage"));
const hands = document.getElementById("hands");
if (hands === null) throw new Error("index.html has nowhere to touch");
const controls = new Controls(hands);
const backdrop = new Backdrop({ reducedMotion: still.matches });
const tray = new TrayScene(game, controls, { reducedMotion: still.matches, sounds });
still.addEventListener("change", () => (backdrop.reducedMotion = tray.reducedMotion = still.matches));

const network = document.getElementById("network");
if (network === null) throw new Error("index.html has nowhere for the net graph");
// One for each scene, since F8 counts in the one that is shown.
const graphs = { backdrop: new NetGraph(Steam, { parent: network }), tray: new NetGraph(Steam, { parent: network }) };
backdrop.add(graphs.backdrop);
tray.add(graphs.tray);

const engine = new Engine({
  canvasElementId: "tray",
  displayMode: DisplayMode.FillContainer,
  antialiasing: { nativeContextAntialiasing: true, multiSampleAntialiasing: false },
  suppressConsoleBootMessage: true,
  suppressPlayButton: true,
  // The fields want it.
  grabWindowFocus: false,
  scenes: { backdrop, tray },
});
plugin.install(engine);

let begun = false;
let lastMs = performance.now();
function _process(): void {
  const now = performance.now();
  const elapsedMs = now - lastMs;
  lastMs = now;
  if (!begun) return;
  controls.enabled = game.stage === "match";
  backdrop.surface = game.lobby.lobby_id === 0n ? "copper" : game.lobby.options.surface;
  game._process(elapsedMs, document.visibilityState === "visible" ? controls.poll() : NO_INPUT);
}
engine.on("preupdate", _process);
setInterval(() => {
  if (performance.now() - lastMs > GUARD_MS / 2) _process();
}, GUARD_MS);

// Somebody else should go on with the match: this page gets no frames, or is gone.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") game.match.resign();
});
addEventListener("pagehide", () => game.match.resign());

// When a link led here.
const invitation = invitedTo(browserAddress);
const named = new URLSearchParams(location.search).has("name");

const app = new App({
  Steam,
  game,
  link,
  persona,
  invited: invitation !== 0n && !named,
  begin() {
    if (persona.name !== "") Steam.setPersonaName(persona.name);
    game.lobby.set_colour(persona.colour);
    game._ready();
    begun = true;
  },
  screens: (its) => ({
    starting: new StartingScreen(),
    failed: new FailedScreen(its),
    elsewhere: new ElsewhereScreen(its),
    invited: new InvitedScreen(its, invitation),
    title: new TitleScreen(its),
    browse: new BrowseScreen(its),
    create: new CreateScreen(its),
    quick: new QuickScreen(its),
    entering: new EnteringScreen(its),
    lobby: new LobbyScreen(its, () => graphs.backdrop.toggle()),
    match: new MatchScreen(its, sounds, () => graphs.tray.toggle()),
    results: new ResultsScreen(its),
  }),
});
app.onScreen = (screen) => {
  const next = screen === "match" ? "tray" : "backdrop";
  if (next === engine.currentSceneName) return;
  // Whoever watches the network goes on watching.
  graphs[next].visible = graphs[next === "tray" ? "backdrop" : "tray"].visible;
  void engine.goToScene(next);
};

app.update();
await Promise.all([engine.start(), link.start()]);
