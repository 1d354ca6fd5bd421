import type { MatchPhase, MatchView, PieceView } from "../match/match-view.js";
import { PIECE_RADIUS } from "../match/world.js";
import { DROP_S } from "./glass-motion.js";

/** Something worth a sound or a spark. Places in tray radii, speeds in tray radii/s, strengths 0..1. */
export type Happening =
  | { readonly kind: "bump"; readonly x: number; readonly y: number; readonly strength: number }
  | { readonly kind: "dash"; readonly id: bigint; readonly x: number; readonly y: number }
  | { readonly kind: "fall"; readonly id: bigint }
  | { readonly kind: "land"; readonly id: bigint }
  | { readonly kind: "new-round"; readonly round: number }
  | { readonly kind: "count"; readonly seconds: number }
  | { readonly kind: "go" }
  | { readonly kind: "shrink" }
  | { readonly kind: "round-over"; readonly winner: bigint }
  | { readonly kind: "over"; readonly winner: bigint };

/** Glasses this near may have touched: states come 20 times a second, and what is between them is a guess. */
const NEAR = 2 * PIECE_RADIUS * 1.25;
/** Meeting slower than this is leaning, not bumping, tray radii/s. */
const LEAST_BUMP = 0.28;
const FULL_BUMP = 2.2;
/** How long it is remembered how fast two were meeting, as a time to 1/e, in milliseconds. */
const MEETING_MEMORY_MS = 120;
const BUMP_PAUSE_MS = 160;
const DASH_PAUSE_MS = 400;

interface Memory {
  fallenFor: number;
  dashReady: number;
  dashPauseMs: number;
}

interface Meeting {
  speed: number;
  pauseMs: number;
}

/**
 * Finds out what has happened from how the view of a match has changed. Nothing is told of what was so already when it first looked, and nothing twice.
 * It is good for show, not for rules: who bumped is guessed from speeds.
 */
export class Watcher {
  readonly #pieces = new Map<bigint, Memory>();
  readonly #meetings = new Map<string, Meeting>();
  #phase: MatchPhase | undefined;
  #round = 0;
  #count = 0;
  #shrinking = false;

  /** What has happened since the last look. @param elapsedMs since then */
  look(view: MatchView, elapsedMs: number): Happening[] {
    const found: Happening[] = [];
    this.#lookAtPhase(view, found);
    for (const piece of view.pieces) this.#lookAtPiece(piece, elapsedMs, found);
    this.#forgetGone(view);
    this.#lookAtMeetings(view.pieces, elapsedMs, found);
    return found;
  }

  #lookAtPhase(view: MatchView, found: Happening[]): void {
    const first = this.#phase === undefined;
    const changed = this.#phase !== view.phase;
    if (view.round !== this.#round || (changed && view.phase === "countdown")) {
      this.#round = view.round;
      this.#pieces.clear();
      this.#meetings.clear();
      this.#count = 0;
      this.#shrinking = view.radius < 1;
      if (view.phase === "countdown") found.push({ kind: "new-round", round: view.round });
    }
    const count = Math.ceil(view.seconds);
    if (view.phase === "countdown" && count !== this.#count && count > 0 && count <= 3) found.push({ kind: "count", seconds: count });
    this.#count = count;
    if (changed && !first) {
      if (view.phase === "playing" && this.#phase === "countdown") found.push({ kind: "go" });
      if (view.phase === "round-over") found.push({ kind: "round-over", winner: view.winner });
      if (view.phase === "over") found.push({ kind: "over", winner: view.winner });
    }
    if (view.radius < 1 && !this.#shrinking && !first) found.push({ kind: "shrink" });
    this.#shrinking = view.radius < 1;
    this.#phase = view.phase;
  }

  #lookAtPiece(piece: PieceView, elapsedMs: number, found: Happening[]): void {
    const { id, fallenFor, dashReady } = piece;
    const memory = this.#pieces.get(id);
    if (memory === undefined) {
      this.#pieces.set(id, { fallenFor, dashReady, dashPauseMs: 0 });
      return;
    }
    if (fallenFor >= 0 && memory.fallenFor < 0) found.push({ kind: "fall", id });
    if (fallenFor >= DROP_S && memory.fallenFor < DROP_S) found.push({ kind: "land", id });
    memory.dashPauseMs -= elapsedMs;
    if (fallenFor < 0 && dashReady < memory.dashReady - 0.3 && memory.dashPauseMs <= 0) {
      // A correction of what was foreseen may look like the same dash again.
      memory.dashPauseMs = DASH_PAUSE_MS;
      const speed = Math.hypot(piece.vx, piece.vy) || 1;
      found.push({ kind: "dash", id, x: piece.vx / speed, y: piece.vy / speed });
    }
    memory.fallenFor = fallenFor;
    memory.dashReady = dashReady;
  }

  #forgetGone(view: MatchView): void {
    if (this.#pieces.size === view.pieces.length) return;
    for (const id of this.#pieces.keys()) if (!view.pieces.some((piece) => piece.id === id)) this.#pieces.delete(id);
  }

  #lookAtMeetings(pieces: readonly PieceView[], elapsedMs: number, found: Happening[]): void {
    const fading = Math.exp(-elapsedMs / MEETING_MEMORY_MS);
    pieces.forEach((a, i) => {
      if (a.fallenFor >= 0) return;
      for (const b of pieces.slice(i + 1)) {
        if (b.fallenFor >= 0) continue;
        const x = b.x - a.x;
        const y = b.y - a.y;
        const distance = Math.hypot(x, y);
        const key = `${a.id} ${b.id}`;
        if (distance > NEAR || distance === 0) {
          // Most pairs are far apart: those need no memory.
          if (distance > 2 * NEAR) this.#meetings.delete(key);
          else this.#remember(key, closing(a, b, x / distance, y / distance), fading, elapsedMs);
          continue;
        }
        const speed = closing(a, b, x / distance, y / distance);
        const meeting = this.#remember(key, speed, fading, elapsedMs);
        if (meeting.pauseMs > 0 || meeting.speed < LEAST_BUMP || speed > 0.4 * meeting.speed) continue;
        found.push({ kind: "bump", x: a.x + x / 2, y: a.y + y / 2, strength: Math.min(1, meeting.speed / FULL_BUMP) });
        meeting.speed = 0;
        meeting.pauseMs = BUMP_PAUSE_MS;
      }
    });
  }

  #remember(key: string, speed: number, fading: number, elapsedMs: number): Meeting {
    let meeting = this.#meetings.get(key);
    if (meeting === undefined) this.#meetings.set(key, (meeting = { speed: 0, pauseMs: 0 }));
    meeting.speed = Math.max(speed, meeting.speed * fading);
    meeting.pauseMs = Math.max(0, meeting.pauseMs - elapsedMs);
    return meeting;
  }
}

function closing(a: PieceView, b: PieceView, x: number, y: number): number {
  return (a.vx - b.vx) * x + (a.vy - b.vy) * y;
}
