import { decompress } from "brotli/decompress";
import { codecs } from "./compression/codecs.js";
import { tooLarge } from "./compression/limits.js";

/** What the library may need beside the output: its window and tables. */
const WORK_BYTES = 17 * 1024 * 1024;

/**
 * Makes `decompress` and `decompress_dynamic` read `FileAccess.COMPRESSION_BROTLI`: some 60 KiB more to download. Needs the package `brotli` beside this one. Call it once,
 * at the start. Like Godot, it only reads Brotli.
 */
export function enable_brotli(): void {
  codecs.brotli = (bytes, limit) => {
    const out = capped(limit + WORK_BYTES, () => decompress(bytes, Math.min(limit, bytes.length)));
    if (out.length > limit) throw tooLarge(limit);
    return new Uint8Array(out);
  };
}

/**
 * The library has no limit of its own, and a few bytes of Brotli can stand for gigabytes. It takes all its memory as Uint8Arrays, so for the time of this one synchronous call
 * those have a largest size.
 */
function capped<T>(largest: number, work: () => T): T {
  const real = globalThis.Uint8Array;
  const watched: Uint8ArrayConstructor = new Proxy(real, {
    construct(target, args: unknown[], newTarget) {
      if (typeof args[0] === "number" && args[0] > largest) throw tooLarge(largest);
      return Reflect.construct(target, args, newTarget === watched ? target : newTarget) as object;
    },
  });
  replace(watched);
  try {
    return work();
  } finally {
    globalThis.Uint8Array = real;
  }
}

/** Pages that are locked against changes of the language refuse this. */
function replace(constructor: Uint8ArrayConstructor): void {
  try {
    globalThis.Uint8Array = constructor;
  } catch (cause) {
    throw new Error("Brotli needs a changeable Uint8Array", { cause });
  }
}
