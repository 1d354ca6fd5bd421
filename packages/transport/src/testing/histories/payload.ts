import { SeededRandom } from "../random.js";

const PATTERN_BYTES = 1 << 20;
const STRIDE = 7919;
/** Messages this long and longer say which one they are; shorter ones must be told by number and channel. */
export const LABEL_BYTES = 4;

let pattern: Uint8Array | undefined;

/** The bytes of a message: its label, then noise that depends on it. */
export function makePayload(label: number, size: number): Uint8Array {
  const payload = expected(label, size).slice();
  if (size >= LABEL_BYTES) new DataView(payload.buffer).setUint32(0, label);
  return payload;
}

/** The label of a message, `undefined` when it is too short to have one. */
export function labelOf(payload: Uint8Array): number | undefined {
  return payload.length < LABEL_BYTES ? undefined : new DataView(payload.buffer, payload.byteOffset).getUint32(0);
}

/** Whether these are the bytes of that message, every one. */
export function isPayload(payload: Uint8Array, label: number, size: number): boolean {
  if (payload.length !== size || (size >= LABEL_BYTES && labelOf(payload) !== label)) return false;
  const wanted = expected(label, size);
  for (let index = size >= LABEL_BYTES ? LABEL_BYTES : 0; index < size; index++) if (payload[index] !== wanted[index]) return false;
  return true;
}

function expected(label: number, size: number): Uint8Array {
  pattern ??= noise();
  const start = (label * STRIDE) % (PATTERN_BYTES - size);
  return pattern.subarray(start, start + size);
}

function noise(): Uint8Array {
  const random = new SeededRandom(1);
  return new Uint8Array(PATTERN_BYTES).map(() => random.uint32());
}
