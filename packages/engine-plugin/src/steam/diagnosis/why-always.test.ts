// Whatever happens, and whoever is asked about, Steam.why answers one sentence and never throws.
import { SeededRandom } from "@samovar/transport/testing";
import { expect, test } from "vitest";
import { type Player, SteamWorld } from "../../testing/index.js";
import type { PeerDiagnosis } from "./diagnosis-types.js";

type Anybody = Player<"steam_id">;

const odd: readonly unknown[] = [
  undefined, null, true, 0, -1, NaN, Infinity, 1.5, 2 ** 56, "", "host", "steamid:", "steamid:1", "1", "9".repeat(400), "a\nb. C!", "\ud800", "%s",
  0n, -1n, 1n, 2n ** 64n, 2n ** 64n - 1n, 2n ** 700n, Symbol("who"), {}, [], () => 1, Object.create(null), new Date(NaN),
  { toString: () => { throw new Error("no text"); } }, new Proxy({}, { get: () => { throw new Error("no properties"); } }),
];

// Whatever a game in JavaScript may ask about.
const why = (Steam: Anybody["Steam"], peer: unknown): string => Steam.why(peer as bigint);
const diagnose = (Steam: Anybody["Steam"], peer: unknown): PeerDiagnosis => Steam.diagnose(peer as bigint);

function pick<T>(random: SeededRandom, from: readonly T[]): T {
  return from[random.integer(0, from.length - 1)] as T;
}

const events: readonly ((world: SteamWorld<"steam_id">, one: Anybody, other: Anybody, random: SeededRandom) => void)[] = [
  (_, { Steam }, { id }, random) => void Steam.sendMessageToUser(id, new Uint8Array(random.integer(0, 8000)), pick(random, [0, 5, 8, 40]), random.integer(0, 3)),
  (_, { Steam }, { id }, random) => void Steam.sendP2PPacket(id, new Uint8Array(random.integer(0, 1200)), random.integer(0, 3), random.integer(0, 3)),
  (_, { Steam }, { id }) => void Steam.acceptSessionWithUser(id),
  (_, { Steam }, { id }) => void Steam.acceptP2PSessionWithUser(id),
  (_, { Steam }, { id }) => void Steam.closeSessionWithUser(id),
  (_, { Steam }, { id }, random) => void Steam.closeChannelWithUser(id, random.integer(0, 3)),
  (_, { Steam }, _other, random) => void Steam.receiveMessagesOnChannel(random.integer(0, 3), random.integer(0, 50)),
  (_, { Steam }, _other, random) => void Steam.readP2PPacket(1200, random.integer(0, 3)),
  (_, { Steam }, { id }) => void Steam.connectP2P(id, 0, {}),
  (_, { Steam }) => void Steam.createListenSocketP2P(0, {}),
  (_, { Steam }, _other, random) => void Steam.setGlobalConfigValueFloat(Steam.NETWORKING_CONFIG_FAKE_PACKET_LOSS_SEND, pick(random, [0, 0, 30, 100])),
  (_, { Steam }) => Steam.steamShutdown(),
  (_, { Steam }) => void Steam.steamInit(),
  (_, { network }) => network.cut(),
  (_, { network }) => network.restore(),
  (_, player) => player.reload(),
  (_, player) => player.crash(),
  (_, player) => player.hide(),
  (_, player) => player.show(),
  (world, _one, _other, random) => {
    if (world.relayUp) world.restartRelay({ downMs: random.integer(100, 4000), newKey: random.chance(0.2) });
  },
];

test.each(Array.from({ length: 8 }, (_, index) => index + 1))("seed %d", async (seed) => {
  const random = new SeededRandom(seed);
  const world = new SteamWorld({ seed, api: "steam_id", network: { lagMs: 40, jitterMs: 20, loss: 0.1 } });
  const players = await world.players("Anna", "Ben. Or not?", "Cara\nDora");
  const said = new Set<string>();
  for (let step = 0; step < 100; step++) {
    await world.advance(random.integer(0, 1500));
    const one = pick(random, players);
    const other = pick(random, players);
    pick(random, events)(world, one, other, random);
    for (const { Steam } of players) {
      const asked = random.chance(0.2) ? pick(random, odd) : other.id;
      const sentence = why(Steam, asked);
      expect(sentence).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]{20,400}\.$/u);
      // Names may say what they like.
      expect(sentence.replaceAll(/Ben. Or not\?|"[^"]*"/g, "somebody").slice(0, -1)).not.toMatch(/[.?!](\s|$)|undefined(?! is)|NaN|Infinity|-\d/);
      said.add(sentence.replaceAll(/\d+/g, ""));
      const about = diagnose(Steam, asked);
      const odds = Object.entries(about).filter(([, value]) => typeof value === "number" && !(value >= -1 && value < Infinity));
      expect(odds).toEqual([]);
      const peers = Steam.peers();
      expect(peers.filter((peer) => Steam.diagnose(peer).state === 0 || Steam.diagnose(peer).steam_id !== peer)).toEqual([]);
    }
  }
  // It was no test if they always said the same.
  expect(said.size).toBeGreaterThan(10);
});
