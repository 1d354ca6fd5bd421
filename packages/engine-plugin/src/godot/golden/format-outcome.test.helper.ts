// What comes of a format: a text, or a mistake that is reported. The two engines, and the two kinds of build, answer a mistake in ways of their own.

import { set_error_handler } from "../report.js";
import { format, format3 } from "../text/format.js";
import type { Golden } from "./golden.test.helper.js";

const mistake = "(a mistake)";

const messages =
  /^(not all arguments converted|not enough arguments|incomplete format|unsupported format character|too many decimal points|%v requires a vector|a number is required|%c requires|\* wants number|a vector type is required|unsigned integer is)/;

/** What our function makes of it. */
export function formatOutcome(generation: 3 | 4, text: string, values: unknown): string {
  let reports = 0;
  const before = set_error_handler(() => (reports += 1));
  try {
    const result = (generation === 3 ? format3 : format)(text, values);
    return reports > 0 ? mistake : result;
  } finally {
    set_error_handler(before);
  }
}

/** What Godot made of it: it breaks off the script (3), or answers the format unchanged, or what is wrong (4). */
export function formatOrMistake({ format: asked, values, text }: Golden["formats"][number]): string {
  const isUnused = values.type === "Array" && values.value.length > 0;
  return text === null || messages.test(text) || (text === asked && (asked.includes("%") || isUnused)) ? mistake : text;
}
