/** A whole 32-bit number, as GDScript hands it to a C++ `int`: fractions are cut off, larger values wrap, nonsense is 0. */
export function int32(value: unknown): number {
  return typeof value === "bigint" ? Number(BigInt.asIntN(32, value)) : Number(value) | 0;
}

/** Bytes as GDScript hands them to a PackedByteArray: an array of numbers wraps each to 0-255. Undefined when it is neither. */
export function toBytes(data: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return Array.isArray(data) ? Uint8Array.from(data, int32) : undefined;
}
