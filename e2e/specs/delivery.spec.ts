import { introduce, OK, UNRELIABLE, upTo } from "../fixtures/player.js";
import { expect, test } from "../fixtures/test.js";

const largest = 512 * 1024;

test("the largest message arrives intact, both ways at once", async ({ anna, ben }) => {
  await introduce(anna, ben);

  const [fromAnna, fromBen] = await Promise.all([
    anna.sendNoise(ben, largest, { channel: 1 }),
    ben.sendNoise(anna, largest, { channel: 1 }),
  ]);

  await expect.poll(() => ben.noises(1)).toEqual([{ size: largest, sha256: fromAnna }]);
  await expect.poll(() => anna.noises(1)).toEqual([{ size: largest, sha256: fromBen }]);
});

test("a thousand reliable messages arrive in order, on each of two channels", async ({ anna, ben }) => {
  await introduce(anna, ben);

  await Promise.all([anna.count(ben, 0, 1000, { channel: 1 }), anna.count(ben, 0, 1000, { channel: -2 })]);

  for (const channel of [1, -2]) {
    await expect.poll(async () => (await ben.numbers(channel)).length).toBe(1000);
    expect(await ben.numbers(channel)).toEqual(upTo(1000));
  }
});

test("of unreliable messages most arrive, none twice, and none changed", async ({ anna, ben }) => {
  const count = 500;
  await introduce(anna, ben);

  await anna.count(ben, 0, count, { flags: UNRELIABLE, channel: 1 });

  await expect.poll(async () => (await ben.numbers(1)).length).toBeGreaterThan(0.8 * count);
  // A reliable message that was sent after them: what has not come by then will hardly come any more.
  expect(await anna.say(ben, "done")).toBe(OK);
  await expect.poll(() => ben.heard()).toContain("done");
  const numbers = await ben.numbers(1);
  expect(new Set(numbers).size).toBe(numbers.length);
  const all = new Set(upTo(count));
  expect(numbers.filter((number) => !all.has(number))).toEqual([]);
  expect((await ben.messages(1)).every(({ flags }) => flags === UNRELIABLE)).toBe(true);
});
