import type { Ask, AskAnswer } from "../wire/ask.js";
import type { PlayerToRelay } from "../wire/control.js";
import type { AskFailure } from "./relay-endpoint.js";

/** How long an answer is waited for. Ours: what Steam's searches take at most. */
export const ASK_TIMEOUT_MS = 20_000;
/** Asks without an answer at a time; further ones fail with 25 (LIMIT_EXCEEDED). To leave, as many again: else the relay would keep the seat. Ours. */
export const MAX_ASKS = 256;

/** Called once: with the relay's answer, or with a failure of our own making. */
export type AskDone = (answer: AskAnswer, failed: boolean) => void;

/** What to say of a failure of our own making. */
const whys = { 2: "the relay was restarted meanwhile", 3: "not connected", 16: "no answer came within 20 s", 25: "256 answers are awaited already" } as const;

/** An answer in the relay's place. */
export const failure = (result: keyof typeof whys): AskAnswer => ({ result, why: whys[result] });

interface Pending {
  readonly ask: Ask;
  readonly done: AskDone;
  readonly dueMs: number;
  sent: boolean;
}

/**
 * What we ask of the relay, and wait to be answered. Each ask is numbered and sent in the order it came; it waits while there is no relay, and is repeated with its number
 * whenever the relay may not have got it.
 */
export class Asks {
  readonly #say: (message: PlayerToRelay) => boolean;
  /** In the order of their numbers, which is also that of their time-outs. */
  readonly #pending = new Map<number, Pending>();
  #last = 0;
  #held = true;

  /** @param say answers false when there was no room. */
  constructor(say: (message: PlayerToRelay) => boolean) {
    this.#say = say;
  }

  /** When the oldest times out. */
  get nextWakeMs(): number {
    for (const { dueMs } of this.#pending.values()) return dueMs;
    return Infinity;
  }

  ask(now: number, ask: Ask, done: AskDone): void {
    if (this.#pending.size >= (ask.do === "leave" ? 2 * MAX_ASKS : MAX_ASKS)) return done(failure(25), true);
    this.#pending.set(++this.#last, { ask, done, dueMs: now + ASK_TIMEOUT_MS, sent: false });
    this.send();
  }

  /** Keeps what is asked until {@link resume}. */
  hold(): void {
    this.#held = true;
  }

  /** The relay listens: what has no answer yet is asked again. */
  resume(): void {
    this.#held = false;
    for (const pending of this.#pending.values()) pending.sent = false;
    this.send();
  }

  /** Sends what has not been sent, as far as there is room. */
  send(): void {
    if (this.#held) return;
    for (const [n, pending] of this.#pending) {
      pending.sent ||= this.#say({ t: "ask", n, ask: pending.ask });
      if (!pending.sent) return;
    }
  }

  answered(n: number, answer: AskAnswer): void {
    const pending = this.#pending.get(n);
    if (!this.#pending.delete(n)) return;
    pending?.done(answer, false);
  }

  /** Fails what was waited for too long. */
  wake(now: number): void {
    for (const [n, { dueMs, done }] of this.#pending) {
      if (now < dueMs) return;
      this.#pending.delete(n);
      done(failure(16), true);
    }
  }

  /** Fails everything. */
  fail(result: AskFailure): void {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    for (const { done } of all) done(failure(result), true);
  }

  /** Forgets everything, and calls nobody. Numbers begin again. */
  reset(): void {
    this.#pending.clear();
    this.#last = 0;
    this.#held = true;
  }
}
