import { describe, expect, it } from "vitest";
import type { RelayClient } from "../client/relay-client.js";
import type { TicketEvent } from "../client/relay-endpoint.js";
import * as SendFlags from "../session/send-flags.js";
import { InProcessRelay, type InProcessRelayOptions } from "./in-process-relay.js";
import type { InProcessPlayer } from "./in-process-player.js";

/** People and tickets from one client to another, through a real control plane and links that are no better than real ones. */
const conditions = { lagMs: 40, jitterMs: 20, loss: 0.05 };

interface Seat {
  readonly player: InProcessPlayer;
  readonly client: RelayClient;
}

async function players(options: InProcessRelayOptions = {}, ...names: string[]): Promise<{ relay: InProcessRelay; seats: Seat[] }> {
  const relay = new InProcessRelay({ conditions, ...options });
  const seats = names.map((name) => {
    const player = relay.addPlayer();
    const { client } = player.load();
    client.people.setName(name);
    void client.open();
    return { player, client };
  });
  await relay.clock.advance(3000);
  return { relay, seats };
}

function ticketEvents(client: RelayClient): TicketEvent[] {
  const events: TicketEvent[] = [];
  for (let event = client.tickets.nextEvent(); event !== undefined; event = client.tickets.nextEvent()) events.push(event);
  return events;
}

const verdicts = (client: RelayClient): number[] => ticketEvents(client).flatMap((event) => (event.kind === "verdict" ? [event.response] : []));

describe("people", () => {
  it("know the name of whoever writes to them, and nobody else's", async () => {
    const { relay, seats } = await players({}, "Anna", "Ben", "Cleo");
    const [anna, ben, cleo] = seats as [Seat, Seat, Seat];
    anna.client.send(ben.player.id, new Uint8Array(1), SendFlags.RELIABLE, 0);
    await relay.clock.advance(1000);
    ben.client.people.ask(anna.player.id);
    cleo.client.people.ask(anna.player.id);
    await relay.clock.advance(1000);
    expect(ben.client.people.get(anna.player.id)).toMatchObject({ name: "Anna", state: 1 });
    expect(cleo.client.people.get(anna.player.id)).toBeUndefined();
    expect(cleo.client.people.nextEvent()).toEqual({ unknown: anna.player.id });
    anna.client.people.setName("Anne");
    await relay.clock.advance(1000);
    expect(ben.client.people.get(anna.player.id)?.name).toBe("Anne");
  });

  it("know the names of a lobby before they hear of its members", async () => {
    const { relay, seats } = await players({}, "Anna", "Ben");
    const [anna, ben] = seats as [Seat, Seat];
    anna.client.lobbies.create(2, 4);
    await relay.clock.advance(1000);
    const lobby = anna.client.lobbies.mine()[0]!;
    while (anna.client.lobbies.nextEvent() !== undefined);
    ben.client.lobbies.join(lobby);
    const names: (string | undefined)[] = [];
    for (let ms = 0; ms < 1000; ms += 5) {
      await relay.clock.advance(5);
      if (anna.client.lobbies.nextEvent()?.kind === "member") names.push(anna.client.people.get(ben.player.id)?.name);
      if (ben.client.lobbies.nextEvent()?.kind === "joined") names.push(ben.client.people.get(anna.player.id)?.name);
    }
    expect(new Set(names)).toEqual(new Set(["Anna", "Ben"]));
    expect(anna.client.people.get(ben.player.id)?.lobby).toBe(lobby);
    ben.client.lobbies.leave(lobby);
    await relay.clock.advance(1000);
    expect(anna.client.people.get(ben.player.id)).toMatchObject({ name: "Ben", state: 0, lobby: 0n });
  });

  it("see one who sat with them and closes the game as offline", async () => {
    const { relay, seats } = await players({}, "Anna", "Ben");
    const [anna, ben] = seats as [Seat, Seat];
    anna.client.lobbies.create(2, 4);
    await relay.clock.advance(1000);
    const lobby = anna.client.lobbies.mine()[0]!;
    ben.client.lobbies.join(lobby);
    await relay.clock.advance(1000);
    expect(anna.client.people.get(ben.player.id)).toMatchObject({ name: "Ben", state: 1 });
    ben.client.close();
    await relay.clock.advance(2000);
    expect(anna.client.lobbies.members(lobby)).toEqual([anna.player.id]);
    expect(anna.client.people.get(ben.player.id)).toMatchObject({ name: "Ben", state: 0, lobby: 0n });
  });

  it("know the name of whoever invites them", async () => {
    const { relay, seats } = await players({}, "Anna", "Ben");
    const [anna, ben] = seats as [Seat, Seat];
    anna.client.lobbies.create(0, 4);
    await relay.clock.advance(1000);
    anna.client.lobbies.invite(anna.client.lobbies.mine()[0]!, ben.player.id);
    await relay.clock.advance(1000);
    expect(ben.client.lobbies.nextEvent()).toMatchObject({ kind: "invite", from: anna.player.id });
    expect(ben.client.people.get(anna.player.id)?.name).toBe("Anna");
  });

  it.each(["announced", "crash"] as const)("know each other again after a restart of the relay (%s)", async (how) => {
    const { relay, seats } = await players({}, "Anna", "Ben");
    const [anna, ben] = seats as [Seat, Seat];
    anna.client.people.showTo([ben.player.id]);
    ben.client.people.ask(anna.player.id);
    await relay.clock.advance(1000);
    relay.stop(how);
    anna.client.people.setName("Anne");
    await relay.clock.advance(6000);
    expect(ben.client.people.get(anna.player.id)).toMatchObject({ name: "Anna", state: 1 });
    relay.start();
    await relay.clock.advance(15_000);
    expect(ben.client.people.get(anna.player.id)).toMatchObject({ name: "Anne", state: 1 });
    anna.player.crash();
    await relay.clock.advance(10_000);
    expect(ben.client.people.get(anna.player.id)).toMatchObject({ name: "Anne", state: 0 });
  });

  it("hear what they missed while they were away", async () => {
    const { relay, seats } = await players({}, "Anna", "Ben");
    const [anna, ben] = seats as [Seat, Seat];
    anna.client.people.showTo([ben.player.id]);
    await relay.clock.advance(1000);
    expect(ben.client.people.get(anna.player.id)?.name).toBe("Anna");
    ben.player.cut();
    await relay.clock.advance(10_000);
    anna.client.people.setName("Anne");
    await relay.clock.advance(1000);
    ben.player.restore();
    await relay.clock.advance(10_000);
    expect(ben.client.people.get(anna.player.id)?.name).toBe("Anne");
  });
});

describe("tickets", () => {
  it("are good for whom they are meant, until they are cancelled", async () => {
    const { relay, seats } = await players({}, "Anna", "Ben", "Cleo");
    const [anna, ben, cleo] = seats as [Seat, Seat, Seat];
    const ticket = anna.client.tickets.take(ben.player.id)!;
    await relay.clock.advance(1000);
    expect(ticketEvents(anna.client)).toEqual([{ kind: "issued", handle: ticket.handle, result: 1 }]);
    expect(ben.client.tickets.begin(ticket.bytes, anna.player.id)).toBe(0);
    expect(cleo.client.tickets.begin(ticket.bytes, anna.player.id)).toBe(0);
    expect(cleo.client.tickets.begin(ticket.bytes, anna.player.id)).toBe(2);
    await relay.clock.advance(1000);
    expect([verdicts(ben.client), verdicts(cleo.client)]).toEqual([[0], [10]]);
    anna.client.tickets.cancel(ticket.handle);
    await relay.clock.advance(1000);
    expect([verdicts(ben.client), verdicts(cleo.client)]).toEqual([[6], []]);
    ben.client.tickets.end(anna.player.id);
    expect(ben.client.tickets.begin(ticket.bytes, anna.player.id)).toBe(0);
    await relay.clock.advance(1000);
    expect(verdicts(ben.client)).toEqual([7]);
  });

  it("are there again and again", async () => {
    const { relay, seats } = await players({}, "Anna", "Ben");
    const [anna, ben] = seats as [Seat, Seat];
    for (let round = 0; round < 30; round++) {
      const ticket = anna.client.tickets.take(0n)!;
      expect(ben.client.tickets.begin(ticket.bytes, anna.player.id)).toBe(0);
      await relay.clock.advance(1000);
      expect(verdicts(ben.client)).toEqual([0]);
      ben.client.tickets.end(anna.player.id);
      anna.client.tickets.cancel(ticket.handle);
    }
  });

  it.each(["announced", "crash"] as const)("survive a restart of the relay (%s): the verdict is not repeated, and changes are still told", async (how) => {
    const { relay, seats } = await players({}, "Anna", "Ben");
    const [anna, ben] = seats as [Seat, Seat];
    const ticket = anna.client.tickets.take(0n)!;
    ben.client.tickets.begin(ticket.bytes, anna.player.id);
    await relay.clock.advance(1000);
    expect(verdicts(ben.client)).toEqual([0]);
    relay.stop(how);
    await relay.clock.advance(3000);
    relay.start();
    await relay.clock.advance(30_000);
    expect(verdicts(ben.client)).toEqual([]);
    anna.client.tickets.cancel(ticket.handle);
    await relay.clock.advance(1000);
    expect(verdicts(ben.client)).toEqual([6]);
  });

  it("that were cancelled while the relay was away are cancelled when it is back", async () => {
    const { relay, seats } = await players({}, "Anna", "Ben");
    const [anna, ben] = seats as [Seat, Seat];
    const ticket = anna.client.tickets.take(0n)!;
    ben.client.tickets.begin(ticket.bytes, anna.player.id);
    await relay.clock.advance(1000);
    relay.stop("crash");
    await relay.clock.advance(8000);
    anna.client.tickets.cancel(ticket.handle);
    relay.start();
    await relay.clock.advance(20_000);
    expect(verdicts(ben.client)).toEqual([0, 6]);
  });

  it("tell that their owner is gone: after a grace when it just vanishes, at once when it says so", async () => {
    const { relay, seats } = await players({}, "Anna", "Ben", "Cleo");
    const [anna, ben, cleo] = seats as [Seat, Seat, Seat];
    for (const { client, player } of [anna, cleo]) ben.client.tickets.begin(client.tickets.take(0n)!.bytes, player.id);
    await relay.clock.advance(1000);
    expect(verdicts(ben.client)).toEqual([0, 0]);
    anna.player.crash();
    cleo.client.close();
    await relay.clock.advance(1000);
    expect(ticketEvents(ben.client)).toEqual([{ kind: "verdict", player: cleo.player.id, response: 1 }]);
    await relay.clock.advance(12_000);
    expect(ticketEvents(ben.client)).toEqual([]);
    await relay.clock.advance(10_000);
    expect(ticketEvents(ben.client)).toEqual([{ kind: "verdict", player: anna.player.id, response: 1 }]);
  });
});
