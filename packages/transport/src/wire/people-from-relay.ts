import { MAX_PEOPLE, MAX_RICH_KEYS, type Person } from "./people.js";
import { asRecord, isIntegerIn, isText, readList, readPlayerId, readUint64 } from "./read-json.js";

/** Blanks one message brings at most. Ours. */
const MAX_BLANKS = 64;
/** Characters of a blank at most: far more than a ticket of today has. */
const MAX_BLANK_CHARACTERS = 1024;

/** The `people` of a message; `undefined` when it is malformed. Lengths of texts are left to the relay, which has checked them; the message as a whole is bounded. */
export function readPeople(value: unknown): Person[] | undefined {
  return readList(value, MAX_PEOPLE, (item) => {
    const { id: idText, name, state, rich: pairs, lobby: lobbyText } = asRecord(item);
    const id = readPlayerId(idText);
    const rich = readList(pairs, MAX_RICH_KEYS, readPair);
    const lobby = readUint64(lobbyText);
    if (id === undefined || !isText(name) || !isIntegerIn(state, 0, 7) || rich === undefined || lobby === undefined) return undefined;
    return { id, name, state, rich, lobby };
  });
}

/** The `tickets` of a `blanks` message; `undefined` when it is malformed. What is in them is looked at when they are stocked. */
export function readBlanks(value: unknown): string[] | undefined {
  return readList(value, MAX_BLANKS, (item) => (isText(item) && item.length <= MAX_BLANK_CHARACTERS ? item : undefined));
}

/** A `verdict` message without its `t`; `undefined` when it is malformed. */
export function readVerdict(message: Readonly<Record<string, unknown>>): { readonly player: bigint; readonly response: number } | undefined {
  const player = readPlayerId(message["player"]);
  const response = message["response"];
  return player !== undefined && isIntegerIn(response, 0, 255) ? { player, response } : undefined;
}

function readPair(value: unknown): readonly [string, string] | undefined {
  return Array.isArray(value) && value.length === 2 && isText(value[0]) && isText(value[1]) ? [value[0], value[1]] : undefined;
}
