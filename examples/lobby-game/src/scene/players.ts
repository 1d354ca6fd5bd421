import { COLOURS } from "../lobby/colours.js";
import { FIRST_PLAYER_ID } from "../match/seats.js";

/** What is shown of somebody at the tray. */
export interface Player {
  readonly name: string;
  /** 0..7 */
  readonly colour: number;
  /** It is the player at this screen. */
  readonly self: boolean;
  /** The computer plays it. */
  readonly bot: boolean;
}

/** What is read of a member of the lobby. */
export interface Who {
  readonly steam_id: bigint;
  readonly name: string;
  readonly colour: number;
  readonly self: boolean;
}

const botNames = ["Masha", "Grisha", "Dunya", "Fedya", "Lusha", "Senya", "Zoya"];

/**
 * Who sits at the tray. Members have their own names and colours; the computer's players, and members who have left, take colours that are free.
 * @param ids the pieces' ids, in the order of the seats @returns one for each id
 */
export function playersAt(ids: readonly bigint[], members: readonly Who[]): Map<bigint, Player> {
  const taken = new Set(members.map((member) => member.colour));
  const players = new Map<bigint, Player>();
  for (const id of ids) {
    const member = members.find((one) => one.steam_id === id);
    if (member !== undefined) {
      players.set(id, { name: member.name, colour: member.colour, self: member.self, bot: false });
      continue;
    }
    let colour = 0;
    while (colour < COLOURS - 1 && taken.has(colour)) colour++;
    taken.add(colour);
    const bot = id > 0n && id < FIRST_PLAYER_ID;
    players.set(id, { name: bot ? (botNames[Number(id) - 1] ?? "Bot") : "Gone", colour, self: false, bot });
  }
  return players;
}
