import { encodeControl, MAX_CONTROL_BYTES, type RelayToPlayer } from "../../wire/control.js";
import { decodeFromRelay } from "../../wire/control-from-relay.js";
import type { LobbyChange } from "../../wire/lobby.js";
import type { Backplane } from "../backplane/backplane.js";
import { differenceOf } from "./lobby-diff.js";
import { DISCONNECTED, seatOf, type LobbyRecord, type Seat } from "./lobby-record.js";
import { seatHeldBy, type Sitter } from "./lobby-rules.js";
import type { LobbySeals } from "./lobby-seal.js";

/** What the news is made of. */
export interface LobbyNewsOptions {
  readonly say: (player: bigint, message: RelayToPlayer) => void;
  readonly backplane: Backplane;
  readonly seals: LobbySeals;
  readonly get: (lobby: bigint) => LobbyRecord | undefined;
}

/** Players remembered who lost a seat while they were away. The oldest is forgotten first. Ours. */
const MAX_UNSEATED = 10_000;
/** Changes whose text together is longer than this are not told one by one: half of a message, since JSON may double it. */
const MAX_CHANGES_LENGTH = MAX_CONTROL_BYTES / 4;

/**
 * Tells players with a link here what concerns them: the lobbies they sit in whole when they come (back), each change to those who stay, and what members say to each other.
 * Only the page that holds a seat hears of the lobby, not another one of the same player.
 */
export class LobbyNews {
  readonly #options: LobbyNewsOptions;
  /** Who has a link here: the page's life, and how to end the subscription to what is said to the player elsewhere. */
  readonly #here = new Map<bigint, { readonly life: number; readonly unsubscribe: () => void }>();
  /** What to say to those who lost seats while they were away. */
  readonly #unseated = new Map<bigint, { readonly life: number; readonly news: RelayToPlayer[] }>();

  constructor(options: LobbyNewsOptions) {
    this.#options = options;
  }

  /** The life of the player's page that has its link here. */
  lifeOf(player: bigint): number | undefined {
    return this.#here.get(player)?.life;
  }

  attached(player: bigint, life: number): void {
    this.#here.get(player)?.unsubscribe();
    const unsubscribe = this.#options.backplane.subscribe(subjectOf(player), (bytes) => this.#passOn(player, bytes));
    this.#here.set(player, { life, unsubscribe });
    const unseated = this.#unseated.get(player);
    this.#unseated.delete(player);
    if (unseated?.life !== life) return;
    for (const gone of unseated.news) this.#options.say(player, gone);
  }

  detached(player: bigint): void {
    this.#here.get(player)?.unsubscribe();
    this.#here.delete(player);
  }

  /** The lobby, whole, to one who sits there and has a link here. */
  sayWhole(player: bigint, record: LobbyRecord): void {
    this.#options.say(player, { t: "lobby", sealed: this.#options.seals.seal(record) });
  }

  /** A record changed. */
  changed(now: LobbyRecord | undefined, before: LobbyRecord | undefined): void {
    // Rebuilt from a later source, all seats are numbered anew.
    const isRebuilt = now?.adopted?.revision !== before?.adopted?.revision;
    for (const seat of before?.seats ?? []) {
      const kept = now && seatOf(now, seat.id);
      if (kept === undefined || (kept.joined !== seat.joined && !isRebuilt)) this.#unseat(seat, now, before);
    }
    if (now === undefined) return;
    let change: RelayToPlayer | undefined;
    for (const seat of now.seats) {
      if (!this.#isPresent(seat)) continue;
      const old = before && seatOf(before, seat.id);
      if (before === undefined || old === undefined || old.joined !== seat.joined || old.life !== seat.life || old.awayUntilMs !== undefined) {
        this.sayWhole(seat.id, now);
        continue;
      }
      if (now.revision === before.revision) continue;
      change ??= this.#changeMessage(now, before);
      this.#options.say(seat.id, change);
    }
  }

  /** A seat was given up for another one, without its page having asked for that in so many words. */
  moved({ player, life }: Sitter, lobby: bigint): void {
    this.#sayGone(player, life, { t: "gone", lobby, moved: true });
  }

  /** To everybody who sits in the lobby and is there, here or at another relay. */
  tellMembers(record: LobbyRecord, message: RelayToPlayer): void {
    for (const seat of record.seats) {
      if (seat.awayUntilMs !== undefined) continue;
      if (this.#here.has(seat.id)) {
        if (this.#isPresent(seat)) this.#options.say(seat.id, message);
      } else {
        this.#options.backplane.publish(subjectOf(seat.id), encodeControl(message));
      }
    }
  }

  /** To one player, wherever; to one who is nowhere, nothing happens. */
  tell(player: bigint, message: RelayToPlayer): void {
    if (this.#here.has(player)) this.#options.say(player, message);
    else this.#options.backplane.publish(subjectOf(player), encodeControl(message));
  }

  stop(): void {
    for (const { unsubscribe } of this.#here.values()) unsubscribe();
    this.#here.clear();
  }

  /** Whole when it cannot be told in changes, or would be longer so. */
  #changeMessage(now: LobbyRecord, before: LobbyRecord): RelayToPlayer {
    const sealed = this.#options.seals.seal(now);
    const changes = now.revision === before.revision + 1 ? differenceOf(before, now) : undefined;
    if (changes === undefined || lengthOf(changes) > MAX_CHANGES_LENGTH) return { t: "lobby", sealed };
    return { t: "change", lobby: now.id, revision: now.revision, changes, seal: sealed.seal };
  }

  #isPresent({ id, life, awayUntilMs }: Seat): boolean {
    return awayUntilMs === undefined && life !== undefined && this.#here.get(id)?.life === life;
  }

  /** A seat is no more. Its page hears so, unless it went by itself: at once, or when it is back. */
  #unseat({ id, life }: Seat, now: LobbyRecord | undefined, before: LobbyRecord | undefined): void {
    const lobby = (now ?? before)?.id;
    const departed = now?.departures.findLast(({ member }) => member === id);
    // Of a lobby that vanished only the time tells: an away seat did not leave by itself.
    const wasLost = now === undefined ? before !== undefined && seatOf(before, id)?.awayUntilMs !== undefined : departed === undefined || departed.state === DISCONNECTED;
    if (lobby !== undefined && life !== undefined && wasLost) this.#sayGone(id, life, { t: "gone", lobby });
  }

  #sayGone(player: bigint, life: number, gone: RelayToPlayer): void {
    if (this.#here.get(player)?.life === life) {
      this.#options.say(player, gone);
      return;
    }
    const known = this.#unseated.get(player);
    const news = known?.life === life ? known.news : [];
    news.push(gone);
    this.#unseated.delete(player);
    this.#unseated.set(player, { life, news: news.slice(-8) });
    if (this.#unseated.size > MAX_UNSEATED) {
      const oldest = this.#unseated.keys().next();
      if (oldest.done !== true) this.#unseated.delete(oldest.value);
    }
  }

  /** Another relay says something to a player here. */
  #passOn(player: bigint, bytes: Uint8Array): void {
    const message = decodeFromRelay(bytes);
    const life = this.lifeOf(player);
    if (message === undefined || life === undefined) return;
    if (message.t === "chat") {
      const record = this.#options.get(message.lobby);
      if (record !== undefined && seatHeldBy(record, { player, life }) !== undefined) this.#options.say(player, message);
    } else if (message.t === "invite" || message.t === "invite-to-game") {
      this.#options.say(player, message);
    }
  }
}

function subjectOf(player: bigint): string {
  return `player.${player}`;
}

function lengthOf(changes: readonly LobbyChange[]): number {
  let length = 0;
  for (const change of changes) {
    length += 64;
    if (change.k === "data" || change.k === "member-data") {
      for (const [key, value] of change.set) length += key.length + value.length;
      for (const key of change.removed) length += key.length;
    }
    if (change.k === "enter") for (const [key, value] of change.member.data) length += key.length + value.length;
  }
  return length;
}
