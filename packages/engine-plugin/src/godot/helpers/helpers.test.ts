import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { set_error_handler } from "../report.js";
import { str } from "../text/str.js";
import { Float } from "../variant/float.js";
import { Vector2 } from "../variant/vector2.js";
import { Engine } from "./engine-singleton.js";
import { float } from "./float.js";
import { int } from "./int.js";
import { len } from "./len.js";
import { createOS, OS } from "./os.js";
import { print, print3, print_rich, printerr, prints, printt, push_error, push_warning, set_print_handler } from "./print.js";
import { range } from "./range.js";
import { type_string, typeof_ } from "./typeof.js";

const errors: string[] = [];
beforeEach(() => void set_error_handler((message) => errors.push(message)));
afterEach(() => {
  set_error_handler();
  set_print_handler();
  errors.length = 0;
});

const ints: [text: string, value: number | bigint][] = [
  ["", 0],
  ["12", 12],
  ["-12", -12],
  ["+5", 5],
  [" 12 ", 12],
  ["12abc", 12],
  ["a1b2", 12],
  ["1.9", 1],
  ["-1.9", -1],
  ["0x10", 10],
  ["1e3", 13],
  ["1_000", 1000],
  ["--5", 5],
  ["5-", 5],
  ["5-3", 53],
  ["-a5", -5],
  ["+-5", -5],
  ["- 5", -5],
  ["0-5", -5],
  ["-0-5", 5],
  ["1.-5", 1],
  [".5", 0],
  ["٣", 0],
  ["\t7", 7],
  ["76561197960287930", 76561197960287930n],
  ["9007199254740991", 9007199254740991],
  ["9007199254740992", 9007199254740992n],
  ["9223372036854775807", 9223372036854775807n],
  ["-9223372036854775808", -9223372036854775808n],
  ["9223372036854775808", -9223372036854775808n],
  ["9223372036854775811", -9223372036854775805n],
  ["-9223372036854775809", 9223372036854775807n],
  ["9999999999999999999", -8446744073709551617n],
  ["-9999999999999999999", 8446744073709551617n],
  ["00000000000000000000000012", 12],
];

test.each(ints)("int(%j) is %s, as in Godot 4.6", (text, value) => {
  expect(int(text)).toBe(value);
  expect(errors).toEqual([]);
});

test("twenty digits and more are reported, and the largest there is", () => {
  expect(int("10000000000000000000")).toBe(9223372036854775807n);
  expect(int("-99999999999999999999")).toBe(-9223372036854775808n);
  expect(errors).toEqual([
    "Cannot represent 10000000000000000000 as a 64-bit signed integer, since the value is too large.",
    "Cannot represent -99999999999999999999 as a 64-bit signed integer, since the value is too small.",
  ]);
});

test("int of other things", () => {
  expect([1.9, -1.9, true, false, -0.5, null, undefined, 5n].map((value) => int(value))).toEqual([1, -1, 1, 0, 0, 0, 0, 5]);
  expect([1e18, Infinity, -Infinity, NaN, 2n ** 64n - 1n].map((value) => int(value))).toEqual([
    10n ** 18n,
    2n ** 63n - 1n,
    -(2n ** 63n),
    0,
    -1,
  ]);
  expect(int(new Float(3))).toBe(3);
});

test("every 64-bit int survives its text", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
      expect(BigInt(int(str(value)))).toBe(value);
    }),
  );
});

test.each([
  ["12abc", "12.0"],
  ["1.9", "1.9"],
  ["-.5", "-0.5"],
  ["+.5", "0.5"],
  ["1e3", "1000.0"],
  ["1e", "1.0"],
  ["1e+", "1.0"],
  ["1..2", "1.0"],
  ["0.1e-2x", "0.001"],
  ["  -3.5e2z", "-350.0"],
  ["1 .5", "1.0"],
  ["0x1F", "0.0"],
  ["1e400", "inf"],
  ["1e-400", "0.0"],
  ["inf", "0.0"],
  ["Infinity", "0.0"],
  ["", "0.0"],
  ["76561197960287930", "76561197960287936.0"],
  ["1.7976931348623157e308", str(1.7976931348623157e308)],
  ["1e-310", "0.0"],
  ["1.5e", "15.0"],
  ["12.25e+", "1225.0"],
  ["1234567890123456789.5", "1234567890123456768.0"],
])("float(%j) prints as %s, as in Godot 4.6", (text, printed) => {
  expect(str(float(text))).toBe(printed);
});

test("a float is calculated as Godot calculates it", () => {
  expect(float("186910.86521247882")).toBe(186910.8652124788);
  expect(float("0.025063187983671333")).toBe(0.02506318798367133);
  expect(float("-")).toBe(-0);
});

test("a whole float stays a float", () => {
  expect(float(1)).toBeInstanceOf(Float);
  expect(float(1.5)).toBe(1.5);
  expect(str(float(true), " ", float(-0.5), " ", float(3n))).toBe("1.0 -0.5 3.0");
});

test("range", () => {
  expect([range(3), range(2, 5), range(0, 10, 3), range(5, 0, -2), range(0, 5, -1), range(-3), range(3.9)]).toEqual([
    [0, 1, 2],
    [2, 3, 4],
    [0, 3, 6, 9],
    [5, 3, 1],
    [],
    [],
    [0, 1, 2],
  ]);
  expect(errors).toEqual([]);
  expect(range(0, 5, 0)).toEqual([]);
  expect(errors).toHaveLength(1);
});

test("len counts characters, elements and entries", () => {
  expect([len("abc"), len("😀"), len([1, 2]), len(new Uint8Array(3)), len({ a: 1 }), len(new Map([[1, 2]]))]).toEqual([3, 1, 2, 3, 1, 1]);
});

test("typeof_ and its names", () => {
  const values = [null, true, 1, 1.5, new Float(1), 5n, "a", [], {}, new Map(), new Vector2(), () => {}, new Uint8Array(), new Date()];
  expect(values.map((value) => type_string(typeof_(value)))).toEqual([
    "Nil",
    "bool",
    "int",
    "float",
    "float",
    "int",
    "String",
    "Array",
    "Dictionary",
    "Dictionary",
    "Vector2",
    "Callable",
    "PackedByteArray",
    "Object",
  ]);
  expect(type_string(99)).toBe("");
});

test("what is printed goes where it is sent", () => {
  const lines: string[] = [];
  set_print_handler({
    print: (line) => void lines.push(line),
    printerr: (line) => void lines.push(`error: ${line}`),
    warning: (line) => void lines.push(`warning: ${line}`),
  });
  print(1, "a", new Float(2), null, [1, "a"], { k: "v" }, new Vector2(1, 2));
  print3(1, "a", new Float(2), null, [1, "a"], { k: "v" }, new Vector2(1, 2));
  prints(1, "a", new Float(2));
  printt(1, "a", new Float(2));
  print_rich("[b]bold[/b] [color=red]x[/color] [1, 2]");
  printerr("err ", 1);
  push_warning("careful", 2);
  expect(lines).toEqual([
    '1a2.0<null>[1, "a"]{ "k": "v" }(1.0, 2.0)',
    "1a2Null[1, a]{k:v}(1, 2)",
    "1 a 2.0",
    "1\ta\t2.0",
    "bold x [1, 2]",
    "error: err 1",
    "warning: careful2",
  ]);
});

test("by default it goes to the console", () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  print("hello ", 1);
  expect(log).toHaveBeenCalledWith("hello 1");
});

test("a page opened from an invitation says so", () => {
  expect(createOS({ search: "?connect_lobby=109775240917155840" }).get_cmdline_args()).toEqual(["+connect_lobby", "109775240917155840"]);
  expect(createOS({ search: "?a=1&connect_lobby=5&b=2" }).get_cmdline_args()).toEqual(["+connect_lobby", "5"]);
  for (const search of ["", "?connect_lobby", "?connect_lobby=", "?connect_lobby=-1", "?connect_lobby=%2Bother", "?connect_lobby=123456789012345678901"]) {
    expect(createOS({ search }).get_cmdline_args()).toEqual([]);
  }
  expect(OS.get_cmdline_args()).toEqual([]);
  vi.stubGlobal("location", { search: "?connect_lobby=7" });
  expect(OS.get_cmdline_args()).toEqual(["+connect_lobby", "7"]);
});

test("the environment is the page's own", () => {
  const os = createOS();
  expect([os.get_name(), os.get_environment("SteamAppId"), os.has_environment("SteamAppId")]).toEqual(["Web", "", false]);
  os.set_environment("SteamAppId", str(480));
  expect([os.get_environment("SteamAppId"), os.has_environment("SteamAppId")]).toEqual(["480", true]);
  os.unset_environment("SteamAppId");
  expect(os.has_environment("SteamAppId")).toBe(false);
  os.set_environment("", "x");
  os.set_environment("a=b", "x");
  expect(errors).toHaveLength(2);
});

test("singletons", () => {
  const mine = {};
  expect(Engine.has_singleton("Mine")).toBe(false);
  expect(Engine.get_singleton("Mine")).toBeNull();
  Engine.register_singleton("Mine", mine);
  expect([Engine.has_singleton("Mine"), Engine.get_singleton("Mine"), Engine.get_singleton_list()]).toEqual([true, mine, ["Mine"]]);
  Engine.register_singleton("Mine", {});
  expect(Engine.get_singleton("Mine")).toBe(mine);
  Engine.unregister_singleton("Mine");
  Engine.unregister_singleton("Mine");
  expect(errors).toEqual([
    "Failed to retrieve non-existent singleton 'Mine'.",
    "Singleton already registered: 'Mine'.",
    "Attempt to remove unregistered singleton: 'Mine'.",
  ]);
});

test("push_error takes any values, and goes where errors go", () => {
  push_error("no lobby ", 12, [new Float(1)], null);
  expect(errors).toEqual(["no lobby 12[1.0]<null>"]);
});
