import { describe, expect, it } from "vitest";
import { MAX_SEARCH_BYTES, type LobbySearch, type Pairs, type SearchFilter } from "../../wire/lobby.js";
import { individualId } from "../../wire/steam-id.js";
import type { LobbyRecord } from "./lobby-record.js";
import { create, setData } from "./lobby-rules.js";
import { searchLobbies } from "./lobby-search.js";

function lobby(index: number, data: Pairs, limit = 8): LobbyRecord {
  const sitter = { player: individualId(index + 1), life: 1 };
  const made = create(BigInt(index + 1), sitter, 2, limit);
  const set = "record" in made ? setData(made.record, sitter, data, []) : made;
  if ("refused" in set || set.record === undefined) throw new Error("no lobby");
  return set.record;
}

function find(records: Iterable<LobbyRecord>, filters: readonly SearchFilter[], more: Partial<LobbySearch> = {}): number[] | string {
  const found = searchLobbies(records, { filters, distance: 1, max: 50, ...more });
  return "refused" in found ? found.why : found.map(({ id }) => Number(id) - 1);
}

const levels = ["1", "2", "2.0", " 3 ", "-1", "", "two", "0x2", "1e1", "Infinity"].map((level, index) => lobby(index, [["level", level]]));

describe("searching lobbies", () => {
  it.each([
    [-2, [0, 1, 2, 4]],
    [-1, [0, 4]],
    [0, [1, 2]],
    [1, [3, 8]],
    [2, [1, 2, 3, 8]],
    [3, [0, 3, 4, 8]],
  ])("compares numbers by comparison %i; what is no number never fits", (comparison, expected) => {
    expect(find(levels, [{ k: "number", key: "level", value: 2, comparison }])).toEqual(expected);
    expect(find(levels, [{ k: "number", key: "nothing", value: 2, comparison }])).toEqual([]);
  });

  it.each([
    [-2, [0, 1, 3]],
    [-1, [0, 3]],
    [0, [1]],
    [1, [2]],
    [2, [1, 2]],
    [3, [0, 2, 3]],
  ])("compares text by comparison %i; a key that is not there has the empty value", (comparison, expected) => {
    const records = [lobby(0, [["mode", "capture"]]), lobby(1, [["mode", "race"]]), lobby(2, [["mode", "sumo"]]), lobby(3, [])];
    expect(find(records, [{ k: "text", key: "mode", value: "race", comparison }])).toEqual(expected);
  });

  it("orders by nearness, the first filter weighing most, and leaves nobody out for it", () => {
    const records = [["1", "9"], ["5", "1"], ["3", "3"], ["x", "5"], ["5", "5"]].map(([skill, ping], index) => lobby(index, [["skill", skill!], ["ping", ping!]]));
    expect(find(records, [{ k: "near", key: "skill", value: 4 }, { k: "near", key: "ping", value: 5 }])).toEqual([4, 2, 1, 0, 3]);
  });

  it("counts free seats", () => {
    const records = [2, 4, 8].map((limit, index) => lobby(index, [], limit));
    expect(find(records, [{ k: "slots", free: 3 }])).toEqual([1, 2]);
  });

  it("answers no more than was asked for, fifty, and what one message holds", () => {
    const many = Array.from({ length: 60 }, (_, index) => lobby(index, []));
    expect(find(many, [], { max: 3 })).toEqual([0, 1, 2]);
    expect(find(many, [], { max: 1000 })).toHaveLength(50);
    const large = Array.from({ length: 30 }, (_, index) => lobby(index, [["text", "x".repeat(8000)]]));
    expect(find(large, [])).toHaveLength(Math.floor(MAX_SEARCH_BYTES / 8300));
  });

  it("says what is wrong with a search that has too many filters, or too long a key", () => {
    const filter: SearchFilter = { k: "slots", free: 1 };
    expect(find(levels, Array.from({ length: 33 }, () => filter))).toContain("32 filters");
    expect(find(levels, [{ k: "near", key: "k".repeat(256), value: 1 }])).toContain("255 bytes");
  });

  it("looks at each of a thousand lobbies once, and at its data once for each filter", () => {
    let looks = 0;
    const records = Array.from({ length: 1000 }, (_, index) => {
      const record = lobby(index, [["mode", index % 2 === 0 ? "race" : "sumo"], ["level", String(index % 100)]]);
      return new Proxy(record, { get: (target, field) => (field === "data" && looks++, Reflect.get(target, field) as unknown) });
    });
    const filters: SearchFilter[] = [
      { k: "text", key: "mode", value: "race", comparison: 0 },
      { k: "number", key: "level", value: 50, comparison: 2 },
      { k: "near", key: "level", value: 70 },
    ];
    expect(find(records, filters)).toHaveLength(50);
    expect(looks).toBeLessThanOrEqual(3 * 1000 + 2 * 50);
  });
});
