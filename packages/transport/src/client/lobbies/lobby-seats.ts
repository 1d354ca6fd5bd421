import type { Ask, AskAnswer } from "../../wire/ask.js";
import type { RelayToPlayer } from "../../wire/control.js";
import type { LobbyChange, SealedLobby } from "../../wire/lobby.js";
import type { LobbyEvents } from "./lobby-events.js";
import { LobbySeat, type SeatHost } from "./lobby-seat.js";
import type { LobbyEvent } from "../relay-endpoint.js";
import type { RelayLine } from "../relay-part.js";

/** How long after its greeting the relay has to say of each lobby that we sit there still. Ours. */
const CONFIRM_MS = 5_000;
/** Lobbies the relay may tell of before it answers the asks they are the answer to. Ours. */
const MAX_UNCLAIMED = 8;

/** Asks that seat us. */
type SeatingAsk = Extract<Ask, { do: "create" | "join" }>;

/**
 * Which lobbies we sit in, as the relay and we agree about it: over lost links, restarts of the relay, and answers that come too late. A lobby the relay seats us in and nobody here
 * asked for, or asks for any more, is left again.
 */
export class LobbySeats {
  readonly #line: RelayLine;
  readonly #events: LobbyEvents;
  readonly #host: SeatHost;
  /** Those the game knows of in the order in which it came to know; among them some that it does not know of yet. */
  readonly #seats = new Map<bigint, LobbySeat>();
  /** How many answers are awaited that would seat us there. */
  readonly #joining = new Map<bigint, number>();
  readonly #leaving = new Set<bigint>();
  #creating = 0;
  #run: string | undefined;

  constructor(line: RelayLine, events: LobbyEvents) {
    this.#line = line;
    this.#events = events;
    this.#host = { line, push: (event) => events.push(event), isHeld: (seat) => this.#seats.get(seat.lobby) === seat };
  }

  get nextWakeMs(): number {
    let nextMs = Infinity;
    for (const seat of this.#seats.values()) nextMs = Math.min(nextMs, seat.confirmByMs, seat.flushAtMs);
    return nextMs;
  }

  /** Those the game knows of, oldest first. */
  *all(): Iterable<LobbySeat> {
    for (const seat of this.#seats.values()) if (seat.claimed) yield seat;
  }

  get(lobby: bigint): LobbySeat | undefined {
    const seat = this.#seats.get(lobby);
    return seat?.claimed === true ? seat : undefined;
  }

  /** Asks for a seat. `done` hears whether we have it: then it can be read. */
  ask(ask: SeatingAsk, done: (answer: AskAnswer, failed: boolean, isSeated: boolean) => void): void {
    this.#expect(ask, 1);
    // We may be taken out of these by it.
    for (const seat of this.all()) seat.flush();
    this.#line.ask(ask, (answer, failed) => {
      this.#expect(ask, -1);
      const lobby = ask.do === "join" ? ask.lobby : answer.lobby;
      const isSeated = !failed && answer.result === 1 && lobby !== undefined && this.#claim(lobby);
      this.#dropUnclaimed();
      done(answer, failed, isSeated);
    });
  }

  /** We sit there no more, and the relay hears so. */
  leave(lobby: bigint): void {
    this.#seats.delete(lobby);
    if (this.#leaving.has(lobby)) return;
    this.#leaving.add(lobby);
    this.#line.ask({ do: "leave", lobby }, () => this.#leaving.delete(lobby));
  }

  heard(message: RelayToPlayer): void {
    if (message.t === "welcome") this.#welcomed(message.run);
    else if (message.t === "lobby") this.#told(message.sealed);
    else if (message.t === "change") this.#changed(message.lobby, message.revision, message.changes, message.seal);
    else if (message.t === "gone") this.#gone(message.lobby, message.moved);
  }

  greet(): void {
    for (const seat of this.#seats.values()) seat.confirmed = false;
  }

  wake(now: number): void {
    for (const [lobby, seat] of this.#seats) {
      if (now >= seat.flushAtMs) seat.flush();
      if (now < seat.confirmByMs) continue;
      seat.confirmByMs = Infinity;
      this.#resync(lobby, seat);
    }
  }

  /** The relay knows nothing of our seats any more. */
  lose(): void {
    for (const lobby of this.#seats.keys()) this.#kicked(lobby, lobby);
    this.#run = undefined;
  }

  reset(): void {
    this.#seats.clear();
    this.#joining.clear();
    this.#leaving.clear();
    this.#creating = 0;
    this.#run = undefined;
  }

  #welcomed(run: string | undefined): void {
    const isNew = this.#run !== undefined && run !== this.#run;
    this.#run = run;
    for (const [lobby, seat] of this.#seats) {
      if (isNew) this.#restore(lobby, seat);
      else if (!seat.confirmed) seat.confirmByMs = this.#line.now() + CONFIRM_MS;
    }
    this.#line.hurry();
  }

  /** Another run of the relay has forgotten the lobby. What we have changed meanwhile is said again, after it. */
  #restore(lobby: bigint, seat: LobbySeat): void {
    seat.confirmByMs = Infinity;
    if (!seat.claimed) {
      this.#seats.delete(lobby);
      return;
    }
    this.#line.ask({ do: "restore", sealed: seat.mirror.sealed }, ({ result }, failed) => {
      const isRestartedAgain = failed && result === 2;
      if (result !== 1 && !isRestartedAgain) this.#lost(lobby, seat);
    });
    seat.flush();
  }

  #told(sealed: SealedLobby): void {
    const { id } = sealed.lobby;
    const seat = this.#seats.get(id);
    if (seat !== undefined) {
      seat.confirmed = true;
      seat.confirmByMs = Infinity;
      this.#tell(seat, seat.mirror.replace(sealed));
    } else if ((this.#creating > 0 || this.#joining.has(id)) && this.#unclaimed().length < MAX_UNCLAIMED) {
      this.#seats.set(id, new LobbySeat(this.#host, sealed));
    } else {
      this.leave(id);
    }
  }

  #changed(lobby: bigint, revision: number, changes: readonly LobbyChange[], seal: string): void {
    const seat = this.#seats.get(lobby);
    if (seat === undefined || seat.mirror.knows(revision)) return;
    const { self } = this.#line;
    const exit = changes.find((change) => change.k === "exit" && change.member === self);
    if (exit?.k === "exit" && !changes.some((change) => change.k === "enter" && change.member.id === self)) this.#kicked(lobby, exit.by);
    else if (seat.mirror.advance(revision, changes, seal)) this.#tell(seat, changes);
    else this.#resync(lobby, seat);
  }

  #tell(seat: LobbySeat, changes: readonly LobbyChange[]): void {
    if (seat.claimed) this.#events.pushChanges(seat.lobby, this.#line.self, changes);
  }

  /** Something is missing between what we know and what the relay says. Who joins again is sent the whole. */
  #resync(lobby: bigint, seat: LobbySeat): void {
    if (seat.resyncing) return;
    seat.resyncing = true;
    this.#line.ask({ do: "join", lobby, stay: true }, ({ result }, failed) => {
      seat.resyncing = false;
      // 15: asked too often lately. That says nothing of the seat.
      if (result === 15) seat.confirmByMs = this.#line.now() + CONFIRM_MS;
      else if (!failed && result !== 1) this.#lost(lobby, seat);
    });
  }

  #expect(ask: SeatingAsk, more: 1 | -1): void {
    if (ask.do === "create") {
      this.#creating += more;
      return;
    }
    const count = (this.#joining.get(ask.lobby) ?? 0) + more;
    if (count > 0) this.#joining.set(ask.lobby, count);
    else this.#joining.delete(ask.lobby);
  }

  /** The ask that seated us is answered. False when the relay never told of the lobby. */
  #claim(lobby: bigint): boolean {
    const seat = this.#seats.get(lobby);
    if (seat === undefined) {
      this.leave(lobby);
      return false;
    }
    if (!seat.claimed) {
      seat.claimed = true;
      this.#seats.delete(lobby);
      this.#seats.set(lobby, seat);
    }
    return true;
  }

  #unclaimed(): LobbySeat[] {
    return [...this.#seats.values()].filter(({ claimed }) => !claimed);
  }

  /** Leaves lobbies that no ask is waiting for any more. */
  #dropUnclaimed(): void {
    if (this.#creating > 0) return;
    for (const { lobby } of this.#unclaimed()) if (!this.#joining.has(lobby)) this.leave(lobby);
  }

  #gone(lobby: bigint, moved: boolean | undefined): void {
    if (moved) this.#drop({ kind: "moved", lobby });
    else this.#kicked(lobby, lobby);
  }

  #lost(lobby: bigint, seat: LobbySeat): void {
    if (this.#seats.get(lobby) === seat) this.#kicked(lobby, lobby);
  }

  #kicked(lobby: bigint, by: bigint): void {
    this.#drop({ kind: "kicked", lobby, by });
  }

  #drop(news: Extract<LobbyEvent, { kind: "kicked" | "moved" }>): void {
    const { lobby } = news;
    const isKnown = this.get(lobby) !== undefined;
    this.#seats.delete(lobby);
    if (isKnown) this.#events.push(news);
  }
}
