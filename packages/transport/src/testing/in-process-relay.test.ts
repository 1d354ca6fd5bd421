import { expect, test } from "vitest";
import type { RelayClient } from "../client/relay-client.js";
import type { LobbyEvent } from "../client/relay-endpoint.js";
import { InProcessRelay } from "./in-process-relay.js";
import type { InProcessPlayer } from "./in-process-player.js";

/** A player whose page is connected. */
async function connected(relay: InProcessRelay): Promise<{ player: InProcessPlayer; client: RelayClient }> {
  const player = relay.addPlayer();
  return { player, client: await opened(relay, player) };
}

async function opened(relay: InProcessRelay, player: InProcessPlayer): Promise<RelayClient> {
  const { client } = player.load();
  const opening = client.open();
  await relay.clock.advance(1000);
  await opening;
  return client;
}

function taken(client: RelayClient): LobbyEvent[] {
  const events: LobbyEvent[] = [];
  for (let event = client.lobbies.nextEvent(); event !== undefined; event = client.lobbies.nextEvent()) events.push(event);
  return events;
}

async function inOneLobby(relay: InProcessRelay) {
  const [anna, ben] = [await connected(relay), await connected(relay)];
  anna.client.lobbies.create(2, 4);
  await relay.clock.advance(500);
  const lobby = anna.client.lobbies.mine()[0] ?? 0n;
  ben.client.lobbies.join(lobby);
  await relay.clock.advance(500);
  taken(anna.client);
  taken(ben.client);
  return { anna, ben, lobby };
}

test("a lobby is made, joined, and left by a page that is reloaded and does not come back to it", async () => {
  const relay = new InProcessRelay();
  const { anna, ben, lobby } = await inOneLobby(relay);
  expect(ben.client.lobbies.members(lobby)).toEqual([anna.player.id, ben.player.id]);

  await opened(relay, ben.player);
  expect(anna.client.lobbies.members(lobby)).toEqual([anna.player.id, ben.player.id]);
  await relay.clock.advance(6000);
  expect(taken(anna.client)).toEqual([{ kind: "member", lobby, member: ben.player.id, by: ben.player.id, state: 4 }]);
});

test("a tab that crashes keeps its seat for the grace time", async () => {
  const relay = new InProcessRelay({ lobbyGraceMs: 3000 });
  const { anna, ben, lobby } = await inOneLobby(relay);
  ben.player.crash();
  await relay.clock.advance(4000);
  expect(anna.client.lobbies.memberCount(lobby)).toBe(2);
  await relay.clock.advance(5000);
  expect(anna.client.lobbies.members(lobby)).toEqual([anna.player.id]);
});

test.each(["announced", "crash"] as const)("after a restart of the relay (%s) the lobby is there again", async (how) => {
  const relay = new InProcessRelay();
  const { anna, ben, lobby } = await inOneLobby(relay);
  anna.client.lobbies.set(lobby, "map", "island");
  await relay.clock.advance(500);
  relay.stop(how);
  await relay.clock.advance(2000);
  relay.start();
  await relay.clock.advance(10_000);
  for (const { client } of [anna, ben]) {
    expect(client.lobbies.members(lobby)).toEqual([anna.player.id, ben.player.id]);
    expect(client.lobbies.get(lobby, "map")).toBe("island");
    expect(client.lobbies.owner(lobby)).toBe(anna.player.id);
  }
  ben.client.lobbies.setMemberValue(lobby, "ready", "yes");
  await relay.clock.advance(500);
  expect(anna.client.lobbies.memberValue(lobby, ben.player.id, "ready")).toBe("yes");
});

test("a relay that has lost its key knows nobody", async () => {
  const relay = new InProcessRelay();
  const { player, client } = await connected(relay);
  expect(client.self).toBe(player.id);
  relay.stop();
  relay.start({ newKey: true });
  await relay.clock.advance(3000);
  expect(client.self).not.toBe(player.id);
});

test("a network that is cut is noticed, and survived", async () => {
  const relay = new InProcessRelay();
  const { anna, ben } = await inOneLobby(relay);
  ben.player.cut();
  await relay.clock.advance(4000);
  expect(ben.client.state).toBe("online");
  await relay.clock.advance(1000);
  expect(ben.client.state).toBe("reconnecting");
  anna.client.send(ben.player.id, new Uint8Array([1]), 8, 0);
  ben.player.restore();
  await relay.clock.advance(1000);
  expect(ben.client.state).toBe("online");
  ben.client.accept(anna.player.id);
  await relay.clock.advance(2000);
  expect(ben.client.receive(0, 10)).toMatchObject([{ peer: anna.player.id }]);
});

test("a short cut is only a delay", async () => {
  const relay = new InProcessRelay();
  const { anna, ben } = await inOneLobby(relay);
  ben.client.accept(anna.player.id);
  ben.player.cut();
  await relay.clock.advance(2000);
  ben.player.restore();
  await relay.clock.advance(1000);
  expect(ben.client.state).toBe("online");
});

test("a link that breaks is replaced at once", async () => {
  const relay = new InProcessRelay();
  const { client, player } = await connected(relay);
  const states: string[] = [];
  client.onStateChange((state) => states.push(state));
  player.drop();
  await relay.clock.advance(1000);
  expect(states).toEqual(["reconnecting", "online"]);
});

test("a relay that is down is said to be", async () => {
  const relay = new InProcessRelay();
  relay.stop();
  const { client } = relay.addPlayer().load();
  const opening = client.open().catch((error: unknown) => error);
  await relay.clock.advance(1000);
  expect(await opening).toMatchObject({ name: "RelayError", reason: "unreachable" });
});

test("partitioned players share a lobby and reach each other no more", async () => {
  const relay = new InProcessRelay();
  const { anna, ben, lobby } = await inOneLobby(relay);
  relay.partition(anna.player, ben.player);
  anna.client.send(ben.player.id, new Uint8Array([1]), 8, 0);
  anna.client.lobbies.chat(lobby, "hello?");
  await relay.clock.advance(500);
  expect(taken(ben.client)).toEqual([{ kind: "chat", lobby, from: anna.player.id, text: "hello?" }]);
  expect(ben.client.nextEvent()).toBeUndefined();
  relay.heal();
  await relay.clock.advance(5000);
  expect(ben.client.nextEvent()).toEqual({ kind: "session-request", peer: anna.player.id });
});

test("a page without a worker keeps its connection while it is hidden", async () => {
  const relay = new InProcessRelay();
  const { client, player } = await connected(relay);
  player.hide({ worker: false });
  await relay.clock.advance(60_000);
  expect(client.state).toBe("online");
});
