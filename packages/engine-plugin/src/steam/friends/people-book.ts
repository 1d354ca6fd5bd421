import type { Person } from "@samovar/transport";
import type { SteamContext } from "../context.js";
import type { FriendsProvider } from "./friends-types.js";
import type { PlayedWith } from "./played-with.js";
import { accountOf } from "../steam-id.js";

/** How many players who did not show themselves are kept in mind. */
const MAX_SHY = 1024;

/** The name of a player who gave none: the same for the same id, though two ids may share one. */
export function madeUpName(id: bigint): string {
  return `Player ${1000 + (accountOf(id) % 9000)}`;
}

/** What is known of players: by the relay, by the application, and by this browser from last time. */
export class PeopleBook {
  readonly #context: SteamContext;
  readonly #played: PlayedWith;
  readonly #provider: FriendsProvider | undefined;
  /** Whom the game asked about without getting an answer: it is owed a signal. */
  readonly #awaited = new Set<bigint>();
  /** Who was asked about and did not answer, so that the made-up name stays while they are asked again. */
  readonly #shy = new Set<bigint>();

  constructor(context: SteamContext, played: PlayedWith, provider: FriendsProvider | undefined) {
    this.#context = context;
    this.#played = played;
    this.#provider = provider;
  }

  get self(): bigint {
    return this.#context.endpoint.self;
  }

  /** As the relay knows it; undefined for ourselves and for whoever does not show himself. */
  person(id: bigint): Person | undefined {
    return this.#context.endpoint.people.get(id);
  }

  /** Undefined while it is being found out; then {@link settled} will name the player. */
  name(id: bigint): string | undefined {
    const { people, self } = this.#context.endpoint;
    if (id === self) return people.name || madeUpName(id);
    const person = people.get(id);
    if (person !== undefined) return person.name || madeUpName(id);
    const remembered = this.ofProvider("name", id) || this.#played.name(id);
    if (!this.#isAsking(id) || remembered) return remembered || madeUpName(id);
    this.#awaited.add(id);
    return undefined;
  }

  /** Asks for somebody who is not known; whether there is something to wait for. */
  request(id: bigint): boolean {
    if (id === this.self || this.person(id) !== undefined || !this.#isAsking(id)) return false;
    this.#awaited.add(id);
    return true;
  }

  /** `PERSONA_STATE_*`; 0 for whoever does not show himself. */
  state(id: bigint): number {
    return id === this.self ? this.#context.endpoint.people.state : (this.person(id)?.state ?? 0);
  }

  /** What the application says; undefined when it says nothing. */
  ofProvider<Key extends "name" | "nickname" | "relationship">(key: Key, id: bigint): ReturnType<NonNullable<FriendsProvider[Key]>> | undefined;
  ofProvider(key: "name" | "nickname" | "relationship", id: bigint): unknown {
    return this.guardProvider(key, () => this.#provider?.[key]?.(id));
  }

  /** Asks the application something, which may throw. */
  guardProvider<T>(key: string, ask: () => T): T | undefined {
    try {
      return ask();
    } catch (cause) {
      this.#context.log.errorOnce(`friends ${key}`, `[STEAM] The friends provider's ${key}() threw and is ignored: ${String(cause)}`);
      return undefined;
    }
  }

  /** The relay has told of somebody; whether the game had been waiting for it. */
  learnt(id: bigint): boolean {
    this.#shy.delete(id);
    return this.#awaited.delete(id);
  }

  /** Those the game had been waiting for in vain. */
  settled(unknown: readonly bigint[]): bigint[] {
    const { people } = this.#context.endpoint;
    for (const id of unknown) this.#keepShy(id);
    const settled = [...this.#awaited].filter((id) => this.#shy.has(id) || !people.isAsking(id));
    for (const id of settled) {
      this.#awaited.delete(id);
      this.#keepShy(id);
    }
    return settled;
  }

  /** Whether it is worth waiting; asks if need be. */
  #isAsking(id: bigint): boolean {
    const { people } = this.#context.endpoint;
    people.ask(id);
    return people.isAsking(id) && !this.#shy.has(id);
  }

  #keepShy(id: bigint): void {
    this.#shy.add(id);
    if (this.#shy.size > MAX_SHY) for (const oldest of this.#shy) return void this.#shy.delete(oldest);
  }
}
