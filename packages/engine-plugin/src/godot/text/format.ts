import { int64 } from "../int64.js";
import { report } from "../report.js";
import { Float } from "../variant/float.js";
import { kindOf } from "../variant/kind.js";
import * as type from "../variant/variant-type.js";
import { type Conversion, type Dialect, godot3, godot4 } from "./format-dialects.js";

/** A mistake in a format or its values; the message is Godot's. */
class FormatError extends Error {}

/**
 * GDScript's `%` operator, as in Godot 4.6: `format("%s has %d points", [name, points])` for `"%s has %d points" % [name, points]`.
 *
 * `%s` any value, `%d` `%o` `%x` `%X` whole numbers, `%f` numbers, `%v` vectors, `%c` a character, `%%`; before the letter `-` (to the
 * left), `+` (with its sign), `u` (unsigned), `0` (zeros), a width, `.` and a precision, each of which may be `*`.
 *
 * @param values an array of them, or the one. A packed array is one value.
 * @returns the text; on a mistake the format itself, and it is reported which.
 */
export function format(text: string, values: unknown): string {
  return formatAs(godot4, text, values);
}

/** {@link format} as in Godot 3.2: there is no `u` and no `%v`, values are printed as `str3` prints them, and signs are not counted in the width of whole numbers. */
export function format3(text: string, values: unknown): string {
  return formatAs(godot3, text, values);
}

function formatAs(dialect: Dialect, text: string, values: unknown): string {
  try {
    return formatted(dialect, text, isArray(values) ? values : [values]);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    report(`String formatting error: ${error.message}.`);
    return text;
  }
}

function formatted(dialect: Dialect, text: string, values: readonly unknown[]): string {
  let output = "";
  let used = 0;
  let conversion: Conversion | undefined;
  // Godot never takes it back within one format.
  let unsigned = false;
  const next = (): unknown => {
    if (used >= values.length) throw new FormatError("not enough arguments for format string");
    return values[used++];
  };

  for (const character of text) {
    if (!conversion) {
      if (character === "%") conversion = { width: 0, precision: 6, zeros: false, left: false, sign: false, inPrecision: false, unsigned };
      else output += character;
      continue;
    }
    if (flag(dialect, conversion, character, next)) {
      unsigned = conversion.unsigned;
      continue;
    }
    output += character === "%" ? "%" : converted(dialect, conversion, character, next);
    conversion = undefined;
  }
  if (conversion) throw new FormatError("incomplete format");
  if (used < values.length) throw new FormatError("not all arguments converted during string formatting");
  return output;
}

/** Reads what stands between the percent sign and the letter. */
function flag(dialect: Dialect, conversion: Conversion, character: string, next: () => unknown): boolean {
  if (character >= "0" && character <= "9") {
    addDigit(dialect, conversion, Number(character));
    return true;
  }
  switch (character) {
    case "-":
      conversion.left = true;
      return true;
    case "+":
      conversion.sign = true;
      return true;
    case "u":
      if (dialect.generation === 3) return false;
      conversion.unsigned = true;
      return true;
    case ".":
      if (conversion.inPrecision) throw new FormatError("too many decimal points in format");
      conversion.inPrecision = true;
      conversion.precision = 0;
      return true;
    case "*": {
      const size = sizeOf(dialect, next());
      if (conversion.inPrecision) conversion.precision = size;
      else conversion.width = size;
      return true;
    }
    default:
      return false;
  }
}

function addDigit(dialect: Dialect, conversion: Conversion, digit: number): void {
  if (conversion.inPrecision) conversion.precision = conversion.precision * 10 + digit;
  else if (digit === 0 && conversion.width === 0) {
    // Godot 4 warns and forgets it; "%0-8d" is past that, and gets its zeros.
    if (dialect.generation === 3 || !conversion.left) conversion.zeros = true;
  } else conversion.width = conversion.width * 10 + digit;
}

function sizeOf(dialect: Dialect, value: unknown): number {
  if (isNumber(value)) return Number(BigInt.asIntN(32, int64(unwrapped(value))));
  if (dialect.generation === 4 && isVector(value)) return 0;
  throw new FormatError(dialect.generation === 4 ? "* wants number or vector" : "* wants number");
}

function converted(dialect: Dialect, conversion: Conversion, letter: string, next: () => unknown): string {
  switch (letter) {
    case "s":
      return dialect.pad(conversion, dialect.str(next()));
    case "c":
      return dialect.pad(conversion, characterOf(dialect, next()));
    case "d":
    case "o":
    case "x":
    case "X": {
      const digits = dialect.integer(conversion, dialect.int64(numberOf(next())), { d: 10, o: 8, x: 16, X: 16 }[letter]);
      return letter === "X" ? digits.toUpperCase() : digits;
    }
    case "f": {
      const value = Number(numberOf(next()));
      if (dialect.generation === 3 && conversion.left && conversion.zeros) {
        throw new FormatError("left justification cannot be used with zeros as the padding");
      }
      return dialect.float(conversion, value);
    }
    case "v": {
      if (dialect.generation === 3) break;
      const value = next();
      if (!isVector(value)) throw new FormatError("%v requires a vector type (Vector2/3/4/2i/3i/4i)");
      // A sign is only shown where there is one to show, and -0 has none here.
      const parts = Object.values(value).map((part) => dialect.float({ ...conversion, sign: false }, part === 0 ? 0 : part));
      return `(${parts.join(", ")})`;
    }
    default:
  }
  throw new FormatError("unsupported format character");
}

function characterOf(dialect: Dialect, value: unknown): string {
  if (isNumber(value)) {
    const code = Number(int64(unwrapped(value)));
    const kind = dialect.generation === 3 ? "unsigned byte integer" : "unsigned integer";
    // Godot 3 names the two ends alike.
    if (code < 0) throw new FormatError(`${kind} is lower than ${dialect.generation === 3 ? "maximum" : "minimum"}`);
    if (code > dialect.maxCharacter) throw new FormatError(`${kind} is greater than maximum`);
    if (code >= 0xd800 && code <= 0xdfff) throw new FormatError(`${kind} is invalid Unicode character`);
    return String.fromCodePoint(code === 0 ? 0xfffd : code);
  }
  if (typeof value === "string" && Array.from(value).length === 1) return value;
  throw new FormatError("%c requires number or single-character string");
}

function numberOf(value: unknown): number | bigint {
  if (isNumber(value)) return unwrapped(value);
  throw new FormatError("a number is required");
}

function isNumber(value: unknown): value is number | bigint | Float {
  return typeof value === "number" || typeof value === "bigint" || value instanceof Float;
}

function unwrapped(value: number | bigint | Float): number | bigint {
  return typeof value === "bigint" ? value : Number(value);
}

const vectors = new Set<number>([
  type.TYPE_VECTOR2,
  type.TYPE_VECTOR2I,
  type.TYPE_VECTOR3,
  type.TYPE_VECTOR3I,
  type.TYPE_VECTOR4,
  type.TYPE_VECTOR4I,
]);

function isVector(value: unknown): value is Record<string, number> {
  return typeof value === "object" && value !== null && vectors.has(kindOf(value));
}

function isArray(values: unknown): values is readonly unknown[] {
  return typeof values === "object" && values !== null && kindOf(values) === type.TYPE_ARRAY;
}
