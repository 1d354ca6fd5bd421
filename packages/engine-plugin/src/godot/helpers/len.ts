/**
 * GDScript's `len`: how many characters (not UTF-16 units: `len("😀")` is 1), elements or entries. Of a plain object, its keys.
 */
export function len(value: string | { readonly length: number } | { readonly size: number } | object): number {
  if (typeof value === "string") return Array.from(value).length;
  if ("length" in value && typeof value.length === "number") return value.length;
  if (value instanceof Map) return value.size;
  return Object.keys(value).length;
}
