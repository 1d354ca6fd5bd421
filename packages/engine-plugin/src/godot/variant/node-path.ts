/**
 * Godot's NodePath, `^"/root/Level:position:x"`: names, subnames (after the colons), and whether it starts at the root.
 * Never changes: make a new one.
 */
export class NodePath {
  readonly names: readonly string[];
  readonly subnames: readonly string[];
  readonly absolute: boolean;

  /** From a text as Godot reads it, or from the parts. */
  constructor(path?: string);
  constructor(names: readonly string[], subnames?: readonly string[], absolute?: boolean);
  constructor(path: string | readonly string[] = "", subnames: readonly string[] = [], absolute = false) {
    if (typeof path === "string") {
      const [names = "", ...rest] = path.split(":");
      this.absolute = names.startsWith("/");
      this.names = names.split("/").filter((name) => name !== "");
      this.subnames = rest;
    } else {
      this.names = path;
      this.subnames = subnames;
      this.absolute = absolute;
    }
  }

  /** As Godot writes it. */
  toString(): string {
    return (this.absolute ? "/" : "") + [this.names.join("/"), ...this.subnames].join(":");
  }
}
