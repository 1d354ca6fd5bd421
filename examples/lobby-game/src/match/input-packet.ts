import { type Input, NO_INPUT } from "./input.js";

/** Each packet repeats the last few inputs, so that a lost packet loses none. */
export const INPUTS_IN_PACKET = 8;
/** Inputs are numbered up to this. */
export const LAST_NUMBER = 0x7fff_ffff;

const HEADER_BYTES = 5;
/** Of one input: x and y as signed bytes, then the buttons. */
export const INPUT_BYTES = 3;
const DASH = 1;
const FULL = 127;

/** What a packet of inputs says. */
export interface InputPacket {
  /** The number of the last of them; the one before has one less, and so on. */
  readonly number: number;
  /** Oldest first; 1 to 8. */
  readonly inputs: readonly Input[];
}

/**
 * The bytes of up to 8 inputs, 5 + 3 for each: the number of the last (32 bits, little-endian), how many, and each as {@link write_input} has it.
 * Written by hand: as a Variant this would be three times as long, 30 times a second.
 */
export function input_packet_to_bytes({ number, inputs }: InputPacket): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + INPUT_BYTES * inputs.length);
  new DataView(bytes.buffer).setUint32(0, number, true);
  bytes[4] = inputs.length;
  for (const [at, input] of inputs.entries()) write_input(bytes, HEADER_BYTES + INPUT_BYTES * at, input);
  return bytes;
}

/** The inputs in these bytes; undefined when they are no such packet. Never throws. */
export function bytes_to_input_packet(bytes: Uint8Array): InputPacket | undefined {
  const count = bytes[4] ?? 0;
  if (count < 1 || count > INPUTS_IN_PACKET || bytes.length !== HEADER_BYTES + INPUT_BYTES * count) return undefined;
  const number = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (number > LAST_NUMBER || number < count - 1) return undefined;
  const inputs = Array.from({ length: count }, (_, at) => read_input(bytes, HEADER_BYTES + INPUT_BYTES * at));
  return { number, inputs };
}

/** Writes an input into 3 bytes. NaN and the like become no wish. */
export function write_input(bytes: Uint8Array, at: number, { x, y, dash }: Input): void {
  bytes[at] = Math.round(limit(x) * FULL);
  bytes[at + 1] = Math.round(limit(y) * FULL);
  bytes[at + 2] = dash ? DASH : 0;
}

/** Reads an input from 3 bytes; what is not there is no wish. The result is at most 1 long, whatever the bytes. */
export function read_input(bytes: Uint8Array, at: number): Input {
  const x = signed(bytes[at]) / FULL;
  const y = signed(bytes[at + 1]) / FULL;
  const dash = ((bytes[at + 2] ?? 0) & DASH) !== 0;
  if (x === 0 && y === 0 && !dash) return NO_INPUT;
  const length = Math.sqrt(x * x + y * y);
  return length > 1 ? { x: x / length, y: y / length, dash } : { x, y, dash };
}

const scratch = new Uint8Array(INPUT_BYTES);

/** The input as it is after a journey: what a guest has to reckon with to foresee what the host will do. */
export function quantised(input: Input): Input {
  write_input(scratch, 0, input);
  return read_input(scratch, 0);
}

function signed(byte = 0): number {
  return (byte << 24) >> 24;
}

function limit(value: number): number {
  return value >= -1 && value <= 1 ? value : value > 1 ? 1 : value < -1 ? -1 : 0;
}
