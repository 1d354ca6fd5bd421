import { Fifo } from "../session/fifo.js";

/** What may wait for a player whose session's buffer is full. Ours. */
const MOST_BYTES = 1_048_576;

/** What the relay has to say to one player and the player's session has no room for yet, oldest first. */
export class WaitingWords {
  readonly #words = new Fifo<Uint8Array>();
  #bytes = 0;

  get isEmpty(): boolean {
    return this.#words.length === 0;
  }

  /** Whether more waits than may: the link is to be dropped, and the player told everything anew on the next one. */
  get isOverfull(): boolean {
    return this.#bytes > MOST_BYTES;
  }

  push(message: Uint8Array): void {
    this.#words.push(message);
    this.#bytes += message.length;
  }

  /** Sends as much as there is room for. @param send answers false when there is none. */
  send(send: (message: Uint8Array) => boolean): void {
    for (let first = this.#words.peek(); first !== undefined && send(first); first = this.#words.peek()) {
      this.#words.shift();
      this.#bytes -= first.length;
    }
  }
}
