import type { Bot } from "./bot.js";
import type { RecordedEvent } from "./recording.js";

const PLACES_EVERY_MS = 200;
const TRAFFIC_EVERY_MS = 1000;
const MS = 1000;

/** Event without its time, which the recorder adds. */
type Untimed<T> = T extends unknown ? Omit<T, "seconds"> : never;

/** Watches a match among bots and tells what happens, line by line. The bots are in the order of their seats. */
export class Recorder {
  readonly #bots: readonly Bot[];
  readonly #take: (event: RecordedEvent) => void;
  readonly #startMs = performance.now();
  #host = -1;
  #placesMs = 0;
  #trafficMs = 0;
  #roundOver = 0;

  constructor(bots: readonly Bot[], take: (event: RecordedEvent) => void) {
    this.#bots = bots;
    this.#take = take;
    const [first] = bots;
    if (first === undefined) return;
    const { surface, rounds } = first.game.lobby.options;
    const colours = new Map(first.game.lobby.members.map(({ steam_id, colour }) => [steam_id, colour]));
    this.#note({ event: "players", surface, rounds, players: bots.map(({ id, name }) => ({ id: String(id), name, colour: colours.get(id) ?? 0 })) });
  }

  /** To be called after every frame. */
  frame(): void {
    const host = this.#seat(this.#bots.find(({ game, id }) => game.match.view.host === id)?.id);
    const hostBot = this.#bots[host];
    if (hostBot === undefined) return;
    if (host !== this.#host) this.#note({ event: "host", player: (this.#host = host) });
    const { view } = hostBot.game.match;
    const nowMs = performance.now();
    if (view.phase === "playing" && nowMs >= this.#placesMs + PLACES_EVERY_MS) {
      this.#placesMs = nowMs;
      const byId = new Map(view.pieces.map((piece) => [piece.id, piece]));
      const places = this.#bots.map(({ id }): readonly [number, number] | null => {
        const piece = byId.get(id);
        return piece === undefined || piece.fallenFor >= 0 ? null : [rounded(piece.x), rounded(piece.y)];
      });
      this.#note({ event: "places", round: view.round, radius: rounded(view.radius), places });
    }
    if (nowMs >= this.#trafficMs + TRAFFIC_EVERY_MS) {
      this.#trafficMs = nowMs;
      const guests = this.#bots.flatMap((bot, player) => (player === host ? [] : [{ player, ...traffic(bot, hostBot.id) }]));
      // Before the first second is over, nothing was measured yet.
      if (guests.every((guest) => guest.in > 0)) this.#note({ event: "traffic", guests });
    }
    if ((view.phase === "round-over" || view.phase === "over") && view.round !== this.#roundOver) {
      this.#roundOver = view.round;
      // Of the last round the match's winner is the winner, too.
      this.#note({ event: "round", round: view.round, winner: this.#seat(view.winner), scores: this.#bots.map(({ id }) => view.scores.get(id) ?? 0) });
    }
  }

  /** Notes the end. @returns it */
  over(winners: readonly bigint[], hosts: bigint): RecordedEvent {
    return this.#note({ event: "over", winner: this.#seat(hosts), seen: winners.map((winner) => this.#seat(winner)) });
  }

  #seat(id: bigint | undefined): number {
    return this.#bots.findIndex((bot) => bot.id === id);
  }

  #note(event: Untimed<RecordedEvent>): RecordedEvent {
    const noted: RecordedEvent = { ...event, seconds: Math.round((performance.now() - this.#startMs) / 10) / 100 };
    this.#take(noted);
    return noted;
  }
}

function traffic({ Steam }: Bot, host: bigint): { in: number; out: number; ping: number } {
  const info = Steam.getSessionConnectionInfo(host, false, true);
  return { in: Math.round(info.bytes_in_per_second), out: Math.round(info.bytes_out_per_second), ping: info.ping };
}

function rounded(value: number): number {
  return Math.round(value * MS) / MS;
}
