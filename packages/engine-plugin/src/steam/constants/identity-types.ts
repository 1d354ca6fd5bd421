/** What kind of identity a reference name stands for: `type` in `getIdentities()`. Only STEAMID can be sent to. */
export const IDENTITY_TYPES = {
  /** Blank: not set yet, or cleared. */
  IDENTITY_TYPE_INVALID: 0,
  IDENTITY_TYPE_IP_ADDRESS: 1,
  IDENTITY_TYPE_GENERIC_STRING: 2,
  IDENTITY_TYPE_GENERIC_BYTES: 3,
  /** Text of a form nobody here knows. */
  IDENTITY_TYPE_UNKNOWN_TYPE: 4,
  IDENTITY_TYPE_STEAMID: 16,
  IDENTITY_TYPE_XBOX_PAIRWISE: 17,
  IDENTITY_TYPE_SONY_PSN: 18,
  IDENTITY_TYPE_GOOGLE_STADIA: 19,
  IDENTITY_TYPE_FORCE_32BIT: 0x7fffffff,
} as const;
