import { AUTORESTART, introduce, NO_CONNECTION, OK, RELIABLE, states } from "../fixtures/player.js";
import { expect, test } from "../fixtures/test.js";

test("first contact: the other is asked, reads nothing before it accepts, and everything afterwards", async ({ anna, ben }) => {
  expect(await anna.say(ben, "hello")).toBe(OK);
  expect(await anna.say(ben, "are you there?", { channel: 7 })).toBe(OK);

  await expect.poll(() => ben.requests()).toEqual([anna.identity]);
  expect(await ben.heard()).toEqual([]);
  expect(await anna.stateWith(ben)).toBe(states.connecting);

  expect(await ben.accept(anna)).toBe(true);
  await expect.poll(() => ben.heard()).toEqual(["hello"]);
  await expect.poll(() => ben.heard(7)).toEqual(["are you there?"]);
  expect(await ben.messages()).toEqual([{ from: anna.identity, text: "hello", number: 1, flags: RELIABLE }]);

  expect(await ben.say(anna, "yes")).toBe(OK);
  await expect.poll(() => anna.heard()).toEqual(["yes"]);
  expect(await anna.stateWith(ben)).toBe(states.connected);
  expect(await ben.stateWith(anna)).toBe(states.connected);

  expect(await anna.requests()).toEqual([]);
  expect(await anna.failures()).toEqual([]);
  expect(await ben.failures()).toEqual([]);
});

test("answering is accepting", async ({ anna, ben }) => {
  await anna.say(ben, "hello");
  await expect.poll(() => ben.requests()).toEqual([anna.identity]);

  await ben.say(anna, "hello to you");

  await expect.poll(() => ben.heard()).toEqual(["hello"]);
  await expect.poll(() => anna.heard()).toEqual(["hello to you"]);
});

test.describe("with a short TIMEOUT_INITIAL", () => {
  test.use({ settings: { timeoutInitialMs: 1500 } });

  test("a request that is ignored fails on the sender's side with 5003, and the session stays broken until it is restarted", async ({ anna, ben }) => {
    await anna.say(ben, "hello");
    await expect.poll(() => ben.requests()).toEqual([anna.identity]);

    await expect.poll(() => anna.failures()).toMatchObject([{ reason: 5003, peer: ben.id, state: states.problemHere }]);
    await expect.poll(() => ben.failures()).toMatchObject([{ reason: 5003, peer: anna.id }]);
    expect(await ben.heard()).toEqual([]);

    expect(await anna.say(ben, "hello?")).toBe(NO_CONNECTION);
    expect(await anna.say(ben, "once more", { flags: RELIABLE | AUTORESTART })).toBe(OK);
    await expect.poll(() => ben.requests()).toEqual([anna.identity, anna.identity]);
    expect(await ben.accept(anna)).toBe(true);
    await expect.poll(() => ben.heard()).toEqual(["once more"]);
  });

  test("writing to nobody fails with the same 5003", async ({ anna }) => {
    const nobody = 76561197960265728n + 4_000_000_000n;
    expect(await anna.say(`steamid:${nobody}`, "hello?")).toBe(OK);
    await expect.poll(() => anna.failures()).toMatchObject([{ reason: 5003, peer: nobody, state: states.problemHere }]);
  });
});

test("closing a session that waits turns the sender away: 1001, closed by the peer", async ({ anna, ben }) => {
  await anna.say(ben, "hello");
  await expect.poll(() => ben.requests()).toEqual([anna.identity]);

  expect(await ben.close(anna)).toBe(true);

  await expect.poll(() => anna.failures()).toMatchObject([{ reason: 1001, peer: ben.id, state: states.closedByPeer }]);
  expect(await anna.say(ben, "hello?")).toBe(NO_CONNECTION);
  expect(await ben.heard()).toEqual([]);
  expect(await ben.failures()).toEqual([]);
});

test("two who write to each other at the same time are connected, and neither is asked", async ({ relay, anna, ben }) => {
  relay.pause();
  await anna.say(ben, "I was first");
  await ben.say(anna, "no, I was");
  relay.resume();

  await expect.poll(() => anna.heard()).toEqual(["no, I was"]);
  await expect.poll(() => ben.heard()).toEqual(["I was first"]);
  expect(await anna.requests()).toEqual([]);
  expect(await ben.requests()).toEqual([]);
});

test("after a session is closed, the next message asks again, and numbers begin again at 1", async ({ anna, ben }) => {
  await introduce(anna, ben);
  await ben.say(anna, "two", { channel: 3 });
  await expect.poll(() => anna.heard(3)).toEqual(["two"]);

  expect(await anna.close(ben)).toBe(true);
  expect(await anna.stateWith(ben)).toBe(states.none);
  await expect.poll(() => ben.stateWith(anna)).toBe(states.none);

  expect(await ben.say(anna, "still there?")).toBe(OK);
  await expect.poll(() => anna.requests()).toEqual([ben.identity]);
  expect(await anna.heard()).toEqual([]);
  expect(await anna.accept(ben)).toBe(true);
  await expect.poll(() => anna.messages()).toEqual([{ from: ben.identity, text: "still there?", number: 1, flags: RELIABLE }]);

  expect(await anna.failures()).toEqual([]);
  expect(await ben.failures()).toEqual([]);
});
