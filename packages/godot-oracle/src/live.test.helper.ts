import { hasGodot3 } from "./godot3.js";
import type { Generation } from "./questions.js";

/** Set where a comparison that cannot be made is a failure. */
export const isRequired = (process.env["SAMOVAR_REQUIRE_GODOT"] ?? "") !== "";

/**
 * Which engines are here, for `describe.each`. Godot 4 always is: it comes with the npm packages. Where Godot 3 is not, that is told, and
 * an error when `SAMOVAR_REQUIRE_GODOT` is set.
 */
export function engines(): Generation[] {
  if (hasGodot3()) return [3, 4];
  const advice = "Godot 3 is not installed: apt-get install godot3-server, or set SAMOVAR_GODOT3 to the path of one.";
  if (isRequired) throw new Error(`${advice} (SAMOVAR_REQUIRE_GODOT is set.)`);
  console.info(`${advice} The comparison with it is left out.`);
  return [4];
}

/** The seed of everything generated in this run: `SAMOVAR_GODOT_SEED`, or a new one. It is printed, to repeat a run. */
export function chooseSeed(): number {
  const chosen = process.env["SAMOVAR_GODOT_SEED"] ?? "";
  const seed = chosen === "" ? Date.now() % 2 ** 31 : Number(chosen);
  console.info(`The same values again: SAMOVAR_GODOT_SEED=${seed} npm test -- --only=godot`);
  return seed;
}
