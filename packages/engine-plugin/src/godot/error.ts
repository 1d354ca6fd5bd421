/** Godot's global `Error` values, as far as something here answers with them. */
export const OK = 0;
/** Godot's answer where nothing more is known. Nothing here gives it; it is there to compare with. */
export const FAILED = 1;
/** Nobody is connected to the signal, or there is no such signal: what `emit_signal` answers. */
export const ERR_UNAVAILABLE = 2;
/** Bytes that cannot grow so far, or whose size is fixed: what `resize` and `insert` of a PackedByteArray answer. */
export const ERR_OUT_OF_MEMORY = 6;
/** The signals of the object are blocked: what `emit_signal` answers after `set_block_signals(true)`. */
export const ERR_CANT_ACQUIRE_RESOURCE = 28;
/**
 * No callable, no such signal, or already connected: what `connect` answers. A size or a place that cannot be: what `resize` and
 * `insert` of a PackedByteArray answer.
 */
export const ERR_INVALID_PARAMETER = 31;
