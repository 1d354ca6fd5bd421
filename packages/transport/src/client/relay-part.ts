import type { Ask, AskAnswer } from "../wire/ask.js";
import type { PlayerToRelay, RelayToPlayer } from "../wire/control.js";

/** What a part of the client (lobbies, people, tickets) has of the conversation with the relay. */
export interface RelayLine {
  /** Our id; 0n before there is one. */
  readonly self: bigint;
  /** Whether the relay is reached at the moment. */
  readonly online: boolean;
  /** ms of a clock that never goes back. */
  now(): number;
  /** Says something that is not answered. False while there is no link, or no room: it is not kept. Say it again in {@link RelayPart.greet}. */
  say(message: PlayerToRelay): boolean;
  /**
   * Asks. `done` is called once: with the answer, or with a failure of our own making (`failed`): result 2 after the relay was restarted, 3 when there is no client open, 16
   * after 20 s, 25 when too much is being asked already (for `leave`, twice as much); with 3 and 25 within this call. While the relay is being looked for the ask waits. After `close()` nothing is called any more.
   */
  ask(ask: Ask, done: (answer: AskAnswer, failed: boolean) => void): void;
  /** {@link RelayPart.nextWakeMs} may be earlier now. */
  hurry(): void;
}

/** A part of the client, as the client drives it. */
export interface RelayPart {
  /** When {@link wake} wants to be called next, in ms of the line's clock; `Infinity` for never. */
  readonly nextWakeMs: number;
  wake(now: number): void;
  /** A `hello` has just been said, on a link or a session that is new: what the relay has to know of us is to be said again. */
  greet(): void;
  /** Something the relay said, of whatever kind. */
  heard(message: RelayToPlayer): void;
  /** Everything begins anew: the client is opened afresh, or has become another player. */
  reset(): void;
}
