import type { ContainerType } from "./containers.js";
import { typeName } from "./type-names.js";
import { TYPE_MAX, TYPE_NIL, TYPE_OBJECT } from "./variant-type.js";

/** How the header of a container says what it may hold: two bits for each type. */
export const KIND_NONE = 0;
export const KIND_BUILTIN = 1;
export const KIND_CLASS = 2;
export const KIND_SCRIPT = 3;

/** What Godot makes of every class where objects may not cross: their numbers are all that arrives. */
export const encodedObjectType: ContainerType = Object.freeze({ kind: "class", name: "EncodedObjectAsID" });

const builtinTypes = Array.from({ length: TYPE_MAX }, (_, type) => Object.freeze<ContainerType>({ kind: "builtin", type }));

/** One of the built-in types; `undefined` for Nil, which means untyped. */
export function builtinType(type: number): ContainerType | undefined {
  return type === TYPE_NIL ? undefined : builtinTypes[type];
}

/** The `TYPE_*` number of what may be held; Nil for anything. */
export function expectedType(type: ContainerType | undefined): number {
  if (type === undefined) return TYPE_NIL;
  return type.kind === "builtin" ? type.type : TYPE_OBJECT;
}

/** For messages: `int`, `Node`. */
export function describeType(type: ContainerType): string {
  if (type.kind === "builtin") return typeName(type.type);
  return type.kind === "class" ? type.name : type.path;
}
