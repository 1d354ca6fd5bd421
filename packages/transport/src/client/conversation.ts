import type { PlayerToRelay, RelayToPlayer } from "../wire/control.js";
import { Asks, failure } from "./asks.js";
import { LobbyBook } from "./lobbies.js";
import { KnownPeople } from "./people.js";
import type { RelayLine, RelayPart } from "./relay-part.js";
import { TicketBook } from "./tickets.js";

/** What a conversation needs of the client it belongs to. */
export interface ConversationHost extends Pick<RelayLine, "now" | "say" | "hurry"> {
  self(): bigint;
  /** Whether the relay is reached at the moment. */
  isOnline(): boolean;
  /** Whether the client is open: the relay is reached, or being looked for. */
  isOpen(): boolean;
  /** The relay's clock, ms since 1970. */
  relayTimeMs(): number;
}

/**
 * What the client and the relay talk about besides carrying messages: lobbies, people and tickets, each a part of its own; and the asks they have in common. It outlives links,
 * sessions with the relay, and the client's closing and opening.
 */
export class Conversation {
  readonly lobbies: LobbyBook;
  readonly people: KnownPeople;
  readonly tickets: TicketBook;
  readonly #asks: Asks;
  readonly #parts: readonly RelayPart[];
  #run: string | undefined;

  constructor(host: ConversationHost) {
    const asks = new Asks((message: PlayerToRelay) => host.say(message));
    const line: RelayLine = {
      get self() {
        return host.self();
      },
      get online() {
        return host.isOnline();
      },
      now: () => host.now(),
      say: (message) => host.say(message),
      hurry: () => host.hurry(),
      ask: (ask, done) => {
        if (!host.isOpen()) return done(failure(3), true);
        // Whoever is invited is to see by whom.
        if (ask.do === "invite" || ask.do === "invite-to-game") this.people.showTo([ask.player]);
        asks.ask(host.now(), ask, done);
      },
    };
    this.#asks = asks;
    this.lobbies = new LobbyBook(line);
    this.people = new KnownPeople(line, (player) => this.lobbies.sitsWith(player));
    this.tickets = new TicketBook(line, () => host.relayTimeMs());
    this.#parts = [this.people, this.lobbies, this.tickets];
  }

  get nextWakeMs(): number {
    let wakeMs = this.#asks.nextWakeMs;
    for (const part of this.#parts) wakeMs = Math.min(wakeMs, part.nextWakeMs);
    return wakeMs;
  }

  wake(now: number): void {
    this.#asks.wake(now);
    for (const part of this.#parts) part.wake(now);
    this.#asks.send();
  }

  /** The relay was greeted: everybody says what it has to know. Asks wait for its answer, unless it is our first: another run of the relay is not to be asked what was meant for the last one. */
  greet(): void {
    if (this.#run === undefined) this.#asks.resume();
    else this.#asks.hold();
    for (const part of this.#parts) part.greet();
  }

  heard(message: RelayToPlayer): void {
    if (message.t === "answer") return this.#asks.answered(message.n, message.answer);
    const isWelcome = message.t === "welcome";
    if (isWelcome && this.#run !== undefined && message.run !== this.#run) this.#asks.fail(2);
    for (const part of this.#parts) part.heard(message);
    if (!isWelcome) return;
    this.#run = message.run;
    this.#asks.resume();
  }

  /** We are somebody else to the relay now, or nobody: lobbies are lost, with events, what was asked fails, and nobody is known any more. */
  lose(): void {
    this.lobbies.lose();
    this.#asks.fail(3);
    this.people.reset();
    this.tickets.reset();
    this.#run = undefined;
  }

  /** Everything begins anew, without a word. */
  reset(): void {
    this.#asks.reset();
    this.#run = undefined;
    for (const part of this.#parts) part.reset();
  }
}
