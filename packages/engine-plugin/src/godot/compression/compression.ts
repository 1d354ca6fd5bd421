import { report } from "../report.js";
import { codecs } from "./codecs.js";
import { deflate, gzip, inflateGzip, inflateZlib } from "./deflate.js";
import { fastLz, readFastLz } from "./fastlz.js";
import { MAX_DECOMPRESSED_BYTES, Refusal } from "./limits.js";
import { FileAccess } from "./modes.js";
import { readZstd, storedZstd } from "./zstd/frames.js";

type Bytes = Uint8Array<ArrayBuffer>;

const { COMPRESSION_FASTLZ, COMPRESSION_DEFLATE, COMPRESSION_ZSTD, COMPRESSION_GZIP, COMPRESSION_BROTLI } = FileAccess;

/** Behind `PackedByteArray.compress`. */
export function compressed(bytes: Bytes, mode: number): Bytes {
  if (bytes.length === 0) return new Uint8Array();
  return orNothing("compress", () => {
    switch (mode) {
      case COMPRESSION_FASTLZ:
        return fastLz(bytes);
      case COMPRESSION_DEFLATE:
        return deflate(bytes);
      case COMPRESSION_ZSTD:
        return (codecs.zstd ?? storedZstd)(bytes);
      case COMPRESSION_GZIP:
        return gzip(bytes);
      case COMPRESSION_BROTLI:
        throw new Refusal("only decompression is supported for Brotli, in Godot too");
      default:
        throw new Refusal(`there is no compression mode ${mode}; use FileAccess.COMPRESSION_*`);
    }
  });
}

/** Behind `PackedByteArray.decompress`. */
export function decompressed(bytes: Bytes, size: number, mode: number): Bytes {
  return orNothing("decompress", () => {
    if (size <= 0) throw new Refusal(`the size of what comes out must be greater than zero, and it is ${size}`);
    if (bytes.length === 0) throw new Refusal("there are no bytes to decompress");
    const limit = Math.min(size, MAX_DECOMPRESSED_BYTES);
    switch (mode) {
      case COMPRESSION_FASTLZ:
        return readFastLz(bytes, limit);
      case COMPRESSION_ZSTD:
        return readZstd(bytes, limit);
      default:
        return inflated(bytes, limit, mode);
    }
  });
}

/** Behind `PackedByteArray.decompress_dynamic`. */
export function decompressedDynamic(bytes: Bytes, maxSize: number, mode: number): Bytes {
  return orNothing("decompress_dynamic", () => {
    if (bytes.length === 0) throw new Refusal("there are no bytes to decompress");
    if (mode === COMPRESSION_FASTLZ || mode === COMPRESSION_ZSTD) throw new Refusal("only gzip, DEFLATE and Brotli can be decompressed without knowing the size");
    return inflated(bytes, maxSize < 0 ? MAX_DECOMPRESSED_BYTES : Math.min(maxSize, MAX_DECOMPRESSED_BYTES), mode);
  });
}

function inflated(bytes: Bytes, limit: number, mode: number): Bytes {
  switch (mode) {
    case COMPRESSION_DEFLATE:
      return inflateZlib(bytes, limit);
    case COMPRESSION_GZIP:
      return inflateGzip(bytes, limit);
    case COMPRESSION_BROTLI:
      if (codecs.brotli === undefined) throw new Refusal('Brotli is not in the bundle by itself: call enable_brotli() of "@samovar/engine-plugin/godot/brotli" first');
      return codecs.brotli(bytes, limit);
    default:
      throw new Refusal(`there is no compression mode ${mode}; use FileAccess.COMPRESSION_*`);
  }
}

function orNothing(what: string, work: () => Bytes): Bytes {
  try {
    return work();
  } catch (cause) {
    // Whatever a library throws at damaged bytes: they are damaged.
    const reason = cause instanceof Error ? cause.message : String(cause);
    report(`PackedByteArray: ${what}: ${reason}.`, cause instanceof Refusal ? undefined : cause);
    return new Uint8Array();
  }
}
