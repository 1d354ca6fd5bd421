import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { fromBase64Url, toBase64Url } from "../wire/base64url.js";
import { individualId } from "../wire/steam-id.js";
import { readTicket, SIGNED_BYTES, TICKET_BYTES, writeTicketFields } from "../wire/ticket.js";
import { MemoryBackplane } from "./backplane/memory-backplane.js";
import type { TicketAsk } from "./control-part.js";
import { answerOf, hmac, PartWorld } from "./part-world.test.helper.js";
import { BLANKS_AT_A_TIME, TicketOffice } from "./ticket-office.js";
import { MAX_TICKETS_IN_USE, ticketsCodec } from "./tickets/ticket-record.js";

const ANNA = individualId(1);
const BEN = individualId(2);
const CLEO = individualId(3);
const MALLORY = individualId(66);
const HOUR_MS = 3_600_000;

let world: PartWorld;
let office: TicketOffice;

beforeEach(() => {
  world = new PartWorld();
  office = new TicketOffice({ ...world.options, sign: hmac("the relay's") });
  for (const player of [ANNA, BEN, CLEO, MALLORY]) office.attached(player, 1);
});

interface Ticket {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly serial: string;
}

function asked(player: bigint, ask: TicketAsk): number | undefined {
  return answerOf((answer) => office.ask(player, ask, answer))?.result;
}

/** A blank of the player's, made just now. */
function blank(player: bigint): Ticket {
  world.heard(player);
  expect(asked(player, { do: "blanks" })).toBe(1);
  const text = world.heard(player).flatMap((message) => (message.t === "blanks" ? message.tickets : []))[0]!;
  const bytes = fromBase64Url(text)!;
  return { text, bytes, serial: (readTicket(bytes) as { serial: bigint }).serial.toString() };
}

/** A ticket in use. */
function ticketOf(player: bigint, forPlayer = 0n): Ticket {
  const ticket = blank(player);
  expect(asked(player, { do: "ticket-use", serial: ticket.serial, for: forPlayer })).toBe(1);
  return ticket;
}

/** What was said of the owner's ticket since the last look. */
function verdicts(verifier: bigint): number[] {
  return world.heard(verifier).flatMap((message) => (message.t === "verdict" ? [message.response] : []));
}

/** Has a ticket checked, and says what is said of it at once. */
function check(verifier: bigint, text: string, owner: bigint): number[] {
  world.heard(verifier);
  expect(asked(verifier, { do: "ticket-check", ticket: text, player: owner })).toBe(1);
  return verdicts(verifier);
}

describe("blanks", () => {
  it("come when a player arrives, each with a serial of its own and signed to the player", () => {
    const office2 = new TicketOffice({ ...world.options, sign: hmac("the relay's") });
    office2.attached(ANNA, 1);
    const tickets = world.heard(ANNA).flatMap((message) => (message.t === "blanks" ? message.tickets : []));
    expect(tickets).toHaveLength(2 * BLANKS_AT_A_TIME);
    const fields = tickets.map((text) => readTicket(fromBase64Url(text)!));
    expect(new Set(fields.map((one) => typeof one === "object" && one.serial)).size).toBe(2 * BLANKS_AT_A_TIME);
    for (const one of fields) expect(one).toMatchObject({ player: ANNA, expiresS: (world.clock.wallMs() + 2 * HOUR_MS) / 1000 });
  });
});

describe("a ticket", () => {
  it("is good for whoever has it checked", () => {
    const ticket = ticketOf(ANNA);
    expect(check(BEN, ticket.text, ANNA)).toEqual([0]);
    expect(check(CLEO, ticket.text, ANNA)).toEqual([0]);
  });

  it("is checked after the answer to the ask, so that nobody takes an older verdict for its own", () => {
    const ticket = ticketOf(ANNA);
    world.heard(BEN);
    const said: string[] = [];
    office.ask(BEN, { do: "ticket-check", ticket: ticket.text, player: ANNA }, () => said.push(...world.heard(BEN).map(({ t }) => t), "answer"));
    expect([...said, ...world.heard(BEN).map(({ t }) => t)]).toEqual(["answer", "verdict"]);
  });

  it("for one player's eyes is nobody else's to check, cancelled or not", () => {
    const ticket = ticketOf(ANNA, BEN);
    expect(check(CLEO, ticket.text, ANNA)).toEqual([10]);
    expect(check(BEN, ticket.text, ANNA)).toEqual([0]);
    asked(ANNA, { do: "ticket-cancel", serial: ticket.serial });
    expect(check(MALLORY, ticket.text, ANNA)).toEqual([10]);
  });

  it("that is cancelled is so for everybody who checked it, and once", () => {
    const ticket = ticketOf(ANNA);
    check(BEN, ticket.text, ANNA);
    check(CLEO, ticket.text, ANNA);
    asked(CLEO, { do: "ticket-end", player: ANNA });
    asked(ANNA, { do: "ticket-cancel", serial: ticket.serial });
    asked(ANNA, { do: "ticket-cancel", serial: ticket.serial });
    expect(verdicts(BEN)).toEqual([6]);
    expect(verdicts(CLEO)).toEqual([]);
    expect(check(MALLORY, ticket.text, ANNA)).toEqual([6]);
    expect(asked(ANNA, { do: "ticket-use", serial: ticket.serial, for: 0n })).toBe(1);
    expect(check(MALLORY, ticket.text, ANNA)).toEqual([6]);
  });

  it("can be cancelled before anybody heard of it", () => {
    const ticket = blank(ANNA);
    asked(ANNA, { do: "ticket-cancel", serial: ticket.serial });
    expect(check(BEN, ticket.text, ANNA)).toEqual([6]);
  });

  it("may be checked a moment before its owner's word of it is here", () => {
    const ticket = blank(ANNA);
    expect(check(BEN, ticket.text, ANNA)).toEqual([]);
    world.time.advance(2500);
    asked(ANNA, { do: "ticket-use", serial: ticket.serial, for: 0n });
    expect(verdicts(BEN)).toEqual([0]);
    world.time.advance(10_000);
    expect(verdicts(BEN)).toEqual([]);
  });

  it("that its owner never used is none, after 3 s", () => {
    const ticket = blank(ANNA);
    expect(check(BEN, ticket.text, ANNA)).toEqual([]);
    world.time.advance(2999);
    expect(verdicts(BEN)).toEqual([]);
    world.time.advance(1);
    expect(verdicts(BEN)).toEqual([8]);
    asked(ANNA, { do: "ticket-use", serial: ticket.serial, for: 0n });
    expect(verdicts(BEN)).toEqual([]);
    asked(BEN, { do: "ticket-end", player: ANNA });
    expect(check(BEN, ticket.text, ANNA)).toEqual([0]);
  });

  it("is used up when the check of a page life ends; others may check it, and the player's next life", () => {
    const ticket = ticketOf(ANNA);
    check(BEN, ticket.text, ANNA);
    asked(BEN, { do: "ticket-end", player: ANNA });
    expect(check(BEN, ticket.text, ANNA)).toEqual([7]);
    expect(check(CLEO, ticket.text, ANNA)).toEqual([0]);
    office.detached(BEN, "replaced");
    office.attached(BEN, 2);
    expect(check(BEN, ticket.text, ANNA)).toEqual([0]);
  });

  it("checked again while it is checked gets the same verdict; another one takes its place", () => {
    const [first, second] = [ticketOf(ANNA), ticketOf(ANNA)];
    expect(check(BEN, first.text, ANNA)).toEqual([0]);
    expect(check(BEN, first.text, ANNA)).toEqual([0]);
    expect(check(BEN, second.text, ANNA)).toEqual([0]);
    asked(ANNA, { do: "ticket-cancel", serial: first.serial });
    expect(verdicts(BEN)).toEqual([]);
    asked(ANNA, { do: "ticket-cancel", serial: second.serial });
    expect(verdicts(BEN)).toEqual([6]);
  });

  it("expires for new checks, and stays good for old ones", () => {
    const ticket = ticketOf(ANNA);
    check(BEN, ticket.text, ANNA);
    world.time.advance(2 * HOUR_MS);
    expect(check(CLEO, ticket.text, ANNA)).toEqual([8]);
    expect(verdicts(BEN)).toEqual([]);
    asked(ANNA, { do: "ticket-cancel", serial: ticket.serial });
    expect(verdicts(BEN)).toEqual([6]);
  });

  it("gives way to the newest when too many are in use", () => {
    const first = ticketOf(ANNA);
    check(BEN, first.text, ANNA);
    for (let more = 1; more <= MAX_TICKETS_IN_USE; more++) ticketOf(ANNA);
    expect(verdicts(BEN)).toEqual([6]);
    expect(world.backplane.bucket("tickets", ticketsCodec).get(ANNA.toString())?.value.tickets).toHaveLength(MAX_TICKETS_IN_USE);
  });
});

describe("the owner of a checked ticket", () => {
  let ticket: Ticket;

  beforeEach(() => {
    ticket = ticketOf(ANNA);
    check(BEN, ticket.text, ANNA);
  });

  it("may be away for the grace time", () => {
    office.detached(ANNA, "lost");
    world.time.advance(14_999);
    office.attached(ANNA, 1);
    world.time.advance(60_000);
    expect(verdicts(BEN)).toEqual([]);
    expect(check(CLEO, ticket.text, ANNA)).toEqual([0]);
  });

  it("is told as offline after it, once; back in the same life, its tickets can be checked again", () => {
    office.detached(ANNA, "lost");
    world.time.advance(15_000);
    expect(verdicts(BEN)).toEqual([1]);
    expect(check(CLEO, ticket.text, ANNA)).toEqual([1]);
    office.attached(ANNA, 1);
    expect(verdicts(BEN)).toEqual([]);
    asked(ANNA, { do: "ticket-cancel", serial: ticket.serial });
    expect(verdicts(BEN)).toEqual([]);
    const other = ticketOf(ANNA);
    expect(check(MALLORY, other.text, ANNA)).toEqual([0]);
  });

  it("is told as offline at once when the game is over", () => {
    office.detached(ANNA, "over");
    expect(verdicts(BEN)).toEqual([1]);
  });

  it("has its tickets cancelled when it plays in another page", () => {
    office.detached(ANNA, "replaced");
    office.attached(ANNA, 2);
    expect(verdicts(BEN)).toEqual([6]);
    // What is said of it afterwards may come from the old page's link: it is the new life's word all the same, and good.
    expect(asked(ANNA, { do: "ticket-use", serial: ticket.serial, for: 0n })).toBe(1);
    expect(verdicts(BEN)).toEqual([]);
  });
});

describe("what is no ticket", () => {
  it.each([
    ["nothing", ""],
    ["no base64", "%%%"],
    ["too short", toBase64Url(new Uint8Array(36).fill(1))],
    ["of another version", toBase64Url(new Uint8Array(TICKET_BYTES).fill(2))],
    ["zeros", toBase64Url(writeTicketFields({ player: ANNA, serial: 0n, expiresS: 0xffff_ffff }))],
  ])("is invalid: %s", (_what, text) => {
    expect(check(BEN, text, ANNA)).toEqual([8]);
  });

  it("is one with any bit changed, or signed by another relay, or somebody else's", () => {
    const ticket = ticketOf(ANNA);
    for (let bit = 0; bit < TICKET_BYTES * 8; bit++) {
      const forged = ticket.bytes.slice();
      forged[bit >> 3]! ^= 1 << (bit & 7);
      expect(check(BEN, toBase64Url(forged), ANNA)).toEqual([8]);
    }
    const elsewhere = hmac("another relay's");
    const forged = ticket.bytes.slice();
    forged.set(elsewhere(forged.subarray(0, SIGNED_BYTES)).subarray(0, 16), SIGNED_BYTES);
    expect(check(BEN, toBase64Url(forged), ANNA)).toEqual([8]);
    expect(check(BEN, ticket.text, MALLORY)).toEqual([8]);
    expect(check(BEN, ticket.text, ANNA)).toEqual([0]);
  });

  it("is what the relay signs for other uses, though the bytes be the same", () => {
    const bytes = writeTicketFields({ player: ANNA, serial: 1n, expiresS: 0xffff_ffff });
    bytes.set(hmac("the relay's")(bytes.subarray(0, SIGNED_BYTES)).subarray(0, 16), SIGNED_BYTES);
    asked(ANNA, { do: "ticket-use", serial: "1", for: 0n });
    expect(check(BEN, toBase64Url(bytes), ANNA)).toEqual([8]);
  });

  it("does not become one by what others say: nobody uses or cancels another's", () => {
    const ticket = blank(ANNA);
    asked(MALLORY, { do: "ticket-use", serial: ticket.serial, for: 0n });
    expect(check(BEN, ticket.text, ANNA)).toEqual([]);
    asked(ANNA, { do: "ticket-use", serial: ticket.serial, for: 0n });
    expect(verdicts(BEN)).toEqual([0]);
    asked(MALLORY, { do: "ticket-cancel", serial: ticket.serial });
    expect(verdicts(BEN)).toEqual([]);
    expect(check(CLEO, ticket.text, ANNA)).toEqual([0]);
  });
});

describe("a relay that was restarted", () => {
  function restart(): void {
    office.stop();
    const fresh = new PartWorld(new MemoryBackplane());
    fresh.time.advanceTo(world.time.now);
    // Another run draws another number.
    fresh.options.random();
    world = fresh;
    office = new TicketOffice({ ...fresh.options, random: () => 77, sign: hmac("the relay's") });
  }

  it("knows its signature, and waits for the owner's word in whatever order they come back", () => {
    const ticket = ticketOf(ANNA);
    restart();
    office.attached(BEN, 1);
    expect(check(BEN, ticket.text, ANNA)).toEqual([]);
    world.time.advance(45_000);
    office.attached(ANNA, 1);
    asked(ANNA, { do: "ticket-use", serial: ticket.serial, for: 0n });
    expect(verdicts(BEN)).toEqual([0]);
    asked(ANNA, { do: "ticket-cancel", serial: ticket.serial });
    expect(verdicts(BEN)).toEqual([6]);
  });

  it("tells the owner as offline who does not come back within a minute", () => {
    const ticket = ticketOf(ANNA);
    restart();
    office.attached(BEN, 1);
    check(BEN, ticket.text, ANNA);
    world.time.advance(59_999);
    expect(verdicts(BEN)).toEqual([]);
    world.time.advance(1);
    expect(verdicts(BEN)).toEqual([1]);
    office.attached(CLEO, 1);
    expect(check(CLEO, ticket.text, ANNA)).toEqual([]);
    world.time.advance(3000);
    expect(verdicts(CLEO)).toEqual([1]);
  });
});

describe("two relays", () => {
  it("check each other's tickets, and hear of cancelled ones", () => {
    const ticket = ticketOf(ANNA);
    const other = new PartWorld(world.backplane);
    const otherOffice = new TicketOffice({ ...other.options, sign: hmac("the relay's") });
    otherOffice.attached(individualId(9), 1);
    other.heard(individualId(9));
    otherOffice.ask(individualId(9), { do: "ticket-check", ticket: ticket.text, player: ANNA }, () => {});
    asked(ANNA, { do: "ticket-cancel", serial: ticket.serial });
    expect(other.heard(individualId(9))).toEqual([{ t: "verdict", player: ANNA, response: 0 }, { t: "verdict", player: ANNA, response: 6 }]);
  });

  it("read each other's records, and take nothing else for one", () => {
    const record = { life: 7, isGone: false, tickets: [{ serial: "12", for: BEN, isCancelled: true }] };
    expect(ticketsCodec.decode(ticketsCodec.encode(record))).toEqual(record);
    for (const garbage of ["", "null", "{}", '{"life":1,"isGone":false,"tickets":[{}]}', "[1]"]) expect(ticketsCodec.decode(new TextEncoder().encode(garbage))).toBeUndefined();
  });
});

describe("memory", () => {
  it("is let go of when players have gone, but for the tickets of the last ten thousand", () => {
    for (let account = 100; account < 10_150; account++) {
      const player = individualId(account);
      office.attached(player, 1);
      office.ask(player, { do: "ticket-use", serial: `${account}`, for: 0n }, () => {});
      office.ask(player, { do: "ticket-check", ticket: "", player: ANNA }, () => {});
      office.detached(player, "over");
    }
    expect([...world.backplane.bucket("tickets", ticketsCodec).entries()].length).toBe(10_000);
    office.stop();
    expect(world.time.nextAtMs).toBe(Infinity);
  });

  it("of one who checks is bounded", () => {
    const text = ticketOf(ANNA).text;
    const blanks: [Ticket, bigint][] = [];
    for (let account = 100; account < 1150; account++) {
      const player = individualId(account);
      office.attached(player, 1);
      blanks.push([ticketOf(player), player]);
    }
    const results = blanks.map(([ticket, player]) => asked(MALLORY, { do: "ticket-check", ticket: ticket.text, player }));
    expect(results.filter((result) => result === 1).length).toBe(1000);
    expect(results.filter((result) => result === 25).length).toBe(50);
    expect(verdicts(MALLORY).filter((response) => response === 8).length).toBe(50);
    expect(check(BEN, text, ANNA)).toEqual([0]);
  });
});

describe("whatever players do with tickets", () => {
  it("each check hears what is true, and only what changes", () => {
    const player = fc.constantFrom(ANNA, BEN, CLEO);
    const deed = fc.oneof(
      fc.record({ do: fc.constant("use" as const), who: player, forWhom: fc.constantFrom(0n, 0n, BEN) }),
      fc.record({ do: fc.constantFrom("cancel" as const, "check" as const, "check" as const), who: player, which: fc.nat(20) }),
      fc.record({ do: fc.constantFrom("end" as const), who: player, whom: player }),
      fc.record({ do: fc.constantFrom("drop" as const, "return" as const, "reload" as const), who: player }),
      fc.record({ do: fc.constant("wait" as const), ms: fc.nat(20_000) }),
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
        world = new PartWorld();
        office = new TicketOffice({ ...world.options, sign: hmac("the relay's") });
        const lives = new Map([ANNA, BEN, CLEO].map((one) => [one, 1]));
        const here = new Set(lives.keys());
        for (const one of here) office.attached(one, 1);
        const tickets: { readonly ticket: Ticket; readonly owner: bigint; readonly life: number; readonly forWhom: bigint; cancelled: boolean }[] = [];
        /** What each check was told last, by verifier and owner. */
        const checks = new Map<string, { readonly index: number; last: number | undefined }>();
        const listen = (): void => {
          for (const verifier of lives.keys()) {
            for (const message of world.heard(verifier)) {
              if (message.t !== "verdict") continue;
              if (!here.has(verifier)) continue;
              const known = checks.get(`${verifier} ${message.player}`);
              expect(known).toBeDefined();
              const { owner, life, forWhom, cancelled } = tickets[known!.index]!;
              expect(owner).toBe(message.player);
              // Nothing follows a bad verdict, and nothing is said twice.
              expect([undefined, 0]).toContain(known!.last);
              expect(message.response).not.toBe(known!.last);
              known!.last = message.response;
              const isOver = cancelled || life !== lives.get(owner);
              if (message.response === 0) expect({ isOver, fits: forWhom === 0n || forWhom === verifier }).toEqual({ isOver: false, fits: true });
              else if (message.response === 6) expect(isOver).toBe(true);
              else if (message.response === 10) expect([0n, verifier]).not.toContain(forWhom);
              else if (message.response === 1) expect(here.has(owner)).toBe(false);
              // A life's tickets are forgotten with it.
              else if (message.response === 8) expect(life).not.toBe(lives.get(owner));
              else expect(message.response).toBe(7);
            }
          }
        };
        for (const one of deeds) {
          if (one.do === "wait") {
            world.time.advance(one.ms);
          } else if (one.do === "return" ? here.has(one.who) : !here.has(one.who)) {
            continue;
          } else if (one.do === "use") {
            listen();
            const ticket = ticketOf(one.who, one.forWhom);
            tickets.push({ ticket, owner: one.who, life: lives.get(one.who)!, forWhom: one.forWhom, cancelled: false });
          } else if (one.do === "cancel") {
            const mine = tickets.filter(({ owner, life }) => owner === one.who && life === lives.get(one.who));
            const chosen = mine[one.which % Math.max(1, mine.length)];
            if (chosen === undefined) continue;
            chosen.cancelled = true;
            asked(one.who, { do: "ticket-cancel", serial: chosen.ticket.serial });
          } else if (one.do === "check") {
            if (tickets.length === 0) continue;
            const index = one.which % tickets.length;
            const { ticket, owner } = tickets[index]!;
            const key = `${one.who} ${owner}`;
            if (checks.has(key)) continue;
            checks.set(key, { index, last: undefined });
            asked(one.who, { do: "ticket-check", ticket: ticket.text, player: owner });
          } else if (one.do === "end") {
            listen();
            asked(one.who, { do: "ticket-end", player: one.whom });
            checks.delete(`${one.who} ${one.whom}`);
          } else {
            // One who is away too long has no checks any more; its client begins them anew.
            for (const key of checks.keys()) if (key.startsWith(`${one.who} `)) checks.delete(key);
            if (one.do === "reload") lives.set(one.who, lives.get(one.who)! + 1);
            if (one.do !== "return") {
              here.delete(one.who);
              office.detached(one.who, one.do === "drop" ? "lost" : "replaced");
            }
            if (one.do !== "drop") {
              office.attached(one.who, lives.get(one.who)!);
              for (const owner of lives.keys()) asked(one.who, { do: "ticket-end", player: owner });
              world.heard(one.who);
              here.add(one.who);
            }
          }
          listen();
        }
        world.time.advance(4000);
        listen();
        for (const { index, last } of checks.values()) {
          const { cancelled, owner, life } = tickets[index]!;
          expect(last).toBeDefined();
          if (last === 0) expect({ cancelled, life }).toEqual({ cancelled: false, life: lives.get(owner) });
        }
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
