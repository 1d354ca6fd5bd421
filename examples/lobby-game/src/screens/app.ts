import { html, nothing, render, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Game } from "../game.js";
import type { Lobby, Member } from "../lobby/lobby.js";
import type { GameSteam } from "../steam.js";
import type { WordsAction } from "../words.js";
import type { Link } from "./link.js";
import { Notices } from "./notices.js";
import type { Persona } from "./persona.js";
import type { Screen } from "./screen.js";
import { type Place, type ScreenName, screenOf } from "./screen-name.js";
import { newsOf } from "./seats.js";

/** What the screens stand on. */
export interface AppOptions {
  readonly Steam: GameSteam;
  readonly game: Game;
  readonly link: Link;
  readonly persona: Persona;
  /** Somebody's link brought us here, and it is to be asked for a name first. */
  readonly invited: boolean;
  /** Starts the game: once, when the relay is reached and the invitation is answered. */
  readonly begin: () => void;
  readonly screens: (app: App) => Readonly<Record<ScreenName, Screen>>;
}

/** Shows the right screen, gives its heading the focus, and says aloud what changes. */
export class App {
  readonly Steam: GameSteam;
  readonly game: Game;
  readonly link: Link;
  readonly persona: Persona;
  readonly notices: Notices;
  /** After another screen is shown. */
  onScreen: (screen: ScreenName) => void = () => {};
  readonly #screens: Readonly<Record<ScreenName, Screen>>;
  readonly #begin: () => void;
  readonly #roots = { screen: root("screen"), notices: root("notices"), announcer: root("announcer") };
  #place: Place = "title";
  #invited: boolean;
  #begun = false;
  #shown: ScreenName | undefined;
  #asked = false;
  #again: (() => void) | undefined;
  #members: readonly Member[] = [];

  constructor({ Steam, game, link, persona, invited, begin, screens }: AppOptions) {
    this.Steam = Steam;
    this.game = game;
    this.link = link;
    this.persona = persona;
    this.#invited = invited;
    this.#begin = begin;
    this.notices = new Notices(
      () => this.update(),
      (action) => this.act(action),
    );
    this.#screens = screens(this);
    // What stood there before there was any script.
    this.#roots.screen.replaceChildren();
    game.changed.connect(() => this.update());
    game.trouble.connect((words) => this.notices.tell(words));
    // From then on, trying again means what the lobby was asked for.
    game.lobby.entered.connect(() => (this.#again = undefined));
    let away = false;
    link.changed.connect((state) => {
      if (away && state === "online") this.announce("Connected again.");
      away = state === "away";
      this.#beginIfWeCan();
      this.update();
    });
  }

  /** The screen that is shown. */
  get screen(): ScreenName | undefined {
    return this.#shown;
  }

  /** Shows the page anew, soon; hidden tabs too, whose frames do not come. */
  update(): void {
    if (this.#asked) return;
    this.#asked = true;
    queueMicrotask(() => {
      this.#asked = false;
      this.#render();
    });
  }

  /** Goes somewhere else outside of a lobby. */
  go(place: Place): void {
    this.#place = place;
    this.update();
  }

  /** Does something that can fail, so that "try again" can do it again. */
  attempt(does: () => void): void {
    this.#again = does;
    this.notices.clear();
    does();
    this.update();
  }

  /** The invitation is answered: the game may start, and follow it. */
  welcome(): void {
    this.#invited = false;
    this.#beginIfWeCan();
    this.update();
  }

  /** Says something to who cannot see it. */
  announce(text: string): void {
    // The same sentence again is no change, and would not be said.
    const { announcer } = this.#roots;
    announcer.textContent = announcer.textContent === text ? `${text}\u00A0` : text;
  }

  /** Goes a way forward. */
  act(action: WordsAction): void {
    if (action === "reload") return location.reload();
    if (action === "try-again") {
      if (this.link.state === "failed") void this.link.start();
      else if (this.#again === undefined) this.game.lobby.try_again();
      else this.#again();
      return;
    }
    if (action === "lobby") {
      this.game.back_to_lobby();
    } else {
      if (this.game.stage !== "outside") this.game.leave();
      this.go(action);
    }
    this.update();
  }

  #beginIfWeCan(): void {
    if (this.#begun || this.#invited || this.link.state !== "online") return;
    this.#begun = true;
    this.#begin();
  }

  #render(): void {
    const { game } = this;
    const name = screenOf({
      link: this.link.state,
      begun: this.#begun,
      invited: this.#invited,
      stage: game.stage,
      quick: game.quick_match.state !== "" && game.lobby.lobby_id === 0n,
      busy: game.lobby.busy !== "",
      place: this.#place,
    });
    const before = this.#shown;
    this.#shown = name;
    const screen = this.#screens[name];
    if (before !== name) {
      if (before !== undefined) this.#screens[before].left?.();
      document.body.dataset["screen"] = name;
      screen.entered?.();
    }
    const hadFocus = this.#roots.screen.contains(document.activeElement);
    render(keyed(name, html`<main class="screen" data-screen=${name}>${screen.view()}</main>`), this.#roots.screen);
    render(this.#margin(name), this.#roots.notices);
    this.#tellNews(game.lobby);
    if (before !== name) this.#present(before !== undefined && before !== "starting");
    // What had it is gone: whoever uses the keys goes on from the top, and not from nowhere.
    else if (hadFocus && document.activeElement === document.body) this.#roots.screen.querySelector("h1")?.focus({ preventScroll: true });
  }

  /** What is to be told on any screen. */
  #margin(name: ScreenName): TemplateResult {
    const away = this.link.state === "away";
    return html`<div class="away" role="status">${away ? html`<p>The connection is gone. Looking for it…</p>` : nothing}</div>
      ${name === "elsewhere" ? nothing : this.notices.view()}`;
  }

  #present(takesFocus: boolean): void {
    const title = this.#roots.screen.querySelector("h1");
    document.title = `${title?.textContent.trim() ?? "Sumovar"} · Sumovar`;
    if (takesFocus) {
      scrollTo(0, 0);
      title?.focus({ preventScroll: true });
    }
    this.onScreen(this.#shown ?? "starting");
  }

  #tellNews({ members, playing }: Pick<Lobby, "members" | "playing">): void {
    if (members === this.#members) return;
    const news = newsOf(this.#members, members);
    this.#members = members;
    // When a match begins, everybody's mark is taken back: that is no news.
    if (news.length > 0 && !playing) this.announce(news.join(" "));
  }
}

function root(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`index.html has no "${id}"`);
  return element;
}
