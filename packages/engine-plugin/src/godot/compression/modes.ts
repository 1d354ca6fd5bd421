/** What `compress` and `decompress` take as their mode: `FileAccess.COMPRESSION_GZIP`, as in Godot 4. */
export const FileAccess = {
  /** The quickest, for short texts that repeat themselves. The size of what was compressed must be sent along. */
  COMPRESSION_FASTLZ: 0,
  /** zlib's format. */
  COMPRESSION_DEFLATE: 1,
  /** Zstandard. Reads all; without `enable_zstd()` writes valid frames that save next to nothing. */
  COMPRESSION_ZSTD: 2,
  COMPRESSION_GZIP: 3,
  /** Reading only, and only after `enable_brotli()`. */
  COMPRESSION_BROTLI: 4,
} as const;

/** Godot 3's place for the same: `File.COMPRESSION_GZIP`. It has no Brotli. */
export const File = {
  COMPRESSION_FASTLZ: 0,
  COMPRESSION_DEFLATE: 1,
  COMPRESSION_ZSTD: 2,
  COMPRESSION_GZIP: 3,
} as const;
