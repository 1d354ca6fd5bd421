import { expect, test, vi } from "vitest";
import { MessageQueue } from "./message-queue.js";
import {
  CONNECT_APPEND_SOURCE_OBJECT,
  CONNECT_DEFERRED,
  CONNECT_ONE_SHOT,
  CONNECT_ONESHOT,
  CONNECT_PERSIST,
  CONNECT_REFERENCE_COUNTED,
  Signal,
} from "./signal.js";

function setUp() {
  const errors: { message: string; cause: unknown }[] = [];
  const queue = new MessageQueue();
  const Steam = {};
  const host = {
    reportError: (message: string, cause?: unknown) => void errors.push({ message, cause }),
    defer: (call: () => void) => queue.push(call),
    object: Steam,
    blocked: false,
  };
  const signal = new Signal<(connect: number, lobby_id: bigint) => void>("lobby_created", host);
  return { signal, errors, queue, host, Steam };
}

test("handlers are called in the order they were connected, with what was emitted", () => {
  const { signal } = setUp();
  const calls: unknown[] = [];
  expect(signal.connect((connect, lobby_id) => calls.push(["first", connect, lobby_id]))).toBe(0);
  expect(signal.connect(() => calls.push(["second"]))).toBe(0);
  signal.emit(1, 109775240917155840n);
  expect(calls).toEqual([["first", 1, 109775240917155840n], ["second"]]);
});

test("connecting the same function twice answers 31, is reported, and calls it once", () => {
  const { signal, errors } = setUp();
  const handler = vi.fn();
  expect(signal.connect(handler)).toBe(0);
  expect(signal.connect(handler)).toBe(31);
  expect(errors).toHaveLength(1);
  expect(errors[0]?.message).toContain("lobby_created");
  signal.emit(1, 2n);
  expect(handler).toHaveBeenCalledTimes(1);
});

test("connecting nothing answers 31 and does not throw", () => {
  const { signal, errors } = setUp();
  expect(signal.connect(null as never)).toBe(31);
  expect(signal.connect(undefined as never)).toBe(31);
  expect(errors).toHaveLength(2);
  expect(signal.has_connections()).toBe(false);
});

test("what is disconnected is not called; disconnecting a stranger is reported", () => {
  const { signal, errors } = setUp();
  const handler = vi.fn();
  signal.connect(handler);
  expect(signal.is_connected(handler)).toBe(true);
  signal.disconnect(handler);
  expect(signal.is_connected(handler)).toBe(false);
  signal.disconnect(handler);
  signal.disconnect(null as never);
  expect(errors).toHaveLength(2);
  signal.emit(1, 2n);
  expect(handler).not.toHaveBeenCalled();
});

test("a one-shot is gone before it is called, so that emitting in it does not call it again", () => {
  const { signal } = setUp();
  let calls = 0;
  let connectedInside: boolean | undefined;
  const handler = () => {
    calls++;
    connectedInside = signal.is_connected(handler);
    signal.emit(0, 0n);
  };
  signal.connect(handler, CONNECT_ONE_SHOT);
  signal.emit(1, 2n);
  signal.emit(1, 2n);
  expect(calls).toBe(1);
  expect(connectedInside).toBe(false);
});

test("a one-shot can connect itself again while it runs", () => {
  const { signal } = setUp();
  let calls = 0;
  const handler = () => {
    calls++;
    signal.connect(handler, CONNECT_ONESHOT);
  };
  signal.connect(handler, CONNECT_ONESHOT);
  signal.emit(1, 2n);
  signal.emit(1, 2n);
  expect(calls).toBe(2);
});

test("who is called is settled when the emission begins", () => {
  const { signal } = setUp();
  const calls: string[] = [];
  const late = () => calls.push("late");
  const second = () => calls.push("second");
  signal.connect(() => {
    calls.push("first");
    signal.disconnect(second);
    if (!signal.is_connected(late)) signal.connect(late);
  }, CONNECT_ONE_SHOT);
  signal.connect(second);
  signal.emit(1, 2n);
  expect(calls).toEqual(["first", "second"]);
  signal.emit(1, 2n);
  expect(calls).toEqual(["first", "second", "late"]);
});

test("a handler that throws is reported, and the others are called", () => {
  const { signal, errors } = setUp();
  const after = vi.fn();
  const cause = new Error("no such node");
  signal.connect(function on_lobby_created() {
    throw cause;
  });
  signal.connect(after);
  signal.emit(1, 2n);
  expect(after).toHaveBeenCalledTimes(1);
  expect(errors).toEqual([{ message: expect.stringContaining("on_lobby_created") as string, cause }]);
});

test("a handler whose promise rejects is reported", async () => {
  const { signal, errors } = setUp();
  const cause = new Error("later");
  // oxlint-disable-next-line typescript/no-misused-promises -- a game's handlers are often async
  signal.connect(async () => Promise.reject(cause));
  signal.emit(1, 2n);
  await vi.waitFor(() => expect(errors.map((error) => error.cause)).toEqual([cause]));
});

test("deferred handlers run when the queue is flushed, after the others, in order", () => {
  const { signal, queue } = setUp();
  const calls: string[] = [];
  signal.connect((connect) => calls.push(`deferred ${connect}`), CONNECT_DEFERRED);
  signal.connect((connect) => calls.push(`direct ${connect}`));
  signal.emit(1, 0n);
  signal.emit(2, 0n);
  expect(calls).toEqual(["direct 1", "direct 2"]);
  queue.flush();
  expect(calls).toEqual(["direct 1", "direct 2", "deferred 1", "deferred 2"]);
  queue.flush();
  expect(calls).toHaveLength(4);
});

test("a deferred one-shot runs once, and one that throws does not keep the next from running", () => {
  const { signal, queue, errors } = setUp();
  const next = vi.fn();
  const thrower = vi.fn(() => {
    throw new Error("deferred");
  });
  signal.connect(thrower, CONNECT_DEFERRED | CONNECT_ONE_SHOT);
  signal.connect(next, CONNECT_DEFERRED);
  signal.emit(1, 0n);
  signal.emit(1, 0n);
  queue.flush();
  expect(thrower).toHaveBeenCalledTimes(1);
  expect(next).toHaveBeenCalledTimes(2);
  expect(errors).toHaveLength(1);
});

test("a reference-counted connection needs as many disconnects as connects", () => {
  const { signal, errors } = setUp();
  const handler = vi.fn();
  expect(signal.connect(handler, CONNECT_REFERENCE_COUNTED)).toBe(0);
  expect(signal.connect(handler, CONNECT_REFERENCE_COUNTED)).toBe(0);
  signal.emit(1, 2n);
  expect(handler).toHaveBeenCalledTimes(1);
  signal.disconnect(handler);
  expect(signal.is_connected(handler)).toBe(true);
  signal.disconnect(handler);
  expect(signal.is_connected(handler)).toBe(false);
  expect(errors).toEqual([]);
});

test("it tells its name and its connections", () => {
  const { signal } = setUp();
  const handler = () => {};
  expect(signal.get_name()).toBe("lobby_created");
  expect(signal.get_connections()).toEqual([]);
  signal.connect(handler, CONNECT_PERSIST);
  expect(signal.has_connections()).toBe(true);
  expect(signal.get_connections()).toEqual([{ signal, callable: handler, flags: CONNECT_PERSIST }]);
});

test("a signal of one's own reports to the console and defers to a microtask", async () => {
  const error = vi.spyOn(console, "error").mockImplementation(() => {});
  const signal = new Signal<() => void>("door_opened");
  const calls: string[] = [];
  signal.connect(() => calls.push("deferred"), CONNECT_DEFERRED);
  signal.connect(() => {
    throw new Error("stuck");
  });
  signal.emit();
  expect(calls).toEqual([]);
  await Promise.resolve();
  expect(calls).toEqual(["deferred"]);
  expect(error).toHaveBeenCalledTimes(1);
  error.mockRestore();
});

test("a counted one-shot goes one count at each emission", () => {
  const { signal } = setUp();
  const handler = vi.fn();
  signal.connect(handler, CONNECT_ONE_SHOT | CONNECT_REFERENCE_COUNTED);
  signal.connect(handler, CONNECT_ONE_SHOT | CONNECT_REFERENCE_COUNTED);
  signal.emit(1, 2n);
  expect(signal.is_connected(handler)).toBe(true);
  signal.emit(1, 2n);
  expect(signal.is_connected(handler)).toBe(false);
  signal.emit(1, 2n);
  expect(handler).toHaveBeenCalledTimes(2);
});

test("only what was connected as counted is refused when it is not counted again", () => {
  const { signal } = setUp();
  const handler = () => {};
  expect([signal.connect(handler), signal.connect(handler, CONNECT_REFERENCE_COUNTED)]).toEqual([0, 0]);
  signal.disconnect(handler);
  expect(signal.is_connected(handler)).toBe(false);
  expect([signal.connect(handler, CONNECT_REFERENCE_COUNTED), signal.connect(handler)]).toEqual([0, 31]);
});

test("while blocked it calls nobody", () => {
  const { signal, host } = setUp();
  const handler = vi.fn();
  signal.connect(handler, CONNECT_ONE_SHOT);
  host.blocked = true;
  signal.emit(1, 2n);
  expect(signal.is_connected(handler)).toBe(true);
  host.blocked = false;
  signal.emit(1, 2n);
  expect(handler).toHaveBeenCalledTimes(1);
});

test("it tells whose it is", () => {
  const { signal, Steam, host } = setUp();
  expect(signal.get_object()).toBe(Steam);
  expect(signal.get_object_id()).toBeGreaterThan(0);
  expect(new Signal("other", host).get_object_id()).toBe(signal.get_object_id());
  expect(signal.is_null()).toBe(false);
  const nobodys = new Signal("door_opened");
  expect([nobodys.get_object(), nobodys.get_object_id()]).toEqual([null, 0]);
});

test("the numbers of the flags are Godot's", () => {
  expect([
    CONNECT_DEFERRED,
    CONNECT_PERSIST,
    CONNECT_ONE_SHOT,
    CONNECT_ONESHOT,
    CONNECT_REFERENCE_COUNTED,
    CONNECT_APPEND_SOURCE_OBJECT,
  ]).toEqual([1, 2, 4, 4, 8, 16]);
});
