import { PackedByteArray } from "@samovar/engine-plugin/godot";
import { type NetworkConditions, type Player, SteamWorld } from "@samovar/engine-plugin/testing";
import { expect } from "vitest";
import { Game, type Store } from "../game.js";
import type { LobbyOptions } from "../lobby/lobby-options.js";
import type { GameSteam } from "../steam.js";
import { think } from "./brain.js";
import { type Input, NO_INPUT } from "./input.js";

/** What somebody does at the controls. */
export type Hands = (game: Game) => Input;

/** A page of the game: with somebody at the controls. */
export interface Page {
  readonly game: Game;
  hands: Hands;
}

export type Seat = Player<"steam_id", PackedByteArray, Page>;
export type Table = SteamWorld<"steam_id", PackedByteArray, Page>;

/** Plays as the computer does. */
export const brain: Hands = ({ match, Steam }) => (match.world === undefined ? NO_INPUT : think(match.world, Steam.getSteamID()));
/** Always in one direction. */
export const towards = (x: number, y: number): Hands => () => ({ x, y, dash: false });
export const still: Hands = () => NO_INPUT;

/** What a browser keeps of a tab over a reload. */
class TabStore implements Store {
  readonly #items = new Map<string, string>();
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
  removeItem(key: string): void {
    this.#items.delete(key);
  }
}

export function newTable(options: { readonly seed?: number; readonly network?: Partial<NetworkConditions> } = {}): Table {
  const stores = new Map<string, TabStore>();
  return new SteamWorld({
    seed: options.seed ?? 1,
    network: { lagMs: 20, ...options.network },
    api: "steam_id",
    payload: PackedByteArray,
    game: (Steam, page): Page => {
      const store = stores.get(page.name) ?? new TabStore();
      stores.set(page.name, store);
      const mine: Page = { game: new Game(Steam satisfies GameSteam, { store }), hands: still };
      mine.game._ready();
      page.onFrame((elapsedMs) => mine.game._process(elapsedMs, mine.hands(mine.game)));
      return mine;
    },
  });
}

const OPTIONS: LobbyOptions = { name: "Tea", type: "public", size: 8, rounds: 1, surface: "copper", bots: 0 };

/** Everybody in one lobby, the first as its owner, and sessions between all of them. */
export async function gather(world: Table, names: readonly string[], options: Partial<LobbyOptions> = {}): Promise<Seat[]> {
  const seats: Seat[] = await world.players(...names);
  const [first] = seats;
  if (first === undefined) throw new Error("nobody");
  first.game.game.lobby.create_lobby({ ...OPTIONS, ...options });
  await world.until(() => first.game.game.lobby.lobby_id !== 0n, { what: "the lobby" });
  // Until the relay knows what game this is.
  await world.advance(300);
  for (const { game } of seats.slice(1)) {
    game.game.lobby.join_lobby(first.game.game.lobby.lobby_id);
    await world.until(() => game.game.lobby.lobby_id !== 0n, { what: "a seat" });
  }
  await world.until(() => seats.every(({ game }) => game.game.lobby.members.length === seats.length), { what: "all to see all" });
  await world.advance(1000);
  return seats;
}

/** The owner starts; waits until everybody is playing. */
export async function begin(world: Table, seats: readonly Seat[]): Promise<void> {
  matchOf(seats[0]).start();
  await world.until(() => seats.every((seat) => matchOf(seat).view.phase === "playing"), { what: "the round to begin everywhere" });
}

export function matchOf(seat: Seat | undefined): Game["match"] {
  if (seat === undefined) throw new Error("nobody sits there");
  return seat.game.game.match;
}

/** What those who see the same match agree in. Phases are seen a moment later at guests than at the host. */
function sight(seat: Seat): unknown {
  const { view, term } = matchOf(seat);
  return { host: view.host, term, phase: view.phase, round: view.round, scores: [...view.scores], pieces: view.pieces.map(({ id }) => id) };
}

/** Everybody takes the same one for the host, in the same term, and sees the same match. */
export function expectAgreement(seats: readonly Seat[]): void {
  const [first, ...others] = seats.map(sight);
  for (const other of others) expect(other).toEqual(first);
  expect(seats.map(({ id }) => id)).toContain(matchOf(seats[0]).view.host);
}

/** Whether they do. */
export function agree(seats: readonly Seat[]): boolean {
  const [first, ...others] = seats.map((seat) => describe(sight(seat)));
  return others.every((other) => other === first);
}

function describe(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? `${part}` : part));
}

/** The largest distance between where two of them see a piece that is on the tray, tray radii. */
export function disagreement(seats: readonly Seat[]): number {
  let most = 0;
  const [first, ...others] = seats.map((seat) => matchOf(seat).shown().positions);
  for (const positions of others) {
    for (const [id, { x, y }] of first ?? []) {
      const there = positions.get(id);
      if (there !== undefined) most = Math.max(most, Math.hypot(there.x - x, there.y - y));
    }
  }
  return most;
}
