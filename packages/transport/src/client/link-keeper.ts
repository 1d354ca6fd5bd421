import type { Lane } from "../wire/lane.js";
import type { Link } from "../wire/link.js";
import { BackOff } from "./back-off.js";
import type { LinkOpener, OpenedLink } from "./link-opener.js";
import { RelayError } from "./relay-error.js";

/**
 * How long the relay may say nothing at all before its link counts as dead. It speaks at least once a second; half
 * a second short of the five seconds in which a vanished relay is to be noticed.
 */
export const RELAY_SILENCE_MS = 4_500;

/** A link that lived this long was a good one: when it breaks, the next attempt is made at once. */
const STABLE_LINK_MS = 5_000;

/** An attempt to get a lost link back is given this long, and each further one {@link LONGER_ATTEMPT_MS} more. */
const SHORT_ATTEMPT_MS = 4_000;
/** One in some attempts hangs for good when packets are lost, and a new one is faster; but a slow network needs its time. */
const LONGER_ATTEMPT_MS = 2_000;

/**
 * The first attempt's share of the time allowed for opening; a second one has the rest. By default 6 s and 4 s: enough for a
 * round trip of half a second, of which an attempt takes eleven, and for a fresh start where the first one hangs.
 */
const FIRST_SHARE = 0.6;

/** What a keeper needs from outside. */
export interface LinkKeeperOptions {
  readonly openLink: LinkOpener;
  /** The value of the `Authorization` header for the next attempt. */
  readonly authorize: () => Promise<string>;
  /** The time allowed for opening, and at most for any later attempt. */
  readonly openTimeoutMs: number;
  /** Where the relay is, for error messages. */
  readonly relayUrl: string;
  readonly clock: () => number;
  readonly random: () => number;
}

/** What a keeper tells its owner. */
export interface LinkKeeperEvents {
  /** A link is open. */
  onUp(opened: OpenedLink): void;
  /** The link broke, or an attempt failed. The keeper now rests; `retry()` makes it go on. */
  onDown(error: RelayError): void;
  onDatagram(lane: Lane, datagram: Uint8Array): void;
  onWritable(): void;
}

/** What the keeper is at; all but `resting` have a time when it must act. */
type Phase =
  | { readonly kind: "resting" }
  | { readonly kind: "waiting"; dueMs: number }
  | { readonly kind: "opening"; readonly dueMs: number; readonly abort: AbortController; answered: boolean }
  | { readonly kind: "up"; readonly link: Link; readonly sinceMs: number; dueMs: number };

const RESTING: Phase = { kind: "resting" };

/**
 * Opens links to the relay, one at a time, and notices when one is dead. Holds no timer: its owner calls
 * {@link wake} when {@link nextWakeMs} has come.
 */
export class LinkKeeper {
  readonly #options: LinkKeeperOptions;
  readonly #events: LinkKeeperEvents;
  readonly #backOff: BackOff;
  #phase: Phase = RESTING;
  /** Until then an attempt that takes too long is followed by another, rather than reported. */
  #insistUntilMs = -Infinity;
  #attemptMs: number;

  constructor(options: LinkKeeperOptions, events: LinkKeeperEvents) {
    this.#options = options;
    this.#events = events;
    this.#backOff = new BackOff(options.random);
    this.#attemptMs = options.openTimeoutMs;
  }

  /** The open link, if there is one. */
  get link(): Link | undefined {
    return this.#phase.kind === "up" ? this.#phase.link : undefined;
  }

  /** When {@link wake} wants to be called next; `Infinity` for never. */
  get nextWakeMs(): number {
    return this.#phase.kind === "resting" ? Infinity : this.#phase.dueMs;
  }

  /** Makes the first attempt, at once, and a second one if that takes too long. Reports after `openTimeoutMs` at the latest. */
  start(): void {
    this.rest();
    const now = this.#options.clock();
    this.#attemptMs = this.#options.openTimeoutMs * FIRST_SHARE;
    this.#insistUntilMs = now + this.#options.openTimeoutMs;
    this.#attempt(now);
  }

  /** Goes on looking for the relay, after the wait that is due. */
  retry(): void {
    this.rest();
    this.#phase = { kind: "waiting", dueMs: this.#options.clock() + this.#backOff.nextMs() };
  }

  /** Cuts a wait short: something says that the network is back. */
  hurry(): void {
    if (this.#phase.kind === "waiting") this.#phase.dueMs = this.#options.clock();
  }

  /** The relay was heard. */
  heard(now: number): void {
    if (this.#phase.kind === "up") this.#phase.dueMs = now + RELAY_SILENCE_MS;
  }

  /** The page stood still: what the relay said meanwhile has not been read yet, so it gets this much longer. */
  forgive(untilMs: number): void {
    if (this.#phase.kind === "up") this.#phase.dueMs = Math.max(this.#phase.dueMs, untilMs);
  }

  /** The link is of no use any more, for this reason. Nothing happens unless one is open. */
  lose(why: string): void {
    const phase = this.#phase;
    if (phase.kind !== "up") return;
    if (this.#options.clock() - phase.sinceMs >= STABLE_LINK_MS) this.#backOff.reset();
    this.#attemptMs = Math.min(SHORT_ATTEMPT_MS, this.#options.openTimeoutMs);
    this.#insistUntilMs = -Infinity;
    this.#fail(new RelayError("unreachable", `${this.#options.relayUrl}: the link to the relay broke (${why}).`));
  }

  /** Closes what is open, gives up what is tried, and does nothing until told to. */
  rest(): void {
    const phase = this.#phase;
    this.#phase = RESTING;
    if (phase.kind === "opening") phase.abort.abort();
    if (phase.kind === "up") phase.link.close();
  }

  /** Does what is due: an attempt, or the end of one, or of a link that has gone silent. */
  wake(now: number): void {
    const phase = this.#phase;
    if (phase.kind === "resting" || now < phase.dueMs) return;
    if (phase.kind === "waiting") this.#attempt(now);
    else if (phase.kind === "opening") this.#tookTooLong(now, phase.answered);
    else this.lose(`nothing was heard for ${RELAY_SILENCE_MS / 1000} s`);
  }

  #tookTooLong(now: number, answered: boolean): void {
    if (now >= this.#insistUntilMs) {
      this.#fail(this.#timeoutError(answered));
      return;
    }
    this.rest();
    this.#attemptMs = this.#insistUntilMs - now;
    this.#attempt(now);
  }

  #attempt(now: number): void {
    const abort = new AbortController();
    const phase: Phase = { kind: "opening", dueMs: now + this.#attemptMs, abort, answered: false };
    this.#attemptMs = Math.min(this.#attemptMs + LONGER_ATTEMPT_MS, this.#options.openTimeoutMs);
    this.#phase = phase;
    this.#open(abort.signal, () => (phase.answered = true)).then(
      (opened) => {
        if (this.#phase === phase) this.#up(opened);
        else opened.link.close();
      },
      (error: unknown) => {
        if (this.#phase === phase) this.#fail(this.#asRelayError(error));
      },
    );
  }

  async #open(signal: AbortSignal, onAnswered: () => void): Promise<OpenedLink> {
    const authorization = await this.#options.authorize();
    // What is thrown here nobody waits for any more.
    signal.throwIfAborted();
    return this.#options.openLink({ authorization, signal, onAnswered });
  }

  #up(opened: OpenedLink): void {
    const now = this.#options.clock();
    const { link } = opened;
    this.#phase = { kind: "up", link, sinceMs: now, dueMs: now + RELAY_SILENCE_MS };
    this.#events.onUp(opened);
    // It may have been closed meanwhile, and then nothing must be heard of it.
    if (this.link !== link) return;
    link.listen({
      onDatagram: (lane, datagram) => this.#events.onDatagram(lane, datagram),
      onWritable: () => this.#events.onWritable(),
      onClosed: (why) => this.lose(why),
    });
  }

  #fail(error: RelayError): void {
    this.rest();
    this.#events.onDown(error);
  }

  #timeoutError(answered: boolean): RelayError {
    const what = answered
      ? "the relay answered, but no WebRTC connection came about in time. Is its UDP port open, and does this network let UDP through?"
      : "no answer in time. Is the relay running, and the address right?";
    return new RelayError("timeout", `${this.#options.relayUrl}: ${what}`);
  }

  #asRelayError(error: unknown): RelayError {
    if (error instanceof RelayError) return error;
    return new RelayError("protocol", `${this.#options.relayUrl}: the link could not be opened (${String(error)}).`, { cause: error });
  }
}
