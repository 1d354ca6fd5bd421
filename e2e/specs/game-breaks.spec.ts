import { expect, test } from "../fixtures/game-page.js";
import { crash, hostsSeen, watchHosts } from "../fixtures/match-watch.js";

/** What is promised, and as much again for a machine on which three browsers share two cores. */
const GOES_ON_MS = 2000;
const SLACK_MS = 2000;

test("the host's tab dies in a match: the others agree on another host and go on, with the scores as they were", async ({ open, match, shot }, testInfo) => {
  const [anna, ben, cleo] = [await open("Anna"), await open("Ben"), await open("Cleo")];
  await match({ rounds: 3, tray: "Wood" }, anna, ben, cleo);
  const host = await anna.id();
  expect((await cleo.now()).host).toBe(host);
  // A first round, so that there is a score to lose.
  await Promise.all([anna.drivesOverTheRim(), ben.drivesOverTheRim()]);
  await expect.poll(async () => (await cleo.now()).round).toBe(2);
  for (const player of [ben, cleo]) await player.isPlaying();
  const { scores, pieces } = await ben.now();
  for (const { page } of [ben, cleo]) await watchHosts(page);

  const killedMs = Date.now();
  await crash(anna.page);

  for (const { page } of [ben, cleo]) await expect.poll(async () => (await hostsSeen(page)).length).toBeGreaterThan(0);
  const [atBen, atCleo] = [await hostsSeen(ben.page), await hostsSeen(cleo.page)];
  const tookMs = [atBen, atCleo].map((seen) => (seen[0]?.atMs ?? Infinity) - killedMs);
  testInfo.annotations.push({ type: "the match went on after", description: `${tookMs.join(" and ")} ms` });
  expect(atBen.map((seen) => seen.host)).toEqual([await ben.id()]);
  expect(atCleo.map((seen) => seen.host)).toEqual([await ben.id()]);
  expect(Math.max(...tookMs)).toBeLessThan(GOES_ON_MS + SLACK_MS);
  await shot(cleo, "another-host");

  expect((await ben.now()).scores).toEqual(scores);
  expect((await cleo.now()).scores).toEqual(scores);
  expect((await cleo.now()).pieces).toEqual(pieces);
  // It goes on indeed: what one of them does, the other sees.
  await ben.drivesOverTheRim();
  await expect.poll(() => cleo.sees(ben)).toBe("fallen");
});

test("a player who loads the page again is back in its seat, with its piece", async ({ open, match }) => {
  const [anna, ben] = [await open("Anna"), await open("Ben")];
  await match({ rounds: 1, tray: "Wood" }, anna, ben);
  const [id, { pieces }] = [await ben.id(), await ben.now()];

  await ben.page.reload();

  await ben.isPlaying();
  expect(await ben.id()).toBe(id);
  expect((await ben.now()).pieces).toEqual(pieces);
  expect(await anna.page.evaluate(() => window.sumovar.game.lobby.members.map(({ name }) => name))).toEqual(["Anna", "Ben"]);
  await ben.drivesOverTheRim();
  expect(await anna.seesResults()).toBe(await anna.id());
  expect(await ben.seesResults()).toBe(await anna.id());
});
