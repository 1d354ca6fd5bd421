import { decompress as fzstd } from "fzstd";
import fc from "fast-check";
import { gunzipSync, unzlibSync } from "fflate";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { hex_decode, to_utf8_buffer } from "../bytes/string-buffers.js";
import { enable_brotli } from "../brotli.js";
import { javaScriptOf } from "../golden/described.test.helper.js";
import { golden as godot } from "../golden/golden.test.helper.js";
import { PackedByteArray } from "../packed-byte-array.js";
import { set_error_handler } from "../report.js";
import { var_to_bytes } from "../variant/index.js";
import { enable_zstd } from "../zstd.js";
import { codecs } from "./codecs.js";
import { MAX_DECOMPRESSED_BYTES } from "./limits.js";
import { File, FileAccess } from "./modes.js";

const { COMPRESSION_FASTLZ, COMPRESSION_DEFLATE, COMPRESSION_ZSTD, COMPRESSION_GZIP, COMPRESSION_BROTLI } = FileAccess;
const written = [COMPRESSION_FASTLZ, COMPRESSION_DEFLATE, COMPRESSION_ZSTD, COMPRESSION_GZIP] as const;
const hello = to_utf8_buffer("hello hello hello hello hello hello");
/** What Godot 4.6 compressed. */
const golden = {
  [COMPRESSION_FASTLZ]: "0568656c6c6f20e01105026c6c6f",
  [COMPRESSION_DEFLATE]: "789ccb48cdc9c957c8c0470200eb550d19",
  [COMPRESSION_ZSTD]: "28b52ffd20236500003068656c6c6f200100b94b11",
  [COMPRESSION_GZIP]: "1f8b0800000000000003cb48cdc9c957c8c04702005737628523000000",
} as const;

let complaints: string[] = [];
const realZstd: { compress?: typeof codecs.zstd } = {};

beforeAll(async () => {
  await enable_zstd();
  enable_brotli();
  realZstd.compress = codecs.zstd;
});
beforeEach(() => {
  complaints = [];
  codecs.zstd = realZstd.compress;
  set_error_handler((message) => complaints.push(message));
});
afterEach(() => void set_error_handler());

/** Bytes of the kinds that packets are made of. */
const packets = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 600 }),
  fc.array(fc.constantFrom("player", "x", "y", "join", "42", " "), { minLength: 1, maxLength: 400 }).map((words) => new TextEncoder().encode(words.join(""))),
  fc.tuple(fc.nat(255), fc.integer({ min: 1, max: 150_000 })).map(([byte, count]) => new Uint8Array(count).fill(byte)),
  fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 90 }), fc.integer({ min: 1, max: 1500 })).map(([part, times]) => Uint8Array.from({ length: part.length * times }, (_, at) => part[at % part.length]! + (at % 997 === 0 ? 1 : 0))),
);

/** vitest's own comparison takes seconds for large arrays. */
function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

test("both engines' names of the modes are the same numbers", () => {
  expect(FileAccess).toMatchObject({ ...File, COMPRESSION_BROTLI: 4 });
});

test.each(written)("what Godot compressed with mode %i comes out", (mode) => {
  expect(hex_decode(golden[mode]).decompress(35, mode).hex_encode()).toBe(hello.hex_encode());
  expect(hex_decode(golden[mode]).decompress(1000, mode).hex_encode()).toBe(hello.hex_encode());
  expect(hex_decode(golden[mode]).decompress(34, mode).size()).toBe(0);
  expect(complaints).toHaveLength(1);
});

test("FastLZ and Zstandard are written as Godot writes them, gzip and zlib with its headers", () => {
  expect(hello.compress().hex_encode()).toBe(golden[COMPRESSION_FASTLZ]);
  expect(hello.compress(COMPRESSION_ZSTD).hex_encode()).toBe(golden[COMPRESSION_ZSTD]);
  expect(hello.compress(COMPRESSION_GZIP).hex_encode().slice(0, 20)).toBe("1f8b0800000000000003");
  expect(hello.compress(COMPRESSION_DEFLATE).hex_encode().slice(0, 4)).toBe("789c");
  expect(complaints).toEqual([]);
});

test("so are all buffers that Godot was asked to compress", async () => {
  const { compression } = await godot(4);
  const calls = compression.filter(({ args: [mode] }) => mode?.type === "int" && [COMPRESSION_FASTLZ, COMPRESSION_ZSTD].map(String).includes(mode.value));
  expect(calls.length).toBeGreaterThan(20);
  for (const { bytes, args, result } of calls) {
    expect(var_to_bytes(hex_decode(bytes).compress(Number(args[0] && javaScriptOf(args[0])))).hex_encode()).toBe(result);
  }
});

test("without enable_zstd frames are still valid, and runs of one byte are short", () => {
  codecs.zstd = undefined;
  fc.assert(
    fc.property(packets, (bytes) => {
      const frame = new PackedByteArray(bytes).compress(COMPRESSION_ZSTD);
      expect(same(fzstd(frame.to_uint8_array()), bytes)).toBe(true);
      expect(same(frame.decompress(bytes.length, COMPRESSION_ZSTD), bytes)).toBe(true);
    }),
  );
  expect(new PackedByteArray(100_000).compress(COMPRESSION_ZSTD).size()).toBe(13);
});

test.each(written)("everything comes back with mode %i", (mode) => {
  fc.assert(
    fc.property(packets, (bytes) => {
      const compressed = new PackedByteArray(bytes).compress(mode);
      expect(same(compressed.decompress(bytes.length, mode), bytes)).toBe(true);
      // FastLZ does not know its size below 16 bytes.
      if (bytes.length > 16) expect(compressed.decompress(bytes.length - 1, mode).size()).toBe(0);
      const dynamic = compressed.decompress_dynamic(bytes.length, mode);
      if (mode === COMPRESSION_FASTLZ || mode === COMPRESSION_ZSTD) expect(dynamic.size()).toBe(0);
      else expect(same(dynamic, bytes)).toBe(true);
    }),
  );
});

test("others read our gzip and zlib", () => {
  expect(gunzipSync(hello.compress(COMPRESSION_GZIP).to_uint8_array())).toEqual(hello.to_uint8_array());
  expect(unzlibSync(hello.compress(COMPRESSION_DEFLATE).to_uint8_array())).toEqual(hello.to_uint8_array());
});

test("Brotli is read and not written, as in Godot", () => {
  const brotli = hex_decode("0b028068656c6c6f03");
  expect(brotli.decompress(5, COMPRESSION_BROTLI).get_string_from_utf8()).toBe("hello");
  expect(brotli.decompress_dynamic(-1, COMPRESSION_BROTLI).get_string_from_utf8()).toBe("hello");
  expect(brotli.decompress(4, COMPRESSION_BROTLI).size()).toBe(0);
  expect(brotli.slice(0, 6).decompress(5, COMPRESSION_BROTLI).size()).toBe(0);
  expect(hello.compress(COMPRESSION_BROTLI).size()).toBe(0);
  expect(complaints).toHaveLength(3);
});

test("where Uint8Array cannot be changed, Brotli is refused and says so", () => {
  const { value } = Object.getOwnPropertyDescriptor(globalThis, "Uint8Array") as { value: Uint8ArrayConstructor };
  Object.defineProperty(globalThis, "Uint8Array", { value, writable: false, configurable: true });
  try {
    expect(hex_decode("0b028068656c6c6f03").decompress(5, COMPRESSION_BROTLI).size()).toBe(0);
    expect(complaints[0]).toContain("Brotli needs a changeable Uint8Array");
  } finally {
    Object.defineProperty(globalThis, "Uint8Array", { value, writable: true, configurable: true });
  }
  expect(hex_decode("0b028068656c6c6f03").decompress(5, COMPRESSION_BROTLI).size()).toBe(5);
});

test("without enable_brotli the report says what to call", () => {
  const enabled = codecs.brotli;
  codecs.brotli = undefined;
  expect(hex_decode("0b028068656c6c6f03").decompress(5, COMPRESSION_BROTLI).size()).toBe(0);
  expect(complaints[0]).toContain("enable_brotli()");
  codecs.brotli = enabled;
});

test("what Godot refuses is refused: odd modes and sizes, nothing at all", () => {
  const gzip = hello.compress(COMPRESSION_GZIP);
  for (const mode of [-1, 5, 100]) {
    expect(hello.compress(mode).size()).toBe(0);
    expect(gzip.decompress(35, mode).size()).toBe(0);
    expect(gzip.decompress_dynamic(35, mode).size()).toBe(0);
  }
  expect(gzip.decompress(0, COMPRESSION_GZIP).size()).toBe(0);
  expect(gzip.decompress(-1, COMPRESSION_GZIP).size()).toBe(0);
  expect(gzip.decompress_dynamic(0, COMPRESSION_GZIP).size()).toBe(0);
  expect(gzip.decompress_dynamic(-7, COMPRESSION_GZIP).size()).toBe(35);
  expect(new PackedByteArray().decompress(5, COMPRESSION_GZIP).size()).toBe(0);
  expect(gzip.decompress(35, COMPRESSION_DEFLATE).size()).toBe(0);
  expect(complaints).toHaveLength(14);
  expect(new PackedByteArray().compress(COMPRESSION_BROTLI).size()).toBe(0);
  expect(complaints).toHaveLength(14);
});

test("bytes behind a gzip or zlib stream are ignored, a wrong checksum is not", () => {
  for (const mode of [COMPRESSION_GZIP, COMPRESSION_DEFLATE]) {
    const longer = hello.compress(mode).duplicate();
    longer.append_array([0, 9]);
    expect(longer.decompress(35, mode).size()).toBe(35);
    const wrong = hello.compress(mode).duplicate();
    wrong.set(wrong.size() - 1, wrong.get(wrong.size() - 1) ^ 1);
    expect(wrong.decompress(35, mode).size()).toBe(0);
    expect(wrong.decompress_dynamic(-1, mode).size()).toBe(0);
  }
});

test("long streams are read in pieces, with and without bytes behind them", () => {
  let random = 1;
  const noise = new PackedByteArray(Uint8Array.from({ length: 60_000 }, () => (random = Math.imul(random, 48271) & 0x7fffffff) >> 16));
  for (const mode of [COMPRESSION_GZIP, COMPRESSION_DEFLATE]) {
    const stream = noise.compress(mode).duplicate();
    expect(same(stream.decompress(60_000, mode), noise)).toBe(true);
    expect(same(stream.decompress_dynamic(-1, mode), noise)).toBe(true);
    expect(stream.decompress(59_999, mode).size()).toBe(0);
    expect(stream.slice(0, 40_000).decompress(60_000, mode).size()).toBe(0);
    stream.append_array(new PackedByteArray(20_000));
    expect(same(stream.decompress(60_000, mode), noise)).toBe(true);
    stream.set(30_000, stream.get(30_000) ^ 1);
    expect(stream.decompress(60_000, mode).size()).toBe(0);
  }
});

test("a gzip stream with a name in its header is read", () => {
  expect(hex_decode("1f8b080800000000000361626300cb48cdc9c957c8c04702005737628523000000").decompress_dynamic(-1, COMPRESSION_GZIP).size()).toBe(35);
});

test.each([...written, COMPRESSION_BROTLI])("damaged bytes of mode %i never throw and never come out longer than asked", (mode) => {
  const brotli = "1b630080046a6ea9de3e13128d14096c14b4589cd329076e456d2d6d073eddef3cfc3bbe1445ec5d82805bc748cc5cbe290121ba7b971e0770f72ae7c9b772f5ee4e5df401";
  fc.assert(
    fc.property(packets, fc.nat(), fc.integer({ min: 1, max: 255 }), fc.nat(), (bytes, at, flip, cut) => {
      const sound = mode === COMPRESSION_BROTLI ? hex_decode(brotli) : new PackedByteArray(bytes.subarray(0, 5000)).compress(mode);
      const damaged = sound.duplicate();
      damaged.set(at % damaged.size(), damaged.get(at % damaged.size()) ^ flip);
      const size = Math.min(bytes.length, 5000);
      expect(damaged.decompress(size, mode).size()).toBeLessThanOrEqual(size);
      expect(damaged.decompress_dynamic(size, mode).size()).toBeLessThanOrEqual(size);
      damaged.resize(cut % damaged.size());
      expect(damaged.decompress(size, mode).size()).toBeLessThanOrEqual(size);
      expect(new PackedByteArray(bytes).decompress(size, mode).size()).toBeLessThanOrEqual(size);
    }),
    { numRuns: 300 },
  );
});

test("a prefix of a gzip or zlib stream is never taken for the whole", () => {
  for (const mode of [COMPRESSION_GZIP, COMPRESSION_DEFLATE]) {
    const stream = to_utf8_buffer(JSON.stringify(hello)).compress(mode);
    for (let length = 0; length < stream.size(); length++) expect(stream.slice(0, length).decompress(10_000, mode).size()).toBe(0);
  }
});

test("a few bytes that stand for very many are refused, without the memory for them", () => {
  const bomb = new PackedByteArray(4_000_000);
  for (const mode of written) {
    const compressed = bomb.compress(mode);
    expect(compressed.decompress(1000, mode).size()).toBe(0);
    expect(compressed.decompress(Number.MAX_SAFE_INTEGER, mode).size()).toBe(4_000_000);
  }
  // 80 MB of zeros.
  const brotli = hex_decode("cbffff3ff82700e2b14020f7fe8fffff7ff04f00c4611180eefd1fffffffe09f0088c30200ddfb3ffeffffc13f0110870500baf77ffcffff837f02200e0b0074effff8ffff07ff04401c1600e8defff1ffff0ffe0980382c00d0bdffe3ffff1ffc1300715800a07bffc7ffff3ff82700e2b00040f7fe2fff6789f04f00c4610180ee2a11");
  expect(brotli.decompress(1000, COMPRESSION_BROTLI).size()).toBe(0);
  expect(brotli.decompress_dynamic(-1, COMPRESSION_BROTLI).size()).toBe(0);
  // A frame that says that it holds 4 GB, and one of 1024 runs of 128 KiB.
  expect(hex_decode("28b52ffda0ffffffff010000").decompress(2 ** 32, COMPRESSION_ZSTD).size()).toBe(0);
  const runs = hex_decode(`28b52ffd0058${"02001000".repeat(1023)}03001000`);
  expect(runs.decompress(2 ** 30, COMPRESSION_ZSTD).size()).toBeLessThanOrEqual(MAX_DECOMPRESSED_BYTES);
  expect(complaints.length).toBeGreaterThanOrEqual(6);
});
