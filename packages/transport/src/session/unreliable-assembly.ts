import { FRAGMENT_BYTES, MAX_UNRELIABLE_FRAGMENTS } from "../wire/frame.js";

/** Half-received unreliable messages that are held at once; the oldest gives way. */
const MAX_HELD = 8;

interface Held {
  readonly channel: number;
  readonly pieces: (Uint8Array | undefined)[];
  missing: number;
}

/** Puts unreliable messages of several fragments together; one lost fragment loses the message. */
export class UnreliableAssembly {
  readonly #held = new Map<number, Held>();

  /** Adds a piece; returns the message when it was the last one missing. A piece that contradicts the others is ignored. */
  add(number: number, channel: number, index: number, count: number, piece: Uint8Array): Uint8Array | undefined {
    const fits = index < count - 1 ? piece.length === FRAGMENT_BYTES : piece.length <= FRAGMENT_BYTES;
    if (!fits || count > MAX_UNRELIABLE_FRAGMENTS) return undefined;
    const message = this.#held.get(number) ?? this.#begin(number, channel, count);
    if (message.pieces.length !== count || message.channel !== channel || message.pieces[index] !== undefined) return undefined;
    message.pieces[index] = piece;
    if (--message.missing > 0) return undefined;
    this.#held.delete(number);
    return join(message.pieces);
  }

  #begin(number: number, channel: number, count: number): Held {
    const message: Held = { channel, pieces: new Array<Uint8Array | undefined>(count).fill(undefined), missing: count };
    this.#held.set(number, message);
    if (this.#held.size > MAX_HELD) this.#held.delete(this.#held.keys().next().value!);
    return message;
  }
}

function join(pieces: readonly (Uint8Array | undefined)[]): Uint8Array {
  const last = pieces[pieces.length - 1];
  const payload = new Uint8Array((pieces.length - 1) * FRAGMENT_BYTES + (last?.length ?? 0));
  pieces.forEach((piece, index) => piece !== undefined && payload.set(piece, index * FRAGMENT_BYTES));
  return payload;
}
