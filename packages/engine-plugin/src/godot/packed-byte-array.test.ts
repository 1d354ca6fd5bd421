import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hex_decode, to_ascii_buffer, to_utf16_buffer, to_utf32_buffer, to_utf8_buffer } from "./bytes/string-buffers.js";
import { MAX_GROWN_BYTES } from "./bytes/growing-bytes.js";
import { PackedByteArray } from "./packed-byte-array.js";
import { set_error_handler } from "./report.js";
import { Color, Vector2, Vector3, Vector4, var_to_bytes } from "./variant/index.js";

let complaints: string[] = [];

beforeEach(() => {
  complaints = [];
  set_error_handler((message) => complaints.push(message));
});
afterEach(() => void set_error_handler());

test("a packet is put together in place, and whoever holds it sees it grow", () => {
  const packet = new PackedByteArray();
  const held = packet;
  expect(packet.append(256)).toBe(false);
  packet.push_back(-1);
  packet.append_array(new PackedByteArray([1, 2, 3]));
  packet.append_array([4, 261n]);
  packet.append_array(packet);
  expect([...held]).toEqual([0, 255, 1, 2, 3, 4, 5, 0, 255, 1, 2, 3, 4, 5]);
  expect(held.size()).toBe(14);
  packet.clear();
  expect(held.is_empty() && held.empty()).toBe(true);
  expect(held.length).toBe(0);
  expect(complaints).toEqual([]);
});

test("it is bytes for everything that takes bytes", () => {
  const bytes = to_utf8_buffer("héllo");
  expect(bytes).toBeInstanceOf(Uint8Array);
  expect(ArrayBuffer.isView(bytes)).toBe(true);
  expect(new TextDecoder().decode(bytes)).toBe("héllo");
  expect([...new Uint8Array(bytes)]).toEqual([...bytes]);
  expect(structuredClone(bytes)).toHaveLength(6);
  const plain = new Uint8Array(8);
  plain.set(bytes, 1);
  expect(plain[1]).toBe(104);
});

test("what a browser's own functions do not take, its plain copy is", () => {
  const bytes = new PackedByteArray([1, 2, 3]);
  const plain = bytes.to_uint8_array();
  expect(plain.constructor).toBe(Uint8Array);
  expect("resizable" in plain.buffer && plain.buffer.resizable).toBe(false);
  bytes.append(4);
  expect([...plain]).toEqual([1, 2, 3]);
});

test("mapping and filtering give plain bytes, from and of arrays that grow", () => {
  const bytes = PackedByteArray.of(1, 2, 300) as PackedByteArray;
  expect(bytes.map((byte) => byte * 2).constructor).toBe(Uint8Array);
  expect(bytes.filter((byte) => byte > 1).constructor).toBe(Uint8Array);
  (PackedByteArray.from([256, -1]) as PackedByteArray).append(1);
  bytes.append(1);
  expect([...bytes]).toEqual([1, 2, 44, 1]);
});

test("it is made of what GDScript makes it of", () => {
  expect([...new PackedByteArray([256, -1, 3.7, true, "5", null, 1n << 40n, NaN])]).toEqual([0, 255, 3, 1, 5, 0, 0, 0]);
  expect([...new PackedByteArray(new Set([1, 2]))]).toEqual([1, 2]);
  expect([...new PackedByteArray(3)]).toEqual([0, 0, 0]);
  const original = new PackedByteArray([1]);
  const copy = new PackedByteArray(original);
  copy.set(0, 9);
  expect(original.get(0)).toBe(1);
});

test("a view of someone's memory keeps its size, and says what to do", () => {
  const memory = Uint8Array.of(9, 1, 2, 3, 9);
  const view = new PackedByteArray(memory.buffer, 1, 3);
  view.set(0, 7);
  expect([...memory]).toEqual([9, 7, 2, 3, 9]);
  expect(view.append(4)).toBe(true);
  expect(view.insert(0, 4)).toBe(6);
  expect(view.resize(1)).toBe(6);
  view.append_array([1]);
  view.remove_at(0);
  view.clear();
  expect(view.erase(7)).toBe(false);
  expect([...memory]).toEqual([9, 7, 2, 3, 9]);
  expect(complaints).toHaveLength(7);
  expect(complaints[0]).toContain("duplicate()");
  const copy = view.duplicate();
  copy.append(4);
  expect([...copy]).toEqual([7, 2, 3, 4]);
});

test("in a browser too old to change sizes, the array works and the report says which browsers can", () => {
  const { prototype } = ArrayBuffer;
  const newer = (["resizable", "resize"] as const).map((name) => [name, Object.getOwnPropertyDescriptor(prototype, name)!] as const);
  for (const [name] of newer) Reflect.deleteProperty(prototype, name);
  try {
    const bytes = new PackedByteArray([1, 2]);
    expect([bytes.append(3), bytes.resize(1), bytes.has_fixed_size(), [...bytes]]).toEqual([true, 6, true, [1, 2]]);
    expect(complaints).toHaveLength(2);
    expect(complaints[0]).toMatch(/Chrome 111.*Safari 16\.4.*Firefox 128/);
  } finally {
    for (const [name, descriptor] of newer) Object.defineProperty(prototype, name, descriptor);
  }
});

test("what was encoded has a fixed size; appending it to something does not need more", () => {
  const message = var_to_bytes({ message: "handshake" });
  expect(message.append(1)).toBe(true);
  const packet = new PackedByteArray();
  packet.append_array(message);
  packet.append(1);
  expect(packet.size()).toBe(message.size() + 1);
});

test("it grows up to its limit and no further", () => {
  const bytes = new PackedByteArray([1]);
  expect(bytes.resize(MAX_GROWN_BYTES)).toBe(0);
  expect(bytes.get(MAX_GROWN_BYTES - 1)).toBe(0);
  expect(bytes.resize(MAX_GROWN_BYTES + 1)).toBe(6);
  expect(bytes.resize(1e30)).toBe(6);
  expect(bytes.resize(-1)).toBe(31);
  expect(bytes.size()).toBe(MAX_GROWN_BYTES);
  expect(bytes.resize(2)).toBe(0);
  expect([...bytes]).toEqual([1, 0]);
});

test("subarray is Godot 3's with two arguments and a view with one", () => {
  const bytes = new PackedByteArray([1, 2, 3, 4]);
  expect([...bytes.subarray(1, 2)]).toEqual([2, 3]);
  expect([...bytes.subarray(1, -1)]).toEqual([2, 3, 4]);
  expect([...bytes.subarray(1, 4)]).toEqual([]);
  expect(complaints).toHaveLength(1);
  const rest = bytes.subarray(2);
  rest.set(0, 9);
  expect([...bytes]).toEqual([1, 2, 9, 4]);
  const copy = bytes.subarray(0, 3);
  copy.append(5);
  expect([...copy]).toEqual([1, 2, 9, 4, 5]);
});

test("slice copies, and JavaScript's negative numbers work", () => {
  const bytes = new PackedByteArray([1, 2, 3, 4]);
  const slice = bytes.slice(-3, -1);
  slice.append(5);
  expect([...slice]).toEqual([2, 3, 5]);
  expect([...bytes.slice()]).toEqual([1, 2, 3, 4]);
  expect([...bytes.slice(3, 1)]).toEqual([]);
  expect(complaints).toHaveLength(1);
});

test("find and set know both languages by what they are given", () => {
  const bytes = new PackedByteArray([5, 7, 5]);
  expect(bytes.find(5)).toBe(0);
  expect(bytes.find(261, 1)).toBe(2);
  expect(bytes.find(9)).toBe(-1);
  expect(bytes.find((byte) => byte > 5)).toBe(7);
  expect(bytes.rfind(5)).toBe(2);
  expect(bytes.rfind(5, -2)).toBe(0);
  bytes.set(1, 300);
  bytes.set([8, 9], 1);
  expect([...bytes]).toEqual([5, 8, 9]);
  bytes.set(7, 1);
  bytes.set(-1, 1);
  expect(bytes.get(3)).toBe(0);
  expect(complaints).toHaveLength(3);
});

test("taking out, putting in, turning around", () => {
  const bytes = new PackedByteArray([3, 1, 2]);
  bytes.insert(3, 4);
  bytes.insert(0, -1);
  expect([...bytes]).toEqual([255, 3, 1, 2, 4]);
  bytes.remove_at(1);
  bytes.remove(0);
  bytes.remove_at(7);
  expect([...bytes]).toEqual([1, 2, 4]);
  bytes.invert();
  expect([...bytes]).toEqual([4, 2, 1]);
  bytes.sort();
  expect(bytes.bsearch(2)).toBe(1);
  expect(bytes.bsearch(2, false)).toBe(2);
  expect([...bytes.fill(-2)]).toEqual([254, 254, 254]);
  expect(bytes.count(254)).toBe(3);
  expect(bytes.has(510)).toBe(true);
  expect(bytes.erase(254)).toBe(true);
  expect(complaints).toHaveLength(1);
});

test("Steam ids keep all their digits in 64 bits", () => {
  const bytes = new PackedByteArray(8);
  bytes.encode_u64(0, 76561197960287930n);
  expect(bytes.decode_u64(0)).toBe(76561197960287930n);
  bytes.encode_s64(0, -5);
  expect(bytes.decode_s64(0)).toBe(-5);
  expect(bytes.decode_u64(0)).toBe(-5);
  expect(bytes.decode_u64(1)).toBe(0);
  expect(complaints).toHaveLength(1);
});

test("values are put into bytes and read from them at any place", () => {
  const bytes = new PackedByteArray(64);
  expect(bytes.encode_var(4, { id: 7 })).toBe(28);
  expect(bytes.has_encoded_var(4)).toBe(true);
  expect(bytes.decode_var(4)).toEqual({ id: 7 });
  expect(bytes.decode_var_size(4)).toBe(28);
  expect(bytes.encode_var(40, { id: 7 })).toBe(-1);
  expect(bytes.encode_var(0, () => 1)).toBe(-1);
  expect(bytes.decode_var(-1)).toBe(null);
  expect(bytes.decode_var(1000)).toBe(null);
  expect(complaints).toHaveLength(2);
});

test("bytes become arrays of other types when they come out even", () => {
  const bytes = new PackedByteArray(new Uint8Array(Float32Array.of(1, 2, 3, 4).buffer));
  expect([...bytes.to_float32_array()]).toEqual([1, 2, 3, 4]);
  expect([...bytes.to_vector2_array()]).toEqual([new Vector2(1, 2), new Vector2(3, 4)]);
  expect([...bytes.to_vector4_array()]).toEqual([new Vector4(1, 2, 3, 4)]);
  expect([...bytes.to_color_array()]).toEqual([new Color(1, 2, 3, 4)]);
  expect([...bytes.to_vector3_array()]).toEqual([]);
  expect([...bytes.slice(0, 12).to_vector3_array()]).toEqual([new Vector3(1, 2, 3)]);
  expect([...bytes.to_int32_array()]).toEqual([0x3f800000, 0x40000000, 0x40400000, 0x40800000]);
  expect(bytes.to_int64_array()).toHaveLength(2);
  expect(bytes.slice(0, 7).to_float64_array()).toHaveLength(0);
  expect(complaints).toHaveLength(2);
});

test("text goes in and out", () => {
  expect(to_utf8_buffer("héllo").get_string_from_utf8()).toBe("héllo");
  expect(to_utf8_buffer("héllo").hex_encode()).toBe("68c3a96c6c6f");
  expect(to_ascii_buffer("hé😀").get_string_from_ascii()).toBe("h  ");
  expect(to_utf16_buffer("é😀").hex_encode()).toBe("e9003dd800de");
  expect(to_utf16_buffer("\ud800x").hex_encode()).toBe("fdff7800");
  expect(to_utf32_buffer("😀").get_string_from_utf32()).toBe("😀");
  expect([...hex_decode("00FFab")]).toEqual([0, 255, 171]);
  expect([...hex_decode("0")]).toEqual([]);
  expect([...hex_decode("0x")]).toEqual([]);
  expect(new PackedByteArray([0x83, 0x65]).get_string_from_multibyte_char("shift_jis")).toBe("テ");
  expect(new PackedByteArray([0xff]).get_string_from_multibyte_char("utf-8")).toBe("");
  expect(new PackedByteArray([0xff]).get_string_from_multibyte_char("no such thing")).toBe("");
  expect(complaints).toHaveLength(4);
});

test("text comes back the same from every Unicode encoding", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }).map((text) => text.replaceAll("\0", "").replace(/^\ufeff+/, "")), (text) => {
      expect(to_utf8_buffer(text).get_string_from_utf8()).toBe(text);
      expect(to_utf16_buffer(text).get_string_from_utf16()).toBe(text);
      expect(to_utf32_buffer(text).get_string_from_utf32()).toBe(text);
      expect([...hex_decode(to_utf8_buffer(text).hex_encode())]).toEqual([...to_utf8_buffer(text)]);
    }),
  );
});

test("it is the same as a list of bytes, whatever is done to it", () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant("append" as const), value: fc.integer() }),
    fc.record({ do: fc.constant("insert" as const), at: fc.nat(12), value: fc.integer() }),
    fc.record({ do: fc.constant("remove" as const), at: fc.nat(12) }),
    fc.record({ do: fc.constant("resize" as const), size: fc.nat(9000) }),
    fc.record({ do: fc.constant("erase" as const), value: fc.integer({ min: -300, max: 300 }) }),
    fc.record({ do: fc.constant("append_array" as const), values: fc.uint8Array() }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const bytes = new PackedByteArray();
      const list: number[] = [];
      for (const now of steps) {
        switch (now.do) {
          case "append":
            bytes.append(now.value);
            list.push(now.value & 255);
            break;
          case "insert":
            if (bytes.insert(now.at, now.value) === 0) list.splice(now.at, 0, now.value & 255);
            break;
          case "remove":
            bytes.remove_at(now.at);
            list.splice(now.at, 1);
            break;
          case "resize":
            bytes.resize(now.size);
            list.length = Math.min(list.length, now.size);
            while (list.length < now.size) list.push(0);
            break;
          case "erase":
            if (bytes.erase(now.value)) list.splice(list.indexOf(now.value & 255), 1);
            break;
          case "append_array":
            bytes.append_array(now.values);
            list.push(...now.values);
        }
      }
      expect([...bytes]).toEqual(list);
    }),
    { numRuns: 60 },
  );
});
