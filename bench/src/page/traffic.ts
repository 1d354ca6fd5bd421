import type { Delivery, Player } from "../contenders/contender.js";
import { makePayload, readPayload } from "./payload.js";

/** Messages of one size, sent at one rate. */
export interface StreamOptions {
  /** What its messages are told from others by, 0..31; a new one for each stream. */
  readonly stream: number;
  readonly hz: number;
  readonly bytes: number;
  readonly delivery: Delivery;
  readonly channel: number;
  readonly durationMs: number;
}

/** One message. */
export interface MessageOptions {
  readonly stream: number;
  readonly number: number;
  readonly bytes: number;
  readonly delivery: Delivery;
  readonly channel: number;
}

/** What arrived of a stream, in the order in which it came. */
export interface Arrivals {
  readonly numbers: number[];
  /** By the page's clock. */
  readonly times: number[];
}

/** Sends what a measurement wants sent, and notes what comes. */
export class Traffic {
  readonly #player: Player;
  readonly #now: () => number;
  readonly #arrivals = new Map<number, Arrivals>();
  readonly #waiting = new Set<() => boolean>();

  constructor(player: Player, now: () => number) {
    this.#player = player;
    this.#now = now;
    player.onMessage((payload) => {
      const at = now();
      const { stream, number } = readPayload(payload);
      const arrivals = this.arrivals(stream);
      arrivals.numbers.push(number);
      arrivals.times.push(at);
      for (const check of this.#waiting) if (check()) this.#waiting.delete(check);
    });
  }

  /** Sends a stream. @returns when each of its messages was sent, by number; null for those that were refused. */
  stream({ stream, hz, bytes, delivery, channel, durationMs }: StreamOptions): Promise<(number | null)[]> {
    const sent: (number | null)[] = [];
    const total = Math.round((hz * durationMs) / 1000);
    const startAt = performance.now();
    return new Promise((resolve) => {
      const step = (): void => {
        const due = Math.min(total, Math.floor(((performance.now() - startAt) * hz) / 1000) + 1);
        while (sent.length < due) sent.push(this.send({ stream, number: sent.length, bytes, delivery, channel }));
        if (sent.length === total) resolve(sent);
        else setTimeout(step, Math.max(0, startAt + (sent.length * 1000) / hz - performance.now()));
      };
      step();
    });
  }

  /** Sends one message. @returns when it was sent; null when it was refused. */
  send({ stream, number, bytes, delivery, channel }: MessageOptions): number | null {
    const payload = makePayload({ stream, number }, bytes);
    const at = this.#now();
    return this.#player.send(payload, delivery, channel) ? at : null;
  }

  arrivals(stream: number): Arrivals {
    let arrivals = this.#arrivals.get(stream);
    if (arrivals === undefined) this.#arrivals.set(stream, (arrivals = { numbers: [], times: [] }));
    return arrivals;
  }

  /** When the first message with this number arrived, be it in the past; null when it does not come in time. */
  arrival(stream: number, number: number, timeoutMs: number): Promise<number | null> {
    const find = (): number | null => {
      const { numbers, times } = this.arrivals(stream);
      return times[numbers.indexOf(number)] ?? null;
    };
    return this.#when(() => find() !== null, timeoutMs).then(find);
  }

  /** Waits for this many messages of a stream, not longer than the time. */
  async count(stream: number, count: number, timeoutMs: number): Promise<void> {
    await this.#when(() => this.arrivals(stream).numbers.length >= count, timeoutMs);
  }

  #when(condition: () => boolean, timeoutMs: number): Promise<void> {
    if (condition()) return Promise.resolve();
    return new Promise((resolve) => {
      const check = (): boolean => {
        if (!condition()) return false;
        clearTimeout(timer);
        resolve();
        return true;
      };
      this.#waiting.add(check);
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        resolve();
      }, timeoutMs);
    });
  }
}
