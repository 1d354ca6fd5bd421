import { parseIndividualId } from "./steam-id.js";

// Read by hand: a schema library would be a quarter of what a game downloads. None of these throws.

/** Anything as an object: what is none has no field that we look for. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return Object(value) as Record<string, unknown>;
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** An integer in the range, both ends included. */
export function isIntegerIn(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

export function isUint32(value: unknown): value is number {
  return isIntegerIn(value, 0, 0xffff_ffff);
}

/** A player's id, from a decimal string. */
export function readPlayerId(value: unknown): bigint | undefined {
  return isText(value) ? parseIndividualId(value) : undefined;
}

/** Any 64 bits, from a decimal string. */
export function readUint64(value: unknown): bigint | undefined {
  if (!isText(value) || !/^\d{1,20}$/.test(value)) return undefined;
  const number = BigInt(value);
  return number < 1n << 64n ? number : undefined;
}

/** Each of an array's elements read by `read`; `undefined` when it is no array, longer than `most`, or one of them cannot be read. */
export function readList<T>(value: unknown, most: number, read: (value: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value) || value.length > most) return undefined;
  const list: T[] = [];
  for (const element of value) {
    const item = read(element);
    if (item === undefined) return undefined;
    list.push(item);
  }
  return list;
}
