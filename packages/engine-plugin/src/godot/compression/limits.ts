/** Nothing decompresses to more than this, whatever size is asked for: a few bytes can be made to decompress to gigabytes. Steam's largest message has 512 KiB. */
export const MAX_DECOMPRESSED_BYTES = 64 * 1024 * 1024;

/** Thrown inside this folder where Godot refuses; reported by compression.ts. */
export class Refusal extends Error {}

/** The one for bytes that cannot be what they should be. */
export function damaged(format: string): Refusal {
  return new Refusal(`these bytes are not, or not wholly, ${format}`);
}

/** The one for more bytes than were allowed. */
export function tooLarge(limit: number): Refusal {
  return new Refusal(`more than ${limit} bytes would come out`);
}
