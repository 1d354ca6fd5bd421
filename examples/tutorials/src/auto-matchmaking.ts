// The course of GodotSteam's tutorial on auto-matchmaking: search near, then ever farther, and join the first lobby with a free seat.

import { start, Steam } from "./game.js";
import { Lobby } from "./lobby.js";
import { page } from "./page.js";

class AutoMatchmaking extends Lobby {
  /** How far is searched: a LOBBY_DISTANCE_FILTER_*. */
  matchmake_phase = 0;
  override lobby_members_max = 2;

  _on_auto_matchmake_pressed(): void {
    this.matchmake_phase = Steam.LOBBY_DISTANCE_FILTER_CLOSE;
    this.matchmaking_loop();
  }

  matchmaking_loop(): void {
    if (this.matchmake_phase > Steam.LOBBY_DISTANCE_FILTER_WORLDWIDE) {
      // The tutorial gives up here. Whoever comes next finds this one.
      page.note("There is no lobby with a free seat. Making one…");
      this.create_lobby();
      return;
    }
    page.note(`Searching, distance ${this.matchmake_phase}…`);
    Steam.addRequestLobbyListDistanceFilter(this.matchmake_phase);
    Steam.addRequestLobbyListStringFilter("mode", this.mode, Steam.LOBBY_COMPARISON_EQUAL);
    Steam.requestLobbyList();
  }

  override _on_lobby_match_list(these_lobbies: readonly bigint[]): void {
    page.signal("lobby_match_list", `[${these_lobbies.join(", ")}]`);
    let attempting_join = false;
    for (const this_lobby of these_lobbies) {
      const lobby_nums = Steam.getNumLobbyMembers(this_lobby);
      if (lobby_nums < this.lobby_members_max && !attempting_join) {
        attempting_join = true;
        page.note(`Joining ${Steam.getLobbyData(this_lobby, "name")}…`);
        this.join_lobby(this_lobby);
      }
    }
    if (attempting_join) return;
    // Nothing there: farther away.
    this.matchmake_phase++;
    this.matchmaking_loop();
  }

  /** Somebody else was faster. */
  override _on_join_failed(reason: string): void {
    page.note(reason);
    this.matchmaking_loop();
  }
}

const matchmaking = new AutoMatchmaking("Auto-matchmaking tutorial");
page.action("Find a game", () => matchmaking._on_auto_matchmake_pressed());
await start(matchmaking);
