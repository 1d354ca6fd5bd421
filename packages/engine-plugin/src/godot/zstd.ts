import { compress, init } from "@bokuweb/zstd-wasm";
import { codecs } from "./compression/codecs.js";

/** Godot's level. */
const LEVEL = 3;

/**
 * Makes `compress(FileAccess.COMPRESSION_ZSTD)` really compress, with Zstandard itself as WebAssembly (250 KiB, downloaded when this is called). Needs the package
 * `@bokuweb/zstd-wasm` beside this one. Await it once, before the first packet; from then on compressing is synchronous. Without it the mode writes frames that every
 * Godot reads but that save next to nothing; reading needs none of this.
 *
 * @param wasmUrl where `zstd.wasm` of that package is served from; by default beside the bundled module. Node ignores it.
 * Rejects when the file cannot be had; the mode then works as without.
 */
export async function enable_zstd(wasmUrl?: string): Promise<void> {
  // Node's half of the package takes no URL.
  const start: (url?: string) => Promise<void> = init;
  await start(wasmUrl);
  codecs.zstd = (bytes) => new Uint8Array(compress(bytes, LEVEL));
}
