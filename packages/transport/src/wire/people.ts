/**
 * What players know of each other besides messages.
 *
 * X is shown to Y when X asked for it (`show`, which a client says of whomever its game sends to, names as a friend or has played with), and while both
 * sit in one lobby. Nobody learns anything of X otherwise, not even whether X is there.
 * @module
 */

/** The longest name, in bytes of UTF-8 (`PERSONA_NAME_MAX_UTF8`). */
export const MAX_NAME_BYTES = 128;
/** Rich presence: keys, bytes of a key, bytes of a value (`MAX_RICH_PRESENCE_*`). */
export const MAX_RICH_KEYS = 30;
export const MAX_RICH_KEY_BYTES = 64;
export const MAX_RICH_VALUE_BYTES = 256;
/** How many players one can be shown to at a time; beyond, the relay forgets the oldest. Ours. */
export const MAX_SHOWN_TO = 1024;
/** Players one control message names at most. Ours. */
export const MAX_PEOPLE = 256;

/** What a player says of itself. */
export interface Profile {
  /** At most {@link MAX_NAME_BYTES}; empty for a player who gave none: others then see a name made from the id. */
  readonly name: string;
  /** `PERSONA_STATE_*`, 1..7. */
  readonly state: number;
  readonly rich: readonly (readonly [key: string, value: string])[];
}

/** What the relay says of a player. */
export interface Person extends Profile {
  readonly id: bigint;
  /** 0 (OFFLINE) while the relay has no link of the player, while the player is INVISIBLE (7), and once when we may not see them any more. There is only a name to be seen then. */
  readonly state: number;
  /** The lobby the player sits in, if it is one that friends may see (PUBLIC, FRIENDS_ONLY); 0n otherwise. */
  readonly lobby: bigint;
}
