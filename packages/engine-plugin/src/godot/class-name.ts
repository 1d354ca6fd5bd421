/** The name of an object's class, for messages and texts; `otherwise` where it has none. Bundlers that shorten names shorten this one too. */
export function className(object: object, otherwise = "Object"): string {
  const { constructor } = object as { constructor?: unknown };
  return typeof constructor === "function" && constructor.name !== "" ? constructor.name : otherwise;
}
