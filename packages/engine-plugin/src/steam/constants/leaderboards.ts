import { numbered } from "./numbered.js";

/** Which entries `downloadLeaderboardEntries` would bring. There are no leaderboards here; the names are, so that a game that uses them runs. */
export const LEADERBOARD_REQUESTS = numbered("LEADERBOARD_DATA_REQUEST_", ["GLOBAL", "GLOBAL_AROUND_USER", "FRIENDS", "USERS"]);

/** How scores would be shown. */
export const LEADERBOARD_DISPLAYS = numbered("LEADERBOARD_DISPLAY_TYPE_", ["NONE", "NUMERIC", "TIME_SECONDS", "TIME_MILLISECONDS"]);

/** Which score would be the best. */
export const LEADERBOARD_SORTS = numbered("LEADERBOARD_SORT_METHOD_", ["NONE", "ASCENDING", "DESCENDING"]);

/** Which score would stay. */
export const LEADERBOARD_UPLOADS = numbered("LEADERBOARD_UPLOAD_SCORE_METHOD_", ["NONE", "KEEP_BEST", "FORCE_UPDATE"]);

/** The most details of an entry, and lengths of names in bytes. */
export const STATS_LIMITS = { LEADERBOARD_DETAIL_MAX: 64, LEADERBOARD_NAME_MAX: 128, STAT_NAME_MAX: 128 } as const;
