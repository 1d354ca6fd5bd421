// The seats of a lobby in words: who sits where, and what the host is waiting for.

import type { Member } from "../lobby/lobby.js";
import { type Player, playersAt } from "../scene/players.js";

/** One place at the tray. */
export type Seat =
  | { readonly kind: "member"; readonly member: Member }
  | { readonly kind: "computer"; readonly id: bigint; readonly player: Player }
  | { readonly kind: "free" };

/** All seats of a lobby: members in the order they came, then the computer's, then free ones. Members beyond `size` are seated all the same. */
export function seatsOf(members: readonly Member[], size: number, bots: number): Seat[] {
  const computers = Math.max(0, Math.min(bots, size - members.length));
  const ids = Array.from({ length: computers }, (_, index) => BigInt(index + 1));
  const players = playersAt(ids, members);
  const seats: Seat[] = members.map((member) => ({ kind: "member", member }));
  for (const [id, player] of players) seats.push({ kind: "computer", id, player });
  while (seats.length < size) seats.push({ kind: "free" });
  return seats;
}

/** "Ben", "Ben and Cleo", "Ben, Cleo and Dan". */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** Why the host cannot start yet, and what would help; "" when nothing stands in the way. The host need not say to be ready: pressing the button says it. */
export function reasonNotToStart(members: readonly Member[], size: number, bots: number): string {
  if (members.length + Math.min(bots, size - members.length) < 2) return "Nobody to push yet: send somebody the link, or give a seat to the computer.";
  const waiting = members.filter((member) => !member.ready && !member.host).map((member) => member.name);
  if (waiting.length === 0) return "";
  return `${listed(waiting)} ${waiting.length === 1 ? "is" : "are"} not ready yet.`;
}

/** What a guest reads in place of the button to start. */
export function waitingFor(members: readonly Member[]): string {
  const host = members.find((member) => member.host);
  const self = members.find((member) => member.self);
  if (self !== undefined && !self.ready && !self.host) return "Say when you are ready.";
  const others = members.filter((member) => !member.ready && !member.host).map((member) => member.name);
  if (others.length > 0) return `Waiting for ${listed(others)}.`;
  return host === undefined ? "Waiting for the host." : `Everybody is ready. ${host.name} starts the match.`;
}

/** After a match: who wants another one, or whom those who want it wait for; "" while nobody has said anything. */
export function rematchWords(members: readonly Member[]): string {
  const self = members.find((member) => member.self);
  const names = members.filter((member) => !member.self && member.rematch !== (self?.rematch ?? false)).map((member) => member.name);
  if (names.length === 0) return "";
  if (self?.rematch === true) return `Waiting for ${listed(names)}.`;
  return `${listed(names)} ${names.length === 1 ? "wants" : "want"} to play again.`;
}

/** What is shown of the way to somebody. */
export function pingWords(ping: number): string {
  if (ping < 0) return "…";
  return `${Math.round(ping)} ms`;
}

/** How good that is, for the little bars: 3 good, 1 bad, 0 unknown. */
export function pingBars(ping: number): 0 | 1 | 2 | 3 {
  if (ping < 0) return 0;
  if (ping < 80) return 3;
  return ping < 180 ? 2 : 1;
}

/** What changed between two looks at the members, in sentences for who cannot see it. Who came, who left and who is host, the chat says. */
export function newsOf(before: readonly Member[], now: readonly Member[]): string[] {
  const news: string[] = [];
  for (const member of now) {
    const was = before.find((one) => one.steam_id === member.steam_id);
    if (was === undefined) continue;
    const name = member.self ? "You" : member.name;
    const verb = member.self ? "are" : "is";
    if (member.ready !== was.ready && !member.host) news.push(`${name} ${verb} ${member.ready ? "ready" : "not ready any more"}.`);
    if (member.rematch && !was.rematch) news.push(`${name} ${member.self ? "want" : "wants"} to play again.`);
  }
  return news;
}
