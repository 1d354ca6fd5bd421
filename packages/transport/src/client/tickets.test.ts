import { beforeEach, describe, expect, it } from "vitest";
import { toBase64Url } from "../wire/base64url.js";
import { individualId } from "../wire/steam-id.js";
import { writeTicketFields } from "../wire/ticket.js";
import { TestLine } from "./part-line.test.helper.js";
import { TicketBook } from "./tickets.js";

const ANNA = individualId(1);
const BEN = individualId(2);
const HOUR_S = 3600;

let line: TestLine;
let book: TicketBook;

beforeEach(() => {
  line = new TestLine(ANNA);
  book = new TicketBook(line, () => line.nowMs);
});

const ticket = (player: bigint, serial: number, expiresS = 2 * HOUR_S): Uint8Array => writeTicketFields({ player, serial: BigInt(serial), expiresS });
const stock = (...tickets: Uint8Array[]): void => book.heard({ t: "blanks", tickets: tickets.map(toBase64Url) });
const judge = (player: bigint, response: number): void => book.heard({ t: "verdict", player, response });

function events(): unknown[] {
  const all = [];
  for (let event = book.nextEvent(); event !== undefined; event = book.nextEvent()) all.push(event);
  return all;
}

describe("our own tickets", () => {
  it("are there at once, and announced when the relay has noted them", () => {
    stock(ticket(ANNA, 1), ticket(ANNA, 2));
    expect(book.take(BEN)).toEqual({ handle: 1, bytes: ticket(ANNA, 2) });
    expect(events()).toEqual([]);
    expect(line.asked.map(({ ask }) => ask)).toEqual([{ do: "blanks" }, { do: "ticket-use", serial: "2", for: BEN }]);
    line.answer();
    line.answer();
    expect(events()).toEqual([{ kind: "issued", handle: 1, result: 1 }]);
  });

  it("are none before the relay gave some, and none when all were taken: more are asked for, once", () => {
    expect(book.take(0n)).toBeUndefined();
    expect(book.take(0n)).toBeUndefined();
    expect(line.takeAsked()).toEqual([{ do: "blanks" }]);
  });

  it("are of those that last longest; old ones are replaced, and expired ones thrown away", () => {
    stock(...Array.from({ length: 8 }, (_, index) => ticket(ANNA, index + 1)));
    line.nowMs = 1.5 * HOUR_S * 1000;
    expect(book.take(0n)).toMatchObject({ handle: 1 });
    expect(line.takeAsked()).toContainEqual({ do: "blanks" });
    line.nowMs = 2 * HOUR_S * 1000;
    expect(book.take(0n)).toBeUndefined();
  });

  it("of others, and what is none, are not stocked", () => {
    stock(ticket(BEN, 1), new Uint8Array(3));
    book.heard({ t: "blanks", tickets: ["%%%"] });
    expect(book.take(0n)).toBeUndefined();
  });

  it("are announced after all when the link was lost meanwhile, and used again after each", () => {
    stock(ticket(ANNA, 1));
    book.take(0n);
    line.answer();
    line.answer(2, true);
    expect(events()).toEqual([]);
    line.greet(book, "two");
    expect(line.answer()).toEqual({ do: "ticket-use", serial: "1", for: 0n });
    expect(events()).toEqual([{ kind: "issued", handle: 1, result: 1 }]);
    line.greet(book, "three");
    expect(line.answer()).toEqual({ do: "ticket-use", serial: "1", for: 0n });
    expect(events()).toEqual([]);
  });

  it("that the relay will not note are tried again, and then announced as refused", () => {
    stock(ticket(ANNA, 1));
    book.take(0n);
    line.answer();
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(line.answer(84)).toMatchObject({ do: "ticket-use" });
      line.pass(book, 2000);
    }
    expect(events()).toEqual([{ kind: "issued", handle: 1, result: 84 }]);
    expect(line.takeAsked()).toEqual([]);
  });

  it("are cancelled once, said until the relay knows", () => {
    stock(ticket(ANNA, 1));
    const { handle } = book.take(0n)!;
    line.takeAsked();
    book.cancel(handle);
    book.cancel(handle);
    book.cancel(99);
    expect(line.answer(2, true)).toEqual({ do: "ticket-cancel", serial: "1" });
    line.greet(book, "two");
    expect(line.answer()).toEqual({ do: "ticket-cancel", serial: "1" });
    line.greet(book, "three");
    expect(line.takeAsked()).toEqual([]);
  });

  it("in use are 64 at most: the first is cancelled for the next", () => {
    for (let serial = 1; serial <= 65; serial++) {
      stock(ticket(ANNA, serial));
      expect(book.take(0n)?.handle).toBe(serial);
    }
    expect(line.takeAsked()).toContainEqual({ do: "ticket-cancel", serial: "1" });
  });
});

describe("tickets of others", () => {
  it("are checked by the relay, which says so", () => {
    const padded = new Uint8Array(1024);
    padded.set(ticket(BEN, 1));
    expect(book.begin(padded, BEN)).toBe(0);
    expect(line.answer()).toEqual({ do: "ticket-check", ticket: toBase64Url(ticket(BEN, 1)), player: BEN });
    judge(BEN, 0);
    judge(BEN, 0);
    judge(BEN, 6);
    judge(BEN, 0);
    expect(events()).toEqual([{ kind: "verdict", player: BEN, response: 0 }, { kind: "verdict", player: BEN, response: 6 }]);
  });

  it("are refused at once for what can be seen", () => {
    expect(book.begin(new Uint8Array(), BEN)).toBe(1);
    expect(book.begin(ticket(BEN, 1).subarray(0, 20), BEN)).toBe(1);
    expect(book.begin(new Uint8Array(1024), BEN)).toBe(3);
    expect(book.begin(ticket(ANNA, 1), BEN)).toBe(1);
    expect(book.begin(ticket(5n, 1), 5n)).toBe(1);
    line.nowMs = 2 * HOUR_S * 1000;
    expect(book.begin(ticket(BEN, 1), BEN)).toBe(5);
    line.nowMs = 0;
    expect(book.begin(ticket(BEN, 1), BEN)).toBe(0);
    expect(book.begin(ticket(BEN, 2), BEN)).toBe(2);
    book.end(BEN);
    expect(book.begin(ticket(BEN, 2), BEN)).toBe(0);
    expect(line.takeAsked()).toHaveLength(3);
  });

  it("are not judged by what is said of earlier ones", () => {
    book.begin(ticket(BEN, 1), BEN);
    line.answer();
    book.end(BEN);
    book.begin(ticket(BEN, 2), BEN);
    line.answer();
    judge(BEN, 6);
    expect(events()).toEqual([]);
    line.answer();
    judge(BEN, 0);
    expect(events()).toEqual([{ kind: "verdict", player: BEN, response: 0 }]);
  });

  it("are nobody's business after the end", () => {
    book.begin(ticket(BEN, 1), BEN);
    line.answer();
    book.end(BEN);
    judge(BEN, 0);
    judge(individualId(9), 0);
    expect(events()).toEqual([]);
    book.end(BEN);
    expect(line.takeAsked()).toEqual([{ do: "ticket-end", player: BEN }]);
  });

  it("are checked again on each new link, unless the relay has said its last", () => {
    book.begin(ticket(BEN, 1), BEN);
    line.answer();
    judge(BEN, 0);
    line.greet(book, "two");
    expect(line.answer()).toMatchObject({ do: "ticket-check" });
    judge(BEN, 0);
    judge(BEN, 1);
    expect(events()).toHaveLength(2);
    line.greet(book, "three");
    expect(line.takeAsked()).toEqual([]);
  });

  it("may expire in the midst of a session: that goes on", () => {
    book.begin(ticket(BEN, 1), BEN);
    line.answer();
    judge(BEN, 0);
    line.nowMs = 2 * HOUR_S * 1000;
    line.greet(book, "two");
    expect(line.takeAsked()).toEqual([]);
  });

  it("are checked until the relay takes it up", () => {
    book.begin(ticket(BEN, 1), BEN);
    line.answer(84);
    expect(line.takeAsked()).toEqual([]);
    line.pass(book, 2000);
    line.answer(16, true);
    line.pass(book, 2000);
    line.answer();
    line.pass(book, 10_000);
    expect(line.takeAsked()).toEqual([]);
    judge(BEN, 0);
    expect(events()).toHaveLength(1);
  });
});

it("everything begins anew with another identity", () => {
  stock(ticket(ANNA, 1), ticket(ANNA, 2));
  book.take(0n);
  book.begin(ticket(BEN, 1), BEN);
  line.takeAsked();
  book.reset();
  line.greet(book);
  expect(line.takeAsked()).toEqual([]);
  expect(book.take(0n)).toBeUndefined();
});
