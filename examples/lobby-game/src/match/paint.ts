// From what is known of a match to what is drawn of it. Writes into the same MatchView all the time.

import type { Guest } from "./guest.js";
import type { Host } from "./host.js";
import { type Motion, pieceOf } from "./interpolation.js";
import { COUNTDOWN_TICKS, type MatchState, ROUND_OVER_TICKS } from "./match-state.js";
import type { MatchView, PieceView } from "./match-view.js";
import { radiusAt } from "./tray.js";
import { DASH_COOLDOWN_TICKS, type Piece, TICK_RATE } from "./world.js";

/** What a view is before anything is known of a match. */
export function emptyView(): MatchView {
  return { phase: "waiting", seconds: 0, round: 0, rounds: 0, surface: "copper", tiltX: 0, tiltY: 0, radius: 1, pieces: [], scores: new Map(), winner: 0n, host: 0n, alive: false, silence: 0 };
}

/** The match as it is at its host, `ahead` of the last tick by a fraction of one. */
export function paintHost(view: MatchView, { state, fraction }: Host, self: bigint): void {
  const moving = state.phase === "playing" || state.phase === "round-over";
  const aheadS = moving ? fraction / TICK_RATE : 0;
  paintState(view, state, state.tick + fraction);
  view.tiltX = state.world.tiltX;
  view.tiltY = state.world.tiltY;
  const worldTick = state.world.tick + (moving ? fraction : 0);
  for (let seat = 0; seat < view.pieces.length; seat += 1) {
    const piece = state.world.pieces[seat];
    const drawn = view.pieces[seat];
    if (piece === undefined || drawn === undefined) continue;
    place(drawn, piece, piece.fellAt < 0 ? aheadS : 0);
    paintPiece(drawn, piece, worldTick);
  }
  paintSelf(view, self);
}

/**
 * The match as a guest sees it: everybody at `tick`, a fraction, and its own piece as foreseen while it is on the tray.
 * Before any state has come it changes nothing.
 */
export function paintGuest(view: MatchView, guest: Guest, tick: number, self: bigint): void {
  const { snapshots, prediction } = guest;
  const state = snapshots.seek(tick);
  if (state === undefined) return;
  paintState(view, state, tick);
  const after = snapshots.after?.world;
  const { world } = state;
  view.tiltX = world.tiltX + ((after?.tiltX ?? world.tiltX) - world.tiltX) * snapshots.between;
  view.tiltY = world.tiltY + ((after?.tiltY ?? world.tiltY) - world.tiltY) * snapshots.between;
  const moving = state.phase === "playing" || state.phase === "round-over";
  const worldTick = world.tick + (moving ? Math.max(0, tick - state.tick) : 0);
  for (let seat = 0; seat < view.pieces.length; seat += 1) {
    const piece = world.pieces[seat];
    const drawn = view.pieces[seat];
    if (piece === undefined || drawn === undefined) continue;
    const later = pieceOf(snapshots.after, piece.id) ?? piece;
    paintPiece(drawn, later.fellAt >= 0 && later.fellAt <= worldTick ? later : piece, worldTick);
    const foreseen = piece.id === self ? prediction.piece : undefined;
    // Whoever has fallen, has fallen: there is nothing to foresee. A round that has begun at the host shows there first.
    if (foreseen !== undefined && drawn.fallenFor < 0 && snapshots.newest?.round === state.round) foresee(drawn, foreseen, guest.fraction);
    else snapshots.motion(piece.id, drawn);
  }
  paintSelf(view, self);
}

function paintState(view: MatchView, state: MatchState, tick: number): void {
  const { world } = state;
  view.phase = state.phase;
  view.seconds = secondsOf(state, tick);
  view.round = state.round;
  view.rounds = state.rounds;
  view.surface = world.surface;
  view.radius = radiusAt(world.tick);
  view.scores = state.scores;
  view.winner = state.winner;
  fitPieces(view.pieces, world.pieces);
}

function secondsOf({ phase, since }: MatchState, tick: number): number {
  const seconds = Math.max(0, tick - since) / TICK_RATE;
  if (phase === "playing") return seconds;
  if (phase === "over") return 0;
  return Math.max(0, (phase === "countdown" ? COUNTDOWN_TICKS : ROUND_OVER_TICKS) / TICK_RATE - seconds);
}

/** One drawn piece for each, in the same order; those that were there stay the same objects. */
function fitPieces(drawn: PieceView[], pieces: readonly Piece[]): void {
  for (let seat = 0; seat < pieces.length; seat += 1) {
    const { id = 0n, x = 0, y = 0 } = pieces[seat] ?? {};
    if (drawn[seat]?.id === id) continue;
    const at = drawn.findIndex((one) => one.id === id);
    const [found] = at < 0 ? [] : drawn.splice(at, 1);
    drawn.splice(seat, 0, found ?? { id, x, y, vx: 0, vy: 0, dashReady: 1, fallenFor: -1 });
  }
  drawn.length = pieces.length;
}

function paintPiece(drawn: PieceView, { cooldown, fellAt }: Piece, worldTick: number): void {
  drawn.dashReady = 1 - cooldown / DASH_COOLDOWN_TICKS;
  drawn.fallenFor = fellAt >= 0 && fellAt <= worldTick ? (worldTick - fellAt) / TICK_RATE : -1;
}

function foresee(drawn: PieceView, foreseen: Piece, fraction: number): void {
  place(drawn, foreseen, foreseen.fellAt < 0 ? fraction / TICK_RATE : 0);
  drawn.dashReady = 1 - foreseen.cooldown / DASH_COOLDOWN_TICKS;
}

function place(drawn: Motion, { x, y, vx, vy }: Motion, aheadS: number): void {
  drawn.x = x + vx * aheadS;
  drawn.y = y + vy * aheadS;
  drawn.vx = vx;
  drawn.vy = vy;
}

function paintSelf(view: MatchView, self: bigint): void {
  view.alive = false;
  for (let seat = 0; seat < view.pieces.length; seat += 1) {
    const piece = view.pieces[seat];
    if (piece?.id === self) view.alive = piece.fallenFor < 0;
  }
}
