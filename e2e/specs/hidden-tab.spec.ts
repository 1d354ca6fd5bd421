import { setTimeout as wait } from "node:timers/promises";
import { TabbedBrowser } from "../fixtures/background.js";
import { introduce, states } from "../fixtures/player.js";
import { expect, test as base } from "../fixtures/test.js";
import { launchOptions } from "../launch.js";

const test = base.extend<{ tabs: TabbedBrowser }>({
  tabs: async ({}, use) => {
    const tabs = await TabbedBrowser.launch(launchOptions());
    await use(tabs);
    await tabs.close();
  },
});

const hiddenMs = 10_000;

// Shorter than the time in hiding: a session that was not kept alive would not survive it.
test.use({ settings: { timeoutConnectedMs: 5_000 } });

test("a tab is hidden for 10 s: its session lives, messages arrive, and signals fire", async ({ tabs, join, ben }) => {
  const anna = await join("anna", tabs.context);
  await introduce(anna, ben);
  const frames = () => anna.page.evaluate(() => window.player.frames);

  const show = await tabs.hide(anna.page);
  // The engine may be in the midst of one.
  await expect.poll(async () => (await frames()) === (await frames())).toBe(true);
  const framesBefore = await frames();
  const hidden = wait(hiddenMs);

  await ben.say(anna, "can you read this?");
  await expect.poll(() => anna.heard()).toEqual(["can you read this?"]);
  const cleo = await join("cleo");
  await cleo.say(anna, "and who am I?");
  await expect.poll(() => anna.requests()).toEqual([cleo.identity]);

  await hidden;
  expect(await anna.page.evaluate(() => document.visibilityState)).toBe("hidden");
  expect(await frames()).toBe(framesBefore);
  expect(await anna.stateWith(ben)).toBe(states.connected);
  expect(await ben.stateWith(anna)).toBe(states.connected);
  await ben.say(anna, "still there?");
  await expect.poll(() => anna.heard()).toEqual(["can you read this?", "still there?"]);

  await show();
  await anna.say(ben, "all the time");
  await expect.poll(() => ben.heard()).toEqual(["hello", "all the time"]);
  expect(await anna.linkStates()).toEqual(["connecting", "online"]);
  expect(await anna.failures()).toEqual([]);
  expect(await ben.failures()).toEqual([]);
});
