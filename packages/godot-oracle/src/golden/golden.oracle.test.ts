// The golden files hold what the engines say today.

import { afterAll, describe, expect, test } from "vitest";
import { golden } from "../../../engine-plugin/src/godot/golden/golden.test.helper.js";
import { closeGodot4 } from "../godot4.js";
import { engines, isRequired } from "../live.test.helper.js";
import { generateGolden } from "./generate.js";

afterAll(closeGodot4);

describe.each(engines())("Godot %i", (generation) => {
  test("the golden file is what the engine answers", async ({ skip }) => {
    const [checkedIn, now] = [await golden(generation), await generateGolden(generation)];
    if (checkedIn.engine !== now.engine) {
      const difference = `The golden file was made with ${checkedIn.engine}, and this is ${now.engine}.`;
      if (isRequired) throw new Error(`${difference} Set SAMOVAR_GODOT3 to the path of a Godot like that, or ask this one: npm run golden. (SAMOVAR_REQUIRE_GODOT is set.)`);
      skip(difference);
    }
    const advice = "run `npm run golden` in packages/godot-oracle, and see what changed";
    for (const part of Object.keys(now) as (keyof typeof now)[]) {
      expect(JSON.parse(JSON.stringify(now[part])), `${part}: ${advice}`).toEqual(checkedIn[part]);
    }
  });
});
