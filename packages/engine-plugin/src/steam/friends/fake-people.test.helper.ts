import type { People, Person, PersonEvent } from "@samovar/transport";

/** Somebody who shows himself. */
export function person(id: bigint, known: Partial<Person> = {}): Person {
  return { id, name: "", state: 1, rich: [], lobby: 0n, ...known };
}

/** What a relay would tell, said by the test. */
export class FakePeople implements People {
  name = "";
  state = 1;
  rich: ReadonlyMap<string, string> = new Map();
  readonly shown = new Set<bigint>();
  readonly asked: bigint[] = [];
  readonly #known = new Map<bigint, Person>();
  readonly #asking = new Set<bigint>();
  readonly #events: (PersonEvent | { readonly unknown: bigint })[] = [];

  /** The relay tells of somebody, asked or not. */
  tell(now: Person): void {
    this.#events.push({ before: this.#known.get(now.id), person: now });
    this.#known.set(now.id, now);
    this.#asking.delete(now.id);
  }

  /** The relay says that there is nothing to say of somebody; or, not `said`, does not answer in time. */
  keepSilent(id: bigint, said = true): void {
    this.#asking.delete(id);
    if (said) this.#events.push({ unknown: id });
  }

  setName(name: string): void {
    this.name = name;
  }
  setState(state: number): void {
    this.state = state;
  }
  setRich(rich: ReadonlyMap<string, string>): void {
    this.rich = rich;
  }
  showTo(players: Iterable<bigint>): void {
    for (const player of players) this.shown.add(player);
  }
  get(player: bigint): Person | undefined {
    return this.#known.get(player);
  }
  ask(player: bigint): void {
    this.asked.push(player);
    if (!this.#known.has(player)) this.#asking.add(player);
  }
  isAsking(player: bigint): boolean {
    return this.#asking.has(player);
  }
  known(): readonly Person[] {
    return [...this.#known.values()];
  }
  nextEvent(): PersonEvent | { readonly unknown: bigint } | undefined {
    return this.#events.shift();
  }
}
