import { Fifo } from "../session/fifo.js";
import type { RelayToPlayer } from "../wire/control.js";
import { MAX_NAME_BYTES, MAX_PEOPLE, MAX_RICH_KEY_BYTES, MAX_RICH_KEYS, MAX_RICH_VALUE_BYTES, MAX_SHOWN_TO, type Person } from "../wire/people.js";
import { isIndividualId } from "../wire/steam-id.js";
import type { People, PersonEvent } from "./relay-endpoint.js";
import type { RelayLine, RelayPart } from "./relay-part.js";

/** What we say of ourselves is said at most this often. Ours; the relay passes it on no faster. */
const SAY_EVERY_MS = 100;
/** How long an answer about somebody is waited for, as far as the game is concerned. Ours. */
export const ASKING_MS = 2000;
/** Somebody of whom nothing could be learnt is not asked about again for so long. Ours. */
export const NOT_AGAIN_MS = 5000;
/** People remembered; one is forgotten for each beyond, those we share a lobby with or show ourselves to last. Ours. */
export const MAX_KNOWN = 4096;
/** People asked about at a time, events kept for the game, and people asked about in vain that are remembered. Ours. */
const MAX_ASKING = 1024;
const MAX_EVENTS = 4096;

const text = new TextEncoder();

/** Who is who, as the relay tells it. */
export class KnownPeople implements People, RelayPart {
  readonly #line: RelayLine;
  readonly #isCompanion: (player: bigint) => boolean;

  #name = "";
  #state = 1;
  #rich: ReadonlyMap<string, string> = new Map();
  #isUnsaid = false;
  #saidAtMs = -Infinity;
  /** In the order they were named. */
  readonly #shown = new Set<bigint>();
  readonly #unshown = new Set<bigint>();

  readonly #known = new Map<bigint, Person>();
  /** Whom the relay knows that we care for. */
  readonly #followed = new Set<bigint>();
  /** Until when the game is told that we are asking; in the order of asking. */
  readonly #asking = new Map<bigint, number>();
  /** Of whom nothing was learnt, and until when they are not asked about. */
  readonly #inVain = new Map<bigint, number>();
  /** Whom to ask about next. */
  readonly #queue = new Set<bigint>();
  /** Of those under way, the ones nothing has been heard of yet. */
  #underWay: Set<bigint> | undefined;
  #queueNotBeforeMs = -Infinity;
  readonly #events = new Fifo<PersonEvent | { readonly unknown: bigint }>();

  /** @param isCompanion whether somebody shares a lobby with us. */
  constructor(line: RelayLine, isCompanion: (player: bigint) => boolean) {
    this.#line = line;
    this.#isCompanion = isCompanion;
  }

  get name(): string {
    return this.#name;
  }

  get state(): number {
    return this.#state;
  }

  get rich(): ReadonlyMap<string, string> {
    return this.#rich;
  }

  setName(name: string): void {
    const cut = cutTo(MAX_NAME_BYTES, name);
    if (cut === this.#name) return;
    this.#name = cut;
    this.#unsay();
  }

  /** Anything but 1..7 changes nothing. */
  setState(state: number): void {
    if (state === this.#state || !Number.isInteger(state) || state < 1 || state > 7) return;
    this.#state = state;
    this.#unsay();
  }

  /** Keys that are empty or too long, and those beyond the thirtieth, are left out. */
  setRich(rich: ReadonlyMap<string, string>): void {
    const kept = new Map<string, string>();
    for (const [key, value] of rich) {
      if (kept.size === MAX_RICH_KEYS) break;
      if (key !== "" && cutTo(MAX_RICH_KEY_BYTES, key) === key) kept.set(key, cutTo(MAX_RICH_VALUE_BYTES, value));
    }
    this.#rich = kept;
    this.#unsay();
  }

  showTo(players: Iterable<bigint>): void {
    for (const player of players) {
      // The relay would not read a message that names what is no player.
      if (this.#shown.has(player) || player === this.#line.self || !isIndividualId(player)) continue;
      this.#shown.add(player);
      this.#unshown.add(player);
      const [oldest] = this.#shown;
      if (oldest !== undefined && this.#shown.size > MAX_SHOWN_TO) {
        this.#shown.delete(oldest);
        this.#unshown.delete(oldest);
      }
    }
    if (this.#unshown.size > 0) this.#line.hurry();
  }

  get(player: bigint): Person | undefined {
    return this.#known.get(player);
  }

  ask(player: bigint): void {
    const isKnown = this.#known.has(player);
    if ((isKnown && this.#followed.has(player)) || player === this.#line.self || this.#asking.has(player) || this.#queue.has(player) || !isIndividualId(player)) return;
    const now = this.#line.now();
    if (now < (this.#inVain.get(player) ?? -Infinity) || this.#queue.size >= MAX_ASKING) return;
    if (!isKnown) {
      if (this.#asking.size >= MAX_ASKING) return;
      this.#asking.set(player, now + ASKING_MS);
    }
    this.#queue.add(player);
    this.#line.hurry();
  }

  isAsking(player: bigint): boolean {
    return this.#line.now() < (this.#asking.get(player) ?? -Infinity);
  }

  known(): readonly Person[] {
    return [...this.#known.values()];
  }

  nextEvent(): PersonEvent | { readonly unknown: bigint } | undefined {
    const now = this.#line.now();
    for (const [player, untilMs] of this.#asking) {
      if (now < untilMs) break;
      this.#giveUp(player);
    }
    return this.#events.shift();
  }

  get nextWakeMs(): number {
    if (!this.#line.online) return Infinity;
    const sayMs = this.#isUnsaid || this.#unshown.size > 0 ? this.#saidAtMs + SAY_EVERY_MS : Infinity;
    const askMs = this.#queue.size > 0 && this.#underWay === undefined ? this.#queueNotBeforeMs : Infinity;
    return Math.min(sayMs, askMs);
  }

  wake(now: number): void {
    if (!this.#line.online) return;
    if (now >= this.#saidAtMs + SAY_EVERY_MS) this.#say(now);
    if (now >= this.#queueNotBeforeMs) this.#askNext();
  }

  greet(): void {
    this.#isUnsaid = true;
    for (const player of this.#shown) this.#unshown.add(player);
    this.#say(this.#line.now());
  }

  heard(message: RelayToPlayer): void {
    if (message.t === "people") for (const person of message.people) this.#learn(person);
    if (message.t !== "welcome") return;
    // What they changed while we were away we have not been told.
    this.#followed.clear();
    for (const player of this.#known.keys()) this.#queue.add(player);
    this.#queueNotBeforeMs = -Infinity;
    this.#line.hurry();
  }

  /** What we say of ourselves, and to whom, stays. */
  reset(): void {
    this.#known.clear();
    this.#followed.clear();
    this.#asking.clear();
    this.#inVain.clear();
    this.#queue.clear();
    this.#underWay = undefined;
    this.#events.filter(() => false);
  }

  #unsay(): void {
    this.#isUnsaid = true;
    this.#line.hurry();
  }

  #say(now: number): void {
    if (this.#isUnsaid || this.#unshown.size > 0) this.#saidAtMs = now;
    if (this.#isUnsaid) {
      this.#isUnsaid = !this.#line.say({ t: "profile", profile: { name: this.#name, state: this.#state, rich: [...this.#rich] } });
    }
    while (this.#unshown.size > 0) {
      const to = [...this.#unshown].slice(0, MAX_PEOPLE);
      if (!this.#line.say({ t: "show", to })) return;
      for (const player of to) this.#unshown.delete(player);
    }
  }

  #askNext(): void {
    if (this.#underWay !== undefined || this.#queue.size === 0) return;
    const players = [...this.#queue].slice(0, MAX_PEOPLE);
    const missing = new Set(players);
    for (const player of players) this.#queue.delete(player);
    this.#underWay = missing;
    this.#line.ask({ do: "who", players }, ({ result }) => {
      if (this.#underWay !== missing) return;
      this.#underWay = undefined;
      if (result === 1) for (const player of players) this.#follow(player);
      for (const player of missing) this.#missed(player, result === 1);
      this.#line.hurry();
    });
  }

  /** An answer came without the player; one that can be relied on, or an excuse. */
  #missed(player: bigint, isCertain: boolean): void {
    const known = this.#known.get(player);
    if (known === undefined) {
      if (this.#asking.has(player)) this.#giveUp(player);
    } else if (isCertain) {
      // Not shown to us any more: as good as offline.
      this.#learn({ id: player, name: known.name, state: 0, rich: [], lobby: 0n });
    } else {
      this.#queue.add(player);
      this.#queueNotBeforeMs = this.#line.now() + NOT_AGAIN_MS;
    }
  }

  #follow(player: bigint): void {
    this.#followed.add(player);
    trim(this.#followed, MAX_KNOWN);
  }

  #giveUp(player: bigint): void {
    this.#asking.delete(player);
    this.#inVain.delete(player);
    this.#inVain.set(player, this.#line.now() + NOT_AGAIN_MS);
    trim(this.#inVain, MAX_ASKING);
    this.#post({ unknown: player });
  }

  #learn(person: Person): void {
    const { id } = person;
    if (id === this.#line.self) return;
    this.#underWay?.delete(id);
    this.#asking.delete(id);
    this.#inVain.delete(id);
    const before = this.#known.get(id);
    if (before !== undefined && isSame(before, person)) return;
    this.#known.set(id, person);
    if (this.#known.size > MAX_KNOWN) this.#forgetOne(id);
    this.#post({ before, person });
  }

  #forgetOne(newest: bigint): void {
    const ids = [...this.#known.keys()];
    const victim = ids.find((id) => id !== newest && !this.#isCompanion(id) && !this.#shown.has(id)) ?? ids[0] ?? newest;
    this.#known.delete(victim);
    this.#followed.delete(victim);
  }

  #post(event: PersonEvent | { readonly unknown: bigint }): void {
    this.#events.push(event);
    if (this.#events.length > MAX_EVENTS) this.#events.shift();
  }
}

/** The longest beginning of a text that takes at most so many bytes of UTF-8. */
function cutTo(bytes: number, full: string): string {
  return full.slice(0, text.encodeInto(full, new Uint8Array(bytes)).read);
}

function isSame(one: Person, other: Person): boolean {
  return (
    one.name === other.name &&
    one.state === other.state &&
    one.lobby === other.lobby &&
    one.rich.length === other.rich.length &&
    one.rich.every(([key, value], index) => key === other.rich[index]?.[0] && value === other.rich[index][1])
  );
}

/** Takes out the first, if there are more than so many. */
function trim(ids: { readonly size: number; keys(): Iterable<bigint>; delete(id: bigint): boolean }, most: number): void {
  const [oldest] = ids.keys();
  if (oldest !== undefined && ids.size > most) ids.delete(oldest);
}
