// Whatever happens to four players, their networks and the relay: in the end everybody in the lobby knows the same of it.
import { SeededRandom } from "@samovar/transport/testing";
import { expect, test } from "vitest";
import { type Player, SteamWorld } from "./index.js";

/** What a player knows of a lobby. */
function viewOf({ Steam, id }: Player, lobby: bigint) {
  const members = Array.from({ length: Steam.getNumLobbyMembers(lobby) }, (_, index) => Steam.getLobbyMemberByIndex(lobby, index));
  if (!members.includes(id)) return undefined;
  return {
    owner: Steam.getLobbyOwner(lobby),
    members,
    data: Steam.getAllLobbyData(lobby),
    scores: members.map((member) => Steam.getLobbyMemberData(lobby, member, "score")),
  };
}

/** Every other one is somebody joining, or hardly anybody would be left in the lobby. */
const mishaps: readonly ((world: SteamWorld, player: Player, lobby: bigint, random: SeededRandom) => void)[] = [
  (_, { Steam }, lobby, random) => void Steam.setLobbyData(lobby, `key ${random.integer(1, 3)}`, `${random.uint32()}`),
  (_, { Steam }, lobby, random) => Steam.setLobbyMemberData(lobby, "score", `${random.uint32()}`),
  (_, { Steam }, lobby) => Steam.leaveLobby(lobby),
  (_, { network }) => network.drop(),
  (_, { network }) => network.cut(),
  (_, { network }) => network.restore(),
  (_, player) => player.reload(),
  (_, player) => player.crash(),
  (world, _player, _lobby, random) => {
    if (world.relayUp) world.restartRelay({ downMs: random.integer(100, 4000), crash: random.chance(0.5) });
  },
];

test.each(Array.from({ length: 16 }, (_, index) => index + 1))("seed %d", async (seed) => {
  const random = new SeededRandom(seed);
  const world = new SteamWorld({ seed, network: { lagMs: 30, jitterMs: 20, loss: 0.1, duplication: 0.02 } });
  const players = await world.players("Anna", "Ben", "Cara", "Dan");
  const [anna] = players;
  anna.Steam.createLobby(anna.Steam.LOBBY_TYPE_PUBLIC, 4);
  const [, lobby] = await anna.next("lobby_created");
  for (const { Steam } of players) Steam.joinLobby(lobby);

  for (let mishap = 0; mishap < 40; mishap++) {
    await world.advance(random.integer(0, 1500));
    const player = players[random.integer(0, 3)] ?? anna;
    if (player.state === "closed") player.reload();
    if (random.chance(0.5)) player.Steam.joinLobby(lobby);
    else mishaps[random.integer(0, mishaps.length - 1)]?.(world, player, lobby, random);
  }

  for (const player of players) {
    player.network.restore();
    if (!player.running) player.reload();
  }
  // Longer than any seat is kept for somebody who does not come back to it.
  await world.advance(60_000);
  for (const player of players) expect([player.name, player.state]).toEqual([player.name, "online"]);
  const views = players.map((player) => viewOf(player, lobby));
  const inside = players.filter((_, index) => views[index] !== undefined);
  for (const view of views) {
    if (view === undefined) continue;
    expect(view, world.history.slice(-60).join("\n")).toEqual(views.find((other) => other !== undefined));
    // Nobody sits there who does not know it.
    expect(view.members.toSorted(byNumber), world.history.slice(-60).join("\n")).toEqual(inside.map(({ id }) => id).sort(byNumber));
    expect(view.members).toContain(view.owner);
  }
});

const byNumber = (one: bigint, other: bigint): number => Number(one - other);
