import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { browserPlayedWith, MAX_PLAYED_WITH, memoryPlayedWith, PlayedWith } from "./played-with.js";

test("the list is bounded: those longest not met are forgotten", () => {
  const store = memoryPlayedWith();
  const played = new PlayedWith(store);
  for (let index = 0; index < MAX_PLAYED_WITH + 10; index++) played.meet(BigInt(index + 1), 1000 + index, "");
  played.save();
  expect(played.list()).toHaveLength(MAX_PLAYED_WITH);
  expect(played.has(10n)).toBe(false);
  expect(new PlayedWith(store).list()).toEqual(played.list());
});

test("two tabs add to one list", () => {
  const store = memoryPlayedWith();
  const one = new PlayedWith(store);
  const other = new PlayedWith(store);
  one.meet(1n, 100, "Boris");
  other.meet(2n, 200, "Carla");
  other.meet(1n, 50, "Bo");
  one.save();
  other.save();
  expect(new PlayedWith(store).list()).toEqual([2n, 1n]);
  expect(new PlayedWith(store).name(1n)).toBe("Boris");
});

test("nothing is written when nothing changed", () => {
  const save = vi.fn();
  const played = new PlayedWith({ load: () => `[["1",100,"Boris"]]`, save });
  played.rename(1n, "Boris");
  played.rename(2n, "Nobody met");
  played.save();
  expect(save).not.toHaveBeenCalled();
  played.rename(1n, "Bo");
  played.save();
  expect(save).toHaveBeenCalledExactlyOnceWith(`[["1",100,"Bo"]]`);
});

test("where nothing can be stored the list lives as long as the page", () => {
  vi.stubGlobal("localStorage", {
    getItem: () => {
      throw new Error("Denied.");
    },
    setItem: () => {
      throw new Error("Full.");
    },
  });
  const played = new PlayedWith(browserPlayedWith());
  played.meet(1n, 100, "Boris");
  played.save();
  expect(played.list()).toEqual([1n]);
});

test("whatever is stored is read without harm", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.array(fc.tuple(fc.oneof(fc.string(), fc.constant("5")), fc.anything(), fc.anything())).map((all) => safeJson(all))), (text) => {
      const played = new PlayedWith(memoryPlayedWith(text));
      for (const id of played.list()) {
        expect(id).toBeTypeOf("bigint");
        expect(played.metS(id)).toBeTypeOf("number");
        expect(played.name(id)).toBeTypeOf("string");
      }
    }),
  );
});

function safeJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? part.toString() : part)) ?? "";
}
