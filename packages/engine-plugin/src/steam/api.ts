/**
 * The two generations of GodotSteam's networking functions.
 *
 * - `"identity"`: the Networking Messages page this project follows (GodotSteam 3.14-3.24 and 4.1-4.7). A peer shows as its
 *   text, `"steamid:76561197960287930"`.
 * - `"steam_id"`: GodotSteam 3.25 and 4.8 and later. A peer shows as its 64-bit id.
 *
 * The choice decides what comes out: `identity` of messages and session info, and the argument of
 * `network_messages_session_request`. What goes in is the same for both, see {@link PeerArgument}.
 */
export type Api = "identity" | "steam_id";

/** How a peer shows in this generation. */
export type PeerIdentity<A extends Api> = A extends "identity" ? string : bigint;

/**
 * A peer, as every function that wants one takes it:
 * - a reference name registered with `addIdentity` and one of the setters,
 * - the text `"steamid:76561197960287930"`, registered or not (GodotSteam wants it registered),
 * - a decimal string, or
 * - the 64-bit id as a `bigint`.
 *
 * A `number` is a type error: it cannot hold a Steam id, whose last digits would be rounded away.
 */
export type PeerArgument = string | bigint;
