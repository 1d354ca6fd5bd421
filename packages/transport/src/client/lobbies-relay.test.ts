import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InProcessRelay } from "../testing/in-process-relay.js";
import { virtualTimers } from "../testing/virtual-timer.js";
import type { LobbyEvent } from "./relay-endpoint.js";
import { RelayClient } from "./relay-client.js";

// The real relay, the real clients, and a network between them, on virtual time.

async function clients(relay: InProcessRelay, count: number): Promise<RelayClient[]> {
  const all = Array.from({ length: count }, () => relay.addPlayer().load().client);
  const opening = Promise.all(all.map((client) => client.open()));
  await relay.clock.advance(2_000);
  await opening;
  return all;
}

function events(client: RelayClient): LobbyEvent[] {
  const taken: LobbyEvent[] = [];
  for (let event = client.lobbies.nextEvent(); event !== undefined; event = client.lobbies.nextEvent()) taken.push(event);
  return taken;
}

/** The first makes a lobby, the others join it; nobody has an event left. */
async function together(relay: InProcessRelay, all: readonly RelayClient[]): Promise<bigint> {
  all[0]?.lobbies.create(2, 4);
  await relay.clock.advance(500);
  const lobby = all[0]?.lobbies.mine()[0] ?? 0n;
  for (const client of all.slice(1)) {
    client.lobbies.join(lobby);
    await relay.clock.advance(500);
  }
  for (const client of all) events(client);
  return lobby;
}

/** All that a member can read of a lobby. */
const reading = ({ lobbies }: RelayClient, lobby: bigint): unknown => ({
  owner: lobbies.owner(lobby),
  members: lobbies.members(lobby).map((member) => [member, ["a", "b"].map((key) => lobbies.memberValue(lobby, member, key))]),
  limit: lobbies.limit(lobby),
  data: lobbies.all(lobby),
  server: lobbies.server(lobby),
});

describe("lobbies at a real relay", () => {
  it("are made, found, joined, talked in and left", async () => {
    const relay = new InProcessRelay();
    const [anna, ben] = (await clients(relay, 2)) as [RelayClient, RelayClient];
    anna.lobbies.create(2, 4);
    await relay.clock.advance(500);
    const lobby = anna.lobbies.mine()[0] ?? 0n;
    expect(events(anna).map(({ kind }) => kind)).toEqual(["created", "joined", "data"]);
    expect(anna.lobbies.set(lobby, "name", "Anna's")).toBe(true);
    await relay.clock.advance(500);
    expect(events(anna)).toEqual([{ kind: "data", lobby, member: lobby, ok: true }]);

    ben.lobbies.search({ filters: [], distance: 1, max: 50 });
    await relay.clock.advance(500);
    expect(events(ben)).toEqual([{ kind: "found", lobbies: [lobby] }]);
    expect(ben.lobbies.get(lobby, "name")).toBe("Anna's");
    expect(ben.lobbies.memberCount(lobby)).toBe(1);
    ben.lobbies.join(lobby);
    await relay.clock.advance(500);
    expect(events(ben)).toEqual([{ kind: "joined", lobby, response: 1 }]);
    expect(events(anna)).toEqual([{ kind: "member", lobby, member: ben.self, by: ben.self, state: 1 }]);
    expect(ben.people.get(anna.self)).toBeDefined();

    ben.lobbies.chat(lobby, "hello");
    await relay.clock.advance(500);
    for (const client of [anna, ben]) expect(events(client)).toEqual([{ kind: "chat", lobby, from: ben.self, text: "hello" }]);

    anna.lobbies.leave(lobby);
    await relay.clock.advance(500);
    expect(events(anna)).toEqual([]);
    expect(events(ben)).toEqual([
      { kind: "member", lobby, member: anna.self, by: anna.self, state: 2 },
      { kind: "data", lobby, member: lobby, ok: true },
    ]);
    expect(ben.lobbies.owner(lobby)).toBe(ben.self);
  });

  it("survive a lost link within the grace time unnoticed, and beyond it the seat is gone", async () => {
    const relay = new InProcessRelay();
    const players = [relay.addPlayer(), relay.addPlayer()];
    const [anna, ben] = players.map((player) => player.load().client) as [RelayClient, RelayClient];
    void anna.open();
    void ben.open();
    await relay.clock.advance(2_000);
    const lobby = await together(relay, [anna, ben]);
    players[1]?.cut();
    await relay.clock.advance(10_000);
    players[1]?.restore();
    anna.lobbies.set(lobby, "meanwhile", "1");
    await relay.clock.advance(10_000);
    expect(ben.lobbies.get(lobby, "meanwhile")).toBe("1");
    expect([...events(anna), ...events(ben)].filter(({ kind }) => kind !== "data")).toEqual([]);

    players[1]?.cut();
    await relay.clock.advance(60_000);
    expect(events(anna)).toEqual([{ kind: "member", lobby, member: ben.self, by: ben.self, state: 4 }]);
    players[1]?.restore();
    await relay.clock.advance(20_000);
    expect(events(ben)).toEqual([{ kind: "kicked", lobby, by: lobby }]);
  });

  it("survive a restart of the relay with everything in them", async () => {
    const relay = new InProcessRelay();
    const all = await clients(relay, 3);
    const lobby = await together(relay, all);
    const [anna, ben, cara] = all as [RelayClient, RelayClient, RelayClient];
    anna.lobbies.set(lobby, "map", "dune");
    ben.lobbies.setMemberValue(lobby, "a", "ready");
    anna.lobbies.setOwner(lobby, cara.self);
    await relay.clock.advance(1_000);
    for (const client of all) events(client);
    const before = reading(anna, lobby);
    relay.stop("crash");
    await relay.clock.advance(3_000);
    cara.lobbies.set(lobby, "set", "meanwhile");
    relay.start();
    await relay.clock.advance(30_000);
    expect(all.map(({ lobbies }) => lobbies.get(lobby, "set"))).toEqual(["meanwhile", "meanwhile", "meanwhile"]);
    expect({ ...(reading(anna, lobby) as object), data: [["map", "dune"]] }).toEqual(before);
    for (const client of all) expect(events(client)).toEqual([{ kind: "data", lobby, member: lobby, ok: true }]);
  });

  it("are left at once by a client that is closed, which begins without any when it is opened again", async () => {
    const relay = new InProcessRelay();
    const all = await clients(relay, 2);
    const lobby = await together(relay, all);
    const [anna, ben] = all as [RelayClient, RelayClient];
    anna.close();
    await relay.clock.advance(500);
    expect(events(ben)).toEqual([
      { kind: "member", lobby, member: anna.self, by: anna.self, state: 2 },
      { kind: "data", lobby, member: lobby, ok: true },
    ]);
    void anna.open();
    await relay.clock.advance(2_000);
    expect(anna.lobbies.mine()).toEqual([]);
    expect(events(anna)).toEqual([]);
    anna.lobbies.join(lobby);
    await relay.clock.advance(500);
    expect(events(anna)).toEqual([{ kind: "joined", lobby, response: 1 }]);
  });

  it("keep the seat of a page that is loaded anew and joins again, and nobody is told", async () => {
    const relay = new InProcessRelay();
    const players = [relay.addPlayer(), relay.addPlayer()];
    const [anna, before] = players.map((player) => player.load().client) as [RelayClient, RelayClient];
    void anna.open();
    void before.open();
    await relay.clock.advance(2_000);
    const lobby = await together(relay, [anna, before]);
    before.lobbies.setMemberValue(lobby, "a", "kept");
    await relay.clock.advance(500);
    events(anna);
    const after = players[1]!.load().client;
    void after.open();
    await relay.clock.advance(3_000);
    expect(after.lobbies.mine()).toEqual([]);
    after.lobbies.join(lobby);
    await relay.clock.advance(500);
    expect(events(after)).toEqual([{ kind: "joined", lobby, response: 1 }]);
    expect(after.lobbies.memberValue(lobby, after.self, "a")).toBe("kept");
    await relay.clock.advance(30_000);
    expect(events(anna)).toEqual([]);
    expect(anna.lobbies.members(lobby)).toEqual([anna.self, after.self]);
  });

  it("are lost to a player whom the relay has forgotten, and to a page that another one replaces", async () => {
    const relay = new InProcessRelay();
    const player = relay.addPlayer();
    const first = player.load().client;
    void first.open();
    await relay.clock.advance(2_000);
    const lobby = await together(relay, [first]);
    const { self } = first;
    const whenOnline: (readonly bigint[])[] = [];
    first.onStateChange((state) => state === "online" && whenOnline.push(first.lobbies.mine()));
    relay.stop("crash");
    relay.start({ newKey: true });
    await relay.clock.advance(20_000);
    expect(first.self).not.toBe(self);
    expect(whenOnline).toEqual([[]]);
    expect(events(first)).toEqual([{ kind: "kicked", lobby, by: lobby }]);
    const second = await together(relay, [first]);
    const other = new RelayClient({
      url: "in-process", openLink: relay.opener(player, player.page!), credentials: player.credentials, page: undefined,
      clock: () => relay.time.now, timer: virtualTimers(relay.time, { running: () => true, grainMs: () => 0 }), random: () => relay.random.uint32(),
    });
    void other.open();
    await relay.clock.advance(3_000);
    expect(first.state).toBe("closed");
    expect(events(first)).toEqual([{ kind: "kicked", lobby: second, by: second }]);
    expect(first.lobbies.mine()).toEqual([]);
    expect(other.lobbies.mine()).toEqual([]);
  });

  it("show the same to all members in the end, whatever members and network do", async () => {
    const who = fc.nat(3);
    const deed = fc.oneof(
      fc.record({ k: fc.constant("set" as const), who, key: fc.constantFrom("a", "b"), value: fc.constantFrom("", "1", "2") }),
      fc.record({ k: fc.constant("set mine" as const), who, key: fc.constantFrom("a", "b"), value: fc.constantFrom("", "1", "2") }),
      fc.record({ k: fc.constant("remove" as const), who, key: fc.constantFrom("a", "b") }),
      fc.record({ k: fc.constant("owner" as const), who, to: who }),
      fc.record({ k: fc.constant("limit" as const), who, limit: fc.integer({ min: 2, max: 4 }) }),
      fc.record({ k: fc.constant("leave" as const), who }),
      fc.record({ k: fc.constant("join" as const), who }),
      fc.record({ k: fc.constant("cut" as const), who, ms: fc.integer({ min: 1, max: 12_000 }) }),
      fc.record({ k: fc.constant("restart" as const), ms: fc.integer({ min: 1, max: 4_000 }) }),
      fc.record({ k: fc.constant("wait" as const), ms: fc.integer({ min: 1, max: 3_000 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), fc.array(deed, { maxLength: 25 }), async (seed, deeds) => {
        const relay = new InProcessRelay({ seed, conditions: { lagMs: 20, jitterMs: 10 } });
        const players = Array.from({ length: 4 }, () => relay.addPlayer());
        const all = players.map((player) => player.load().client);
        for (const client of all) void client.open();
        await relay.clock.advance(3_000);
        const lobby = await together(relay, all.slice(0, 3));
        const known = all.map(({ lobbies }) => new Set(lobbies.members(lobby)));
        const mine = all.map(({ lobbies }) => lobbies.isMember(lobby));
        const listen = (): void =>
          all.forEach((client, index) => {
            for (const event of events(client)) {
              if (event.kind === "kicked") mine[index] = false;
              if (event.kind === "joined" && event.response === 1) {
                mine[index] = true;
                known[index] = new Set(client.lobbies.members(lobby));
              }
              if (event.kind === "member" && event.state === 1) known[index]?.add(event.member);
              if (event.kind === "member" && event.state !== 1) known[index]?.delete(event.member);
            }
          });
        for (const one of deeds) {
          const index = "who" in one ? one.who : 0;
          const { lobbies } = all[index]!;
          listen();
          switch (one.k) {
            case "set": lobbies.set(lobby, one.key, one.value); break;
            case "set mine": lobbies.setMemberValue(lobby, one.key, one.value); break;
            case "remove": lobbies.remove(lobby, one.key); break;
            case "owner": lobbies.setOwner(lobby, all[one.to]!.self); break;
            case "limit": lobbies.setLimit(lobby, one.limit); break;
            case "leave": if (lobbies.leave(lobby)) mine[index] = false; break;
            case "join": lobbies.join(lobby); break;
            case "cut":
              players[index]!.cut();
              await relay.clock.advance(one.ms);
              players[index]!.restore();
              break;
            case "restart":
              relay.stop("crash");
              await relay.clock.advance(one.ms);
              relay.start();
              break;
            case "wait": await relay.clock.advance(one.ms); break;
          }
        }
        await relay.clock.advance(60_000);
        listen();
        const members = all.filter(({ lobbies }) => lobbies.isMember(lobby));
        for (const member of members) {
          expect(reading(member, lobby)).toEqual(reading(members[0]!, lobby));
          expect(new Set(member.lobbies.members(lobby))).toEqual(new Set(members.map(({ self }) => self)));
          expect(known[all.indexOf(member)]).toEqual(new Set(member.lobbies.members(lobby)));
        }
        // Whoever sits there, or does not, has been told so.
        expect(all.map(({ lobbies }) => lobbies.isMember(lobby))).toEqual(mine);
        for (const client of all) client.close();
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
