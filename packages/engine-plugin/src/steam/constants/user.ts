import { numbered } from "./numbered.js";

/** What `beginAuthSession` answers. */
export const BEGIN_AUTH_RESULTS = numbered("BEGIN_AUTH_SESSION_RESULT_", [
  "OK", "INVALID_TICKET", "DUPLICATE_REQUEST", "INVALID_VERSION", "GAME_MISMATCH", "EXPIRED_TICKET",
]);

/** What becomes of a ticket: `response` of `validate_auth_ticket_response`. */
export const AUTH_RESPONSES = numbered("AUTH_SESSION_RESPONSE_", [
  "OK", "USER_NOT_CONNECTED_TO_STEAM", "NO_LICENSE_OR_EXPIRED", "VAC_BANNED", "LOGGED_IN_ELSEWHERE", "VAC_CHECK_TIMED_OUT",
  "AUTH_TICKET_CANCELED", "AUTH_TICKET_INVALID_ALREADY_USED", "AUTH_TICKET_INVALID", "PUBLISHER_ISSUED_BAN",
  "AUTH_TICKET_NETWORK_IDENTITY_FAILURE",
]);

/** How the voice functions went; there is no voice here, so always NOT_INITIALIZED. `NO_DATE` is GodotSteam's spelling of no data. */
export const VOICE_RESULTS = numbered("VOICE_RESULT_", [
  "OK", "NOT_INITIALIZED", "NOT_RECORDING", "NO_DATE", "BUFFER_TOO_SMALL", "DATA_CORRUPTED", "RESTRICTED", "UNSUPPORTED_CODEC",
  "RECEIVER_OUT_OF_DATE", "RECEIVER_DID_NOT_ANSWER",
]);

/** The `id` of no ticket. */
export const TICKET_HANDLES = { AUTH_TICKET_INVALID: 0 } as const;
