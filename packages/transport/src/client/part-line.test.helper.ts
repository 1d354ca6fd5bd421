import type { Ask, AskAnswer } from "../wire/ask.js";
import type { PlayerToRelay } from "../wire/control.js";
import type { RelayLine, RelayPart } from "./relay-part.js";

/** One part's line to a relay that a test plays. */
export class TestLine implements RelayLine {
  self: bigint;
  online = true;
  /** False: there is no room for what is said. */
  hasRoom = true;
  nowMs = 0;
  readonly said: PlayerToRelay[] = [];
  readonly asked: { readonly ask: Ask; readonly done: (answer: AskAnswer, failed: boolean) => void }[] = [];

  constructor(self: bigint) {
    this.self = self;
  }

  now(): number {
    return this.nowMs;
  }

  say(message: PlayerToRelay): boolean {
    if (!this.online || !this.hasRoom) return false;
    this.said.push(message);
    return true;
  }

  ask(ask: Ask, done: (answer: AskAnswer, failed: boolean) => void): void {
    this.asked.push({ ask, done });
  }

  hurry(): void {}

  /** What was said since the last call. */
  takeSaid(): PlayerToRelay[] {
    return this.said.splice(0);
  }

  /** What was asked since the last call, unanswered. */
  takeAsked(): Ask[] {
    return this.asked.splice(0).map(({ ask }) => ask);
  }

  /** Answers the oldest ask. */
  answer(result = 1, failed = false): Ask | undefined {
    const oldest = this.asked.shift();
    oldest?.done({ result }, failed);
    return oldest?.ask;
  }

  /** Lets time go by, and the part do what is due. */
  pass(part: RelayPart, ms: number): void {
    const end = this.nowMs + ms;
    for (let steps = 0; steps < 1000 && part.nextWakeMs <= end; steps++) {
      this.nowMs = Math.max(this.nowMs, part.nextWakeMs);
      part.wake(this.nowMs);
    }
    this.nowMs = end;
  }

  /** As after a new link: the relay was greeted, and welcomes. */
  greet(part: RelayPart, run = "one"): void {
    this.online = true;
    part.greet();
    part.heard({ t: "welcome", version: 1, run, timeMs: 0 });
  }
}
