import { type Engine, type ExcaliburGraphicsContext, Scene } from "excalibur";
import type { Input } from "../match/input.js";
import type { MatchView, PieceView } from "../match/match-view.js";
import { Announcer } from "./announcer.js";
import { Effects } from "./effects.js";
import { DROP_S, GlassMotion } from "./glass-motion.js";
import { GlassPainter } from "./glass-painter.js";
import { type Happening, Watcher } from "./happenings.js";
import { Layer } from "./layer.js";
import { NamePlates } from "./name-plates.js";
import { type Player, playersAt, type Who } from "./players.js";
import { Sounds } from "./sounds.js";
import { sprites } from "./sprites.js";
import { Stage } from "./stage.js";
import { TrayPainter } from "./tray-painter.js";
import { WinnersLight } from "./winners-light.js";

/** What the picture needs of the game; `Game` is one. */
export interface TrayGame {
  readonly match: { readonly view: MatchView };
  readonly lobby: { readonly members: readonly Who[] };
}

/** What the picture needs of the controls; `Controls` is one. */
export interface TrayControls {
  readonly input: Input;
  /** The dash button shows `dashReady`. */
  readonly touch: { readonly shown: boolean; dashReady: number };
}

export interface TrayOptions {
  /** Nothing shakes, leans, splashes or drifts; positions are as true as ever. */
  reducedMotion: boolean;
  /** Without any, it makes its own (`sounds`). */
  sounds?: Sounds | undefined;
}

/** How long a dash has a tail. */
const TAIL_MS = 380;
/** From then on a falling glass is behind the tray. */
const BEHIND_FROM = 0.34;
/** Bits of the edge that break off, for each hundredth of the radius. */
const SHARDS = 5;

/** The match, drawn from `game.match.view` each frame. It moves nothing of the game and polls no controls. */
export class TrayScene extends Scene {
  /** May be changed at any time. */
  reducedMotion: boolean;
  readonly sounds: Sounds;

  readonly #game: TrayGame;
  readonly #controls: TrayControls;
  readonly #stage = new Stage();
  readonly #tray = new TrayPainter(sprites, this.#stage);
  readonly #painter = new GlassPainter(sprites, this.#stage);
  readonly #effects = new Effects(sprites, this.#stage);
  readonly #plates = new NamePlates(sprites, this.#stage);
  readonly #light = new WinnersLight(sprites, this.#stage);
  readonly #announcer = new Announcer(sprites, this.#stage);
  readonly #glasses = new Map<bigint, GlassMotion>();
  readonly #tails = new Map<bigint, number>();
  #watcher = new Watcher();
  #players: ReadonlyMap<bigint, Player> = new Map();
  #members: readonly Who[] = [];
  #seats = "";
  #timeMs = 0;
  #left = 100;
  #roomX = 0;
  #roomY = 0;

  constructor(game: TrayGame, controls: TrayControls, options: TrayOptions) {
    super();
    this.#game = game;
    this.#controls = controls;
    this.reducedMotion = options.reducedMotion;
    this.sounds = options.sounds ?? new Sounds();
    this.add(new Layer(0, (ctx) => this.#drawTable(ctx)));
    this.add(new Layer(1, (ctx) => this.#tray.drawTray(ctx, this.#view.surface, this.#view.radius)));
    this.add(new Layer(2, (ctx) => this.#drawGlasses(ctx)));
    this.add(new Layer(3, (ctx) => this.#drawAir(ctx)));
  }

  get #view(): MatchView {
    return this.#game.match.view;
  }

  /** Another match, or the same one seen again: what was is forgotten. */
  override onActivate(): void {
    this.#watcher = new Watcher();
    this.#effects.clear();
    this.#glasses.clear();
  }

  override onPreUpdate(engine: Engine, elapsedMs: number): void {
    const { width, height } = engine.screen.resolution;
    const calm = this.reducedMotion;
    const view = this.#view;
    this.#timeMs += elapsedMs;
    this.#stage.fit({ width, height, touch: this.#controls.touch.shown }, engine.screen.pixelRatio, elapsedMs);
    sprites.resize(this.#stage.pictureRadius, this.#stage.pixelRatio);
    this.#roomX = this.#stage.x;
    this.#roomY = this.#stage.y;
    this.#stage.lean(calm ? 0 : view.tiltX, calm ? 0 : view.tiltY, elapsedMs);
    this.#seat(view);
    for (const piece of view.pieces) {
      const glass = this.#glass(piece);
      glass.follow(piece, elapsedMs, calm);
      // On a narrow screen the table ends beside the tray.
      if (glass.dropped > 0) glass.x = this.#stage.insideX(glass.x);
    }
    for (const happening of this.#watcher.look(view, elapsedMs)) this.#show(happening, view);
    this.#crumble(view);
    this.#shortenTails(elapsedMs);
    this.#effects.update(elapsedMs);
    this.#light.update(elapsedMs, calm);
    this.#announcer.update(view, elapsedMs);
    this.#plates.update(view, elapsedMs);
  }

  #seat(view: MatchView): void {
    const seats = view.pieces.map((piece) => piece.id).join(" ");
    if (seats === this.#seats && this.#members === this.#game.lobby.members) return;
    this.#seats = seats;
    this.#members = this.#game.lobby.members;
    this.#players = playersAt(
      view.pieces.map((piece) => piece.id),
      this.#members,
    );
    for (const id of this.#glasses.keys()) if (!this.#players.has(id)) this.#glasses.delete(id);
  }

  #glass(piece: PieceView): GlassMotion {
    let glass = this.#glasses.get(piece.id);
    if (glass === undefined) this.#glasses.set(piece.id, (glass = new GlassMotion()));
    return glass;
  }

  #colour(id: bigint): number {
    return this.#players.get(id)?.colour ?? 0;
  }

  #show(happening: Happening, view: MatchView): void {
    const moving = !this.reducedMotion;
    const glass = "id" in happening ? this.#glasses.get(happening.id) : undefined;
    switch (happening.kind) {
      case "bump":
        this.sounds.play("clink", happening.strength);
        if (!moving) return;
        this.#effects.bump(happening.x, happening.y, happening.strength);
        if (happening.strength > 0.45) this.#stage.shake(happening.strength);
        return;
      case "dash":
        this.sounds.play("dash", this.#players.get(happening.id)?.self === true ? 1 : 0.4);
        if (!moving || glass === undefined) return;
        this.#tails.set(happening.id, TAIL_MS);
        this.#effects.dash(glass.x, glass.y, happening.x, happening.y);
        return;
      case "land":
        this.sounds.play("splash");
        if (moving && glass !== undefined) this.#effects.splash(glass.x, glass.y, this.#colour(happening.id));
        return;
      case "new-round":
        this.#effects.clear();
        this.#tails.clear();
        return;
      case "count":
        return this.sounds.play("tick");
      case "go":
        return this.sounds.play("go");
      case "shrink":
        return this.sounds.play("crack");
      case "round-over":
      case "over":
        this.sounds.play(happening.kind === "over" ? "win" : "round");
        this.#cheer(view, happening.winner);
        return;
      case "fall":
    }
  }

  #cheer(view: MatchView, id: bigint): void {
    const winner = view.pieces.find((piece) => piece.id === id);
    if (winner !== undefined && !this.reducedMotion) this.#effects.cheer(winner.x, winner.y);
  }

  #crumble(view: MatchView): void {
    const left = Math.round(view.radius * 100);
    const lost = this.#left - left;
    this.#left = left;
    if (lost !== 1 || this.reducedMotion) return;
    for (let i = 0; i < SHARDS; i++) this.#effects.crumble(view.radius, view.surface);
  }

  #shortenTails(elapsedMs: number): void {
    for (const [id, leftMs] of this.#tails) {
      if (leftMs > elapsedMs) this.#tails.set(id, leftMs - elapsedMs);
      else this.#tails.delete(id);
    }
  }

  #drawTable(ctx: ExcaliburGraphicsContext): void {
    this.#tray.drawRoom(ctx, this.#roomX, this.#roomY);
    for (const piece of this.#view.pieces) {
      const glass = this.#glasses.get(piece.id);
      if (glass !== undefined && glass.dropped >= 1) this.#painter.drawFallen(ctx, glass, this.#colour(piece.id), this.reducedMotion ? 1 : Math.max(0.4, Math.min(1, 0.4 + (piece.fallenFor - DROP_S) * 3)));
    }
    this.#effects.draw(ctx, "table");
    for (const piece of this.#view.pieces) {
      const glass = this.#glasses.get(piece.id);
      if (glass !== undefined && glass.dropped >= BEHIND_FROM && glass.dropped < 1) this.#painter.draw(ctx, glass, this.#colour(piece.id));
    }
  }

  #drawGlasses(ctx: ExcaliburGraphicsContext): void {
    const view = this.#view;
    this.#effects.draw(ctx, "tray");
    const winner = view.phase === "round-over" || view.phase === "over" ? this.#glasses.get(view.winner) : undefined;
    if (winner !== undefined) this.#light.draw(ctx, winner);
    for (const piece of view.pieces) {
      const leftMs = this.#tails.get(piece.id);
      if (leftMs !== undefined) this.#painter.drawTail(ctx, piece, this.#colour(piece.id), leftMs / TAIL_MS);
    }
    for (const glass of this.#glasses.values()) this.#painter.drawShadow(ctx, glass);
    for (const piece of view.pieces) {
      const glass = this.#glasses.get(piece.id);
      if (glass === undefined || glass.dropped >= BEHIND_FROM) continue;
      const self = this.#players.get(piece.id)?.self === true;
      if (piece.fallenFor < 0 && self) this.#drawOwnMark(ctx, glass, piece.dashReady);
      else if (piece.fallenFor < 0 && piece.dashReady < 1) this.#painter.drawReady(ctx, glass, piece.dashReady);
      this.#painter.draw(ctx, glass, this.#colour(piece.id), glass === winner ? this.#light.grown : 1);
    }
  }

  #drawOwnMark(ctx: ExcaliburGraphicsContext, glass: GlassMotion, ready: number): void {
    this.#controls.touch.dashReady = ready;
    const { x, y } = this.#controls.input;
    const wish = this.#view.phase === "playing" && (x !== 0 || y !== 0) ? Math.atan2(y, x) : undefined;
    const bob = this.reducedMotion ? 0 : Math.sin(this.#timeMs / 180);
    this.#painter.drawOwnMark(ctx, glass, ready, wish, bob);
  }

  #drawAir(ctx: ExcaliburGraphicsContext): void {
    const view = this.#view;
    this.#plates.draw(ctx, view.pieces, this.#glasses, this.#players);
    this.#effects.draw(ctx, "air");
    const winner = this.#players.get(view.winner);
    this.#announcer.draw(ctx, view, winner, this.#glasses.get(view.winner)?.y ?? 0, this.reducedMotion);
  }
}
