import { type LobbySearch, LobbyLimits, type SearchFilter } from "@samovar/transport";
import { int32 } from "../gdscript-arguments.js";
import type { Log } from "../logger.js";

/** `LOBBY_DISTANCE_FILTER_DEFAULT`. */
const DEFAULT_DISTANCE = 1;
const FARTHEST = 3;
const LOWEST_COMPARISON = -2;
const HIGHEST_COMPARISON = 3;

/** What the next search is to look for. */
export interface LobbyFilters {
  readonly add: (filter: SearchFilter) => void;
  readonly setDistance: (distance: number) => void;
  readonly setMax: (max: number) => void;
  /** What was gathered; begins anew. */
  readonly take: () => LobbySearch;
}

/** Makes an empty one. Takes no more filters than a search may have, and none that compares in a way there is not: both are reported. */
export function createLobbyFilters(log: Log): LobbyFilters {
  let filters: SearchFilter[] = [];
  let distance = DEFAULT_DISTANCE;
  let max: number = LobbyLimits.MAX_SEARCH_RESULTS;
  return {
    add(filter) {
      const comparison = "comparison" in filter ? filter.comparison : 0;
      if (comparison < LOWEST_COMPARISON || comparison > HIGHEST_COMPARISON) {
        log.errorOnce("comparison", `[STEAM] A filter of the lobby list compares by ${comparison}, which is no LOBBY_COMPARISON_*: it is left out.`);
      } else if (filters.length < LobbyLimits.MAX_SEARCH_FILTERS) {
        filters.push(filter);
      } else {
        log.warnOnce("filters", `[STEAM] A search has ${LobbyLimits.MAX_SEARCH_FILTERS} filters at most: the others are left out.`);
      }
    },
    setDistance(filter) {
      distance = Math.min(Math.max(int32(filter), 0), FARTHEST);
    },
    setMax(results) {
      max = Math.min(Math.max(int32(results), 1), LobbyLimits.MAX_SEARCH_RESULTS);
    },
    take() {
      const search = { filters, distance, max };
      filters = [];
      distance = DEFAULT_DISTANCE;
      max = LobbyLimits.MAX_SEARCH_RESULTS;
      return search;
    },
  };
}
