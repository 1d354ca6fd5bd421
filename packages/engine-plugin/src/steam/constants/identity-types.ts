/**
 * The values stand alone as well, because that is how a bundler can put them in place of their names.
 * @module
 */
export const IDENTITY_TYPE_INVALID = 0;
export const IDENTITY_TYPE_IP_ADDRESS = 1;
export const IDENTITY_TYPE_GENERIC_STRING = 2;
export const IDENTITY_TYPE_GENERIC_BYTES = 3;
export const IDENTITY_TYPE_UNKNOWN_TYPE = 4;
export const IDENTITY_TYPE_STEAMID = 16;
export const IDENTITY_TYPE_XBOX_PAIRWISE = 17;
export const IDENTITY_TYPE_SONY_PSN = 18;
export const IDENTITY_TYPE_GOOGLE_STADIA = 19;
export const IDENTITY_TYPE_FORCE_32BIT = 0x7fffffff;

/** What kind of identity a reference name stands for: `type` in `getIdentities()`. Only STEAMID can be sent to. */
export const IDENTITY_TYPES = {
  /** Blank: not set yet, or cleared. */
  IDENTITY_TYPE_INVALID,
  IDENTITY_TYPE_IP_ADDRESS,
  IDENTITY_TYPE_GENERIC_STRING,
  IDENTITY_TYPE_GENERIC_BYTES,
  /** Text of a form nobody here knows. */
  IDENTITY_TYPE_UNKNOWN_TYPE,
  IDENTITY_TYPE_STEAMID,
  IDENTITY_TYPE_XBOX_PAIRWISE,
  IDENTITY_TYPE_SONY_PSN,
  IDENTITY_TYPE_GOOGLE_STADIA,
  IDENTITY_TYPE_FORCE_32BIT,
} as const;
