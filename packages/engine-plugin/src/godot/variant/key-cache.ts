/** Longer keys are not worth the comparison. */
const longestKey = 32;
const slots = 512;

const keys: string[] = Array.from({ length: slots }, () => "");

/**
 * The text of a dictionary's key, where it is plain ASCII and was met before: packets repeat their keys, and finding one again
 * is cheaper than making a string. Holds {@link slots} keys of at most {@link longestKey} characters, whatever arrives.
 * @returns undefined for a key that must be read in another way.
 */
export function readKey(bytes: Uint8Array, start: number, end: number): string | undefined {
  const length = end - start;
  if (length > longestKey) return undefined;
  let hash = length;
  let text = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === 0) return undefined;
    text |= byte;
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  if (text > 0x7f) return undefined;
  const slot = (hash ^ (hash >>> 9)) & (slots - 1);
  const known = keys[slot] as string;
  return isSame(known, bytes, start, length) ? known : (keys[slot] = asciiOf(bytes, start, end));
}

function isSame(known: string, bytes: Uint8Array, start: number, length: number): boolean {
  if (known.length !== length) return false;
  for (let i = 0; i < length; i++) if (known.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}

function asciiOf(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}
