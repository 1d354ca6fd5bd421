import { className } from "../class-name.js";
import { instanceId } from "../object-id.js";

/** What an object says of itself in `_to_string()`, GDScript's way to choose it; undefined when it does not. */
export function ownText(object: object): string | undefined {
  const { _to_string } = object as { _to_string?: unknown };
  return typeof _to_string === "function" ? String((_to_string as () => unknown).call(object)) : undefined;
}

/** `<Lobby#12>`: the class and the number of an object that says nothing else of itself. */
export function objectText(object: object): string {
  return ownText(object) ?? `<${className(object)}#${instanceId(object)}>`;
}
