import { contenders, type ContenderName, type Player, type Seat } from "../contenders/index.js";
import { answerClockQuestions, clockAhead, now } from "./clock.js";
import { Traffic, type Arrivals, type MessageOptions, type StreamOptions } from "./traffic.js";

/** A player of this page, by the name the bench gave it. */
interface Seated {
  readonly player: Player;
  readonly traffic: Traffic;
}

const seated = new Map<string, Seated>();

/** What the bench calls in a page. Everything in it and out of it is JSON. */
export const pageApi = {
  answerClockQuestions,
  clockAhead,
  now,

  /** Connects a player. @returns its id, and how long it took. */
  async connect(handle: string, contender: ContenderName, seat: Seat): Promise<{ id: string; startedAt: number; connectMs: number }> {
    const startedAt = now();
    const player = await contenders[contender].connect(seat);
    seated.set(handle, { player, traffic: new Traffic(player, now) });
    return { id: player.id, startedAt, connectMs: now() - startedAt };
  },

  meet: (handle: string, peerId: string): void => at(handle).player.meet(peerId),
  stream: (handle: string, options: StreamOptions): Promise<(number | null)[]> => at(handle).traffic.stream(options),
  send: (handle: string, options: MessageOptions): number | null => at(handle).traffic.send(options),
  arrivals: (handle: string, stream: number): Arrivals => at(handle).traffic.arrivals(stream),
  arrival: (handle: string, stream: number, number: number, timeoutMs: number): Promise<number | null> =>
    at(handle).traffic.arrival(stream, number, timeoutMs),
  count: (handle: string, stream: number, count: number, timeoutMs: number): Promise<void> => at(handle).traffic.count(stream, count, timeoutMs),

  /** Connects, meets a player who is there already and sends a message, without a step outside the page between. */
  async connectAndSend(
    handle: string, contender: ContenderName, seat: Seat, peerId: string, message: MessageOptions,
  ): Promise<{ id: string; startedAt: number; connectMs: number }> {
    const connected = await pageApi.connect(handle, contender, seat);
    pageApi.meet(handle, peerId);
    if (pageApi.send(handle, message) === null) throw new Error("the first message was refused");
    return connected;
  },

  close(handle: string): void {
    at(handle).player.close();
    seated.delete(handle);
  },
};

/** See {@link pageApi}. */
export type PageApi = typeof pageApi;

Object.assign(globalThis, { bench: pageApi });

function at(handle: string): Seated {
  const found = seated.get(handle);
  if (found === undefined) throw new Error(`no player ${handle} in this page`);
  return found;
}
