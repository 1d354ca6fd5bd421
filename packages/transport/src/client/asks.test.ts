import { describe, expect, it } from "vitest";
import type { AskAnswer } from "../wire/ask.js";
import type { PlayerToRelay } from "../wire/control.js";
import { ASK_TIMEOUT_MS, Asks, MAX_ASKS } from "./asks.js";

/** Asks of a client, what came of each, and what the relay has heard. */
function desk() {
  const heard: number[] = [];
  const outcomes: string[] = [];
  const relay = { hasRoom: true };
  const asks = new Asks((message: PlayerToRelay) => {
    if (!relay.hasRoom) return false;
    if (message.t === "ask") heard.push(message.n);
    return true;
  });
  const ask = (now: number, name: string): void =>
    asks.ask(now, { do: "blanks" }, ({ result }: AskAnswer, failed) => outcomes.push(`${name}: ${result}${failed ? " (failed)" : ""}`));
  return { asks, ask, heard, outcomes, relay };
}

describe("asks", () => {
  it("are numbered from 1, and each is answered once", () => {
    const { asks, ask, heard, outcomes } = desk();
    asks.resume();
    ask(0, "first");
    ask(0, "second");
    asks.answered(2, { result: 1 });
    asks.answered(2, { result: 7 });
    asks.answered(1, { result: 15 });
    asks.answered(99, { result: 1 });
    expect(heard).toEqual([1, 2]);
    expect(outcomes).toEqual(["second: 1", "first: 15"]);
  });

  it("wait for the relay, and are repeated in order when it may have lost them", () => {
    const { asks, ask, heard } = desk();
    ask(0, "before there is a link");
    expect(heard).toEqual([]);
    asks.resume();
    ask(0, "with a link");
    asks.hold();
    ask(0, "without one");
    expect(heard).toEqual([1, 2]);
    asks.answered(1, { result: 1 });
    asks.resume();
    expect(heard).toEqual([1, 2, 2, 3]);
  });

  it("wait for room, and keep their order", () => {
    const { asks, ask, heard, relay } = desk();
    asks.resume();
    relay.hasRoom = false;
    ask(0, "first");
    relay.hasRoom = true;
    ask(0, "second");
    expect(heard).toEqual([1, 2]);
    relay.hasRoom = false;
    ask(0, "third");
    relay.hasRoom = true;
    asks.send();
    expect(heard).toEqual([1, 2, 3]);
  });

  it("wait for one that there was no room for, though there is for them", () => {
    const said: number[] = [];
    let refusals = 1;
    const asks = new Asks((message) => {
      if (message.t !== "ask" || refusals-- > 0) return false;
      said.push(message.n);
      return true;
    });
    for (let i = 0; i < 3; i++) asks.ask(0, { do: "blanks" }, () => {});
    asks.resume();
    expect(said).toEqual([]);
    asks.send();
    expect(said).toEqual([1, 2, 3]);
  });

  it("fail after 20 s, one by one, wherever they wait", () => {
    const { asks, ask, outcomes } = desk();
    ask(0, "first");
    ask(5, "second");
    expect(asks.nextWakeMs).toBe(ASK_TIMEOUT_MS);
    asks.wake(ASK_TIMEOUT_MS - 1);
    expect(outcomes).toEqual([]);
    asks.wake(ASK_TIMEOUT_MS);
    expect(outcomes).toEqual(["first: 16 (failed)"]);
    asks.wake(ASK_TIMEOUT_MS + 5);
    expect(outcomes).toEqual(["first: 16 (failed)", "second: 16 (failed)"]);
    expect(asks.nextWakeMs).toBe(Infinity);
  });

  it("are bounded: one too many fails at once", () => {
    const { asks, ask, outcomes } = desk();
    asks.resume();
    for (let i = 0; i < MAX_ASKS; i++) ask(0, "one");
    ask(0, "one too many");
    expect(outcomes).toEqual(["one too many: 25 (failed)"]);
    asks.answered(1, { result: 1 });
    ask(0, "fits");
    expect(outcomes).toHaveLength(2);
  });

  it("may be too many to ask for anything else, but not to leave: the relay would keep the seat", () => {
    const { asks, ask, heard, outcomes } = desk();
    asks.resume();
    for (let i = 0; i < MAX_ASKS; i++) ask(0, "one");
    asks.ask(0, { do: "leave", lobby: 1n }, ({ result }) => outcomes.push(`left: ${result}`));
    asks.answered(heard.at(-1) ?? 0, { result: 1 });
    expect(outcomes).toEqual(["left: 1"]);
  });

  it("may be asked while others fail, which does not fail them", () => {
    const { asks, outcomes } = desk();
    asks.resume();
    asks.ask(0, { do: "blanks" }, () => {
      outcomes.push("failed, asks again");
      asks.ask(0, { do: "blanks" }, ({ result }) => outcomes.push(`again: ${result}`));
    });
    asks.fail(2);
    expect(outcomes).toEqual(["failed, asks again"]);
    asks.answered(2, { result: 1 });
    expect(outcomes).toEqual(["failed, asks again", "again: 1"]);
  });
});
