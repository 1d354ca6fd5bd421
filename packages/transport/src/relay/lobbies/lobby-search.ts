import { MAX_LOBBY_KEY_BYTES, MAX_SEARCH_BYTES, MAX_SEARCH_FILTERS, MAX_SEARCH_RESULTS, type LobbyListing, type LobbySearch, type SearchFilter } from "../../wire/lobby.js";
import * as Answers from "../answers.js";
import { bytesOf, listingOf, pairsBytes, pairsMap, type LobbyRecord } from "./lobby-record.js";
import { isSearchable, type Refusal } from "./lobby-rules.js";

/** What a listing costs besides its data, at most: ids, numbers and field names. */
const LISTING_BYTES = 256;

/**
 * The lobbies that fit, best first: ordered by the `near` filters, the first weighing most, and the oldest first where those say nothing. At most `max` and {@link MAX_SEARCH_BYTES};
 * how far away a lobby is, one relay cannot know, so `distance` is taken and changes nothing.
 *
 * Found is only who could be joined by anybody now: PUBLIC or INVISIBLE, joinable, not full, and with somebody there.
 */
export function searchLobbies(records: Iterable<LobbyRecord>, search: LobbySearch): readonly LobbyListing[] | Refusal {
  const { filters } = search;
  if (filters.length > MAX_SEARCH_FILTERS) return { refused: Answers.LIMIT_EXCEEDED, why: `a search has at most ${MAX_SEARCH_FILTERS} filters` };
  if (filters.some((filter) => filter.k !== "slots" && bytesOf(filter.key) > MAX_LOBBY_KEY_BYTES)) {
    return { refused: Answers.LIMIT_EXCEEDED, why: `a key has at most ${MAX_LOBBY_KEY_BYTES} bytes` };
  }
  const near = filters.filter((filter) => filter.k === "near");
  const found: { readonly record: LobbyRecord; readonly distances: readonly number[] }[] = [];
  for (const record of records) {
    if (!isOpen(record) || !filters.every((filter) => fits(record, filter))) continue;
    found.push({ record, distances: near.map(({ key, value }) => distanceOf(record, key, value)) });
  }
  // Sorting keeps the order of equals.
  if (near.length > 0) found.sort((one, other) => compare(one.distances, other.distances));
  return upTo(Math.min(Math.max(search.max, 1), MAX_SEARCH_RESULTS), found.map(({ record }) => record));
}

function isOpen(record: LobbyRecord): boolean {
  return isSearchable(record.type) && record.joinable && record.seats.length < record.limit && record.seats.some(({ awayUntilMs }) => awayUntilMs === undefined);
}

function fits(record: LobbyRecord, filter: SearchFilter): boolean {
  if (filter.k === "near") return true;
  if (filter.k === "slots") return record.limit - record.seats.length >= filter.free;
  if (filter.k === "number") {
    const value = numberOf(record, filter.key);
    return value !== undefined && holds(value - filter.value, filter.comparison);
  }
  // As everywhere, a key that is not there has the empty value.
  const value = pairsMap(record.data).get(filter.key) ?? "";
  return holds(value < filter.value ? -1 : value > filter.value ? 1 : 0, filter.comparison);
}

/** `LOBBY_COMPARISON_*`, of the lobby's value against the wanted one. */
function holds(difference: number, comparison: number): boolean {
  switch (comparison) {
    case -2: return difference <= 0;
    case -1: return difference < 0;
    case 0: return difference === 0;
    case 1: return difference > 0;
    case 2: return difference >= 0;
    default: return difference !== 0;
  }
}

const NUMBER = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i;

/** `undefined` when there is no such key, or its value is no number in decimal. */
function numberOf(record: LobbyRecord, key: string): number | undefined {
  const text = pairsMap(record.data).get(key);
  return text !== undefined && NUMBER.test(text) ? Number(text) : undefined;
}

function distanceOf(record: LobbyRecord, key: string, wanted: number): number {
  const value = numberOf(record, key);
  return value === undefined ? Infinity : Math.abs(value - wanted);
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [index, distance] of one.entries()) {
    const against = other[index] ?? Infinity;
    if (distance !== against) return distance < against ? -1 : 1;
  }
  return 0;
}

function upTo(max: number, records: readonly LobbyRecord[]): LobbyListing[] {
  const listings: LobbyListing[] = [];
  let bytes = 0;
  for (const record of records) {
    bytes += LISTING_BYTES + pairsBytes(record.data);
    if (listings.length >= max || bytes > MAX_SEARCH_BYTES) break;
    listings.push(listingOf(record));
  }
  return listings;
}
