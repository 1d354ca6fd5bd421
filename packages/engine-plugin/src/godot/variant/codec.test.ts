import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  bytes2var,
  bytes_to_var,
  bytes_to_var_with_objects,
  Color,
  color_to_excalibur,
  decode_variant,
  Dictionary,
  encode_variant,
  EncodedObjectAsID,
  Float,
  GodotTypedArray,
  PackedByteArray,
  set_error_handler,
  StringName,
  TYPE_FLOAT,
  TYPE_INT,
  var2bytes,
  var_to_bytes,
  var_to_bytes_with_objects,
  Vector2,
  Vector2i,
} from "../index.js";
import { fromHex, toHex } from "./hex.test.helper.js";

let reports: string[] = [];
beforeEach(() => {
  reports = [];
  set_error_handler((message) => reports.push(message));
});
afterEach(() => void set_error_handler());

describe("what is written", () => {
  it("a whole number is an int, a Float is a float whatever its value", () => {
    expect(bytes_to_var(var_to_bytes(1))).toBe(1);
    expect(bytes_to_var(var_to_bytes(new Float(1)))).toStrictEqual(new Float(1));
    expect(bytes_to_var(var_to_bytes(new Float(1.5)))).toBe(1.5);
  });

  it("an int beyond 2^53 stays exact, and one beyond 64 bits wraps", () => {
    expect(bytes_to_var(var_to_bytes(2n ** 53n))).toBe(2n ** 53n);
    expect(bytes_to_var(var_to_bytes(2n ** 53n - 1n))).toBe(Number.MAX_SAFE_INTEGER);
    expect(bytes_to_var(var_to_bytes(2n ** 64n + 5n))).toBe(5);
    expect(bytes_to_var(var_to_bytes(2n ** 63n))).toBe(-(2n ** 63n));
  });

  it("undefined is null; Maps and objects without a prototype are dictionaries; ArrayBuffers are bytes", () => {
    const bare = Object.assign(Object.create(null) as object, { a: undefined });
    expect(bytes_to_var(var_to_bytes([undefined, new Map([[1, 2]]), bare, Uint8Array.of(7).buffer]))).toStrictEqual([
      null,
      new Dictionary([[1, 2]]),
      { a: null },
      new PackedByteArray([7]),
    ]);
  });

  it("a lone surrogate, and in Godot 4 a NUL, becomes U+FFFD", () => {
    expect(bytes_to_var(var_to_bytes(["\ud800x", "a\0b", "\ud83d\ude00"]))).toEqual(["\ufffdx", "a\ufffdb", "😀"]);
    // Godot 3 keeps the NUL, and reads up to it.
    expect(toHex(var2bytes("a\0b"))).toBe("040000000300000061006200");
    expect(bytes2var(var2bytes("a\0b"))).toBe("a");
  });

  it("numbers in an Array[float] are floats", () => {
    const array = new GodotTypedArray([1, 2.5], { kind: "builtin", type: TYPE_FLOAT });
    expect(bytes_to_var(var_to_bytes(array))).toStrictEqual(new GodotTypedArray([new Float(1), 2.5], { kind: "builtin", type: TYPE_FLOAT }));
  });

  it("classes of typed containers cross by name only with objects", () => {
    const nodes = new GodotTypedArray([], { kind: "class", name: "Node" });
    expect(toHex(var_to_bytes_with_objects(nodes))).toBe("1c000200040000004e6f646500000000");
    expect(toHex(var_to_bytes(nodes))).toBe("1c00020011000000456e636f6465644f626a6563744173494400000000000000");
    expect(bytes_to_var_with_objects(var_to_bytes_with_objects(nodes))).toStrictEqual(nodes);
  });

  it("Excalibur's Vector and Color, known by their shape", () => {
    class Vector {
      x = 1.5;
      y = 2;
      toAngle(): number {
        return 0;
      }
      perpendicular(): Vector {
        return this;
      }
    }
    class ExColor {
      [name: string]: unknown;
      r = 255;
      g = 0;
      b = 51;
      a = 0.5;
      toHex(): string {
        return "";
      }
      toRGBA(): string {
        return "";
      }
    }
    expect(bytes_to_var(var_to_bytes([new Vector(), new ExColor()]))).toStrictEqual([new Vector2(1.5, 2), new Color(1, 0, 0.2, 0.5)]);
    expect(color_to_excalibur(new Color(1, 0, 0.2, 0.5))).toEqual([255, 0, 51, 0.5]);
  });
});

describe("what is refused", () => {
  class Player {
    readonly name = "Anna";
  }
  it.each([
    ["a function", { players: [{ run: () => 1 }] }, "value.players[0].run is a function"],
    ["a symbol", [Symbol("x")], "value[0] is a symbol"],
    ["an object of a class", { state: { players: [0, new Player()] } }, "value.state.players[1] is an object of class Player"],
    ["a date", new Map<unknown, unknown>([["my key", new Date()]]), 'value["my key"] is an object of class Date'],
    ["an Array[int] with a text", new GodotTypedArray(["x"], { kind: "builtin", type: TYPE_INT }), "value[0] is a String in a container of int"],
  ])("%s, with its place", (_, value, message) => {
    expect(var_to_bytes(value)).toHaveLength(0);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toContain(`var_to_bytes: ${message}`);
  });

  it("what holds itself, and what is nested deeper than 1024", () => {
    const loop: unknown[] = [];
    loop.push(loop);
    expect(encode_variant(loop)).toMatchObject({ ok: false, error: expect.stringContaining("deeper than 1024") as unknown });
    let deep: unknown = [];
    for (let depth = 0; depth < 1024; depth++) deep = [deep];
    expect(encode_variant([deep]).ok).toBe(false);
    expect(var_to_bytes(deep)).toHaveLength(8200);
    expect(decode_variant(var_to_bytes(deep)).ok).toBe(true);
    expect(decode_variant(fromHex("1c00000001000000".repeat(1025) + "00000000")).ok).toBe(false);
  });

  it("a getter that throws, without throwing", () => {
    const cause = new Error("no");
    const value = { get broken(): unknown {
      throw cause;
    } };
    expect(encode_variant(value)).toEqual({ ok: false, error: "value.broken could not be read", cause });
    expect(var_to_bytes(1)).toHaveLength(8);
  });

  it("in Godot 3, what it does not have", () => {
    for (const value of [new Vector2i(), new StringName("a"), new BigInt64Array(1), new GodotTypedArray([], { kind: "builtin", type: TYPE_INT })]) {
      expect(var2bytes([value])).toHaveLength(0);
    }
    expect(reports.every((report) => report.startsWith("var2bytes: value[0]") && report.includes("Godot 3 does not have"))).toBe(true);
  });

  it("a getter may encode something itself", () => {
    const value = {
      a: "first",
      get inner(): PackedByteArray {
        return var_to_bytes("second");
      },
    };
    expect(bytes_to_var(var_to_bytes(value))).toStrictEqual({ a: "first", inner: var_to_bytes("second") });
  });
});

describe("what is read", () => {
  it("a null that was sent and bytes that are no Variant, told apart", () => {
    expect(bytes_to_var(fromHex("00000000"))).toBeNull();
    expect(reports).toEqual([]);
    expect(bytes_to_var(fromHex("ff000000"))).toBeNull();
    expect(reports[0]).toBe("bytes_to_var: no type of Godot 4 at byte 0.");
    expect(decode_variant(fromHex("00000000ffff"))).toEqual({ ok: true, value: null, size: 4 });
    expect(decode_variant(fromHex("ffff020000000700 0000"), { offset: 2 })).toEqual({ ok: true, value: 7, size: 8 });
  });

  it("a dictionary is a plain object where that keeps it as it is", () => {
    expect(Object.getPrototypeOf(bytes_to_var(var_to_bytes({ a: 1 })))).toBe(Object.prototype);
    for (const keys of [["7"], ["a", "0"], ["__proto__"], [new Float(1)], [1, "a"]]) {
      const read = bytes_to_var(var_to_bytes(new Map<unknown, unknown>(keys.map((key) => [key, 1]))));
      expect(read).toBeInstanceOf(Dictionary);
      expect([...(read as Dictionary).keys()]).toStrictEqual(keys);
    }
    expect(Object.keys(bytes_to_var(var_to_bytes({ "76561197960287930": 1, "07": 2, "-1": 3 })) as object)).toEqual(["76561197960287930", "07", "-1"]);
  });

  it("a live object is refused as Godot refuses it, its number is let in", () => {
    const object = fromHex("180000000a000000526566436f756e746564000000000000");
    expect(bytes_to_var(object)).toBeNull();
    expect(bytes_to_var_with_objects(object)).toBeNull();
    expect(bytes2var(fromHex("110000000900000052656665726560636500000000000000"), true)).toBeNull();
    expect(reports).toHaveLength(3);
    expect(bytes_to_var(fromHex("180001000500000000000000"))).toStrictEqual(new EncodedObjectAsID(5n));
    expect(bytes_to_var(fromHex("180001000000000000000000"))).toBeNull();
  });

  it("texts as Godot reads them: up to a NUL, without a byte order mark, and only when they are UTF-8", () => {
    expect(bytes_to_var(fromHex("040000000300000061006200"))).toBe("a");
    expect(bytes_to_var(fromHex("0400000004000000efbbbf61"))).toBe("a");
    for (const bad of ["01000000ff000000", "03000000eda08000", "02000000c0800000", "01000000c3000000", "04000000f4908080"]) {
      expect(decode_variant(fromHex(`04000000${bad}`)).ok).toBe(false);
    }
    // Godot 3 on Windows writes two surrogates.
    expect(bytes2var(fromHex("0400000006000000eda0bdedb8800000"))).toBe("😀");
  });

  it("vectors of a Godot with double precision", () => {
    expect(bytes_to_var(fromHex("05000100000000000000f03f9a9999999999b93f"))).toStrictEqual(new Vector2(1, 0.1));
    expect(toHex(var_to_bytes(bytes_to_var(fromHex("23000100010000000000000000000000000000000000f03f"))))).toBe("2300000001000000000000000000803f");
  });

  it("a typed array that lies about an element: converted, or left out", () => {
    const of = (hex: string) => toHex(var_to_bytes(bytes_to_var(fromHex(hex))));
    expect(of("1c00010002000000020000000400000001000000610000000200000007000000")).toBe("1c00010002000000010000000200000007000000");
    expect(of("1c00010003000000010000000200000007000000")).toBe("1c0001000300000001000000030000000000e040");
    expect(of("1c00010002000000010000000300000000002040")).toBe("1c00010002000000010000000200000002000000");
    expect(of("1c0001001500000001000000040000000100000061000000")).toBe("1c0001001500000001000000150000000100000061000000");
    expect(of("1c00010000000000010000000200000007000000")).toBe("1c000000010000000200000007000000");
  });

  it("bytes in memory that can grow, or in the middle of other memory", () => {
    const growing = new PackedByteArray([9, ...var_to_bytes(["a long text, more than thirty-two bytes of it"])]);
    expect(decode_variant(growing, { offset: 1 })).toMatchObject({ ok: true, value: ["a long text, more than thirty-two bytes of it"] });
  });

  it.each(["1c000000ffffff7f", "1b000000ffffff7f", "1d000000ffffff7f", "1f000000ffffff0f", "22000000ffffff7f", "25000000ffffff0f", "16000000ffffffffffffffff00000000"])(
    "a count that cannot be (%s) is refused before anything is made for it",
    (hex) => {
      expect(decode_variant(fromHex(hex + "00".repeat(64))).ok).toBe(false);
    },
  );
});

describe("memory", () => {
  const memory = (globalThis as unknown as { process?: { memoryUsage(): { heapUsed: number; external: number } } }).process;
  const used = () => {
    const { heapUsed, external } = memory?.memoryUsage() ?? { heapUsed: 0, external: 0 };
    return heapUsed + external;
  };

  it.each([
    ["empty typed dictionaries", "1b0001000200000000000000"],
    ["empty typed arrays", "1c0001000200000000000000"],
    ["dictionaries by numbers", "1b00000001000000 0200000001000000 00000000"],
    ["dictionaries", "1b00000000000000"],
    ["floats", "030000000000803f"],
    ["nulls", "00000000"],
    ["node paths", "16000000000000800000000000000000"],
    ["callables", "19000000"],
    ["empty texts", "0400000000000000"],
    ["empty PackedByteArrays", "1d00000000000000"],
    ["empty PackedInt32Arrays", "1e00000000000000"],
    ["empty PackedInt64Arrays", "1f00000000000000"],
    ["empty PackedFloat32Arrays", "2000000000000000"],
    ["empty PackedFloat64Arrays", "2100000000000000"],
    ["empty PackedStringArrays", "2200000000000000"],
    ["empty PackedVector2Arrays", "2300000000000000"],
    ["empty StringNames", "1500000000000000"],
    ["PackedByteArrays of one byte", "1d0000000100000007000000"],
    ["PackedInt32Arrays of one int", "1e0000000100000007000000"],
    ["PackedInt64Arrays of one int", "1f000000010000000700000000000000"],
    ["PackedFloat32Arrays of one float", "200000000100000007000000"],
  ])("what strangers send takes at most 40 times its length: %s", (_, hex) => {
    const element = fromHex(hex);
    const count = Math.floor(400_000 / element.length);
    const bytes = new Uint8Array(8 + count * element.length);
    bytes.set(fromHex("1c000000"));
    new DataView(bytes.buffer).setUint32(4, count, true);
    for (let index = 0; index < count; index++) bytes.set(element, 8 + index * element.length);
    const before = used();
    const read = decode_variant(bytes);
    expect(used() - before).toBeLessThan(40 * bytes.length);
    expect(read.ok && (read.value as unknown[]).length).toBe(count);
  });
});
