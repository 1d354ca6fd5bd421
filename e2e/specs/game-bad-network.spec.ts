import { expect, test } from "../fixtures/game-page.js";
import { disagreements, recordFrames, recordTicks, sightings } from "../fixtures/match-watch.js";

/** In tray radii; a glass has a radius of 0.11. On virtual time the first is held by 95 of 100, see examples/lobby-game/src/match/agreement.test.ts; pages that miss frames get the second. */
const MOSTLY_WITHIN = 0.02;
const P95_WITHIN = 0.06;
const PLAY_MS = 8000;

test("with 10 % loss and 100 ms of lag, set in the net graph's panel, a player sees the others where they were", async ({ open, match, shot }, testInfo) => {
  const [anna, ben] = [await open("Anna"), await open("Ben")];
  await match({ rounds: 3, computers: 2 }, anna, ben);

  await ben.press("Network");
  await ben.page.getByRole("tab", { name: "Bad network" }).click();
  await ben.page.getByRole("slider", { name: "Loss" }).fill("10");
  await ben.page.getByRole("slider", { name: "Lag" }).fill("100");
  await expect(ben.page.getByText(/^Fake network on: 10.% loss/)).toBeVisible();
  await ben.page.getByRole("tab", { name: "Sessions" }).click();
  await expect.poll(() => ben.pingOf(anna), { message: "the lag shows in the ping, both ways" }).toBeGreaterThan(200);
  await shot(ben, "net-graph");

  await recordTicks(anna.page);
  await recordFrames(ben.page);
  const until = Date.now() + PLAY_MS;
  for (const key of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]) {
    await anna.page.keyboard.press(key, { delay: 300 });
    await ben.page.keyboard.press(key, { delay: 300 });
  }
  // A fall of everybody ends the round, and the next one goes on being compared.
  await anna.page.waitForTimeout(Math.max(0, until - Date.now()));

  const off = disagreements(await sightings(ben.page), await sightings(anna.page), await ben.id());
  const [median = 1, p95 = 1, most = 1] = [0.5, 0.95, 1].map((share) => off[Math.floor((off.length - 1) * share)]);
  testInfo.annotations.push({ type: "others were off by", description: `median ${median.toFixed(4)}, p95 ${p95.toFixed(4)}, most ${most.toFixed(4)} of ${off.length}` });
  expect(off.length).toBeGreaterThan(50);
  expect(median).toBeLessThan(MOSTLY_WITHIN);
  expect(p95).toBeLessThan(P95_WITHIN);

  // And it is playable: what the player does, the player sees at once, and everybody soon.
  await ben.isPlaying();
  await ben.drivesOverTheRim();
  await expect.poll(() => anna.sees(ben)).toBe("fallen");
});
