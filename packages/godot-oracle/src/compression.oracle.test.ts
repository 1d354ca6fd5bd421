// Compressed bytes, ours and the real engines', in both directions.

import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { enable_brotli } from "../../engine-plugin/src/godot/brotli.js";
import { codecs } from "../../engine-plugin/src/godot/compression/codecs.js";
import { PackedByteArray } from "../../engine-plugin/src/godot/packed-byte-array.js";
import { set_error_handler } from "../../engine-plugin/src/godot/report.js";
import { enable_zstd } from "../../engine-plugin/src/godot/zstd.js";
import { randomBuffer } from "./golden/compression-questions.js";
import { closeGodot4 } from "./godot4.js";
import { chooseSeed, engines } from "./live.test.helper.js";
import { askGodot } from "./questions.js";
import type { Generation } from "./questions.js";
import { buildFunctions } from "./described-for-godot.js";
import { randomFrom } from "./random-numbers.js";

const seed = chooseSeed();
const count = 300;
/** Few of them: beyond 64 KiB FastLZ has another format. */
const longOnes = 4;

const modes = [
  { name: "FastLZ", mode: 0 },
  { name: "Deflate", mode: 1 },
  { name: "Zstandard", mode: 2 },
  { name: "Gzip", mode: 3 },
];

afterAll(closeGodot4);

beforeEach(() => {
  set_error_handler(() => undefined);
  return () => set_error_handler();
});

describe.each(engines())("Godot %i", (generation) => {
  const buffers = buffersFor(generation);

  async function expectGodotReads(mode: number): Promise<void> {
    const packed = buffers.map((buffer) => ({ bytes: new PackedByteArray(buffer).compress(mode), size: buffer.length }));
    expectSame(await evaluate(generation, `b.decompress(size, ${mode})`, packed), buffers);
    if (generation === 4 && mode % 2 === 1) expectSame(await evaluate(generation, `b.decompress_dynamic(-1, ${mode})`, packed), buffers);
  }

  test.each(modes)("$name: Godot decompresses what we compressed", async ({ mode }) => expectGodotReads(mode));

  test("Zstandard: Godot decompresses what the real library compressed", async () => {
    const { zstd } = codecs;
    await enable_zstd();
    try {
      await expectGodotReads(2);
    } finally {
      codecs.zstd = zstd;
    }
  });

  test("FastLZ: our bytes are Godot's", async () => {
    const inputs = buffers.map((bytes) => ({ bytes, size: bytes.length }));
    const ours = buffers.map((buffer) => new PackedByteArray(buffer).compress(0));
    expectSame(ours, await evaluate(generation, "b.compress(0)", inputs));
  });

  test.each(modes)("$name: we decompress what Godot compressed", async ({ mode }) => {
    const inputs = buffers.map((bytes) => ({ bytes, size: bytes.length }));
    const packed = (await evaluate(generation, `b.compress(${mode})`, inputs)).map((bytes) => new PackedByteArray(bytes));
    const unpacked = packed.map((bytes, index) => bytes.decompress(buffers[index]?.length ?? 0, mode));
    expectSame(unpacked, buffers);
    if (mode % 2 === 0) return;
    const dynamic = packed.map((bytes) => bytes.decompress_dynamic(-1, mode));
    expectSame(dynamic, buffers);
  });
});

test("Brotli: what Godot 4 decompresses, we decompress", async () => {
  enable_brotli();
  const buffers = buffersFor(4);
  const packed = buffers.map((buffer) => ({ bytes: new PackedByteArray(brotliCompressSync(buffer)), size: buffer.length }));
  const ours = packed.map(({ bytes, size }) => bytes.decompress(size, 4));
  const dynamic = packed.map(({ bytes }) => bytes.decompress_dynamic(-1, 4));
  for (const unpacked of [ours, dynamic]) expectSame(unpacked, buffers);
  for (const call of ["b.decompress(size, 4)", "b.decompress_dynamic(-1, 4)"]) expectSame(await evaluate(4, call, packed), buffers);
});

function buffersFor(generation: Generation): Uint8Array[] {
  const random = randomFrom(seed + generation);
  // Nothing compressed is nothing; and Godot 3 makes 16 bytes of fewer, with FastLZ.
  const least = generation === 3 ? 16 : 1;
  const buffers = Array.from({ length: count }, (_, index) => randomBuffer(random, index < longOnes ? 150_000 : 3000));
  return buffers.map((buffer) => (buffer.length >= least ? buffer : Uint8Array.from({ length: least }, (_, index) => buffer[index] ?? index)));
}

/** Evaluates an expression of the bytes `b` and the number `size` for every input; the answers are bytes. */
async function evaluate(
  generation: Generation,
  expression: string,
  inputs: readonly { readonly bytes: Uint8Array; readonly size: number }[],
): Promise<Uint8Array[]> {
  const script = `
func main():
	for line in input.split("\\n"):
		var parts = line.split(" ")
		var size = int(parts[0])
		var b = raw(parts[1])
		print(Marshalls.raw_to_base64(${expression}))
${buildFunctions[generation]}`;
  const input = inputs.map(({ bytes, size }) => `${size} ${Buffer.from(bytes).toString("base64")}`).join("\n");
  const { lines, complaints } = await askGodot[generation](script, { input });
  expect(lines.length, complaints.slice(0, 5).join("\n")).toBe(inputs.length);
  return lines.map((line) => new Uint8Array(Buffer.from(line, "base64")));
}

function expectSame(got: readonly Uint8Array[], wanted: readonly Uint8Array[]): void {
  expect(got.length).toBe(wanted.length);
  const wrong = wanted.flatMap((bytes, index) =>
    Buffer.compare(bytes, got[index] ?? new Uint8Array()) === 0 ? [] : [`buffer ${index}: ${got[index]?.length} bytes instead of ${bytes.length}`],
  );
  expect(wrong).toEqual([]);
}
