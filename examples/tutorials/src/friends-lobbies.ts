// The course of GodotSteam's tutorial on the lobbies of friends, function by function.

import { start, Steam } from "./game.js";
import { Lobby } from "./lobby.js";
import { page } from "./page.js";

class FriendsLobbies extends Lobby {
  /** Each friend who is in a lobby of this game, and the lobby. */
  get_lobbies_with_friends(): Map<bigint, bigint> {
    const results = new Map<bigint, bigint>();
    // The same flags for both, or the numbers do not fit.
    for (let i = 0; i < Steam.getFriendCount(Steam.FRIEND_FLAG_IMMEDIATE); i++) {
      const steam_id = Steam.getFriendByIndex(i, Steam.FRIEND_FLAG_IMMEDIATE);
      const game_info = Steam.getFriendGamePlayed(steam_id);
      // Not in a game, or one that does not say so.
      if (game_info.id === undefined || game_info.lobby === undefined) continue;
      // In another game, or in no lobby.
      if (game_info.id !== Steam.getAppID() || game_info.lobby === 0n) continue;
      results.set(steam_id, game_info.lobby);
    }
    return results;
  }

  /** A friend may have gone elsewhere since the list was made. */
  check_friend_in_lobby(steam_id: bigint, this_lobby_id: bigint): boolean {
    return Steam.getFriendGamePlayed(steam_id).lobby === this_lobby_id;
  }

  // From here on, what the tutorial leaves to the reader.

  show_lobbies_with_friends(): void {
    const friends_lobbies = this.get_lobbies_with_friends();
    const rows = [...friends_lobbies].map(([friend, id]) => ({ id, name: Steam.getFriendPersonaName(friend) }));
    page.lobbies(rows, (id) => {
      const friend = [...friends_lobbies].find(([, lobby]) => lobby === id)?.[0] ?? 0n;
      if (this.check_friend_in_lobby(friend, id)) this.join_lobby(id);
      else page.note(`${Steam.getFriendPersonaName(friend)} has gone elsewhere.`);
    });
  }
}

const friends = new FriendsLobbies("Friends' lobbies tutorial");
page.action("Show friends' lobbies", () => friends.show_lobbies_with_friends());
page.action("Create a lobby", () => friends.create_lobby());
page.action("Search for lobbies", () => friends._on_open_lobby_list_pressed());
await start(friends);
