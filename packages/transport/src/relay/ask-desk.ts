import type { Ask, AskAnswer } from "../wire/ask.js";
import type { RelayToPlayer } from "../wire/control.js";
import { Fifo } from "../session/fifo.js";
import type { ControlClock, ControlPart, LobbyAsk, Parting, PeopleAsk, TicketAsk } from "./control-part.js";
import { FAIL, INVALID_PARAM, JOIN_RATE_LIMIT_EXCEEDED, LIMIT_EXCEEDED, RATE_LIMIT_EXCEEDED } from "./answers.js";
import { RateLimiter, type Rate } from "./rate-limiter.js";

/** How often one player may ask, by what is asked. To leave is always possible: nobody else would notice that a seat is left. Ours. */
export interface AskRates {
  /** Also looking at one: both find out whether there is a lobby of an id. */
  readonly join: Rate;
  /** Also having one brought back. */
  readonly create: Rate;
  readonly search: Rate;
  readonly chat: Rate;
  readonly invite: Rate;
  readonly other: Rate;
  /** Characters of data set in lobbies, besides how often: all members are told of it. */
  readonly dataCharacters: Rate;
}

/** What holds unless a relay is made otherwise. Ours. */
export const defaultAskRates: AskRates = {
  join: { burst: 20, perSecond: 1 },
  create: { burst: 10, perSecond: 0.5 },
  search: { burst: 20, perSecond: 2 },
  chat: { burst: 60, perSecond: 20 },
  invite: { burst: 30, perSecond: 2 },
  other: { burst: 200, perSecond: 50 },
  dataCharacters: { burst: 262_144, perSecond: 65_536 },
};

/** Answers kept for a player to ask for again. Ours. */
const KEPT_ANSWERS = 32;
/** Asks of one player that wait for their turn. Ours. */
const MAX_WAITING = 256;
/** How far behind the highest number an ask may come and still be a new one. Ours. */
const NUMBER_WINDOW = 256;
/** What was asked is forgotten so long after the player's link has gone: longer than a client waits for an answer. Ours. */
const FORGET_MS = 30_000;

/** What the desk is made of. */
export interface AskDeskOptions {
  readonly say: (player: bigint, message: RelayToPlayer) => void;
  readonly clock: ControlClock;
  readonly rates?: AskRates | undefined;
  readonly lobbies: Pick<ControlPart<LobbyAsk>, "ask">;
  readonly people: Pick<ControlPart<PeopleAsk>, "ask">;
  readonly tickets: Pick<ControlPart<TicketAsk>, "ask">;
}

/** The asks of one life of a player. */
interface Asker {
  readonly life: number;
  highest: number;
  /** Numbers handled or waiting, as far as the window reaches. */
  readonly known: Set<number>;
  /** The last answers, oldest first. */
  readonly answers: Map<number, AskAnswer>;
  readonly waiting: Fifo<{ readonly n: number; readonly ask: Ask }>;
  /** The one under way. */
  busy: number | undefined;
  /** The numbers of those under way or waiting. */
  readonly open: Set<number>;
  /** When the link went, monotonic; `undefined` while there is one. */
  goneAt: number | undefined;
}

/**
 * Takes what players ask, to whoever it is for, and answers: each number once, one ask of a player after the other, and not too often.
 *
 * An ask that comes again is answered as before, if it is among the last {@link KEPT_ANSWERS}; what changes nothing (`search`, `look`, `who`) is simply looked up again, so that no large answers are kept.
 * Memory is bounded by player, and what a player asked is forgotten {@link FORGET_MS} after the link has gone.
 */
export class AskDesk {
  readonly #options: AskDeskOptions;
  readonly #askers = new Map<bigint, Asker>();
  readonly #limiters: { readonly [Kind in keyof AskRates]: RateLimiter };
  #cancelSweep: (() => void) | undefined;

  constructor(options: AskDeskOptions) {
    this.#options = options;
    const rates = options.rates ?? defaultAskRates;
    const limiter = (rate: Rate): RateLimiter => new RateLimiter(rate, () => options.clock.now());
    this.#limiters = {
      join: limiter(rates.join), create: limiter(rates.create), search: limiter(rates.search),
      chat: limiter(rates.chat), invite: limiter(rates.invite), other: limiter(rates.other), dataCharacters: limiter(rates.dataCharacters),
    };
  }

  /** A player arrived; another life of it has asked nothing yet. */
  attached(player: bigint, life: number): void {
    const asker = this.#askers.get(player);
    if (asker?.life === life) {
      asker.goneAt = undefined;
      return;
    }
    this.#askers.set(player, { life, highest: 0, known: new Set(), answers: new Map(), waiting: new Fifo(), busy: undefined, open: new Set(), goneAt: undefined });
  }

  /** The player's link is gone. What waits is done all the same: its answer may be asked for again. */
  detached(player: bigint, _how: Parting): void {
    const asker = this.#askers.get(player);
    if (asker === undefined) return;
    asker.goneAt = this.#options.clock.now();
    this.#sweepLater();
  }

  /** @param ask `undefined` when it could not be understood. */
  ask(player: bigint, n: number, ask: Ask | undefined): void {
    const asker = this.#askers.get(player);
    if (asker === undefined) return;
    const answered = asker.answers.get(n);
    if (answered !== undefined) this.#say(player, n, answered);
    else if (ask === undefined) this.#say(player, n, { result: INVALID_PARAM, why: "this relay does not understand what was asked; is the page of another version?" });
    else if (asker.known.has(n)) {
      // Waiting, or under way: the answer comes.
      if (asker.open.has(n)) return;
      if (isIdempotent(ask)) this.#queue(player, asker, n, ask);
      else this.#sayForgotten(player, n);
    } else if (n <= asker.highest - NUMBER_WINDOW) {
      this.#sayForgotten(player, n);
    } else {
      asker.highest = Math.max(asker.highest, n);
      asker.known.add(n);
      if (asker.known.size > 2 * NUMBER_WINDOW) {
        for (const known of asker.known) if (known <= asker.highest - NUMBER_WINDOW) asker.known.delete(known);
      }
      this.#queue(player, asker, n, ask);
    }
  }

  /** No timer is left. */
  stop(): void {
    this.#cancelSweep?.();
    this.#askers.clear();
  }

  #queue(player: bigint, asker: Asker, n: number, ask: Ask): void {
    if (asker.waiting.length >= MAX_WAITING) {
      this.#say(player, n, { result: LIMIT_EXCEEDED, why: "too many asks wait for their turn" });
      return;
    }
    asker.open.add(n);
    asker.waiting.push({ n, ask });
    this.#next(player, asker);
  }

  /** In a loop, and not by recursion: most answers come before the call returns. */
  #next(player: bigint, asker: Asker): void {
    // What waits of a life that is over is not done: it would be done in the name of the next one, and nobody asks for the answer.
    while (asker.busy === undefined && this.#askers.get(player) === asker) {
      const turn = asker.waiting.shift();
      if (turn === undefined) return;
      asker.busy = turn.n;
      let returned = false;
      this.#handle(player, turn.ask, (answer) => {
        if (asker.busy !== turn.n) return;
        asker.busy = undefined;
        asker.open.delete(turn.n);
        this.#answer(player, asker, turn.n, turn.ask, answer);
        if (returned) this.#next(player, asker);
      });
      returned = true;
    }
  }

  #handle(player: bigint, ask: Ask, answer: (answer: AskAnswer) => void): void {
    const waitMs = this.#waitMs(player, ask);
    if (waitMs > 0) {
      answer({ result: ask.do === "join" ? JOIN_RATE_LIMIT_EXCEEDED : ask.do === "create" ? LIMIT_EXCEEDED : RATE_LIMIT_EXCEEDED, why: `too often; try again in ${waitMs} ms` });
      return;
    }
    const { lobbies, people, tickets } = this.#options;
    switch (ask.do) {
      case "who": return people.ask(player, ask, answer);
      case "blanks":
      case "ticket-use":
      case "ticket-cancel":
      case "ticket-check":
      case "ticket-end": return tickets.ask(player, ask, answer);
      case "create":
      case "join":
      case "leave":
      case "data":
      case "member-data":
      case "owner":
      case "settings":
      case "server":
      case "chat":
      case "invite":
      case "invite-to-game":
      case "search":
      case "look":
      case "restore": return lobbies.ask(player, ask, answer);
    }
  }

  /** How long the player has to wait before asking this; 0 when it may. */
  #waitMs(player: bigint, ask: Ask): number {
    if (ask.do === "leave") return 0;
    const key = player.toString();
    return this.#limiters[limits[ask.do] ?? "other"].take(key) || this.#limiters.dataCharacters.take(key, dataCharacters(ask));
  }

  #answer(player: bigint, asker: Asker, n: number, ask: Ask, answer: AskAnswer): void {
    if (!isIdempotent(ask)) {
      asker.answers.set(n, answer);
      if (asker.answers.size > KEPT_ANSWERS) {
        const oldest = asker.answers.keys().next();
        if (oldest.done !== true) asker.answers.delete(oldest.value);
      }
    }
    // Another life of the player has not asked this.
    if (this.#askers.get(player) === asker) this.#say(player, n, answer);
  }

  #sayForgotten(player: bigint, n: number): void {
    this.#say(player, n, { result: FAIL, why: "this was done long ago, and the relay does not remember the answer" });
  }

  #say(player: bigint, n: number, answer: AskAnswer): void {
    this.#options.say(player, { t: "answer", n, answer });
  }

  #sweepLater(): void {
    this.#cancelSweep ??= this.#options.clock.after(FORGET_MS, () => {
      this.#cancelSweep = undefined;
      const now = this.#options.clock.now();
      let someAreGone = false;
      for (const [player, { goneAt }] of this.#askers) {
        if (goneAt === undefined) continue;
        if (now - goneAt >= FORGET_MS) this.#askers.delete(player);
        else someAreGone = true;
      }
      if (someAreGone) this.#sweepLater();
    });
  }
}

/** Whether asking twice does nothing that asking once does not. */
function isIdempotent(ask: Ask): boolean {
  return ask.do === "search" || ask.do === "look" || ask.do === "who";
}

const limits: { readonly [Kind in Ask["do"]]?: keyof AskRates } = {
  "join": "join", "look": "join", "create": "create", "restore": "create", "search": "search", "chat": "chat", "invite": "invite", "invite-to-game": "invite",
};

function dataCharacters(ask: Ask): number {
  if (ask.do !== "data" && ask.do !== "member-data") return 0;
  return ask.set.reduce((sum, [key, value]) => sum + key.length + value.length, 0);
}
