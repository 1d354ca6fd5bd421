/**
 * Lobbies as they cross the network: what members see of one, what everybody else sees, and how one revision differs from the next.
 * The limits and numbers are Steam's unless marked as ours.
 * @module
 */

/** The most members a lobby can have. */
export const MAX_LOBBY_MEMBERS = 250;
/** The longest key of lobby or member data, in bytes of UTF-8. */
export const MAX_LOBBY_KEY_BYTES = 255;
/** The longest value of lobby or member data, in bytes of UTF-8. */
export const MAX_LOBBY_VALUE_BYTES = 8192;
/** The longest chat message, in bytes of UTF-8, the NUL that ends it in Steam included. */
export const MAX_LOBBY_CHAT_BYTES = 4096;
/**
 * All data of a lobby together, of one member, and of all members, each in bytes of the JSON of its {@link Pairs}. Ours: Steam states no sums, but a lobby must fit
 * into one control message, and a relay must bound its memory.
 */
export const MAX_LOBBY_DATA_BYTES = 65_536;
export const MAX_MEMBER_DATA_BYTES = 16_384;
export const MAX_ALL_MEMBERS_DATA_BYTES = 131_072;
/** What one search answers at most, in bytes of JSON: what is found beyond is left out, the least fitting first. Ours. */
export const MAX_SEARCH_BYTES = 131_072;
/**
 * Lobbies one player may be in at a time: one regular one and two INVISIBLE ones; and three in all, should the kind of one be changed. Another regular one takes the place of the
 * one before; another INVISIBLE one is refused.
 */
export const MAX_REGULAR_LOBBIES = 1;
export const MAX_INVISIBLE_LOBBIES = 2;
/** What one search answers at most, and without a filter that says otherwise. */
export const MAX_SEARCH_RESULTS = 50;
/** Filters one search may have. Ours. */
export const MAX_SEARCH_FILTERS = 32;

/** `LOBBY_TYPE_*`: PRIVATE, FRIENDS_ONLY, PUBLIC, INVISIBLE, PRIVATE_UNIQUE. */
export type LobbyType = 0 | 1 | 2 | 3 | 4;

/** Keys and values; pairs rather than an object, so that a key can be any text. Each key once; sorted by nothing. */
export type Pairs = readonly (readonly [key: string, value: string])[];

/** A game server that the owner named, see `setLobbyGameServer`. `id` 0n when there is none but the address. */
export interface LobbyGameServer {
  readonly ip: string;
  readonly port: number;
  readonly id: bigint;
}

/** One who sits in a lobby. */
export interface LobbyMember {
  readonly id: bigint;
  readonly data: Pairs;
}

/** What its members know of a lobby. */
export interface LobbyView {
  readonly id: bigint;
  /** Counts every change, from 1. */
  readonly revision: number;
  readonly type: LobbyType;
  readonly joinable: boolean;
  /** How many members it takes, 1..{@link MAX_LOBBY_MEMBERS}. */
  readonly limit: number;
  /** Always one of the members. */
  readonly owner: bigint;
  /** In the order they came; the order a game sees by index. */
  readonly members: readonly LobbyMember[];
  readonly data: Pairs;
  readonly server?: LobbyGameServer | undefined;
}

/** What everybody else may know of a lobby: no ids of members, no owner, no member data. */
export interface LobbyListing {
  readonly id: bigint;
  readonly members: number;
  readonly limit: number;
  readonly joinable: boolean;
  readonly data: Pairs;
  readonly server?: LobbyGameServer | undefined;
}

/** How a member went, `CHAT_MEMBER_STATE_CHANGE_*`: LEFT, DISCONNECTED, KICKED, BANNED. */
export type Departure = 2 | 4 | 8 | 16;

/**
 * One difference between two revisions of a lobby. Several of one revision come in this order: who went and who came, the new owner,
 * settings, data, data of members. A receiver applies all of a revision before it tells anybody of any.
 */
export type LobbyChange =
  | { readonly k: "exit"; readonly member: bigint; readonly state: Departure; readonly by: bigint }
  | { readonly k: "enter"; readonly member: LobbyMember }
  | { readonly k: "owner"; readonly owner: bigint }
  | { readonly k: "settings"; readonly type: LobbyType; readonly joinable: boolean; readonly limit: number }
  | { readonly k: "server"; readonly server: LobbyGameServer }
  | { readonly k: "data"; readonly set: Pairs; readonly removed: readonly string[] }
  | { readonly k: "member-data"; readonly member: bigint; readonly set: Pairs; readonly removed: readonly string[] };

/** A condition on a lobby's data. `comparison` is `LOBBY_COMPARISON_*`, -2..3. */
export type SearchFilter =
  | { readonly k: "text"; readonly key: string; readonly value: string; readonly comparison: number }
  | { readonly k: "number"; readonly key: string; readonly value: number; readonly comparison: number }
  /** Excludes nothing: orders what is found by how near the value is; earlier ones weigh more. */
  | { readonly k: "near"; readonly key: string; readonly value: number }
  /** At least so many free seats. */
  | { readonly k: "slots"; readonly free: number };

/** What is searched for. Only PUBLIC and INVISIBLE lobbies that are joinable and not full are found. */
export interface LobbySearch {
  readonly filters: readonly SearchFilter[];
  /** `LOBBY_DISTANCE_FILTER_*`, 0..3. */
  readonly distance: number;
  /** 1..{@link MAX_SEARCH_RESULTS}. */
  readonly max: number;
}

/** A lobby that its members can rebuild at a relay that has lost it, in the relay's own hand; see `restore` in `ask.ts`. */
export interface SealedLobby {
  readonly lobby: LobbyView;
  /** Opaque: the relay's run, and its signature over the run and the lobby. */
  readonly seal: string;
}
