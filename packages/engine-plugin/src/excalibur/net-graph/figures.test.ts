import { expect, test } from "vitest";
import { PackedByteArray } from "../../godot/index.js";
import { SteamWorld, type SteamWorldOptions } from "../../testing/index.js";
import { FiguresReader, repeatedShare } from "./figures.js";
import { stateWords } from "./state-words.js";

const RELIABLE = 8;
const bytes = (count: number) => new Uint8Array(count);

/** Anna and Ben send each other 20 messages a second and read them, for some seconds. */
async function playing(options: SteamWorldOptions = {}) {
  const world = new SteamWorld({ seed: 5, network: { lagMs: 20 }, ...options });
  const [anna, ben] = await world.players("Anna", "Ben");
  for (const [one, other] of [[anna, ben], [ben, anna]] as const) {
    one.Steam.network_messages_session_request.connect((peer) => void one.Steam.acceptSessionWithUser(peer));
    let frames = 0;
    one.onFrame(() => {
      one.Steam.receiveMessagesOnChannel(0, 100);
      if (frames++ % 3 === 0) one.Steam.sendMessageToUser(other.id, bytes(100), frames % 30 === 1 ? RELIABLE : 0, 0);
    });
  }
  await world.advance(11_000);
  return { world, anna, ben };
}

test("before Steam runs there is nothing to show, and looking says nothing in the log", async () => {
  const world = new SteamWorld({ connect: false });
  const anna = world.addPlayer("Anna");
  const reader = new FiguresReader(anna.Steam);
  const { relay, relayPing, sessions, totals } = reader.read();
  expect({ relay, relayPing, sessions }).toEqual({ relay: "not connected", relayPing: -1, sessions: [] });
  expect(totals).toMatchObject({ sessions: 0, connected: 0, worstPing: -1, bytesInPerSecond: 0 });
  anna.Steam.steamInit();
  expect(reader.read().relay).toBe("looking for the relay");
  await world.until(() => reader.read().relay === "connected");
  expect(anna.log.map(({ message }) => message)).toEqual([expect.stringContaining("steamInit() has only begun to connect")]);
});

test("a session in figures", async () => {
  const { anna, ben } = await playing();
  const { relay, relayPing, sessions, totals } = new FiguresReader(anna.Steam).read();
  expect(relay).toBe("connected");
  expect(relayPing).toBeGreaterThanOrEqual(40);
  expect(sessions).toHaveLength(1);
  const [session] = sessions;
  expect(session).toMatchObject({ key: `steamid:${ben.id}`, name: "Ben", state: 3, lossIn: 0, lossOut: 0, queuedBytes: 0, trouble: "" });
  expect(session?.ping).toBeGreaterThanOrEqual(80);
  expect(session?.ping).toBeLessThan(130);
  expect(session?.jitter).toBeLessThan(20);
  expect(session?.packetsInPerSecond).toBeGreaterThan(15);
  expect(session?.bytesOutPerSecond).toBeGreaterThan(2000);
  expect(totals).toMatchObject({ sessions: 1, connected: 1, worstPing: session?.ping, bytesOutPerSecond: session?.bytesOutPerSecond });
});

test("both generations are read alike, with any payload", async () => {
  for (const api of ["identity", "steam_id"] as const) {
    const world = new SteamWorld({ api, payload: PackedByteArray });
    const [anna, ben] = await world.players("Anna", "Ben");
    anna.Steam.sendMessageToUser(ben.id, bytes(1), RELIABLE, 0);
    await world.advance(300);
    const peers = [[], [ben.id], [`steamid:${ben.id}`], [ben.id, `steamid:${ben.id}`]].map((given) => new FiguresReader(anna.Steam, () => given).read().sessions);
    expect(peers.map((sessions) => sessions.map(({ key, state }) => `${key} ${state}`))).toEqual([[], ...Array.from({ length: 3 }, () => [`steamid:${ben.id} 1`])]);
    expect(new FiguresReader(ben.Steam).read().sessions.map(({ key }) => key)).toEqual([`steamid:${anna.id}`]);
  }
});

test("with loss, redundancy is seen at work", async () => {
  const { anna, ben } = await playing({ network: { lagMs: 20, loss: 0.05 } });
  const [session] = new FiguresReader(anna.Steam, () => [ben.id]).read().sessions;
  expect(session?.lossOut).toBeGreaterThan(0);
  expect(session?.lossIn).toBeGreaterThan(0);
  expect(session?.repeatsPerSecond).toBeGreaterThan(0);
  expect(session && repeatedShare(session)).toBeGreaterThan(0);
  expect(session && repeatedShare(session)).toBeLessThan(0.5);
});

test("who waits to be let in is asked for by a sentence, and has no figures yet", async () => {
  const world = new SteamWorld();
  const [anna, ben] = await world.players("Anna", "Ben");
  ben.Steam.sendMessageToUser(anna.id, bytes(10), RELIABLE, 0);
  await world.advance(500);
  const [session] = new FiguresReader(anna.Steam).read().sessions;
  expect(session).toMatchObject({ ping: -1, jitter: -1, lossIn: -1, lossOut: -1 });
  expect(stateWords(session?.state ?? 0)).toBe("connecting");
  expect(session?.trouble).toContain("acceptSessionWithUser");
});

test("messages that nobody reads are told of; those that wait for the next frame are not", async () => {
  const { world, anna, ben } = await playing();
  const reader = new FiguresReader(anna.Steam);
  const look = async (times: number) => {
    let trouble = "";
    for (let count = 0; count < times; count++) {
      await world.advance(250);
      trouble = reader.read().sessions[0]?.trouble ?? "";
    }
    return trouble;
  };
  expect(await look(40)).toBe("");
  ben.Steam.sendMessageToUser(anna.id, bytes(10), RELIABLE, 7);
  expect(await look(1)).toContain("channel 7");
  anna.Steam.receiveMessagesOnChannel(7, 10);
  expect(await look(1)).toBe("");
  // One always lies there when the graph looks before the game reads.
  for (let count = 0; count < 20; count++) {
    ben.Steam.sendMessageToUser(anna.id, bytes(10), RELIABLE, 7);
    expect(await look(1)).toBe("");
    expect(anna.Steam.receiveMessagesOnChannel(7, 10)).toHaveLength(1);
  }
});

test("a player whose network is gone: first their silence is told of, then that the session is lost", async () => {
  const { world, anna, ben } = await playing();
  const reader = new FiguresReader(anna.Steam);
  ben.network.loss = 1;
  await world.until(() => reader.read().sessions[0]?.trouble !== "");
  expect(reader.read().sessions[0]).toMatchObject({ state: 3 });
  await world.until(() => reader.read().sessions[0]?.state === 5, { withinMs: 20_000 });
  const { sessions, totals } = reader.read();
  expect(sessions[0]).toMatchObject({ ping: -1, lossOut: -1, bytesInPerSecond: 0, packetsOutPerSecond: 0, queuedBytes: 0, unacknowledgedBytes: 0 });
  expect(sessions[0]?.trouble).toContain("Ben");
  expect(totals).toMatchObject({ sessions: 1, connected: 0, worstPing: -1 });
});

test("our own relay is lost: every row says so", async () => {
  const { world, anna } = await playing();
  const reader = new FiguresReader(anna.Steam);
  world.stopRelay();
  await world.until(() => reader.read().relay === "looking for the relay");
  const { relayPing, sessions } = reader.read();
  expect(relayPing).toBe(-1);
  expect(sessions[0]?.trouble).toContain("relay");
});
