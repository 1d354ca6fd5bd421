import { MAX_SHOWN_TO, type Person, type Profile } from "../wire/people.js";
import { NO_CONNECTION, OK, RATE_LIMIT_EXCEEDED } from "./answers.js";
import type { Bucket, BucketEntry } from "./backplane/backplane.js";
import type { Answer, Audience, Company, ControlPart, Parting, PartOptions, PeopleAsk } from "./control-part.js";
import { OfflinePeople } from "./people/offline-people.js";
import { PeopleTeller } from "./people/people-teller.js";
import { personAway, personCodec, personSeen, samePerson, sameProfile, UNNAMED, type PersonRecord } from "./people/person-record.js";

/** What a player says of itself is passed on at most this often; of what it says meanwhile, the last. Ours. */
export const PROFILE_EVERY_MS = 100;
/** People remembered that a player asked about: it hears of their changes. The newest. Ours. */
const MAX_ASKED = 2048;
/** People a player never asked about who show themselves to it, and what they change: told so often at most. Beyond, it has to ask. Ours. */
const STRANGERS_BURST = 64;
const STRANGERS_PER_S = 16;
/** How soon a record is tried again that could not be written. */
const RETRY_MS = 1000;

/** What the people desk is made of. */
export interface PeopleDeskOptions extends PartOptions {
  readonly company: Company;
}

/** A player with a link here. */
interface Seat {
  readonly life: number;
  profile: Profile;
  readonly shownTo: Set<bigint>;
  /** {@link shownTo} as it stands in the record; made anew when that has changed. */
  shownList: readonly bigint[] | undefined;
  lobby: bigint;
  writtenAtMs: number;
  /** Prevents the write that is due; undefined when everything is written. */
  disarm: (() => void) | undefined;
  readonly asked: Set<bigint>;
  strangerTokens: number;
  strangersAtMs: number;
}

/**
 * Who is who, and who may know: names, states, rich presence, and the lobby friends may see.
 *
 * - X is shown to Y when X said so (`show`), or while both sit in one lobby. To `who`, everybody else is as if they did not exist: one whom nobody knows, one who was never here
 *   and one who does not show themselves cannot be told apart.
 * - Y is told of changes within about 100 ms, the last of several; slower when many change much. When Y may not see X any more, X is told as offline.
 * - A stranger who shows themselves to many fills nobody's link: those whom Y neither asked about, nor shows itself to, nor sits with, are told at a limited rate.
 * - One who is INVISIBLE looks as if offline.
 * - To be shown cannot be taken back: it ends when newer ones take the place, or when the player is forgotten.
 * - Of players without a link the name and whom they are shown to are kept, of the last ones only (see {@link OfflinePeople}).
 */
export class PeopleDesk implements ControlPart<PeopleAsk>, Audience {
  readonly #options: PeopleDeskOptions;
  readonly #records: Bucket<PersonRecord>;
  readonly #seats = new Map<bigint, Seat>();
  readonly #offline = new OfflinePeople();
  readonly #teller: PeopleTeller;
  readonly #unwatch: () => void;

  constructor(options: PeopleDeskOptions) {
    this.#options = options;
    this.#teller = new PeopleTeller({ say: options.say, clock: options.clock, seen: (receiver, person) => this.#seen(receiver, person) });
    this.#records = options.backplane.bucket("people", personCodec);
    this.#unwatch = this.#records.watch((key, now, before) => this.#changed(BigInt(key), now, before));
  }

  attached(player: bigint, life: number): void {
    const known = this.#record(player);
    const shownList = known?.shownTo ?? [];
    const now = this.#now();
    const seat: Seat = {
      life,
      profile: known?.profile ?? UNNAMED,
      shownTo: new Set(shownList),
      shownList,
      lobby: this.#options.company.lobbyToShow(player),
      writtenAtMs: -Infinity,
      disarm: undefined,
      asked: new Set(),
      strangerTokens: STRANGERS_BURST,
      strangersAtMs: now,
    };
    this.#seats.get(player)?.disarm?.();
    this.#seats.set(player, seat);
    this.#offline.delete(player);
    this.#teller.attached(player);
    this.#write(player, seat);
    // One who is back is told of its lobbies next; by then it knows who sits there.
    this.#teller.tell(player, this.#options.company.companions(player), true);
  }

  detached(player: bigint, how: Parting): void {
    const seat = this.#seats.get(player);
    if (seat === undefined) return;
    seat.disarm?.();
    this.#seats.delete(player);
    this.#teller.detached(player);
    if (how !== "shutdown") this.#writeOffline(player, seat);
  }

  /** What the player says of itself from now on. */
  profile(player: bigint, profile: Profile): void {
    const seat = this.#seats.get(player);
    if (seat === undefined || sameProfile(seat.profile, profile)) return;
    seat.profile = profile;
    this.#writeSoon(player, seat);
  }

  /** The player wants to be seen by these, besides those named before; beyond {@link MAX_SHOWN_TO} the first ones are forgotten. */
  show(player: bigint, to: readonly bigint[]): void {
    const seat = this.#seats.get(player);
    if (seat === undefined) return;
    for (const other of to) {
      if (other === player || seat.shownTo.has(other)) continue;
      seat.shownTo.add(other);
      seat.shownList = undefined;
      trim(seat.shownTo, MAX_SHOWN_TO);
    }
    if (seat.shownList === undefined) this.#writeSoon(player, seat);
  }

  ask(player: bigint, { players }: PeopleAsk, answer: Answer): void {
    const seat = this.#seats.get(player);
    if (seat === undefined) {
      answer({ result: NO_CONNECTION });
      return;
    }
    for (const other of players) {
      seat.asked.delete(other);
      seat.asked.add(other);
      trim(seat.asked, MAX_ASKED);
    }
    if (this.#teller.tell(player, new Set(players))) answer({ result: OK });
    else answer({ result: RATE_LIMIT_EXCEEDED, why: "You have asked for more about other players than can be told; ask again in a few seconds." });
  }

  stop(): void {
    this.#unwatch();
    this.#teller.stop();
    for (const { disarm } of this.#seats.values()) disarm?.();
    this.#seats.clear();
  }

  isShownTo(x: bigint, y: bigint): boolean {
    return this.#seats.get(x)?.shownTo.has(y) ?? this.#record(x)?.shownTo.includes(y) ?? false;
  }

  seatsChanged({ came, went, members }: Parameters<Audience["seatsChanged"]>[0]): void {
    for (const player of new Set([...members, ...came, ...went])) {
      const seat = this.#seats.get(player);
      if (seat === undefined) continue;
      const lobby = this.#options.company.lobbyToShow(player);
      // Whoever hears of a seat is to know the last name of who sits there.
      if (lobby !== seat.lobby || seat.disarm !== undefined) {
        seat.lobby = lobby;
        if (came.length > 0) this.#write(player, seat);
        else this.#writeSoon(player, seat);
      }
    }
    if (came.length > 0) this.#introduce(new Set(came), members);
    for (const gone of went) {
      for (const member of members) {
        this.#part(member, gone);
        this.#part(gone, member);
      }
    }
  }

  #introduce(came: ReadonlySet<bigint>, members: readonly bigint[]): void {
    for (const member of members) {
      if (this.#seats.has(member)) this.#teller.tell(member, came.has(member) ? members : came, true);
    }
  }

  /** The two sit together no more. */
  #part(receiver: bigint, gone: bigint): void {
    if (!this.#seats.has(receiver) || this.#maySee(receiver, gone)) return;
    const record = this.#record(gone);
    // Later rather than now: why they are seen no more is told first.
    if (record?.online === true) this.#teller.note(receiver, gone, personAway(gone, record.profile.name));
  }

  #seen(receiver: bigint, id: bigint): Person | undefined {
    const record = this.#record(id);
    return record !== undefined && this.#maySee(receiver, id) ? personSeen(id, record) : undefined;
  }

  #maySee(receiver: bigint, id: bigint): boolean {
    return receiver !== id && (this.isShownTo(id, receiver) || this.#options.company.sharesLobby(id, receiver));
  }

  #record(player: bigint): PersonRecord | undefined {
    return this.#records.get(player.toString())?.value;
  }

  #writeSoon(player: bigint, seat: Seat): void {
    const wait = seat.writtenAtMs + PROFILE_EVERY_MS - this.#now();
    if (wait <= 0) this.#write(player, seat);
    else this.#writeIn(wait, player, seat);
  }

  #writeIn(ms: number, player: bigint, seat: Seat): void {
    seat.disarm ??= this.#options.clock.after(ms, () => {
      seat.disarm = undefined;
      this.#write(player, seat);
    });
  }

  #write(player: bigint, seat: Seat): void {
    seat.disarm?.();
    seat.disarm = undefined;
    seat.writtenAtMs = this.#now();
    seat.shownList ??= [...seat.shownTo];
    const { profile, shownList: shownTo, lobby, life } = seat;
    const key = player.toString();
    this.#records.write(key, { profile, shownTo, lobby, online: true, life }, this.#records.get(key)?.revision ?? 0, (outcome) => {
      if (outcome !== "done" && this.#seats.get(player) === seat) this.#writeIn(outcome === "conflict" ? PROFILE_EVERY_MS : RETRY_MS, player, seat);
    });
  }

  #writeOffline(player: bigint, seat: Seat, attempt = 0): void {
    const key = player.toString();
    const entry = this.#records.get(key);
    // Another life of the player has come to another relay.
    if (this.#seats.has(player) || (entry !== undefined && entry.value.life !== seat.life)) return;
    const { name, state } = seat.profile;
    const shownTo = seat.shownList ?? [...seat.shownTo];
    const record: PersonRecord = { profile: { name, state, rich: [] }, shownTo, lobby: 0n, online: false, life: seat.life };
    this.#records.write(key, record, entry?.revision ?? 0, (outcome) => {
      if (outcome === "conflict" && attempt < 5) this.#writeOffline(player, seat, attempt + 1);
      if (outcome !== "done" || this.#seats.has(player)) return;
      for (const forgotten of this.#offline.add(player, shownTo.length)) this.#forget(forgotten);
    });
  }

  #forget(player: bigint): void {
    const key = player.toString();
    const entry = this.#records.get(key);
    if (entry?.value.online === false) this.#records.write(key, undefined, entry.revision, () => {});
  }

  #changed(player: bigint, now: BucketEntry<PersonRecord> | undefined, before: BucketEntry<PersonRecord> | undefined): void {
    // Only who has been offline for long is forgotten; that changes nothing for anybody.
    if (now === undefined) return;
    const seat = this.#seats.get(player);
    // Another relay has noticed late that the player is gone there.
    if (seat !== undefined && !now.value.online) this.#writeSoon(player, seat);
    const isChanged = before === undefined || !samePerson(personSeen(player, now.value), personSeen(player, before.value));
    const old = before?.value.shownTo;
    if (isChanged || old !== now.value.shownTo) {
      const wereShown = new Set(old);
      for (const other of now.value.shownTo) {
        if ((isChanged || !wereShown.has(other)) && this.#caresFor(other, player)) this.#teller.note(other, player);
      }
    }
    if (!isChanged) return;
    // They may sit together no more by the time it is told: one who ends the game leaves at once.
    const farewell = personAway(player, now.value.profile.name);
    for (const other of this.#options.company.companions(player)) this.#teller.note(other, player, farewell);
  }

  /** Whether to tell a player of one who shows themselves to it. */
  #caresFor(receiver: bigint, person: bigint): boolean {
    const seat = this.#seats.get(receiver);
    if (seat === undefined) return false;
    if (seat.asked.has(person) || seat.shownTo.has(person)) return true;
    const now = this.#now();
    seat.strangerTokens = Math.min(STRANGERS_BURST, seat.strangerTokens + ((now - seat.strangersAtMs) * STRANGERS_PER_S) / 1000);
    seat.strangersAtMs = now;
    if (seat.strangerTokens < 1) return false;
    seat.strangerTokens--;
    return true;
  }

  #now(): number {
    return this.#options.clock.now();
  }
}

/** Takes out the first of a set that has more than `most`; at most one, since it is called at each that is added. */
function trim(set: Set<bigint>, most: number): void {
  const [oldest] = set;
  if (oldest !== undefined && set.size > most) set.delete(oldest);
}
