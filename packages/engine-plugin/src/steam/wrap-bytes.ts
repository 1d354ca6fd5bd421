import type { PayloadClass } from "./networking-messages-types.js";

/**
 * Makes bytes into what the game asked to have them in. They lie in memory of their own, so that the class may take that over; without a class, `P` is what they are already.
 */
export function bytesAs<P extends Uint8Array>(payload: PayloadClass<P> | undefined): (bytes: Uint8Array) => P {
  return (bytes) => (payload === undefined ? (bytes as P) : new payload(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length));
}
