import { brotliCompressSync } from "node:zlib";
import type { Described } from "../../../engine-plugin/src/godot/golden/described.test.helper.js";
import type { Generation } from "../questions.js";
import { randomFrom, upTo } from "../random-numbers.js";
import type { Random } from "../random-numbers.js";
import type { BytesQuestion } from "./bytes-questions.js";

/** Godot's numbers: FastLZ, Deflate, Zstandard, Gzip. Brotli (4) is only read. */
export const modes = [0, 1, 2, 3] as const;

/** Bytes of many characters: noise, text, runs, counters; up to `limit` long. */
export function randomBuffer(random: Random, limit: number): Uint8Array {
  const length = upTo(random, 4) === 0 ? upTo(random, 40) : upTo(random, limit);
  const period = 1 + upTo(random, 300);
  const words = Array.from({ length: 12 }, () => Array.from({ length: 1 + upTo(random, 9) }, () => 97 + upTo(random, 26)));
  const kind = upTo(random, 5);
  const bytes: number[] = [];
  while (bytes.length < length) {
    if (kind === 0) bytes.push(upTo(random, 256));
    else if (kind === 1) bytes.push(...(words[upTo(random, words.length)] ?? []), 32);
    else if (kind === 2) bytes.push(...Array.from({ length: 1 + upTo(random, 200) }, () => bytes.length & 1));
    else if (kind === 3) bytes.push(bytes.length % period);
    else bytes.push(upTo(random, 8) === 0 ? upTo(random, 256) : (bytes.at(-period) ?? 0));
  }
  return Uint8Array.from(bytes.slice(0, length));
}

const int = (value: number): Described => ({ type: "int", value: value.toString() });
const call = (method: string, bytes: string, ...args: Described[]): BytesQuestion => ({ method, bytes, args });

/** Buffers to compress. */
export function compressionQuestions(): BytesQuestion[] {
  const random = randomFrom(4711);
  const hello = Buffer.from("hello hello hello hello hello hello").toString("hex");
  const buffers = [
    "",
    "00",
    "616263",
    "00".repeat(15),
    "00".repeat(16),
    "61".repeat(300),
    hello,
    ...Array.from({ length: 12 }, () => Buffer.from(randomBuffer(random, 700)).toString("hex")),
  ];
  return [
    ...buffers.flatMap((bytes) => modes.map((mode) => call("compress", bytes, int(mode)))),
    ...[4, 5, -1].map((mode) => call("compress", hello, int(mode))),
    call("compress", hello),
  ];
}

/** What is asked about compressed bytes: right and wrong sizes, wrong modes, damaged bytes. */
export function decompressionQuestions(
  generation: Generation,
  compressed: readonly { readonly question: BytesQuestion; readonly output: string }[],
): BytesQuestion[] {
  // Godot 3 decompresses what was shorter than 16 bytes to 16 bytes, with what it finds in memory.
  const usable = compressed.filter(({ output, question }) => output !== "" && (generation === 4 || question.bytes.length > 34));
  const nothing = [call("decompress", "", int(0), int(3)), call("decompress", "", int(5), int(1)), call("decompress", "616263", int(5), int(9))];
  return usable.flatMap((one, index) => undo(generation, one, index)).concat(generation === 4 ? brotliQuestions() : [], nothing);
}

function undo(generation: Generation, { question, output }: { question: BytesQuestion; output: string }, index: number): BytesQuestion[] {
  const mode = question.args[0] ?? int(0);
  const size = question.bytes.length / 2;
  const cut = output.slice(0, Math.floor(output.length / 4) * 2);
  const damaged = flip(output, Math.floor(output.length / 4));
  // FastLZ and Zstandard leave what they find in memory when the bytes are no good.
  const isChecked = mode.type === "int" && (mode.value === "1" || mode.value === "3");
  const wrongSizes = isChecked && index % 5 < 3 ? [-1, 0, size - 1, size + 1, size + 100] : [];
  const broken = isChecked && index % 5 > 1 ? [cut, damaged] : [];
  const limits = generation === 4 ? [-1, size, size - 1] : [];
  return [
    call("decompress", output, int(size), mode),
    ...wrongSizes.map((wrong) => call("decompress", output, int(wrong), mode)),
    ...broken.map((bytes) => call("decompress", bytes, int(size), mode)),
    ...limits.map((limit) => call("decompress_dynamic", output, int(limit), mode)),
  ];
}

function brotliQuestions(): BytesQuestion[] {
  const random = randomFrom(815);
  const buffers = [
    Buffer.from("hello hello hello hello hello hello"),
    Buffer.alloc(0),
    ...Array.from({ length: 6 }, () => randomBuffer(random, 700)),
  ];
  return buffers.flatMap(undoBrotli);
}

function undoBrotli(buffer: Uint8Array): BytesQuestion[] {
  const packed = brotliCompressSync(buffer).toString("hex");
  const cut = packed.slice(0, Math.floor(packed.length / 4) * 2);
  const size = buffer.length;
  return [
    ...[size, -1, 0, size - 1, size + 1].map((asked) => call("decompress", packed, int(asked), int(4))),
    ...[-1, size, size - 1].map((limit) => call("decompress_dynamic", packed, int(limit), int(4))),
    // Not asked: decompress_dynamic on something cut off, on which Godot 4.6 never comes back.
    call("decompress", cut, int(size), int(4)),
  ];
}

function flip(hex: string, at: number): string {
  const bytes = Buffer.from(hex, "hex");
  if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ 0x55;
  return bytes.toString("hex");
}
