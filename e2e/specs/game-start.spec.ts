import { expect, GamePage, test } from "../fixtures/game-page.js";
import { StartProgram } from "../fixtures/start-program.js";

test("from npm start: two people meet in a lobby, chat, play a match to its end, and want another", async ({ browser, watch, shot }) => {
  const program = await StartProgram.start();
  const contexts = [await browser.newContext({ reducedMotion: "reduce" }), await browser.newContext({ reducedMotion: "reduce" })];
  try {
    const [address = "", ...others] = program.addresses;
    const players: GamePage[] = [];
    for (const [index, context] of contexts.entries()) {
      const page = await context.newPage();
      watch(`player ${index}`, page);
      await page.goto(address);
      await expect(page).toHaveURL(/\/lobby-game\/$/);
      players.push(new GamePage(page));
    }
    const [anna, ben] = players as [GamePage, GamePage];
    expect(others.map((other) => new URL(other).pathname)).toEqual(["/tutorial/", "/tutorials/"]);

    await anna.isAt("title");
    await shot(anna, "title");
    await anna.isCalled("Anna");
    await anna.createsLobby({ name: "The long table", rounds: 1, tray: "Wood" });
    expect(await anna.invitation()).toMatch(/connect_lobby=\d+/);

    await ben.isAt("title");
    await ben.isCalled("Ben");
    await ben.press("Find a lobby");
    await ben.page.getByLabel("Tray", { exact: true }).selectOption("Enamel");
    await expect(ben.page.getByText("No lobby is like that right now.")).toBeVisible();
    await ben.page.getByLabel("Tray", { exact: true }).selectOption("Wood");
    await expect(ben.lobbies).toHaveCount(1);
    await shot(ben, "browse");
    await ben.press("Join The long table");
    await ben.isAt("lobby");
    await anna.seesSeated("Anna", "Ben");
    await ben.seesSeated("Anna", "Ben");

    await anna.says("Tea?");
    await ben.reads("Anna", "Tea?");
    await ben.says("Sumo!");
    await anna.reads("Ben", "Sumo!");
    await shot(anna, "lobby-host");

    await expect(anna.page.getByText("Ben is not ready yet.")).toBeVisible();
    await ben.press("I am ready");
    await anna.press("Start the match");
    await anna.isPlaying();
    await ben.isPlaying();
    await anna.saysInTheMatch("Hold tight!");
    await ben.reads("Anna", "Hold tight!");
    await shot(ben, "match");
    await ben.drivesOverTheRim();

    const winner = await anna.id();
    expect(await anna.seesResults()).toBe(winner);
    expect(await ben.seesResults()).toBe(winner);
    await shot(ben, "results");
    await ben.says("Well pushed.");
    await anna.reads("Ben", "Well pushed.");

    await ben.press(/again/i);
    await anna.press(/again/i);
    await anna.isPlaying();
    await ben.isPlaying();
    expect((await ben.now()).round).toBe(1);
  } finally {
    await Promise.all(contexts.map((context) => context.close()));
    await program.stop();
  }
});
