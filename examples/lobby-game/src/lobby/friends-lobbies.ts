import { Signal } from "@samovar/engine-plugin/godot";
import type { GameSteam } from "../steam.js";
import { GAME, KEY, readBanned, VERSION } from "./lobby-data.js";

/** The relay lets a player look at one lobby a second for long, and joining counts as looking: so many for one search, and no lobby again before so long. */
const LOOKS_AT_ONCE = 4;
const LOOK_AGAIN_AFTER_US = 10_000_000;

/** The lobbies in which friends sit, as in GodotSteam's tutorial on friends' lobbies. Friends' friends, private ones and those of other games are not among them. */
export class FriendsLobbies {
  /** A lobby of {@link all} was looked at: its data is as it is now. */
  readonly known: Signal<(lobby_id: bigint) => void> = new Signal("known");
  readonly #Steam: GameSteam;
  readonly #lookedAtUs = new Map<bigint, number>();
  #lobbies = new Set<bigint>();

  constructor(Steam: GameSteam) {
    this.#Steam = Steam;
    Steam.lobby_data_update.connect((success, lobby_id) => {
      if (success === 1 && this.all.has(lobby_id)) this.known.emit(lobby_id);
    });
  }

  /** Those of which it is known that they are lobbies of this game that let us in. */
  get all(): ReadonlySet<bigint> {
    const Steam = this.#Steam;
    const ours = (id: bigint) => Steam.getLobbyData(id, KEY.game) === GAME && Steam.getLobbyData(id, KEY.version) === VERSION;
    const open = (id: bigint) => Steam.getLobbyData(id, KEY.locked) !== "1" && !readBanned(Steam, id).has(Steam.getSteamID());
    return new Set([...this.#lobbies].filter((id) => ours(id) && open(id)));
  }

  /** Looks where friends sit. What their lobbies are like comes later, by {@link known}. */
  look(): void {
    const Steam = this.#Steam;
    const nowUs = Steam.getLocalTimestamp();
    this.#lobbies = new Set(this.get_lobbies_with_friends().values());
    for (const [id, atUs] of this.#lookedAtUs) if (nowUs - atUs >= LOOK_AGAIN_AFTER_US) this.#lookedAtUs.delete(id);
    let looks = 0;
    for (const id of this.#lobbies) {
      if (looks >= LOOKS_AT_ONCE) break;
      if (this.#lookedAtUs.has(id)) continue;
      this.#lookedAtUs.set(id, nowUs);
      Steam.requestLobbyData(id);
      looks++;
    }
  }

  /** Each friend who is in a lobby of this game, and the lobby. */
  get_lobbies_with_friends(): Map<bigint, bigint> {
    const Steam = this.#Steam;
    const results = new Map<bigint, bigint>();
    for (let index = 0; index < Steam.getFriendCount(Steam.FRIEND_FLAG_IMMEDIATE); index++) {
      const steam_id = Steam.getFriendByIndex(index, Steam.FRIEND_FLAG_IMMEDIATE);
      const { id, lobby = 0n } = Steam.getFriendGamePlayed(steam_id);
      if (id === Steam.getAppID() && lobby !== 0n) results.set(steam_id, lobby);
    }
    return results;
  }
}
