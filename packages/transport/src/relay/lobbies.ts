import { MAX_LOBBY_CHAT_BYTES, type SealedLobby } from "../wire/lobby.js";
import { MAX_RICH_VALUE_BYTES } from "../wire/people.js";
import * as Answers from "./answers.js";
import type { Answer, Audience, ControlPart, LobbyAsk, Parting, PartOptions } from "./control-part.js";
import { lobbyCodec } from "./lobbies/lobby-codec.js";
import { LobbyExpiry } from "./lobbies/lobby-expiry.js";
import { LobbyNews } from "./lobbies/lobby-news.js";
import { bytesOf, LEFT, listingOf, newLobbyId, seatOf, type LobbyRecord } from "./lobbies/lobby-record.js";
import { restore } from "./lobbies/lobby-restore.js";
import { givenUpFor, hasRoomFor, hasRoomIn } from "./lobbies/lobby-room.js";
import * as Rules from "./lobbies/lobby-rules.js";
import { LobbySeals } from "./lobbies/lobby-seal.js";
import { searchLobbies } from "./lobbies/lobby-search.js";
import type { LobbySeats } from "./lobbies/lobby-seats.js";
import { LobbyStore } from "./lobbies/lobby-store.js";

/** For so long after it started a relay takes lobbies back from members of an earlier run. Ours. */
export const RESTORE_WINDOW_MS = 60_000;

/** What the lobbies are made of. */
export interface LobbiesOptions extends PartOptions {
  /** Where everybody sits; kept up to date here, read by others as well. */
  readonly seats: LobbySeats;
  readonly audience: Audience;
  /** This run of the relay; seals of other runs only are taken for a restore. */
  readonly run: string;
  /** HMAC-SHA-256 with the relay's key: 32 bytes. */
  readonly sign: (bytes: Uint8Array) => Uint8Array;
  /** How long a seat waits for a player who could not be reached any more. */
  readonly lobbyGraceMs: number;
  /** How long it waits for a page that said it goes. */
  readonly reloadGraceMs: number;
}

/**
 * The lobbies of a relay: applies the rules (see `lobbies/lobby-rules.ts`) to records in the backplane, and tells members with a link here what changed, by the difference of the records.
 *
 * - Whatever members are told of one lobby they are told in the order it happened, each change once; who comes (back) gets it whole.
 * - A player who drops keeps the seat for a grace time, then goes as DISCONNECTED; one whose game is over frees it at once.
 * - Nobody else learns more of a lobby than a listing, and of one that is not for them, nothing, not even whether it exists.
 */
export class Lobbies implements ControlPart<LobbyAsk> {
  readonly #options: LobbiesOptions;
  readonly #store: LobbyStore;
  readonly #seats: LobbySeats;
  readonly #seals: LobbySeals;
  readonly #news: LobbyNews;
  readonly #expiry: LobbyExpiry;
  readonly #startedAt: number;
  readonly #unwatch: () => void;

  constructor(options: LobbiesOptions) {
    this.#options = options;
    const { backplane, clock, say } = options;
    this.#seats = options.seats;
    this.#startedAt = clock.now();
    this.#store = new LobbyStore(backplane.bucket("lobbies", lobbyCodec));
    this.#seals = new LobbySeals(options.run, options.sign);
    this.#news = new LobbyNews({ say, backplane, seals: this.#seals, get: (lobby) => this.#store.get(lobby) });
    this.#expiry = new LobbyExpiry(clock, (lobby, nowMs) => this.#expire(lobby, nowMs));
    this.#unwatch = this.#store.watch((now, before) => this.#changed(now, before));
  }

  attached(player: bigint, life: number): void {
    this.#news.attached(player, life);
    for (const { id } of this.#seats.of(player)) {
      const untilMs = this.#options.clock.wallMs() + this.#options.lobbyGraceMs;
      let before: LobbyRecord | undefined;
      this.#store.change(
        id,
        (record) => {
          before = record;
          const seat = record && seatOf(record, player);
          if (record === undefined || seat === undefined) return { record };
          if (seat.life === life) return { record: Rules.back(record, { player, life }) };
          // Held by another page of this player, which is gone, or the player would not be here.
          return { record: seat.life === undefined ? record : Rules.away(record, { player, life: seat.life }, untilMs) };
        },
        (outcome) => {
          // Its going away was never written; what it missed is not known.
          if ("refused" in outcome || outcome.record === undefined || outcome.record !== before) return;
          if (Rules.seatHeldBy(outcome.record, { player, life }) !== undefined) this.#news.sayWhole(player, outcome.record);
        },
      );
    }
  }

  detached(player: bigint, how: Parting): void {
    const life = this.#news.lifeOf(player);
    this.#news.detached(player);
    if (life === undefined) return;
    const { clock, lobbyGraceMs, reloadGraceMs } = this.#options;
    const nowMs = clock.wallMs();
    for (const { id } of this.#seats.of(player)) {
      this.#store.change(id, (record) => {
        if (record === undefined || Rules.seatHeldBy(record, { player, life }) === undefined) return { record };
        if (how === "over") return Rules.remove(record, new Set([player]), LEFT, nowMs);
        return { record: Rules.away(record, { player, life }, nowMs + (how === "reload" ? Math.min(reloadGraceMs, lobbyGraceMs) : lobbyGraceMs)) };
      });
    }
  }

  ask(player: bigint, ask: LobbyAsk, answer: Answer): void {
    const life = this.#news.lifeOf(player);
    // Gone since it was asked.
    if (life === undefined) return answer({ result: ask.do === "join" ? Answers.JOIN_ERROR : Answers.FAIL });
    const sitter = { player, life };
    switch (ask.do) {
      case "create": return this.#create(sitter, ask, answer);
      case "join": return this.#join(sitter, ask.lobby, ask.stay !== true, answer);
      case "leave": return this.#leave(player, ask.lobby, () => answer({ result: Answers.OK }));
      case "data": return this.#change(ask.lobby, (record) => Rules.setData(record, sitter, ask.set, ask.removed), answer);
      case "member-data": return this.#change(ask.lobby, (record) => Rules.setMemberData(record, sitter, ask.set), answer);
      case "owner": return this.#change(ask.lobby, (record) => Rules.setOwner(record, sitter, ask.to), answer);
      case "settings": return this.#change(ask.lobby, (record) => Rules.setSettings(record, sitter, ask), answer);
      case "server": return this.#change(ask.lobby, (record) => Rules.setServer(record, sitter, ask.server), answer);
      case "chat": return this.#chat(sitter, ask.lobby, ask.text, answer);
      case "invite": return this.#invite(sitter, ask.lobby, ask.player, answer);
      case "invite-to-game": return this.#inviteToGame(player, ask.player, ask.connect, answer);
      case "search": return this.#search(ask, answer);
      case "look": return this.#look(player, ask.lobby, answer);
      case "restore": return this.#restore(sitter, ask.sealed, answer);
    }
  }

  stop(): void {
    this.#unwatch();
    this.#expiry.stop();
    this.#news.stop();
  }

  #changed(now: LobbyRecord | undefined, before: LobbyRecord | undefined): void {
    const lobby = (now ?? before)?.id;
    if (lobby === undefined) return;
    const { came, went, members } = this.#seats.update(now, before);
    // First of all: names are known before anybody is told of seats.
    if (came.length + went.length > 0 || now?.type !== before?.type) {
      this.#options.audience.seatsChanged({ lobby, came, went, members });
    }
    this.#news.changed(now, before);
    this.#expiry.update(lobby, now);
  }

  #expire(lobby: bigint, nowMs: number): void {
    this.#store.change(lobby, (record) => {
      if (record?.emptySinceMs === undefined) return record === undefined ? { record } : Rules.expire(record, nowMs);
      return { record: this.#expiry.isOver(lobby, record.emptySinceMs, nowMs) ? undefined : record };
    });
  }

  #create(sitter: Rules.Sitter, { type, limit }: Extract<LobbyAsk, { do: "create" }>, answer: Answer): void {
    if (!hasRoomFor(this.#seats, sitter, type, true)) return answer({ result: Answers.LIMIT_EXCEEDED, why: tooManyLobbies });
    const id = newLobbyId(this.#options.random);
    // That the id is taken will not happen; and if, then it is the maker's bad luck.
    this.#store.change(id, (record) => (record === undefined ? Rules.create(id, sitter, type, limit) : unluckyId), (outcome) => {
      if ("refused" in outcome) return answer(refusal(outcome));
      this.#seated(sitter, id, type, true);
      answer({ result: Answers.OK, lobby: id });
    });
  }

  /** @param mayMove whether a regular lobby that one sits in gives way. */
  #join(sitter: Rules.Sitter, lobby: bigint, mayMove: boolean, answer: Answer): void {
    const known = this.#store.get(lobby);
    if (known !== undefined && !hasRoomIn(known, this.#seats, sitter, mayMove) && Rules.mayKnow(known, sitter.player, this.#isShown(known, sitter.player))) {
      return answer({ result: Answers.JOIN_ERROR, why: tooManyLobbies });
    }
    let before: LobbyRecord | undefined;
    this.#store.change(
      lobby,
      (record) => {
        before = record;
        if (record === undefined) return { refused: Answers.JOIN_DOESNT_EXIST, why: "there is no such lobby" };
        return Rules.join(record, sitter, this.#isShown(record, sitter.player));
      },
      (outcome) => {
        if ("refused" in outcome) return answer({ ...refusal(outcome), result: outcome.refused, lobby });
        if (outcome.record === undefined) return answer({ result: Answers.JOIN_ERROR, lobby });
        // Nothing changed, so nothing was told: the page may have lost what it knew.
        if (outcome.record === before) this.#news.sayWhole(sitter.player, outcome.record);
        const isNew = before === undefined || Rules.seatHeldBy(before, sitter) === undefined;
        this.#seated(sitter, lobby, outcome.record.type, isNew && mayMove);
        answer({ result: Answers.JOIN_SUCCESS, lobby });
      },
    );
  }

  /**
   * One took a seat: the seats of the player's earlier pages give way to it.
   * @param moves so do regular ones that the same page took before a regular one.
   */
  #seated(sitter: Rules.Sitter, lobby: bigint, type: number, moves: boolean): void {
    for (const { lobby: old, isHeld } of givenUpFor(lobby, this.#seats, sitter, type, moves)) {
      this.#leave(sitter.player, old, (outcome) => {
        if (isHeld && !("refused" in outcome)) this.#news.moved(sitter, old);
      });
    }
    // Gone before the store had answered: nobody else would notice that the seat is empty.
    if (this.#news.lifeOf(sitter.player) === sitter.life) return;
    this.#store.change(lobby, (record) => ({ record: record && Rules.away(record, sitter, this.#options.clock.wallMs() + this.#options.lobbyGraceMs) }));
  }

  #leave(player: bigint, lobby: bigint, done: (outcome: Rules.Outcome) => void): void {
    this.#store.change(lobby, (record) => (record === undefined ? { record } : Rules.remove(record, new Set([player]), LEFT, this.#options.clock.wallMs())), done);
  }

  /** A rule for members of a lobby. */
  #change(lobby: bigint, rule: (record: LobbyRecord) => Rules.Outcome, answer: Answer): void {
    this.#store.change(lobby, (record) => (record === undefined ? Rules.notAMember : rule(record)), (outcome) => {
      answer("refused" in outcome ? refusal(outcome) : { result: Answers.OK });
    });
  }

  #chat(sitter: Rules.Sitter, lobby: bigint, text: string, answer: Answer): void {
    const record = this.#store.get(lobby);
    if (record === undefined || Rules.seatHeldBy(record, sitter) === undefined) return answer(refusal(Rules.notAMember));
    // With the NUL that ends it in Steam.
    if (bytesOf(text) + 1 > MAX_LOBBY_CHAT_BYTES) return answer({ result: Answers.LIMIT_EXCEEDED, why: `a chat message has at most ${MAX_LOBBY_CHAT_BYTES - 1} bytes` });
    this.#news.tellMembers(record, { t: "chat", lobby, from: sitter.player, text });
    answer({ result: Answers.OK });
  }

  #invite(sitter: Rules.Sitter, lobby: bigint, player: bigint, answer: Answer): void {
    this.#change(lobby, (record) => Rules.invite(record, sitter, player), (given) => {
      if (given.result === Answers.OK) this.#news.tell(player, { t: "invite", lobby, from: sitter.player });
      answer(given);
    });
  }

  #inviteToGame(from: bigint, player: bigint, connect: string, answer: Answer): void {
    if (bytesOf(connect) > MAX_RICH_VALUE_BYTES) return answer({ result: Answers.LIMIT_EXCEEDED, why: `an invitation's connect string has at most ${MAX_RICH_VALUE_BYTES} bytes` });
    this.#news.tell(player, { t: "invite-to-game", from, connect });
    answer({ result: Answers.OK });
  }

  #search({ search }: Extract<LobbyAsk, { do: "search" }>, answer: Answer): void {
    const found = searchLobbies(this.#store.records(), search);
    answer("refused" in found ? refusal(found) : { result: Answers.OK, lobbies: found });
  }

  #look(player: bigint, lobby: bigint, answer: Answer): void {
    const record = this.#store.get(lobby);
    const isSeen = record !== undefined && Rules.mayKnow(record, player, this.#isShown(record, player));
    answer({ result: Answers.OK, lobbies: isSeen ? [listingOf(record)] : [] });
  }

  #restore(sitter: Rules.Sitter, sealed: SealedLobby, answer: Answer): void {
    const unsealed = this.#seals.open(sealed);
    const { id } = sealed.lobby;
    const { clock, run, lobbyGraceMs } = this.#options;
    if (unsealed === undefined) return answer({ result: Answers.INVALID_PARAM, why: "this relay did not seal that lobby" });
    let before: LobbyRecord | undefined;
    const rule = (record: LobbyRecord | undefined): Rules.Outcome => {
      before = record;
      if (unsealed.run === run || clock.now() - this.#startedAt > RESTORE_WINDOW_MS) {
        const stillSits = record !== undefined && seatOf(record, sitter.player) !== undefined;
        return stillSits ? { record: Rules.back(record, sitter) } : { refused: Answers.FAIL, why: "the lobby is no more, or you do not sit there any more" };
      }
      if (record === undefined ? !hasRoomFor(this.#seats, sitter, sealed.lobby.type, false) : !hasRoomIn(record, this.#seats, sitter, false)) {
        return { refused: Answers.LIMIT_EXCEEDED, why: tooManyLobbies };
      }
      return restore(record, { lobby: sealed.lobby, exposed: unsealed.exposed }, sitter, clock.wallMs() + lobbyGraceMs);
    };
    this.#store.change(id, rule, (outcome) => {
      if ("refused" in outcome) return answer({ ...refusal(outcome), lobby: id });
      if (outcome.record !== undefined && outcome.record === before) this.#news.sayWhole(sitter.player, outcome.record);
      if (outcome.record !== undefined) this.#seated(sitter, id, outcome.record.type, false);
      answer({ result: Answers.OK, lobby: id });
    });
  }

  #isShown(record: LobbyRecord, player: bigint): boolean {
    return record.seats.some(({ id }) => this.#options.audience.isShownTo(id, player));
  }
}

const tooManyLobbies = "you sit in as many lobbies of this kind as one may; leave one first";
const unluckyId: Rules.Refusal = { refused: Answers.FAIL, why: "the new lobby's id is taken; try again" };

function refusal({ refused, why }: Rules.Refusal): { readonly result: number; readonly why: string } {
  return { result: refused, why };
}
