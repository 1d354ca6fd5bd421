import { introduce, OK, RELIABLE, states, upTo } from "../fixtures/player.js";
import { expect, test } from "../fixtures/test.js";

test("a page that is loaded again is the same player, in new sessions", async ({ anna, ben }) => {
  await introduce(anna, ben);
  const before = anna.id;

  await anna.reload();

  expect(anna.id).toBe(before);
  expect(await anna.stateWith(ben)).toBe(states.none);
  await expect.poll(() => ben.stateWith(anna)).toBe(states.none);
  expect(await ben.failures()).toEqual([]);

  expect(await ben.say(anna, "there you are again")).toBe(OK);
  await expect.poll(() => anna.requests()).toEqual([ben.identity]);
  expect(await anna.accept(ben)).toBe(true);
  await expect.poll(() => anna.messages()).toEqual([{ from: ben.identity, text: "there you are again", number: 1, flags: RELIABLE }]);
  await anna.say(ben, "as if nothing had happened");
  await expect.poll(() => ben.heard()).toEqual(["hello", "as if nothing had happened"]);
});

test("the relay is killed and started again while messages flow: nothing reliable is lost, doubled or reordered", async ({ relay, anna, ben }) => {
  const count = 3000;
  await introduce(anna, ben);

  const sending = Promise.all([anna.count(ben, 0, count, { channel: 1 }), ben.count(anna, 0, count, { channel: 1 })]);
  await expect.poll(async () => (await ben.numbers(1)).length).toBeGreaterThan(count / 10);
  await relay.kill();
  await relay.start();
  await sending;

  for (const player of [anna, ben]) {
    await expect.poll(async () => (await player.numbers(1)).length, { timeout: 60_000 }).toBeGreaterThanOrEqual(count);
    expect(await player.numbers(1)).toEqual(upTo(count));
    // Otherwise it was not put to the test.
    expect(await player.linkStates()).toEqual(["connecting", "online", "reconnecting", "online"]);
    expect(await player.failures()).toEqual([]);
  }
  expect(await anna.stateWith(ben)).toBe(states.connected);
  expect(await ben.stateWith(anna)).toBe(states.connected);
});

test("the relay is killed while a large message is on its way: it arrives once, and intact", async ({ relay, anna, ben }) => {
  const largest = 512 * 1024;
  await introduce(anna, ben);

  const sent = await anna.sendNoise(ben, largest, { channel: 1 });
  await relay.kill();
  expect(await ben.noises(1)).toEqual([]);
  await relay.start();

  await expect.poll(() => ben.noises(1)).toEqual([{ size: largest, sha256: sent }]);
  expect(await anna.stateWith(ben)).toBe(states.connected);
  expect(await anna.failures()).toEqual([]);
});

test("players who were alone while the relay was away are the same afterwards, and can be found", async ({ relay, anna, join }) => {
  await relay.kill();
  await expect.poll(() => anna.linkStates()).toContain("reconnecting");
  await relay.start();
  await expect.poll(() => anna.linkStates()).toEqual(["connecting", "online", "reconnecting", "online"]);

  const cleo = await join("cleo");
  expect(cleo.id).not.toBe(anna.id);
  await introduce(cleo, anna);
});
