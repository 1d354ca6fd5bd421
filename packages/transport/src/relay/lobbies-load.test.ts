import { expect, it } from "vitest";
import type { RelayClient } from "../client/relay-client.js";
import { InProcessRelay } from "../testing/in-process-relay.js";

const PLAYERS = 1000;
const SEATS = 4;

/** Real clients, the real control plane and the real router, on virtual time; how long it takes on real WebRTC links, `npm run load` measures. */
it("a relay with a thousand players in 250 lobbies keeps all of them right", async () => {
  const relay = new InProcessRelay();
  const clients: RelayClient[] = [];
  const openings: Promise<void>[] = [];
  for (let index = 0; index < PLAYERS; index++) {
    const { client } = relay.addPlayer().load();
    clients.push(client);
    openings.push(client.open());
  }
  await relay.clock.advance(2000);
  await Promise.all(openings);

  const hosts = clients.filter((_, index) => index % SEATS === 0);
  for (const host of hosts) host.lobbies.create(2, SEATS);
  await relay.clock.advance(500);
  for (const [index, host] of hosts.entries()) {
    const [lobby = 0n] = host.lobbies.mine();
    host.lobbies.set(lobby, "mode", index % 2 === 0 ? "race" : "sumo");
    host.lobbies.set(lobby, "level", String(index));
  }
  await relay.clock.advance(500);

  // Everybody without a seat looks for a lobby of one kind, one level at a time, by three filters.
  const guests = clients.filter((_, index) => index % SEATS !== 0);
  for (const [index, guest] of guests.entries()) {
    const level = Math.floor(index / (SEATS - 1));
    guest.lobbies.search({
      filters: [
        { k: "text", key: "mode", value: level % 2 === 0 ? "race" : "sumo", comparison: 0 },
        { k: "number", key: "level", value: level, comparison: 2 },
        { k: "near", key: "level", value: level },
      ],
      distance: 1,
      max: 1,
    });
  }
  await relay.clock.advance(500);
  for (const guest of guests) {
    let found: readonly bigint[] = [];
    for (let event = guest.lobbies.nextEvent(); event !== undefined; event = guest.lobbies.nextEvent()) if (event.kind === "found") found = event.lobbies;
    expect(found).toHaveLength(1);
    guest.lobbies.join(found[0] ?? 0n);
  }
  await relay.clock.advance(500);
  for (const client of clients) client.lobbies.chat(client.lobbies.mine()[0] ?? 0n, "hello");
  await relay.clock.advance(500);

  for (const [index, client] of clients.entries()) {
    const host = hosts[Math.floor(index / SEATS)]!;
    const [lobby = 0n] = host.lobbies.mine();
    expect(client.lobbies.mine()).toEqual([lobby]);
    expect(client.lobbies.members(lobby)).toEqual(host.lobbies.members(lobby));
    expect(client.lobbies.memberCount(lobby)).toBe(SEATS);
    expect(client.lobbies.owner(lobby)).toBe(host.self);
    let chats = 0;
    for (let event = client.lobbies.nextEvent(); event !== undefined; event = client.lobbies.nextEvent()) if (event.kind === "chat") chats++;
    expect(chats).toBe(SEATS);
  }
}, 120_000);
