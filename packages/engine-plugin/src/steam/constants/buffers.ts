/** Sizes of GodotSteam's own buffers, in bytes. Nothing here is cut off at them. */
export const BUFFER_SIZES = { STEAM_BUFFER_SIZE: 255, STEAM_LARGE_BUFFER_SIZE: 8160 } as const;
