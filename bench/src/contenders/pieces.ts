// Large messages over an ordered channel: every piece begins with the game's channel (u8) and the bytes of the message
// that are still to come, this piece included (u32).

const HEADER_BYTES = 5;

/** Cuts a message into pieces. */
export function* cut(payload: Uint8Array, channel: number, pieceBytes: number): Generator<Uint8Array> {
  let at = 0;
  do {
    const end = Math.min(payload.length, at + pieceBytes - HEADER_BYTES);
    const piece = new Uint8Array(HEADER_BYTES + end - at);
    piece[0] = channel;
    new DataView(piece.buffer).setUint32(1, payload.length - at);
    piece.set(payload.subarray(at, end), HEADER_BYTES);
    yield piece;
    at = end;
  } while (at < payload.length);
}

/** Puts the pieces together again, as they come in order. */
export class Joiner {
  readonly #done: (payload: Uint8Array, channel: number) => void;
  #message: Uint8Array | undefined;
  #filled = 0;

  constructor(done: (payload: Uint8Array, channel: number) => void) {
    this.#done = done;
  }

  add(piece: Uint8Array): void {
    const left = new DataView(piece.buffer, piece.byteOffset).getUint32(1);
    const bytes = piece.subarray(HEADER_BYTES);
    if (this.#message === undefined) {
      this.#message = new Uint8Array(left);
      this.#filled = 0;
    }
    const message = this.#message;
    message.set(bytes, this.#filled);
    this.#filled += bytes.length;
    if (this.#filled < message.length) return;
    this.#message = undefined;
    this.#done(message, piece[0] as number);
  }
}
