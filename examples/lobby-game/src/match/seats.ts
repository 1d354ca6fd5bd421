import { MOST_PLAYERS } from "./options.js";

/** Ids below this are the computer's. */
export const FIRST_PLAYER_ID = 8n;

/**
 * Who plays a round: the members in the order in which they sat down, at most 8, then the computer on the seats that they leave.
 *
 * @param bots seats that the computer may have, 0..7.
 * @param size seats there are; with as many members as that there is none for the computer.
 */
export function seatsOf(members: readonly bigint[], bots: number, size: number): bigint[] {
  const seats = members.slice(0, MOST_PLAYERS);
  for (let bot = 1n; bot <= BigInt(bots) && seats.length < Math.min(size, MOST_PLAYERS); bot += 1n) seats.push(bot);
  return seats;
}
