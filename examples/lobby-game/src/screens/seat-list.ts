import { html, nothing, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { repeat } from "lit/directives/repeat.js";
import type { Member } from "../lobby/lobby.js";
import type { App } from "./app.js";
import { glass, icon } from "./parts.js";
import { pingBars, pingWords, type Seat, seatsOf } from "./seats.js";

/** The seats around the tray, and what the host may do about who sits there. */
export class SeatList {
  readonly #app: App;
  /** Whose actions are unfolded. */
  #unfolded = 0n;

  constructor(app: App) {
    this.#app = app;
  }

  view(): TemplateResult {
    const { members, options } = this.#app.game.lobby;
    const seats = seatsOf(members, options.size, options.bots);
    return html`<ul class="seats" aria-label="Seats">
      ${repeat(seats, keyOf, (seat) => this.#seat(seat))}
    </ul>`;
  }

  #seat(seat: Seat): TemplateResult {
    if (seat.kind === "free") return html`<li class="seat free">${glass(-1)}<span class="name">Free seat</span></li>`;
    if (seat.kind === "computer") {
      return html`<li class="seat computer">${glass(seat.player.colour)}<span class="name">${seat.player.name}</span><span class="about">the computer</span></li>`;
    }
    const { member } = seat;
    const ready = member.ready || member.host;
    return html`<li class=${classMap({ seat: true, self: member.self, ready })} data-member=${String(member.steam_id)}>
      ${glass(member.colour)}
      <span class="name">${member.name}</span>
      <span class="about">
        ${member.self ? html`<span class="badge">You</span>` : nothing} ${member.host ? html`<span class="badge host">${icon("crown")}Host</span>` : nothing}
        ${member.host ? nothing : html`<span class="badge ready-mark" ?data-ready=${member.ready}>${member.ready ? html`${icon("tick")}Ready` : "Not ready"}</span>`}
        ${member.self ? nothing : ping(member.ping)}
      </span>
      ${this.#app.game.lobby.is_owner && !member.self ? this.#hostActions(member) : nothing}
    </li>`;
  }

  #hostActions({ steam_id, name }: Member): TemplateResult {
    const { lobby } = this.#app.game;
    const open = this.#unfolded === steam_id;
    const fold = (id: bigint): void => {
      this.#unfolded = id;
      this.#app.update();
    };
    return html`<button type="button" class="quiet bare more" aria-label=${`Host's actions for ${name}`} aria-expanded=${open ? "true" : "false"} @click=${() => fold(open ? 0n : steam_id)}>${icon("dots")}</button>
      ${open
        ? html`<span class="host-actions">
            <button type="button" class="small" aria-label=${`Make ${name} host`} @click=${() => (lobby.make_host(steam_id), fold(0n))}>Make host</button>
            <button type="button" class="small danger" aria-label=${`Remove ${name}`} @click=${() => (lobby.kick(steam_id), fold(0n))}>Remove</button>
          </span>`
        : nothing}`;
  }
}

function keyOf(seat: Seat, index: number): string {
  if (seat.kind === "member") return String(seat.member.steam_id);
  return seat.kind === "computer" ? `computer ${seat.id}` : `free ${index}`;
}

function ping(ms: number): TemplateResult {
  return html`<span class="ping" data-bars=${pingBars(ms)} title="Way there and back"><i aria-hidden="true"></i>${pingWords(ms)}</span>`;
}
