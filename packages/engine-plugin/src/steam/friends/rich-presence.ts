import { PeopleLimits } from "@samovar/transport";
import { Signal, type SignalHost } from "../../godot/signal.js";
import type { PeerArgument } from "../api.js";
import type { SteamContext } from "../context.js";
import type { FriendsSignals } from "./friends-types.js";
import { int32 } from "../gdscript-arguments.js";
import { text } from "../matchmaking/lobby-arguments.js";
import type { PeopleBook } from "./people-book.js";
import { utf8Length } from "../utf8.js";

/** What players show of their game to whoever may see them: keys and values. */
export interface RichPresence {
  /**
   * Sets what others see of our game. `status`, `steam_display`, `connect` and any other key are texts to show or to read; `connect` is what somebody needs to join us, and whoever reads it may use it.
   * @param value at most 256 bytes of UTF-8; `""` removes the key.
   * @returns false, and nothing happens: an empty key, one of more than 64 bytes, a value too long, or more than 30 keys.
   */
  setRichPresence(key: string, value: string): boolean;
  /** Removes all of it. */
  clearRichPresence(): void;
  /** A value; `""` for a key that is not there, and for whoever does not show himself to us. */
  getFriendRichPresence(friend_id: PeerArgument, key: string): string;
  getFriendRichPresenceKeyCount(friend_id: PeerArgument): number;
  /** A key; `""` beyond the end. */
  getFriendRichPresenceKeyByIndex(friend_id: PeerArgument, key: number): string;
  /** Asks for it: `friend_rich_presence_update` fires when there is an answer, at the next `run_callbacks` when the player is known already; never for whoever does not show himself. */
  requestFriendRichPresence(friend_id: PeerArgument): void;
}

/** Players whose rich presence is waited for, at most. */
const MAX_REQUESTED = 256;

/** The part of Friends that shows what others play. */
export function createRichPresence({ app, endpoint, identities, log, ready }: SteamContext, host: SignalHost, book: PeopleBook) {
  const { people } = endpoint;
  const signal: FriendsSignals["friend_rich_presence_update"] = new Signal("friend_rich_presence_update", host);
  const requested = new Set<bigint>();

  const set = (key: string, value: string): string | undefined => {
    const rich = new Map(people.rich);
    if (value === "") {
      rich.delete(key);
    } else {
      if (key === "" || utf8Length(key) > PeopleLimits.MAX_RICH_KEY_BYTES) return `a key has 1 to ${PeopleLimits.MAX_RICH_KEY_BYTES} bytes`;
      if (utf8Length(value) > PeopleLimits.MAX_RICH_VALUE_BYTES) return `a value has at most ${PeopleLimits.MAX_RICH_VALUE_BYTES} bytes`;
      rich.set(key, value);
      if (rich.size > PeopleLimits.MAX_RICH_KEYS) return `there are at most ${PeopleLimits.MAX_RICH_KEYS} keys`;
    }
    people.setRich(rich);
    return undefined;
  };
  const pairsOf = (call: string, argument: PeerArgument): readonly (readonly [string, string])[] => {
    if (!ready("Friends", call)) return [];
    const id = identities.resolve(argument);
    return id === endpoint.self ? [...people.rich] : (book.person(id)?.rich ?? []);
  };

  const functions: RichPresence = {
    setRichPresence(key, value) {
      if (!ready("Friends", "setRichPresence")) return false;
      const problem = set(text(key), text(value));
      if (problem !== undefined) log.errorOnce(`setRichPresence ${problem}`, `[STEAM] setRichPresence("${key}"): ${problem}; nothing was set.`);
      return problem === undefined;
    },
    clearRichPresence() {
      if (ready("Friends", "clearRichPresence")) people.setRich(new Map());
    },
    getFriendRichPresence: (id, key) => pairsOf("getFriendRichPresence", id).find(([name]) => name === key)?.[1] ?? "",
    getFriendRichPresenceKeyCount: (id) => pairsOf("getFriendRichPresenceKeyCount", id).length,
    getFriendRichPresenceKeyByIndex: (id, index) => pairsOf("getFriendRichPresenceKeyByIndex", id)[int32(index)]?.[0] ?? "",
    requestFriendRichPresence(argument) {
      if (!ready("Friends", "requestFriendRichPresence")) return;
      const id = identities.resolve(argument);
      if (id === 0n || requested.size >= MAX_REQUESTED) return;
      requested.add(id);
      people.ask(id);
    },
  };

  return {
    functions,
    signal,
    /** Tells who asked; `changed` are those whose presence changed. */
    pump(changed: readonly bigint[]) {
      const known = [...requested].filter((id) => id === endpoint.self || book.person(id) !== undefined);
      for (const id of [...requested]) if (known.includes(id) || !people.isAsking(id)) requested.delete(id);
      for (const id of new Set([...changed, ...known])) signal.emit(id, app.get());
    },
  };
}
