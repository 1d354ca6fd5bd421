/**
 * What a player asks of the relay, and the answers. An ask has a number `n`, counted up from 1 by one life of a player; the answer has the same. A client that may have lost an
 * answer asks again with the same number, and gets the same answer: nothing is done twice.
 *
 * `result` of an answer is Steam's EResult (1 OK), save for `join`, where it is `CHAT_ROOM_ENTER_RESPONSE_*` (1 SUCCESS). `why` is for a person to read.
 * @module
 */
import type { LobbyGameServer, LobbyListing, LobbySearch, LobbyType, Pairs, SealedLobby } from "./lobby.js";

/** Players one `who` or `show` names at most: as many as `people` brings. */
export { MAX_PEOPLE as MAX_ASKED_PEOPLE } from "./people.js";

export type Ask =
  /** Answer: `lobby`. The lobby itself has been sent before the answer, as a `lobby` message; so for `join`. */
  | { readonly do: "create"; readonly type: LobbyType; readonly limit: number }
  /**
   * Whoever sits in another regular lobby is taken out of it, and told by a `gone` message, when the seat in this one is sure; likewise for `create`. With `stay` that is refused:
   * so asks a client that believes to sit there already, and wants to have the lobby whole.
   */
  | { readonly do: "join"; readonly lobby: bigint; readonly stay?: boolean | undefined }
  /** Always OK. */
  | { readonly do: "leave"; readonly lobby: bigint }
  /** The owner's: sets and removes. All of it or nothing. */
  | { readonly do: "data"; readonly lobby: bigint; readonly set: Pairs; readonly removed: readonly string[] }
  /** One's own. */
  | { readonly do: "member-data"; readonly lobby: bigint; readonly set: Pairs }
  | { readonly do: "owner"; readonly lobby: bigint; readonly to: bigint }
  | { readonly do: "settings"; readonly lobby: bigint; readonly type?: LobbyType | undefined; readonly joinable?: boolean | undefined; readonly limit?: number | undefined }
  | { readonly do: "server"; readonly lobby: bigint; readonly server: LobbyGameServer }
  | { readonly do: "chat"; readonly lobby: bigint; readonly text: string }
  /** OK also when nobody is there to get it: it is no oracle. */
  | { readonly do: "invite"; readonly lobby: bigint; readonly player: bigint }
  | { readonly do: "invite-to-game"; readonly player: bigint; readonly connect: string }
  /** Answer: `lobbies`, best first. */
  | { readonly do: "search"; readonly search: LobbySearch }
  /** Answer: `lobbies` with the one, if it exists and may be seen by whoever knows its id. */
  | { readonly do: "look"; readonly lobby: bigint }
  /** After a restart of the relay: here is a lobby I sat in. Answer OK: it is there again (a `lobby` message came before). */
  | { readonly do: "restore"; readonly sealed: SealedLobby }
  /**
   * Answer: after a `people` message with those who may be seen, in the order asked; the others are not in it. The relay tells of their changes from now on. 84: too much was asked
   * about lately, try again in a few seconds.
   */
  | { readonly do: "who"; readonly players: readonly bigint[] }
  /** More blank tickets. Answer: after a `blanks` message. */
  | { readonly do: "blanks" }
  /** Puts a blank to use, for one player's eyes (`for`, 0n: anybody's). */
  | { readonly do: "ticket-use"; readonly serial: string; readonly for: bigint }
  | { readonly do: "ticket-cancel"; readonly serial: string }
  /** Asks whether the ticket is `player`'s. Answer: OK, then or later `verdict` messages; one at least. A verdict before the answer is about an earlier check. */
  | { readonly do: "ticket-check"; readonly ticket: string; readonly player: bigint }
  /** No more verdicts about this player, please. */
  | { readonly do: "ticket-end"; readonly player: bigint };

/** The answer to an {@link Ask}. */
export interface AskAnswer {
  readonly result: number;
  readonly why?: string | undefined;
  readonly lobby?: bigint | undefined;
  readonly lobbies?: readonly LobbyListing[] | undefined;
}
