import { introduce } from "../fixtures/player.js";
import { expect, test } from "../fixtures/test.js";
import { playerOrigin } from "../ports.js";

const noise = (bytes: number) => Array.from({ length: bytes }, (_, i) => (i * 167 + 13) & 0xff);

const messages: { what: string; message: string | number[] }[] = [
  { what: "null", message: "null" },
  { what: "a forged disconnect", message: '{"disconnect":"x"}' },
  { what: "an empty array", message: "[]" },
  { what: "text that is no JSON", message: "{{{" },
  { what: "nothing, as text", message: "" },
  { what: "nothing, as bytes", message: [] },
  { what: "half an envelope", message: [1, 2, 3, 4] },
  { what: "an envelope to the relay without a packet", message: [0, 0, 0, 0, 0, 0, 0, 0] },
  { what: "a packet's beginning for the relay", message: [0, 0, 0, 0, 0, 0, 0, 0, 1] },
  { what: "noise to somebody", message: noise(1150) },
  { what: "much noise", message: noise(100_000) },
  { what: "much noise as text", message: "noise ".repeat(20_000) },
];

test("what a stranger with a stock geckos.io client sends disturbs nobody", async ({ relay, anna, ben, browser, watch }) => {
  await introduce(anna, ben);
  const context = await browser.newContext();
  const page = await context.newPage();
  watch("stranger", page);
  await page.goto(`${playerOrigin}/hostile.html`);
  await page.waitForFunction(() => "stranger" in window);
  const spoken = ["hello"];

  for (const { what, message } of messages) {
    await test.step(what, async () => {
      await page.evaluate(([url, bytes]) => window.stranger.send(url, bytes, 3), [relay.url, message] as const);
      spoken.push(`after ${what}`);
      await anna.say(ben, `after ${what}`);
      await expect.poll(() => ben.heard()).toEqual(spoken);
      await ben.say(anna, `and you, after ${what}?`);
      await expect.poll(async () => (await anna.heard()).at(-1)).toBe(`and you, after ${what}?`);
    });
  }

  // Over and over, until the relay has had enough.
  await page.evaluate((url) => window.stranger.send(url, "null", 1000), relay.url);
  await anna.say(ben, "the end");
  await expect.poll(() => ben.heard()).toEqual([...spoken, "the end"]);

  await context.close();
  expect(relay.running).toBe(true);
  for (const player of [anna, ben]) {
    expect(await player.linkStates()).toEqual(["connecting", "online"]);
    expect(await player.failures()).toEqual([]);
  }
});
