import { fileURLToPath } from "node:url";
import { expect, test } from "../fixtures/game-page.js";

/** `SAMOVAR_UPDATE_IMAGES=1 npm test -- --only=e2e -- game-screens` takes the README's two pictures anew. */
const updateImages = process.env["SAMOVAR_UPDATE_IMAGES"] === "1";
const image = (name: string): string => fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url));
const context = { viewport: { width: 1120, height: 880 } };
/** A tray fills it, and the picture stays below a megabyte. */
const tray = { width: 900, height: 600 };

test("every screen, with the two pictures of the README", async ({ open, shot, relay }) => {
  const anna = await open("Anna", { context });
  await anna.isAt("title");
  await shot(anna, "title");
  await anna.press("Create a lobby");
  await anna.isAt("create");
  await shot(anna, "create");
  await anna.press("Back");
  await anna.createsLobby({ name: "Tea after work", seats: 6, computers: 4 });
  const link = await anna.invitation();

  const ben = await open("Ben", { context });
  await ben.page.goto(link);
  await ben.isAt("invited");
  await shot(ben, "invited");
  await ben.isCalled("Ben");
  await ben.press("Join Tea after work");
  await ben.isAt("lobby");
  await ben.says("Last one on the tray pays for the biscuits.");
  await anna.says("The first one off it, you mean.");
  await ben.press("I am ready");
  await anna.seesSeated("Anna", "Ben");
  await ben.reads("Anna", "The first one off it");
  // A ping is measured within the first seconds.
  await expect(anna.seats.filter({ hasText: "Ben" })).toContainText(/\d ms/);
  // What was typed last is far down the page.
  await anna.page.evaluate(() => scrollTo(0, 0));
  await shot(anna, "lobby");
  if (updateImages) await anna.page.screenshot({ path: image("sumovar-lobby") });

  await anna.press("Start the match");
  await anna.isAt("match");
  await anna.page.setViewportSize(tray);
  await anna.isPlaying();
  // Some are at each other by then, and nobody has fallen yet.
  await expect.poll(() => anna.page.evaluate(() => window.sumovar.game.match.view.seconds), { intervals: [20] }).toBeGreaterThan(0.5);
  if (updateImages) await anna.page.screenshot({ path: image("sumovar-match") });
  await shot(anna, "match");
  await anna.page.setViewportSize(context.viewport);

  await anna.press("Menu");
  await shot(anna, "menu");
  await anna.press("Play on");
  await relay.kill();
  const cleo = await open("Cleo", { context });
  await cleo.isAt("failed");
  await shot(cleo, "no-relay");
});
