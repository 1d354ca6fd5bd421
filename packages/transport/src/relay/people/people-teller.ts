import type { RelayToPlayer } from "../../wire/control.js";
import { MAX_PEOPLE, type Person } from "../../wire/people.js";
import type { ControlClock } from "../control-part.js";

/** A player hears of changes at most this often. Ours. */
export const TELL_EVERY_MS = 100;
/** What changes within this time is told together. Ours. */
const GATHER_MS = 20;
/** How much a player is told of others in the long run, bytes of JSON a millisecond: 64 KiB a second. Ours. */
const BYTES_PER_MS = 65.536;
/** One message's worth. Ours. */
const MESSAGE_BYTES = 65_536;
/** What is told at once in full; of more people at once only names and states, their rich presence a little later. Ours. */
const AT_ONCE_BYTES = 32_768;
/** Somebody who has been told so much that it lasts for this long is not answered any more until it has got less. Ours. */
const PATIENCE_MS = 4000;
/** People whose changes wait to be told to one player; there are never more whom one player may see and cares for. Ours. */
const MAX_WAITING = 4096;
/** What a person takes in JSON besides texts, at most. */
const PERSON_BYTES = 120;

/** What the teller is given. */
export interface TellerOptions {
  readonly say: (player: bigint, message: RelayToPlayer) => void;
  readonly clock: ControlClock;
  /** How `receiver` sees `person` at this moment; undefined when it may not. */
  readonly seen: (receiver: bigint, person: bigint) => Person | undefined;
}

interface Receiver {
  /** Who is to be told about; with a farewell: what to say if they may not be seen any more by then. */
  readonly waiting: Map<bigint, Person | undefined>;
  /** Everything told so far has had its time by then. */
  quietUntilMs: number;
  toldAtMs: number;
  disarm: (() => void) | undefined;
}

/**
 * Tells players about people, as fast as is good for them: what others do to themselves, however often, fills neither the relay's memory nor a player's link.
 * Of what changed several times before it could be told, the last is told.
 */
export class PeopleTeller {
  readonly #options: TellerOptions;
  readonly #receivers = new Map<bigint, Receiver>();

  constructor(options: TellerOptions) {
    this.#options = options;
  }

  attached(receiver: bigint): void {
    this.detached(receiver);
    this.#receivers.set(receiver, { waiting: new Map(), quietUntilMs: -Infinity, toldAtMs: -Infinity, disarm: undefined });
  }

  detached(receiver: bigint): void {
    this.#receivers.get(receiver)?.disarm?.();
    this.#receivers.delete(receiver);
  }

  stop(): void {
    for (const { disarm } of this.#receivers.values()) disarm?.();
    this.#receivers.clear();
  }

  /**
   * Has the receiver told about the person soon.
   * @param farewell what to say if the receiver may not see the person any more by then; nothing without.
   */
  note(receiver: bigint, person: bigint, farewell?: Person): void {
    const state = this.#receivers.get(receiver);
    if (state === undefined || (state.waiting.size >= MAX_WAITING && !state.waiting.has(person))) return;
    state.waiting.set(person, farewell);
    this.#arm(receiver, state);
  }

  /** Tells about people at once, those who may be seen, in this order. False, and nothing is said: it has been too much lately. Introductions are always said. */
  tell(receiver: bigint, people: Iterable<bigint>, isIntroduction = false): boolean {
    const state = this.#receivers.get(receiver);
    if (state === undefined) return false;
    if (!isIntroduction && state.quietUntilMs > this.#now() + PATIENCE_MS) return false;
    const told: Person[] = [];
    let bytes = 0;
    for (const id of people) {
      const person = this.#options.seen(receiver, id);
      if (person === undefined) continue;
      state.waiting.delete(id);
      bytes += sizeOf(person);
      if (bytes <= AT_ONCE_BYTES || person.rich.length === 0) {
        told.push(person);
      } else {
        told.push({ ...person, rich: [] });
        this.note(receiver, id);
      }
    }
    this.#say(receiver, state, told);
    return true;
  }

  #flush(receiver: bigint, state: Receiver): void {
    const told: Person[] = [];
    let bytes = 0;
    for (const [id, farewell] of state.waiting) {
      if (bytes >= MESSAGE_BYTES || told.length >= MAX_PEOPLE) break;
      state.waiting.delete(id);
      const person = this.#options.seen(receiver, id) ?? farewell;
      if (person === undefined) continue;
      bytes += sizeOf(person);
      told.push(person);
    }
    this.#say(receiver, state, told);
    if (state.waiting.size > 0) this.#arm(receiver, state);
  }

  #say(receiver: bigint, state: Receiver, people: readonly Person[]): void {
    const now = this.#now();
    let message: Person[] = [];
    let bytes = 0;
    let sum = 0;
    for (const person of people) {
      const size = sizeOf(person);
      if (message.length > 0 && (bytes + size > MESSAGE_BYTES || message.length === MAX_PEOPLE)) {
        this.#options.say(receiver, { t: "people", people: message });
        message = [];
        bytes = 0;
      }
      message.push(person);
      bytes += size;
      sum += size;
    }
    if (message.length > 0) this.#options.say(receiver, { t: "people", people: message });
    state.toldAtMs = now;
    state.quietUntilMs = Math.max(state.quietUntilMs, now) + sum / BYTES_PER_MS;
  }

  #arm(receiver: bigint, state: Receiver): void {
    if (state.disarm !== undefined) return;
    const now = this.#now();
    const due = Math.max(now + GATHER_MS, state.toldAtMs + TELL_EVERY_MS, state.quietUntilMs);
    state.disarm = this.#options.clock.after(due - now, () => {
      state.disarm = undefined;
      this.#flush(receiver, state);
    });
  }

  #now(): number {
    return this.#options.clock.now();
  }
}

function sizeOf({ name, rich }: Person): number {
  return PERSON_BYTES + new TextEncoder().encode(JSON.stringify([name, rich])).length;
}
