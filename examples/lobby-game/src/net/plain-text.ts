/** Control characters, line breaks among them, and what turns the direction of writing round: in a name or a line of chat they are only good for mischief. */
const MISCHIEF = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * A text of somebody else's, fit to be shown in one line.
 *
 * @param most characters (code points) at most; the rest is cut off.
 * @returns without line breaks, control characters and spaces at both ends; "" when nothing is left. It can still look like markup: show it as text.
 */
export function plainText(text: string, most: number): string {
  // Cut roughly first: the text may have megabytes, and a code point has at most two units.
  const short = text.slice(0, most * 4).replaceAll(MISCHIEF, " ").trim();
  return Array.from(short).slice(0, most).join("").trim();
}
