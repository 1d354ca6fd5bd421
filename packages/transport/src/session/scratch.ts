import { MAX_FRAME_BYTES } from "../wire/frame.js";
import { MAX_DATAGRAM_BYTES } from "../wire/lane.js";

/** The datagram under construction: one for a whole engine. */
export class Scratch {
  /** Room for the largest datagram, and a frame behind it that turns out not to fit. */
  readonly bytes = new Uint8Array(MAX_DATAGRAM_BYTES + MAX_FRAME_BYTES);
  /** By their length. A view is a hundred bytes of garbage, or more than the packet it shows. */
  readonly #views: (Uint8Array | undefined)[] = new Array<undefined>(MAX_DATAGRAM_BYTES + 1).fill(undefined);

  /** The first so many bytes; the same view each time. */
  first(length: number): Uint8Array {
    return (this.#views[length] ??= this.bytes.subarray(0, length));
  }
}
