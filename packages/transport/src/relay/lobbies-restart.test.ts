import { RTCIceCandidate, RTCPeerConnection, RTCSessionDescription } from "node-datachannel/polyfill";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { memoryCredentials } from "../client/credentials.js";
import { RelayClient } from "../client/relay-client.js";
import { RelayProcess } from "../client/relay-process.test.helper.js";

const LOBBIES = 20;

/** What a member knows of its lobby. */
function known(client: RelayClient, lobby: bigint) {
  const { lobbies } = client;
  const members = lobbies.members(lobby);
  return { members, owner: lobbies.owner(lobby), limit: lobbies.limit(lobby), data: lobbies.all(lobby), seats: members.map((member) => lobbies.memberValue(lobby, member, "seat")) };
}

describe("a relay that dies with twenty lobbies in use", () => {
  let relay: RelayProcess;
  const clients: RelayClient[] = [];

  beforeAll(async () => {
    Object.assign(globalThis, { RTCPeerConnection, RTCSessionDescription, RTCIceCandidate });
    // geckos reports every failed attempt there.
    vi.spyOn(console, "error").mockImplementation(() => {});
    relay = await RelayProcess.start();
  });

  afterAll(async () => {
    for (const client of clients) client.close();
    await relay.dispose();
  });

  it("has everybody back in their lobbies, with the same owners, members and data, and goes on", async () => {
    const until = (what: string, condition: () => boolean): Promise<void> => vi.waitFor(() => expect(condition(), what).toBe(true), { timeout: 40_000, interval: 50 });
    const quiet = { info: () => {}, warn: () => {} };
    const newClient = async (): Promise<RelayClient> => {
      const client = new RelayClient({ url: relay.url, credentials: memoryCredentials(), log: quiet, openTimeoutMs: 30_000 });
      clients.push(client);
      await client.open();
      return client;
    };
    const tables: { readonly lobby: bigint; readonly host: RelayClient; readonly guest: RelayClient }[] = [];
    for (let index = 0; index < LOBBIES; index++) {
      const [host, guest] = await Promise.all([newClient(), newClient()]);
      host.lobbies.create(index % 2 === 0 ? 2 : 0, 4);
      await until("the lobby is made", () => host.lobbies.mine().length === 1);
      const [lobby = 0n] = host.lobbies.mine();
      guest.lobbies.join(lobby);
      host.lobbies.set(lobby, "name", `table ${index}`);
      await until("the guest sits there", () => guest.lobbies.isMember(lobby));
      guest.lobbies.setMemberValue(lobby, "seat", "window");
      // Every third lobby is no longer its maker's.
      if (index % 3 === 0) host.lobbies.setOwner(lobby, guest.self);
      tables.push({ lobby, host, guest });
    }
    await until("all agree", () => tables.every(({ lobby, host, guest }) => JSON.stringify(textOf(known(host, lobby))) === JSON.stringify(textOf(known(guest, lobby))) && guest.lobbies.get(lobby, "name") !== ""));
    const before = tables.map(({ host, lobby }) => known(host, lobby));
    for (const client of clients) while (client.lobbies.nextEvent() !== undefined);

    // They notice at different times, and some are back before others know.
    const noticed = new Set<RelayClient>();
    for (const client of clients) client.onStateChange((state) => state === "reconnecting" && noticed.add(client));
    await relay.kill();
    await relay.start();
    await until("all have noticed", () => noticed.size === clients.length);
    await until("all are online", () => clients.every((client) => client.state === "online"));
    for (const { lobby, host, guest } of tables) {
      const owner = before[tables.findIndex((table) => table.lobby === lobby)]?.owner === host.self ? host : guest;
      expect(owner.lobbies.set(lobby, "round", "2")).toBe(true);
      for (const client of [host, guest]) client.lobbies.setMemberValue(lobby, "ready", "yes");
    }
    await until("all see each other there", () => tables.every(({ lobby, host, guest }) => [host, guest].every(({ lobbies }) => lobbies.get(lobby, "round") === "2" && [host, guest].every(({ self }) => lobbies.memberValue(lobby, self, "ready") === "yes"))));
    for (const { lobby, guest } of tables) guest.lobbies.chat(lobby, "still here");
    const heard = new Set<RelayClient>();
    const events: string[] = [];
    await until("all hear each other", () => {
      for (const client of clients) {
        for (let event = client.lobbies.nextEvent(); event !== undefined; event = client.lobbies.nextEvent()) {
          events.push(event.kind);
          if (event.kind === "chat" && event.text === "still here") heard.add(client);
        }
      }
      return heard.size === clients.length;
    });
    expect(events.filter((kind) => kind === "kicked" || kind === "member")).toEqual([]);
    for (const [index, { lobby, host, guest }] of tables.entries()) {
      for (const client of [host, guest]) expect(known(client, lobby)).toMatchObject({ ...before[index], data: expect.arrayContaining([["name", `table ${index}`]]) as unknown });
    }
  }, 180_000);
});

function textOf(value: object): unknown {
  return JSON.parse(JSON.stringify(value, (_key, field: unknown) => (typeof field === "bigint" ? field.toString() : field)));
}
