/** Godot's global `Error` values that connecting and emitting signals answers with. */
export const OK = 0;
/** Nobody is connected to the signal, or there is no such signal: what `emit_signal` answers. */
export const ERR_UNAVAILABLE = 2;
/** The signals of the object are blocked: what `emit_signal` answers after `set_block_signals(true)`. */
export const ERR_CANT_ACQUIRE_RESOURCE = 28;
/** No callable, no such signal, or already connected: what `connect` answers. */
export const ERR_INVALID_PARAMETER = 31;
