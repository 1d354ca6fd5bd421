import { think } from "./brain.js";
import type { History } from "./history.js";
import { type Input, NO_INPUT } from "./input.js";
import { type InputPacket, quantised } from "./input-packet.js";
import { InputQueue } from "./input-queue.js";
import { type MatchState, removeGone, tickMatch } from "./match-state.js";
import { FIRST_PLAYER_ID, seatsOf } from "./seats.js";
import { MOST_TICKS_A_FRAME, ROUNDING_MS, TICK_MS } from "./ticks.js";

/** 20 states a second; in results 2, for whoever missed how it ended. */
const STATE_EVERY_MS = 50;
const RESULTS_EVERY_MS = 500;

/** Simulates a match: 60 ticks a second, with what everybody wants. Knows nothing of the network. */
export class Host {
  readonly state: MatchState;
  readonly history: History;
  readonly #self: bigint;
  readonly #queues = new Map<bigint, InputQueue>();
  readonly #inputs = new Map<bigint, Input>();
  #restMs = 0;
  #sinceStateMs = 0;
  #seats: readonly bigint[] = [];
  #seatsAreOf: readonly bigint[] | undefined;
  #size = 0;

  /** @param state goes on from here; the host changes it in place. */
  constructor(self: bigint, state: MatchState, history: History) {
    this.#self = self;
    this.state = state;
    this.history = history;
  }

  /** Since the last tick, 0..1 of a tick: how far a picture is ahead of the world. */
  get fraction(): number {
    return Math.max(0, this.#restMs / TICK_MS);
  }

  /** What a player wants. Only for its own piece: whose packet it is, the network knows. */
  take(from: bigint, packet: InputPacket): void {
    let queue = this.#queues.get(from);
    if (queue === undefined) {
      queue = new InputQueue(this.state.acks.get(from) ?? -1, this.state.inputs.get(from) ?? NO_INPUT);
      this.#queues.set(from, queue);
    }
    queue.add(packet);
  }

  /**
   * Time passes.
   * @param members of the lobby, in the order of their seats; another array when they are others.
   * @param size seats of the lobby.
   * @returns ticks that were done.
   */
  run(elapsedMs: number, input: Input, members: readonly bigint[], size: number): number {
    const { state } = this;
    this.#seat(members, size);
    this.#restMs += elapsedMs;
    let ticks = 0;
    // Frames of a 60th of a second shall be a tick each, however they are rounded.
    for (; this.#restMs >= TICK_MS - ROUNDING_MS; this.#restMs -= TICK_MS) {
      if (ticks >= MOST_TICKS_A_FRAME) {
        this.#restMs = 0;
        break;
      }
      this.#gather(input);
      tickMatch(state, this.#inputs, this.#seats);
      this.history.record(state);
      ticks += 1;
    }
    return ticks;
  }

  /** Whether a state is to be sent in this frame. */
  isStateDue(elapsedMs: number): boolean {
    const everyMs = this.state.phase === "over" ? RESULTS_EVERY_MS : STATE_EVERY_MS;
    this.#sinceStateMs += elapsedMs;
    if (this.#sinceStateMs < everyMs - ROUNDING_MS) return false;
    this.#sinceStateMs = Math.min(this.#sinceStateMs - everyMs, everyMs);
    return true;
  }

  #seat(members: readonly bigint[], size: number): void {
    if (this.#seatsAreOf === members && this.#size === size) return;
    this.#seatsAreOf = members;
    this.#size = size;
    this.#seats = seatsOf(members, this.state.bots, size);
    removeGone(this.state, new Set(members), this.#seats);
    for (const id of this.#queues.keys()) if (!members.includes(id)) this.#queues.delete(id);
  }

  #gather(own: Input): void {
    const { world, acks, inputs } = this.state;
    this.#inputs.clear();
    for (const { id } of world.pieces) {
      const input = id === this.#self ? quantised(own) : id < FIRST_PLAYER_ID ? think(world, id) : (this.#queues.get(id)?.take() ?? NO_INPUT);
      this.#inputs.set(id, input);
      inputs.set(id, input);
      const ack = this.#queues.get(id)?.ack ?? -1;
      if (ack >= 0 && id !== this.#self) acks.set(id, ack);
    }
  }
}
