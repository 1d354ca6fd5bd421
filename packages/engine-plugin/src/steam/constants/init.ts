/** `status` of `steamInitEx`. (`steamInit` answers 1 for success, see there.) */
export const INIT_RESULTS = {
  STEAM_API_INIT_RESULT_OK: 0,
  STEAM_API_INIT_RESULT_FAILED_GENERIC: 1,
  /** The relay was not reached. */
  STEAM_API_INIT_RESULT_NO_STEAM_CLIENT: 2,
  /** The relay speaks another version than this library. */
  STEAM_API_INIT_RESULT_VERSION_MISMATCH: 3,
} as const;
