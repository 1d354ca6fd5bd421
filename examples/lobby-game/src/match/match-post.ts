import { Allowances } from "../net/allowance.js";
import { EVENTS, INPUT, STATE } from "../net/channels.js";
import { pack, unpack } from "../net/packet.js";
import type { Post } from "../net/post.js";
import type { GameSteam } from "../steam.js";
import { bytes_to_input_packet, type InputPacket, input_packet_to_bytes } from "./input-packet.js";
import type { MatchState } from "./match-state.js";
import { state_to_variant, variant_to_state } from "./state-packet.js";

/** Read in a frame from each channel. After a pause of the page all of it is there at once. */
const MOST_LETTERS = 500;

/** Who hears what comes. */
export interface MatchReader {
  /** @param bytes the same once more, to be passed on. */
  onState(from: bigint, state: MatchState, bytes: Uint8Array): void;
  onInputs(from: bigint, packet: InputPacket): void;
  /** Somebody hears nothing of its host. @param term of the match it knows; 0: none. */
  onAsk(from: bigint, term: number): void;
}

/**
 * What a match sends and reads. States are Variants, packed; the same on both channels. The other event is `{ ask: term }`. Inputs are bytes of their own kind.
 * What does not make sense is dropped, with one warning for each sender; so is what comes faster than anybody plays, unread, since unpacking costs time.
 */
export class MatchPost {
  /** Bytes of states sent so far, to one or to several: each counts. */
  sentBytes = 0;
  readonly #Steam: GameSteam;
  readonly #post: Post;
  readonly #warned = new Set<bigint>();
  /** What is taken of each member. Nobody has more than 60 letters a second to send; what was held up on its way comes all at once. */
  readonly #theirs = new Allowances(200, 90);

  constructor(Steam: GameSteam, post: Post) {
    this.#Steam = Steam;
    this.#post = post;
  }

  /** Everything that has come since the last time, what must not be lost first. */
  read(reader: MatchReader): void {
    for (const channel of [EVENTS, STATE, INPUT]) {
      for (const { from, payload } of this.#post.read(channel, MOST_LETTERS)) {
        if (!this.#theirs.take(from, this.#Steam.getLocalTimestamp())) this.#warn(from);
        else if (channel === INPUT) this.#readInputs(reader, from, payload);
        else this.#readOne(reader, from, payload);
      }
    }
  }

  /** In another lobby others sit. */
  clear(): void {
    this.#warned.clear();
    this.#theirs.forget();
  }

  /** The state to everybody: at once or not at all, there is another one soon. */
  broadcast(state: MatchState): void {
    const bytes = pack(state_to_variant(state));
    this.sentBytes += bytes.length * this.#post.members.size;
    this.#post.send_all(STATE, bytes, this.#Steam.NETWORKING_SEND_UNRELIABLE_NO_DELAY);
  }

  /** The state to everybody, and it arrives. */
  announce(state: MatchState): void {
    this.#post.send_all(EVENTS, pack(state_to_variant(state)), this.#Steam.NETWORKING_SEND_RELIABLE_NO_NAGLE);
  }

  /** The state to one member. */
  tell(to: bigint, state: MatchState): void {
    this.#post.send(to, EVENTS, pack(state_to_variant(state)), this.#Steam.NETWORKING_SEND_RELIABLE_NO_NAGLE);
  }

  /** Somebody's state to somebody else, as it came. */
  passOn(to: bigint, bytes: Uint8Array): void {
    this.#post.send(to, STATE, bytes, this.#Steam.NETWORKING_SEND_UNRELIABLE_NO_DELAY);
  }

  /** Our inputs to the host. */
  sendInputs(to: bigint, packet: InputPacket): void {
    this.#post.send(to, INPUT, input_packet_to_bytes(packet), this.#Steam.NETWORKING_SEND_UNRELIABLE_NO_DELAY);
  }

  /** Asks everybody whether they hear the host. */
  ask(term: number): void {
    this.#post.send_all(EVENTS, pack({ ask: term }), this.#Steam.NETWORKING_SEND_RELIABLE_NO_NAGLE);
  }

  #readInputs(reader: MatchReader, from: bigint, payload: Uint8Array): void {
    const packet = bytes_to_input_packet(payload);
    if (packet === undefined) this.#warn(from);
    else reader.onInputs(from, packet);
  }

  #readOne(reader: MatchReader, from: bigint, payload: Uint8Array): void {
    const value = unpack(payload);
    const state = variant_to_state(value);
    if (state !== undefined) reader.onState(from, state, payload);
    else if (isQuestion(value)) reader.onAsk(from, value.ask);
    else this.#warn(from);
  }

  #warn(from: bigint): void {
    if (this.#warned.has(from)) return;
    this.#warned.add(from);
    console.warn(`${this.#Steam.getFriendPersonaName(from)} (${from}) has sent something that is no part of a match, or far too much. It is left out, and so is more of the kind.`);
  }
}

function isQuestion(value: unknown): value is { readonly ask: number } {
  return typeof value === "object" && value !== null && "ask" in value && typeof value.ask === "number" && value.ask >= 0;
}
