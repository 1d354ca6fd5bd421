import { expect, test, vi } from "vitest";
import { CONNECT_ONE_SHOT, Signal } from "./signal.js";

function setUp() {
  const signal = new Signal<(connect: number, lobby_id: bigint) => void>("lobby_created");
  return { signal };
}

test("await gives nothing, the value, or all of them", async () => {
  const none = new Signal<() => void>("none");
  const one = new Signal<(lobby_id: bigint) => void>("one");
  const { signal: two } = setUp();
  setTimeout(() => {
    none.emit();
    one.emit(7n);
    two.emit(1, 2n);
    two.emit(3, 4n);
  });
  const all = await Promise.all([none.as_promise(), one.as_promise(), two.as_promise()]);
  expect(all).toEqual([undefined, 7n, [1, 2n]]);
  setTimeout(() => one.emit(8n));
  expect(await one).toBe(8n);
  expect([none, one, two].some((signal) => signal.has_connections())).toBe(false);
});

test("waiting is a one-shot connection", () => {
  const { signal } = setUp();
  void signal.as_promise();
  expect(signal.get_connections()).toMatchObject([{ flags: CONNECT_ONE_SHOT }]);
});

test("waiting can be given up", async () => {
  const { signal } = setUp();
  const controller = new AbortController();
  const waiting = signal.as_promise({ signal: controller.signal });
  controller.abort(new Error("the player left"));
  await expect(waiting).rejects.toThrow("the player left");
  await expect(signal.as_promise({ signal: controller.signal })).rejects.toThrow("the player left");
  expect(signal.has_connections()).toBe(false);
  signal.emit(1, 2n);
});

test("waiting can take too long", async () => {
  vi.useFakeTimers();
  try {
    const { signal } = setUp();
    const waiting = signal.as_promise({ timeout: 500 }).catch((reason: unknown) => reason);
    await vi.advanceTimersByTimeAsync(500);
    expect(await waiting).toMatchObject({
      name: "TimeoutError",
      message: expect.stringMatching(/lobby_created.*500 ms/) as string,
    });
    expect(signal.has_connections()).toBe(false);

    const inTime = signal.as_promise({ timeout: 500, signal: new AbortController().signal });
    signal.emit(1, 2n);
    expect(await inTime).toEqual([1, 2n]);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
