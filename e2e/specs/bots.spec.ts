import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type OverEvent, parseRecording, type PlayersEvent, type RoundEvent, type TrafficEvent } from "../../examples/lobby-game/bots/recording.js";
import { expect, test } from "../fixtures/game-page.js";

const script = fileURLToPath(new URL("../../scripts/bots.mjs", import.meta.url));
/** What a guest is sent: eight pieces twenty times a second, and signs of life. */
const MOST_BYTES_PER_SECOND = 20_000;

test("eight bots fill a lobby without a browser, play a match to its end, and agree who has won", async ({ relay }, testInfo) => {
  const [recording, picture] = [testInfo.outputPath("recording.jsonl"), testInfo.outputPath("bots.svg")];

  // It exits with 1, and this rejects, when they do not agree.
  const { stdout } = await promisify(execFile)(process.execPath, [script, "--play", "--rounds", "1", "--url", relay.url, "--record", recording, "--picture", picture]);

  await testInfo.attach("recording", { path: recording });
  await testInfo.attach("picture", { path: picture, contentType: "image/svg+xml" });
  const events = parseRecording(await readFile(recording, "utf8"));
  const players = events.find((event): event is PlayersEvent => event.event === "players")?.players ?? [];
  const over = events.find((event): event is OverEvent => event.event === "over");
  const round = events.find((event): event is RoundEvent => event.event === "round" && event.winner >= 0);
  expect(new Set(players.map(({ id }) => id)).size).toBe(8);
  expect(new Set(players.map(({ colour }) => colour)).size).toBe(8);
  expect(over?.seen).toEqual(players.map(() => over?.winner));
  expect(over?.winner).toBe(round?.winner);
  expect(stdout).toContain(`${players[over?.winner ?? -1]?.name} has won the match, and all 8 agree.`);
  const traffic = events.filter((event): event is TrafficEvent => event.event === "traffic").flatMap(({ guests }) => guests);
  expect(Math.max(...traffic.map((guest) => guest.in))).toBeLessThan(MOST_BYTES_PER_SECOND);
});

test("bots come by quick match into a person's lobby, are ready, and play", async ({ relay, open, shot }) => {
  const anna = await open("Anna");
  await anna.isAt("title");
  await anna.createsLobby({ name: "Anna's tray", rounds: 1 });
  const home = new AbortController();
  const bots = promisify(execFile)(process.execPath, [script, "--quick", "--count", "2", "--url", relay.url], { signal: home.signal });
  try {
    await anna.seesSeated("Anna", "Assam", "Ceylon");
    await expect(anna.page.getByText("Everybody is ready.")).toBeVisible();
    await anna.press("Start the match");
    await anna.isPlaying();
    await shot(anna, "with-bots");
    await anna.drivesOverTheRim();
    expect(await anna.seesResults()).not.toBe(await anna.id());
    // They want another one, and wait for her.
    await expect(anna.page.getByText("Assam and Ceylon want to play again.")).toBeVisible();
  } finally {
    home.abort();
    await bots.catch(() => {});
  }
});
