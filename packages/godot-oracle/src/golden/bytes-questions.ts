import type { Described } from "../../../engine-plugin/src/godot/golden/described.test.helper.js";

/** A method of PackedByteArray (PoolByteArray), what it is called on, and with what. */
export interface BytesQuestion {
  readonly method: string;
  readonly bytes: string;
  readonly args: readonly Described[];
}

const int = (value: number | bigint): Described => ({ type: "int", value: value.toString() });
const float = (value: number): Described => ({
  type: "float",
  value: Object.is(value, -0) ? "-0" : Number.isNaN(value) ? "nan" : value === Infinity ? "inf" : value === -Infinity ? "-inf" : value,
});
const bytes = (value: string): Described => ({ type: "PackedByteArray", value });
const bool = (value: boolean): Described => ({ type: "bool", value });

const five = "0a141e28ff";
const sixteen = "000102030405060708090a0b0c0d0e0f";
const repeated = "0502050105ff00";
const buffers = ["", "07", five, sixteen];
const oddIndexes = [-20, -6, -5, -1, 0, 1, 3, 4, 5, 6, 20];
const oddBytes = [0, 1, 127, 128, 255, 256, 257, -1, -256, 1000, 2 ** 31, 2 ** 40 + 3];
const oddInts = [
  0n,
  1n,
  -1n,
  127n,
  128n,
  255n,
  256n,
  -129n,
  32768n,
  65535n,
  65536n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 32n + 5n,
  -(2n ** 31n) - 1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
];
const oddFloats = [0, -0, 1, -1, 0.1, 1.5, 65504, 65520, 1e-8, 6e-8, 3.5e38, 1e300, NaN, Infinity, -Infinity, 2049, 2051, 0.000061];

const numberArrays = ["to_int32_array", "to_int64_array", "to_float32_array", "to_float64_array"];
const structArrays = ["to_vector2_array", "to_vector3_array", "to_vector4_array", "to_color_array"];

const call = (method: string, before: string, ...args: Described[]): BytesQuestion => ({ method, bytes: before, args });
const inAll = (method: string, ...args: Described[]): BytesQuestion[] => [...buffers, repeated].map((before) => call(method, before, ...args));

const texts = [
  "",
  "61",
  "616263",
  "68c3a96c6c6f",
  "e697a5e69cac",
  "f09f9880",
  "6100620063",
  "00",
  "616200",
  "c3",
  "c328",
  "80",
  "e697",
  "f09f98",
  "ff",
  "c0af",
  "eda080",
  "f4908080",
  "efbbbf6869",
  "6100620000006300",
  "fffe61006200",
  "feff00610062",
  "3dd800de",
  "3dd8",
  "6100000062000000",
  "00f60100",
  "61000000ff",
  "e4f6fc",
];

const shared = (): BytesQuestion[] => [
  ...oddBytes.flatMap((value) => [call("append", five, int(value)), call("push_back", five, int(value))]),
  call("append", five, float(3.99)),
  call("append", five, float(0.5)),
  call("append", five, bool(true)),
  ...buffers.flatMap((before) => buffers.map((other) => call("append_array", before, bytes(other)))),
  ...oddIndexes.flatMap((index) => [0, 255, 256, -1].map((value) => call("insert", five, int(index), int(value)))),
  call("insert", "", int(0), int(9)),
  call("insert", "", int(1), int(9)),
  call("insert", "", int(-1), int(9)),
  ...[-1, 0, 1, 4, 5].map((size) => call("resize", five, int(size))),
  ...oddIndexes.flatMap((index) => [call("set", five, int(index), int(300))]),
  ...inAll("size"),
  ...inAll("hex_encode"),
  ...texts.flatMap((text) => [call("get_string_from_ascii", text), call("get_string_from_utf8", text)]),
];

/** What Godot 3.2 is asked. */
export const bytesQuestions3 = (): BytesQuestion[] => [
  ...shared(),
  ...oddIndexes.map((index) => call("remove", five, int(index))),
  ...oddIndexes.flatMap((from) => oddIndexes.map((to) => call("subarray", five, int(from), int(to)))),
  call("subarray", "", int(0), int(0)),
  call("subarray", "", int(0), int(-1)),
  call("subarray", "07", int(0), int(0)),
  call("subarray", "07", int(-1), int(-1)),
  ...inAll("empty"),
  ...inAll("invert"),
];

/** What Godot 4 is asked. */
export const bytesQuestions4 = (): BytesQuestion[] => [
  ...shared(),
  // Godot 3 leaves what it adds as it finds it in memory.
  ...[6, 12].map((size) => call("resize", five, int(size))),
  ...oddIndexes.map((index) => call("remove_at", five, int(index))),
  ...oddIndexes.map((index) => call("get", five, int(index))),
  ...oddIndexes.flatMap((from) => oddIndexes.map((to) => call("slice", five, int(from), int(to)))),
  ...oddIndexes.map((from) => call("slice", five, int(from))),
  call("slice", "", int(0)),
  call("slice", "", int(0), int(5)),
  call("slice", "07", int(-1)),
  ...oddBytes.map((value) => call("fill", five, int(value))),
  call("fill", "", int(3)),
  ...[5, 255, 256, -1, 0, 9, 261].flatMap((value) =>
    [undefined, ...oddIndexes].flatMap((from) =>
      ["find", "rfind"].map((method) => call(method, repeated, int(value), ...(from === undefined ? [] : [int(from)]))),
    ),
  ),
  ...[5, 255, 256, -1, 0, 9, 261].flatMap((value) => [
    call("count", repeated, int(value)),
    call("has", repeated, int(value)),
    call("erase", repeated, int(value)),
  ]),
  ...[0, 5, 9, 255, 256, -1].flatMap((value) => [
    call("bsearch", sixteen, int(value)),
    call("bsearch", sixteen, int(value), bool(false)),
    call("bsearch", "0202020405", int(value), bool(true)),
  ]),
  ...["is_empty", "reverse", "sort", "duplicate", "clear"].flatMap((method) => inAll(method)),
  // Not asked: half a pair of UTF-16, which leaves Godot 4 with a text that is none.
  ...texts
    .filter((text) => text !== "3dd8")
    .flatMap((text) => ["get_string_from_utf16", "get_string_from_utf32", "get_string_from_wchar"].map((method) => call(method, text))),
  ...[...numberArrays, ...structArrays].flatMap((method) => inAll(method)),
  ...numberArrays.flatMap((method) => ["0000c03f00004040", "000000000000f83f0000000000000040"].map((before) => call(method, before))),
  ...structArrays.map((method) => call(method, "0000803f00000040000040400000803f00000040000040400000803f000000400000404000008040000000000000a040")),
  ...["u8", "s8", "u16", "s16", "u32", "s32", "u64", "s64", "half", "float", "double"].flatMap(codecs),
  ...[-1, 0, 1, 8, 20].flatMap((offset) =>
    ["decode_var", "decode_var_size", "has_encoded_var"].map((method) => call(method, "0002000000070000000400000002000000", int(offset))),
  ),
  ...[0, 1, 8, 9].flatMap((offset) =>
    ["decode_var", "decode_var_size", "has_encoded_var"].map((method) =>
      call(method, "0200000007000000030000000000c03f1c000000010000000200000009000000", int(offset)),
    ),
  ),
  ...([int(7), int(2n ** 40n), float(1.5), { type: "String", value: "abc" }, { type: "Nil" }] as Described[]).flatMap((value) =>
    [-1, 0, 4, 8, 9, 15, 16].map((offset) => call("encode_var", sixteen, int(offset), value)),
  ),
];

function codecs(kind: string): BytesQuestion[] {
  const isFloat = kind === "half" || kind === "float" || kind === "double";
  const values = isFloat ? oddFloats.map(float) : oddInts.map(int);
  const patterns = [
    "ffffffffffffffffffff",
    "0080ff7f00c000fc007c",
    "000000000000f07fff",
    "0102030405060708090a",
    "010000000000f07f",
    "017c00000000f87f",
    "0100807fc2ff7fff",
  ];
  return [
    ...values.map((value) => call(`encode_${kind}`, sixteen, int(3), value)),
    ...[-20, -1, 0, 8, 9, 12, 13, 14, 15, 16, 20].flatMap((offset) => [
      call(`encode_${kind}`, sixteen, int(offset), isFloat ? float(1.5) : int(0x7f)),
      call(`decode_${kind}`, sixteen, int(offset)),
    ]),
    ...patterns.flatMap((pattern) => [0, 1, 2].map((offset) => call(`decode_${kind}`, pattern, int(offset)))),
    call(`decode_${kind}`, "", int(0)),
    isFloat ? call(`encode_${kind}`, sixteen, int(0), int(3)) : call(`encode_${kind}`, sixteen, int(0), float(3.99)),
  ];
}
