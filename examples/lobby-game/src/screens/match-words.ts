// The match in words: for the line above the tray, and for who cannot see the tray.

import type { MatchView } from "../match/match-view.js";
import type { Player } from "../scene/players.js";

/** What `players` knows an id as; "Somebody" who left before we knew. */
export function nameIn(players: ReadonlyMap<bigint, Player>, id: bigint): string {
  return players.get(id)?.name ?? "Somebody";
}

/** Unheard for longer than that, a host is worth a note, seconds. */
const SILENCE_S = 0.5;

/** What stands above the tray when something is not as usual; "" otherwise. */
export function noteOf(view: MatchView, players: ReadonlyMap<bigint, Player>, self: bigint): string {
  if (view.phase === "waiting") return "Waiting to hear from the match…";
  if (view.silence > SILENCE_S) {
    const host = players.get(view.host);
    return host === undefined ? "Waiting for the host…" : `Waiting for the host, ${host.name}…`;
  }
  if (view.phase !== "playing" && view.phase !== "countdown") return "";
  if (!view.pieces.some((piece) => piece.id === self)) return "You watch, and play from the next round on.";
  if (view.phase === "playing" && !view.alive) return "You are off the tray until the next round.";
  return "";
}

/** What of a match makes news. */
export interface MatchMoment {
  readonly phase: MatchView["phase"];
  readonly round: number;
  readonly winner: bigint;
  readonly fallen: ReadonlySet<bigint>;
}

/** The moment that is now; the view itself changes in place. */
export function momentOf(view: MatchView): MatchMoment {
  return {
    phase: view.phase,
    round: view.round,
    winner: view.winner,
    fallen: new Set(view.pieces.filter((piece) => piece.fallenFor >= 0).map((piece) => piece.id)),
  };
}

/** What happened between two moments, in sentences. */
export function matchNews(before: MatchMoment, now: MatchMoment, players: ReadonlyMap<bigint, Player>): string[] {
  const news: string[] = [];
  const begins = now.phase !== before.phase || now.round !== before.round;
  if (now.round === before.round) {
    for (const id of now.fallen) {
      if (!before.fallen.has(id)) news.push(players.get(id)?.self === true ? "You fell off the tray." : `${nameIn(players, id)} fell off the tray.`);
    }
  }
  if (begins && now.phase === "countdown") news.push(`Round ${now.round} is about to begin.`);
  if (begins && now.phase === "playing") news.push("Go!");
  if (begins && now.phase === "round-over") news.push(now.winner === 0n ? "Nobody wins this round." : `${wins(players, now.winner)} the round.`);
  if (begins && now.phase === "over") news.push(now.winner === 0n ? "The match is over." : `${wins(players, now.winner)} the match.`);
  return news;
}

/** "You win", "Ben wins". */
export function wins(players: ReadonlyMap<bigint, Player>, id: bigint): string {
  return players.get(id)?.self === true ? "You win" : `${nameIn(players, id)} wins`;
}

/** A line of the final standings. */
export interface Standing {
  readonly id: bigint;
  readonly player: Player;
  readonly wins: number;
  /** From 1; equal scores share one. */
  readonly place: number;
}

/** Everybody who played, the winner first, then by rounds won; equal ones in the order of the seats. */
export function standingsOf(scores: ReadonlyMap<bigint, number>, players: ReadonlyMap<bigint, Player>, winner: bigint): Standing[] {
  const rows = [...players].map(([id, player]) => ({ id, player, wins: scores.get(id) ?? 0 }));
  rows.sort((a, b) => Number(b.id === winner) - Number(a.id === winner) || b.wins - a.wins);
  const standings: Standing[] = [];
  for (const { id, player, wins: won } of rows) {
    const above = standings.at(-1);
    const shared = above !== undefined && above.wins === won && above.id !== winner;
    standings.push({ id, player, wins: won, place: shared ? above.place : standings.length + 1 });
  }
  return standings;
}
