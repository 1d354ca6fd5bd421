/** A record as JSON in UTF-8; bigints as decimal strings. */
export function toJsonBytes(record: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(record, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value)));
}

/** The JSON in the bytes; `undefined` when there is none. */
export function fromJsonBytes(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
