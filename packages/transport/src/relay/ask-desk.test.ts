import { describe, expect, it } from "vitest";
import { VirtualTime } from "../testing/virtual-time.js";
import type { Ask, AskAnswer } from "../wire/ask.js";
import { individualId } from "../wire/steam-id.js";
import { AskDesk, defaultAskRates } from "./ask-desk.js";
import type { Answer } from "./control-part.js";

const anna = individualId(1);
const create: Ask = { do: "create", type: 2, limit: 4 };
const chat: Ask = { do: "chat", lobby: 1n, text: "hi" };

/** A desk whose parts answer when the test says so, or at once. */
function makeDesk({ atOnce = true } = {}) {
  const time = new VirtualTime();
  const said: { readonly n: number; readonly answer: AskAnswer }[] = [];
  const handled: { readonly ask: Ask; readonly answer: Answer }[] = [];
  const part = {
    ask: (_player: bigint, ask: Ask, answer: Answer) => {
      handled.push({ ask, answer });
      if (atOnce) answer({ result: 1, why: `number ${handled.length}` });
    },
  };
  const desk = new AskDesk({
    say: (_player, message) => {
      if (message.t === "answer") said.push(message);
    },
    clock: {
      now: () => time.now,
      wallMs: () => time.now,
      after: (ms, callback) => {
        const timer = time.schedule(time.now + ms, callback);
        return () => time.cancel(timer);
      },
    },
    lobbies: part, people: part, tickets: part,
  });
  desk.attached(anna, 1);
  return { desk, time, said, handled };
}

describe("the ask desk", () => {
  it("does what is asked under one number once, and answers again as before", () => {
    const { desk, said, handled } = makeDesk();
    desk.ask(anna, 1, create);
    desk.ask(anna, 1, create);
    expect(handled).toHaveLength(1);
    expect(said).toMatchObject([{ n: 1, answer: { why: "number 1" } }, { n: 1, answer: { why: "number 1" } }]);
  });

  it("answers once what is asked again while it is under way", () => {
    const { desk, said, handled } = makeDesk({ atOnce: false });
    desk.ask(anna, 1, create);
    desk.ask(anna, 1, create);
    handled[0]!.answer({ result: 1 });
    handled[0]!.answer({ result: 2 });
    expect(handled).toHaveLength(1);
    expect(said).toMatchObject([{ n: 1, answer: { result: 1 } }]);
  });

  it("does one thing of a player after the other, in the order asked", () => {
    const { desk, handled, said } = makeDesk({ atOnce: false });
    desk.ask(anna, 1, create);
    desk.ask(anna, 2, chat);
    desk.ask(anna, 3, { do: "blanks" });
    expect(handled.map(({ ask }) => ask.do)).toEqual(["create"]);
    handled[0]!.answer({ result: 1 });
    handled[1]!.answer({ result: 1 });
    handled[2]!.answer({ result: 1 });
    expect(said.map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  it("searches again when asked again, rather than keep what was found", () => {
    const { desk, handled } = makeDesk();
    const search: Ask = { do: "search", search: { filters: [], distance: 1, max: 50 } };
    desk.ask(anna, 1, search);
    desk.ask(anna, 1, search);
    expect(handled).toHaveLength(2);
  });

  it("keeps the answers of a life that comes back, and begins anew with another", () => {
    const { desk, handled, said, time } = makeDesk();
    desk.ask(anna, 1, create);
    desk.detached(anna, "lost");
    time.advance(10_000);
    desk.attached(anna, 1);
    desk.ask(anna, 1, create);
    expect(handled).toHaveLength(1);
    expect(said).toHaveLength(2);
    desk.attached(anna, 2);
    desk.ask(anna, 1, create);
    expect(handled).toHaveLength(2);
  });

  it("forgets a player half a minute after the link has gone, and runs no timer then", () => {
    const { desk, handled, time } = makeDesk();
    desk.ask(anna, 1, create);
    desk.detached(anna, "lost");
    time.advance(60_000);
    expect(time.nextAtMs).toBe(Infinity);
    desk.attached(anna, 1);
    desk.ask(anna, 1, create);
    expect(handled).toHaveLength(2);
  });

  it("says so when it no longer knows an answer, and never does the thing again", () => {
    const { desk, handled, said, time } = makeDesk();
    for (let n = 1; n <= 600; n++) {
      desk.ask(anna, n, { do: "leave", lobby: 1n });
      time.advance(100);
    }
    expect(handled).toHaveLength(600);
    desk.ask(anna, 1, { do: "leave", lobby: 1n });
    expect(said.at(-1)).toMatchObject({ n: 1, answer: { result: 2 } });
    expect(handled).toHaveLength(600);
  });

  it.each<[Ask, number, keyof typeof defaultAskRates]>([
    [{ do: "join", lobby: 1n }, 15, "join"],
    [create, 25, "create"],
    [chat, 84, "chat"],
    [{ do: "invite", lobby: 1n, player: 2n }, 84, "invite"],
    [{ do: "owner", lobby: 1n, to: 2n }, 84, "other"],
    [{ do: "restore", sealed: { lobby: { id: 1n, revision: 1, type: 2, joinable: true, limit: 4, owner: anna, members: [], data: [] }, seal: "" } }, 84, "create"],
  ])("lets nobody ask too often: %o gives %i", (ask, result, kind) => {
    const { desk, handled, said, time } = makeDesk();
    const { burst, perSecond } = defaultAskRates[kind];
    for (let n = 1; n <= burst + 1; n++) desk.ask(anna, n, ask);
    expect(handled).toHaveLength(burst);
    expect(said.at(-1)?.answer).toMatchObject({ result, why: expect.stringContaining("try again") as string });
    time.advance(1000 / perSecond);
    desk.ask(anna, burst + 2, ask);
    expect(handled).toHaveLength(burst + 1);
  });

  it("lets everybody leave however much they asked before: nobody else would notice that the seat is left", () => {
    const { desk, handled, said } = makeDesk();
    const { burst } = defaultAskRates.other;
    for (let n = 1; n <= burst; n++) desk.ask(anna, n, { do: "owner", lobby: 1n, to: 2n });
    desk.ask(anna, burst + 1, { do: "leave", lobby: 1n });
    expect(handled.at(-1)?.ask).toEqual({ do: "leave", lobby: 1n });
    expect(said.at(-1)).toMatchObject({ n: burst + 1, answer: { result: 1 } });
  });

  it("lets nobody fill the links of others with data: all members are told of it", () => {
    const { desk, handled, said, time } = makeDesk();
    const set = Array.from({ length: 2 }, (_, index) => [`key ${index}`, "x".repeat(8000)] as const);
    for (let n = 1; n <= 100; n++) desk.ask(anna, n, { do: "member-data", lobby: 1n, set });
    expect(handled.length).toBe(16);
    expect(said.at(-1)?.answer).toMatchObject({ result: 84, why: expect.stringContaining("try again") as string });
    time.advance(1000);
    for (let n = 101; n <= 200; n++) desk.ask(anna, n, { do: "data", lobby: 1n, set, removed: [] });
    expect(handled.length).toBe(20);
    // However large: the rules of lobbies say that it is too much.
    time.advance(10_000);
    desk.ask(anna, 201, { do: "data", lobby: 1n, set: Array.from({ length: 40 }, () => ["key", "x".repeat(8000)] as const), removed: [] });
    expect(handled.length).toBe(21);
  });

  it("answers whatever is asked again, even when it has kept too many other answers since", () => {
    const { desk, said, handled } = makeDesk();
    for (let n = 1; n <= 50; n++) desk.ask(anna, n, { do: "leave", lobby: 1n });
    said.length = 0;
    for (let n = 1; n <= 50; n++) desk.ask(anna, n, { do: "leave", lobby: 1n });
    expect(said.map(({ n }) => n)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(said[0]?.answer.result).toBe(2);
    expect(said.at(-1)?.answer.result).toBe(1);
    expect(handled).toHaveLength(50);
  });

  it("does nothing any more of what a replaced page still waited for", () => {
    const { desk, handled } = makeDesk({ atOnce: false });
    for (let n = 1; n <= 3; n++) desk.ask(anna, n, chat);
    desk.attached(anna, 2);
    handled[0]!.answer({ result: 1 });
    expect(handled).toHaveLength(1);
  });

  it("answers what it does not understand", () => {
    const { desk, said } = makeDesk();
    desk.ask(anna, 1, undefined);
    expect(said).toMatchObject([{ n: 1, answer: { result: 8 } }]);
  });

  it("lets only so many wait for their turn", () => {
    const { desk, said } = makeDesk({ atOnce: false });
    for (let n = 1; n <= 300; n++) desk.ask(anna, n, chat);
    expect(said.length).toBe(300 - 257);
    expect(said[0]?.answer.result).toBe(25);
  });
});
