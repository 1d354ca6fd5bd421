import type { Described, Real } from "../../../engine-plugin/src/godot/golden/described.test.helper.js";
import type { Generation } from "../questions.js";
import { randomFrom } from "../random-numbers.js";
import { kinds, randomValue, valueOf } from "../random-values.js";

const seed = 20_240_404;
const reals: Real[] = [
  0,
  "-0",
  1,
  -1,
  0.1,
  0.5,
  1.5,
  1.1,
  2.5,
  100,
  1e6,
  123456.789,
  1e14,
  1e15,
  123456789012345680,
  1e16,
  1e20,
  1e21,
  1e-3,
  1e-4,
  1e-5,
  1e-7,
  1e-14,
  1e-15,
  1e-20,
  1 / 3,
  2 / 3,
  16777217,
  3.4028234663852886e38,
  1.7976931348623157e308,
  5e-324,
  "nan",
  "inf",
  "-inf",
];
const ints = [
  "0",
  "1",
  "-1",
  "2147483647",
  "2147483648",
  "-2147483648",
  "-2147483649",
  "9007199254740991",
  "9007199254740992",
  "9007199254740993",
  "76561197960287930",
  "9223372036854775807",
  "-9223372036854775808",
];
const texts = ["", "hi", "abc", "abcd", "héllo", "日本語", "😀", 'with "quotes"', "back\\slash", "line\nbreak", "tab\t", "it's"];
const paths = ["", ".", "a", "a/b", "/root", "/root/a:b:c", ":x:y", "a:b/c", "a//b", "/", "../a", "a/", "//", "%Unique"];

/** The values whose bytes and texts go into the golden file: chosen ones, then generated ones of every type. */
export function valueQuestions(generation: Generation): Described[] {
  const random = randomFrom(seed);
  const handshake: Described = {
    type: "Dictionary",
    value: [
      [text("message"), text("handshake")],
      [text("from"), { type: "int", value: "76561197960287930" }],
    ],
  };
  return [
    { type: "Nil" },
    { type: "bool", value: true },
    { type: "bool", value: false },
    ...ints.map((value): Described => ({ type: "int", value })),
    ...reals.map((value): Described => ({ type: "float", value })),
    ...texts.map(text),
    ...paths.map((value): Described => ({ type: "NodePath", value })),
    ...(generation === 4 ? texts.map((value): Described => ({ type: "StringName", value })) : []),
    handshake,
    { type: "Array", value: [handshake, { type: "Array", value: [] }, { type: "Dictionary", value: [] }] },
    ...kinds[generation].flatMap((kind) => Array.from({ length: 6 }, () => valueOf(kind, random, generation, 2))),
    ...Array.from({ length: 200 }, () => randomValue(random, generation)),
  ];
}

function text(value: string): Described {
  return { type: "String", value };
}
