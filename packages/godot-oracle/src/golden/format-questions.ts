import type { Described, Real } from "../../../engine-plugin/src/godot/golden/described.test.helper.js";

/** The operator `%`: a text with places, and what goes there. */
export interface FormatQuestion {
  readonly format: string;
  readonly values: Described;
}

const int = (value: number | bigint): Described => ({ type: "int", value: value.toString() });
const float = (value: Real): Described => ({ type: "float", value });
const text = (value: string): Described => ({ type: "String", value });
const list = (...value: Described[]): Described => ({ type: "Array", value });
const vector2: Described = { type: "Vector2", value: [1.5, -2.25] };
const vector3: Described = { type: "Vector3", value: [1, 2, 3] };
const color: Described = { type: "Color", value: [1, 0.5, 0, 1] };
const dictionary: Described = { type: "Dictionary", value: [[text("a"), int(1)]] };

const wholes = [
  "%d",
  "%i",
  "%5d",
  "%-5d",
  "%05d",
  "%+d",
  "%+5d",
  "%-+5d",
  "%+05d",
  "%x",
  "%X",
  "%o",
  "%8x",
  "%08x",
  "%-8x|",
  "%+x",
  "%c",
  "%3c",
  "%-3c|",
  "%.3d",
];
const reals = ["%f", "%.3f", "%.0f", "%10.2f", "%-10.2f|", "%010.2f", "%+.1f", "%+010.2f", "%.10f", "%.20f", "%8f", "%08.3f", "%-+8.1f|", "%.f"];
const anything = ["%s", "%5s", "%-5s|", "%05s", "%+s", "%10s", "%-10s|", "%.2s"];
const vectors = ["%v", "%.2v", "%5v", "%10.1v", "%+v", "%-8.2v", "%08.2v"];

const someWholes = [
  int(0),
  int(1),
  int(-1),
  int(42),
  int(-42),
  int(65),
  int(123456),
  int(76561197960287930n),
  int(-(2n ** 63n)),
  int(8364),
  float(3.99),
  float(-3.99),
  float(65.5),
  float(1e18),
  float("nan"),
];
const someReals: Described[] = [
  float(0),
  float("-0"),
  float(1),
  float(-1),
  float(2.71965358),
  float(-2.5),
  float(0.5),
  float(1.5),
  float(2.5),
  float(123456.789),
  float(1e20),
  float(1e-7),
  float("inf"),
  float("-inf"),
  float("nan"),
  int(7),
  int(-7),
  float(0.125),
  float(1.005),
];
const somethings: Described[] = [
  ...[
    text("abc"),
    text(""),
    text("héllo wörld"),
    int(7),
    float(1),
    float(1.5),
    { type: "Nil" },
    { type: "bool", value: true },
    vector2,
    vector3,
    color,
    dictionary,
  ],
  ...[
    { type: "NodePath", value: "a/b" },
    { type: "PackedByteArray", value: "010203" },
    { type: "PackedStringArray", value: ["a", "b"] },
    { type: "Quaternion", value: [0, 0, 0, 1] },
  ],
] as Described[];

const mistakes: FormatQuestion[] = [
  ...([
    ["%d", list()],
    ["%d %d", list(int(1))],
    ["%d", list(int(1), int(2))],
    ["none", list(int(1))],
    ["none", list()],
    ["none", int(1)],
    ["%", int(1)],
    ["%d %", int(1)],
    ["%q", int(1)],
  ] as [string, Described][]),
  ...([
    ["%d", text("1")],
    ["%f", text("x")],
    ["%c", text("")],
    ["%c", text("ab")],
    ["%c", int(-1)],
    ["%v", int(1)],
    ["%5.5.5f", float(1)],
    ["%-05d", int(3)],
    ["%05-d", int(3)],
    ["%d", { type: "bool", value: true }],
    ["%d", { type: "Nil" }],
  ] as [string, Described][]),
].map(([format, values]) => ({ format, values }));

/** Whether both engines know what character the number is; a text with a NUL in it is none in Godot 3. */
const isCharacter = (value: Described): boolean =>
  (value.type === "int" || value.type === "float") && Number(value.value) >= 1 && Number(value.value) < 0x110000;

/** What both engines are asked; only Godot 4 knows `%v`. */
export const formatQuestions = (generation: 3 | 4): FormatQuestion[] => [
  ...wholes.flatMap((format) =>
    someWholes.filter((values) => !format.includes("c") || isCharacter(values)).map((values) => ({ format, values: list(values) })),
  ),
  ...reals.flatMap((format) => someReals.map((values) => ({ format, values: list(values) }))),
  ...anything.flatMap((format) => somethings.map((values) => ({ format, values: list(values) }))),
  ...somethings.map((values) => ({ format: "<%s>", values })),
  { format: "%s", values: list(list(int(1), text("a"))) },
  { format: "%s and %s", values: list(text("one"), int(2)) },
  { format: "%d%% of %s", values: list(int(50), text("all")) },
  { format: "%%", values: list() },
  { format: "%*d|%-*d|", values: list(int(6), int(42), int(6), int(42)) },
  { format: "%0*d", values: list(int(6), int(42)) },
  { format: "%*.*f", values: list(int(8), int(2), float(2.71965)) },
  { format: "%.*f", values: list(int(2), float(2.71965)) },
  { format: "%c%c", values: list(int(72), text("i")) },
  ...mistakes,
  ...(generation === 4
    ? vectors.flatMap((format) =>
        [
          vector2,
          vector3,
          { type: "Vector2i", value: [3, -4] } as Described,
          { type: "Vector4", value: [1, 2.5, -3, 0.125] } as Described,
          color,
        ].map((values) => ({ format, values: list(values) })),
      )
    : []),
];
