import type { Person, Profile } from "../../wire/people.js";
import { asRecord, isIntegerIn, isText, readList, readPlayerId, readUint64 } from "../../wire/read-json.js";
import { MAX_RICH_KEYS, MAX_SHOWN_TO } from "../../wire/people.js";
import type { BucketCodec } from "../backplane/backplane.js";
import { fromJsonBytes, toJsonBytes } from "../backplane/json-bytes.js";

/** What the relays know of a player. */
export interface PersonRecord {
  readonly profile: Profile;
  /** Whom the player wants to be seen by, in the order they were named; at most {@link MAX_SHOWN_TO}. */
  readonly shownTo: readonly bigint[];
  /** The lobby that friends may see the player in; 0n for none. */
  readonly lobby: bigint;
  /** Whether some relay has a link of the player. */
  readonly online: boolean;
  /** The page life that said this. */
  readonly life: number;
}

/** A player of whom nothing has been heard yet: nameless and online. */
export const UNNAMED: Profile = { name: "", state: 1, rich: [] };

/** PERSONA_STATE_INVISIBLE: others see such a player as if offline. */
const INVISIBLE = 7;

/** A player as others see them, those who may. Offline or INVISIBLE: the name and nothing else. */
export function personSeen(id: bigint, { profile, lobby, online }: PersonRecord): Person {
  return online && profile.state !== INVISIBLE ? { id, ...profile, lobby } : personAway(id, profile.name);
}

/** A player of whom there is nothing to be seen but a name. */
export function personAway(id: bigint, name: string): Person {
  return { id, name, state: 0, rich: [], lobby: 0n };
}

/** Whether nobody could tell one from the other. */
export function sameProfile(one: Profile, other: Profile): boolean {
  return (
    one === other ||
    (one.name === other.name &&
      one.state === other.state &&
      one.rich.length === other.rich.length &&
      one.rich.every(([key, value], index) => key === other.rich[index]?.[0] && value === other.rich[index][1]))
  );
}

/** Whether nobody could tell one from the other. */
export function samePerson(one: Person, other: Person): boolean {
  return one.lobby === other.lobby && sameProfile(one, other);
}

/** Records as JSON. */
export const personCodec: BucketCodec<PersonRecord> = {
  encode: toJsonBytes,
  decode: (bytes) => {
    const { profile: profileJson, shownTo: ids, lobby: lobbyText, online, life } = asRecord(fromJsonBytes(bytes));
    const { name, state, rich: pairs } = asRecord(profileJson);
    const rich = readList(pairs, MAX_RICH_KEYS, (pair) =>
      Array.isArray(pair) && pair.length === 2 && isText(pair[0]) && isText(pair[1]) ? ([pair[0], pair[1]] as const) : undefined,
    );
    const shownTo = readList(ids, MAX_SHOWN_TO, readPlayerId);
    const lobby = readUint64(lobbyText);
    if (!isText(name) || !isIntegerIn(state, 1, 7) || rich === undefined || shownTo === undefined || lobby === undefined) return undefined;
    if (typeof online !== "boolean" || !isIntegerIn(life, 0, 0xffff_ffff)) return undefined;
    return { profile: { name, state, rich }, shownTo, lobby, online, life };
  },
};
