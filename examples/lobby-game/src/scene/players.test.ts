import { describe, expect, it } from "vitest";
import { playersAt } from "./players.js";

const anna = { steam_id: 100n, name: "Anna", colour: 0, self: true };
const ben = { steam_id: 200n, name: "Ben", colour: 2, self: false };

describe("who sits at the tray", () => {
  it("members as they are, the computer's players in colours that are free", () => {
    const players = playersAt([100n, 200n, 1n, 2n], [anna, ben]);
    expect(players.get(100n)).toEqual({ name: "Anna", colour: 0, self: true, bot: false });
    expect([players.get(1n)?.colour, players.get(2n)?.colour]).toEqual([1, 3]);
    expect(players.get(1n)?.bot).toBe(true);
    expect(players.get(1n)?.name).not.toBe(players.get(2n)?.name);
  });

  it("eight at the tray have eight colours", () => {
    const players = playersAt([100n, 1n, 2n, 3n, 4n, 5n, 6n, 7n], [anna]);
    expect(new Set([...players.values()].map(({ colour }) => colour)).size).toBe(8);
  });

  it("who has left the lobby is no bot, and nobody's colour twice", () => {
    const gone = playersAt([100n, 200n], [anna]).get(200n);
    expect(gone).toMatchObject({ bot: false, self: false, colour: 1 });
  });
});
