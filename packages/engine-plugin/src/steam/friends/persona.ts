import { PeopleLimits, type PersonEvent } from "@samovar/transport";
import { Signal, type SignalHost } from "../../godot/signal.js";
import type { PeerArgument } from "../api.js";
import { PERSONA_CHANGES as C } from "../constants/friends.js";
import { RESULTS } from "../constants/results.js";
import type { SteamContext } from "../context.js";
import type { FriendsSignals } from "./friends-types.js";
import { int32 } from "../gdscript-arguments.js";
import { text } from "../matchmaking/lobby-arguments.js";
import type { PeopleBook } from "./people-book.js";
import { utf8Length } from "../utf8.js";

/** What people are called, and whether they are there. */
export interface Persona {
  /**
   * This player's name: what `setPersonaName` set last, else the option `personaName`, else one made from the id, such as "Player 4821". Empty (reported once) while not connected.
   */
  getPersonaName(): string;
  /**
   * Sets this player's name, for as long as the page lives: the application keeps it if it shall survive a reload, and gives it back as the option `personaName`.
   * `name_changed` tells how it went; whoever we are shown to hears of it. At most 128 bytes of UTF-8, not empty.
   */
  setPersonaName(name: string): void;
  /**
   * A player's name. Members of our lobbies are known at once; about others the relay is asked first: **empty while that takes, at most two seconds, then
   * `persona_state_change` fires** and this gives the name. A player who does not show himself to us (or is not there), or gave no name, has one made from the id, the same
   * for the same id, though two ids may share one. Whom we have played with keeps the name it had.
   * @returns empty (reported once) for id 0 and while not connected.
   */
  getFriendPersonaName(steam_id: PeerArgument): string;
  /** Names a player had before: `""`, for none are kept; for 0 the name of now, as in Steam. */
  getFriendPersonaNameHistory(steam_id: PeerArgument, name_history: number): string;
  /** What we call a player, as the option `friends` says; `""` without. */
  getPlayerNickname(steam_id: PeerArgument): string;
  /** This player's own state: ONLINE (1), or what the application set at the endpoint; 0 while not connected. */
  getPersonaState(): number;
  /** A player's state: one of `PERSONA_STATE_*`; OFFLINE (0) also for whoever does not show himself to us. */
  getFriendPersonaState(steam_id: PeerArgument): number;
  /** Asks for a player's data. @returns true while it is on its way, and `persona_state_change` will tell; false when it is known already, or not to be had. */
  requestUserInformation(steam_id: PeerArgument, require_name_only: boolean): boolean;
  /** What this account may not do: 0, nothing. */
  getUserRestrictions(): number;
}

type PersonaSignals = Pick<FriendsSignals, "persona_state_change" | "name_changed">;

/** The part of Friends that names people. */
export function createPersona({ endpoint, identities, log, ready }: SteamContext, host: SignalHost, book: PeopleBook) {
  const { people } = endpoint;
  const signals: PersonaSignals = {
    persona_state_change: new Signal("persona_state_change", host),
    name_changed: new Signal("name_changed", host),
  };
  const due: (() => void)[] = [];

  /** The id meant, unless Steam is not there or it is nobody's. */
  const ask = <T>(call: string, argument: PeerArgument, otherwise: T, answer: (id: bigint) => T): T => {
    if (!ready("Friends", call)) return otherwise;
    const id = identities.resolve(argument);
    if (id !== 0n) return answer(id);
    log.errorOnce(`${call}(0)`, `[STEAM] Invalid Steam ID passed to ${call}: 0 is nobody.`);
    return otherwise;
  };
  const nameOf = (id: bigint) => book.name(id) ?? "";

  const functions: Persona = {
    getPersonaName: () => (ready("Friends", "getPersonaName") ? nameOf(endpoint.self) : ""),
    setPersonaName(name) {
      if (!ready("Friends", "setPersonaName")) return;
      const asked = text(name);
      const fits = asked !== "" && utf8Length(asked) <= PeopleLimits.MAX_NAME_BYTES;
      if (fits) people.setName(asked);
      else log.errorOnce("setPersonaName", `[STEAM] setPersonaName: a name has 1 to ${PeopleLimits.MAX_NAME_BYTES} bytes of UTF-8; this one is not taken.`);
      const self = endpoint.self;
      due.push(() => {
        signals.name_changed.emit(fits, fits, fits ? RESULTS.RESULT_OK : RESULTS.RESULT_INVALID_NAME);
        if (fits) signals.persona_state_change.emit(self, C.PERSONA_CHANGE_NAME);
      });
    },
    getFriendPersonaName: (id) => ask("getFriendPersonaName", id, "", nameOf),
    getFriendPersonaNameHistory: (id, index) => ask("getFriendPersonaNameHistory", id, "", (player) => (int32(index) === 0 ? nameOf(player) : "")),
    getPlayerNickname: (id) => ask("getPlayerNickname", id, "", (player) => book.ofProvider("nickname", player) ?? ""),
    getPersonaState: () => (ready("Friends", "getPersonaState") ? people.state : 0),
    getFriendPersonaState: (id) => ask("getFriendPersonaState", id, 0, (player) => book.state(player)),
    requestUserInformation: (id) => ask("requestUserInformation", id, false, (player) => book.request(player)),
    getUserRestrictions: () => 0,
  };

  return {
    functions,
    signals,
    pump: () => {
      for (const call of due.splice(0)) call();
    },
  };
}

/** The bits of `PERSONA_CHANGE_*` between what was known of a player and what is. */
export function changeFlags({ before, person }: PersonEvent): number {
  const { name, state, lobby, rich } = person;
  if (before === undefined) {
    return C.PERSONA_CHANGE_NAME | C.PERSONA_CHANGE_STATUS | C.PERSONA_CHANGE_AVATAR
      | (state ? C.PERSONA_CHANGE_GAME_PLAYED : 0) | (rich.length > 0 ? C.PERSONA_CHANGE_RICH_PRESENCE : 0);
  }
  const online = Number(state !== 0) - Number(before.state !== 0);
  return (name === before.name ? 0 : C.PERSONA_CHANGE_NAME)
    | (state === before.state ? 0 : C.PERSONA_CHANGE_STATUS)
    | (online > 0 ? C.PERSONA_CHANGE_COME_ONLINE : 0)
    | (online < 0 ? C.PERSONA_CHANGE_GONE_OFFLINE : 0)
    | (online !== 0 || lobby !== before.lobby ? C.PERSONA_CHANGE_GAME_PLAYED : 0)
    | (JSON.stringify(rich) === JSON.stringify(before.rich) ? 0 : C.PERSONA_CHANGE_RICH_PRESENCE);
}
