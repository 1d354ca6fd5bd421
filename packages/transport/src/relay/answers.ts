/**
 * What asks are answered with: Steam's EResult, and `CHAT_ROOM_ENTER_RESPONSE_*` for a join.
 * @module
 */
export const OK = 1;
export const FAIL = 2;
export const NO_CONNECTION = 3;
export const INVALID_PARAM = 8;
export const ACCESS_DENIED = 15;
export const LIMIT_EXCEEDED = 25;
export const RATE_LIMIT_EXCEEDED = 84;

export const JOIN_SUCCESS = 1;
export const JOIN_DOESNT_EXIST = 2;
export const JOIN_NOT_ALLOWED = 3;
export const JOIN_FULL = 4;
export const JOIN_ERROR = 5;
export const JOIN_RATE_LIMIT_EXCEEDED = 15;
