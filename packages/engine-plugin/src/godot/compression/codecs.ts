/** What optional imports add; see `enable_zstd` and `enable_brotli`. */
export const codecs: {
  /** Compresses to one frame with its content size. */
  zstd: ((bytes: Uint8Array) => Uint8Array<ArrayBuffer>) | undefined;
  /** Decompresses; throws when damaged, or when more than `limit` bytes would come out. */
  brotli: ((bytes: Uint8Array, limit: number) => Uint8Array<ArrayBuffer>) | undefined;
} = { zstd: undefined, brotli: undefined };
