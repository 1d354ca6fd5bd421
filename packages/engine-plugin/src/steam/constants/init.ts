/**
 * The values stand alone as well, because that is how a bundler can put them in place of their names.
 * @module
 */
export const STEAM_API_INIT_RESULT_OK = 0;
export const STEAM_API_INIT_RESULT_FAILED_GENERIC = 1;
export const STEAM_API_INIT_RESULT_NO_STEAM_CLIENT = 2;
export const STEAM_API_INIT_RESULT_VERSION_MISMATCH = 3;

/** `status` of `steamInitEx`. (`steamInit` answers 1 for success, see there.) */
export const INIT_RESULTS = {
  STEAM_API_INIT_RESULT_OK,
  STEAM_API_INIT_RESULT_FAILED_GENERIC,
  /** The relay was not reached. */
  STEAM_API_INIT_RESULT_NO_STEAM_CLIENT,
  /** The relay speaks another version than this library. */
  STEAM_API_INIT_RESULT_VERSION_MISMATCH,
} as const;
