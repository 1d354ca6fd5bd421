import { describe, expect, it } from "vitest";
import { individualId } from "../wire/steam-id.js";
import { MAX_EMPTY_LOBBIES } from "./lobbies/lobby-expiry.js";
import { LobbyWorld } from "./lobbies.test-kit.js";

const [anna, ben, cleo, mallory] = [individualId(1), individualId(2), individualId(3), individualId(66)];

describe("a player who wants more than is theirs", () => {
  it("has no more lobbies by changing what kind they are", () => {
    const world = new LobbyWorld();
    const m = world.player(mallory);
    const results: number[] = [];
    for (let i = 0; i < 10; i++) {
      const { result, lobby = 0n } = m.ask({ do: "create", type: 3, limit: 4 });
      results.push(result);
      if (result === 1) m.ask({ do: "settings", lobby, type: 2 });
    }
    expect(results).toEqual([1, 1, 1, 25, 25, 25, 25, 25, 25, 25]);
    expect(world.seats.of(mallory)).toHaveLength(3);
  });

  it("has no more lobbies by being handed those of others", () => {
    const world = new LobbyWorld();
    const m = world.player(mallory);
    for (let i = 0; i < 6; i++) {
      const helper = world.player(individualId(100 + i));
      const lobby = helper.create(3);
      m.join(lobby);
      helper.ask({ do: "settings", lobby, type: 2 });
    }
    expect(world.seats.of(mallory).length).toBeLessThanOrEqual(3);
  });

  it("learns nothing of players by bringing back a lobby they once sat in", () => {
    const world = new LobbyWorld();
    const [a, m] = [world.player(anna), world.player(mallory)];
    const lobby = a.create();
    m.join(lobby);
    const sealed = m.mirror.get(lobby)!;
    a.ask({ do: "leave", lobby });
    world.restart();
    a.arrive();
    m.arrive();
    world.seatsChanges.length = 0;
    expect(m.ask({ do: "restore", sealed }).result).toBe(1);
    expect(world.seats.sharesLobby(anna, mallory)).toBe(false);
    expect([...world.seats.companions(mallory)]).toEqual([]);
    expect([...world.seats.companions(anna)]).toEqual([]);
    expect(world.seats.lobbyToShow(anna)).toBe(0n);
    expect(world.seatsChanges.flatMap(({ came }) => came)).toEqual([mallory]);
    // One who does sit there is introduced when that one is back.
    expect(a.ask({ do: "restore", sealed }).result).toBe(1);
    expect(world.seats.sharesLobby(anna, mallory)).toBe(true);
    expect(world.seatsChanges.at(-1)).toMatchObject({ came: [anna], members: [anna, mallory] });
  });

  it("does not sit in more lobbies than one may by having them brought back", () => {
    const world = new LobbyWorld();
    const [a, b, m] = [world.player(anna), world.player(ben), world.player(mallory)];
    const lobby = a.create();
    m.join(lobby);
    const sealed = m.mirror.get(lobby)!;
    m.ask({ do: "leave", lobby });
    b.join(lobby);
    world.restart();
    m.arrive();
    m.create();
    a.mirror.set(lobby, sealed);
    a.arrive().restore();
    expect(m.ask({ do: "restore", sealed }).result).toBe(25);
  });
});

describe("empty lobbies", () => {
  it("are no more than there may be, and no work when one of too many is used again at the last moment", () => {
    const world = new LobbyWorld();
    const a = world.player(anna);
    const unique: bigint[] = [];
    for (let i = 0; i <= MAX_EMPTY_LOBBIES; i++) {
      const lobby = a.create(4);
      unique.push(lobby);
      if (i < MAX_EMPTY_LOBBIES) a.ask({ do: "leave", lobby });
      a.heard.length = 0;
    }
    const other = unique[5]!;
    a.ask({ do: "leave", lobby: unique.at(-1)! });
    world.player(ben).join(other);
    let runs = 0;
    for (; runs < 100 && world.time.nextAtMs < world.time.now + 1000; runs++) world.time.advance(Math.max(0, world.time.nextAtMs - world.time.now));
    expect(runs).toBeLessThan(5);
    expect(world.player(cleo).join(unique[0]!)).toBe(1);
  });
});
