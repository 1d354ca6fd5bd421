import type { Ask } from "../wire/ask.js";
import type { RelayToPlayer } from "../wire/control.js";
import type { LobbyGameServer, LobbySearch, LobbyType, Pairs } from "../wire/lobby.js";
import { MAX_RICH_VALUE_BYTES } from "../wire/people.js";
import { isIndividualId } from "../wire/steam-id.js";
import { Listings, type Listed } from "./lobbies/listings.js";
import { LobbyEvents } from "./lobbies/lobby-events.js";
import { isChat, isLobbyType, isMemberLimit, isUint64, utf8Bytes } from "./lobbies/lobby-limits.js";
import { LobbySeats } from "./lobbies/lobby-seats.js";
import type { LobbyState } from "./lobbies/lobby-state.js";
import type { AskFailure, Lobbies, LobbyEvent } from "./relay-endpoint.js";
import type { RelayLine, RelayPart } from "./relay-part.js";

/** The port {@link Lobbies} of a client: what it knows of lobbies inside and outside, and what it asks the relay about them. */
export class LobbyBook implements Lobbies, RelayPart {
  readonly #line: RelayLine;
  readonly #events = new LobbyEvents();
  readonly #listings = new Listings();
  readonly #seats: LobbySeats;
  /** Counts searches: only the last one's answer is told. */
  #search = 0;

  constructor(line: RelayLine) {
    this.#line = line;
    this.#seats = new LobbySeats(line, this.#events);
  }

  nextEvent(): LobbyEvent | undefined {
    return this.#events.next();
  }

  create(type: LobbyType, limit: number): void {
    if (!isLobbyType(type) || !isMemberLimit(limit)) return this.#events.push({ kind: "created", result: 8, lobby: 0n });
    this.#seats.ask({ do: "create", type, limit }, ({ result, lobby = 0n, why }, _failed, isSeated) => {
      if (!isSeated) return this.#events.push({ kind: "created", result: result === 1 ? 2 : result, lobby: 0n, why });
      this.#events.push({ kind: "created", result, lobby });
      this.#events.push({ kind: "joined", lobby, response: 1 });
      this.#tellData(lobby, true);
    });
  }

  join(lobby: bigint): void {
    const answer = (response: number, why?: string): void => this.#events.push({ kind: "joined", lobby, response, why });
    if (this.isMember(lobby)) return answer(1);
    if (!isUint64(lobby)) return answer(2);
    this.#seats.ask({ do: "join", lobby }, ({ result, why }, failed, isSeated) => {
      if (isSeated) answer(1);
      else answer(failed || result === 1 ? 5 : result, why);
    });
  }

  leave(lobby: bigint): boolean {
    const seat = this.#seats.get(lobby);
    if (seat === undefined) return false;
    seat.flush();
    this.#seats.leave(lobby);
    this.#listings.forget(lobby);
    return true;
  }

  search(search: LobbySearch): void {
    const mine = ++this.#search;
    this.#line.ask({ do: "search", search }, ({ result, lobbies = [], why }, failed) => {
      if (mine !== this.#search) return;
      if (failed || result !== 1) return this.#events.push({ kind: "found", lobbies: [], failure: asFailure(result), why });
      for (const listing of lobbies) this.#listings.put(listing);
      this.#events.push({ kind: "found", lobbies: lobbies.map(({ id }) => id) });
    });
  }

  look(lobby: bigint): boolean {
    if (!this.#line.online || !isUint64(lobby)) return false;
    if (this.isMember(lobby)) {
      this.#tellData(lobby, true);
      return true;
    }
    this.#line.ask({ do: "look", lobby }, ({ result, lobbies = [] }) => {
      const listing = lobbies.find(({ id }) => id === lobby);
      const isThere = result === 1 && listing !== undefined;
      if (isThere) this.#listings.put(listing);
      this.#tellData(lobby, isThere || this.isMember(lobby));
    });
    return true;
  }

  isMember(lobby: bigint): boolean {
    return this.#seats.get(lobby) !== undefined;
  }

  mine(): readonly bigint[] {
    return Array.from(this.#seats.all(), ({ lobby }) => lobby);
  }

  owner(lobby: bigint): bigint {
    return this.#inside(lobby)?.owner ?? 0n;
  }

  memberCount(lobby: bigint): number {
    return this.#known(lobby)?.members.size ?? 0;
  }

  members(lobby: bigint): readonly bigint[] {
    return [...(this.#inside(lobby)?.members.keys() ?? [])];
  }

  limit(lobby: bigint): number {
    return this.#known(lobby)?.limit ?? 0;
  }

  get(lobby: bigint, key: string): string {
    return this.#known(lobby)?.data.get(key) ?? "";
  }

  all(lobby: bigint): Pairs {
    return [...(this.#known(lobby)?.data ?? [])];
  }

  memberValue(lobby: bigint, member: bigint, key: string): string {
    return this.#inside(lobby)?.members.get(member)?.get(key) ?? "";
  }

  server(lobby: bigint): LobbyGameServer | undefined {
    return this.#known(lobby)?.server;
  }

  /** Whether we share a lobby with the player. */
  sitsWith(player: bigint): boolean {
    for (const { mirror } of this.#seats.all()) if (mirror.shown.members.has(player)) return true;
    return false;
  }

  set(lobby: bigint, key: string, value: string): boolean {
    return this.#seats.get(lobby)?.set(key, value) ?? false;
  }

  remove(lobby: bigint, key: string): boolean {
    return this.#seats.get(lobby)?.remove(key) ?? false;
  }

  setMemberValue(lobby: bigint, key: string, value: string): boolean {
    return this.#seats.get(lobby)?.setMemberValue(key, value) ?? false;
  }

  setOwner(lobby: bigint, to: bigint): boolean {
    return this.#seats.get(lobby)?.setOwner(to) ?? false;
  }

  setType(lobby: bigint, type: LobbyType): boolean {
    return this.#seats.get(lobby)?.setType(type) ?? false;
  }

  setJoinable(lobby: bigint, joinable: boolean): boolean {
    return this.#seats.get(lobby)?.setJoinable(joinable) ?? false;
  }

  setLimit(lobby: bigint, limit: number): boolean {
    return this.#seats.get(lobby)?.setLimit(limit) ?? false;
  }

  setServer(lobby: bigint, server: LobbyGameServer): boolean {
    return this.#seats.get(lobby)?.setServer(server) ?? false;
  }

  chat(lobby: bigint, text: string): boolean {
    const seat = this.#seats.get(lobby);
    if (seat === undefined || !isChat(text)) return false;
    seat.flush();
    this.#line.ask({ do: "chat", lobby, text }, (answer) => {
      if (answer.result !== 1) seat.refuse("chat", answer);
    });
    return true;
  }

  invite(lobby: bigint, player: bigint): boolean {
    return this.isMember(lobby) && this.#invite(player, { do: "invite", lobby, player });
  }

  inviteToGame(player: bigint, connect: string): boolean {
    return utf8Bytes(connect) <= MAX_RICH_VALUE_BYTES && this.#invite(player, { do: "invite-to-game", player, connect });
  }

  get nextWakeMs(): number {
    return this.#seats.nextWakeMs;
  }

  wake(now: number): void {
    this.#seats.wake(now);
  }

  greet(): void {
    this.#seats.greet();
  }

  heard(message: RelayToPlayer): void {
    if (message.t === "chat") {
      if (this.isMember(message.lobby)) this.#events.push({ kind: "chat", lobby: message.lobby, from: message.from, text: message.text });
    } else if (message.t === "invite") {
      this.#events.push({ kind: "invite", lobby: message.lobby, from: message.from });
    } else if (message.t === "invite-to-game") {
      this.#events.push({ kind: "invite-to-game", from: message.from, connect: message.connect });
    } else {
      this.#seats.heard(message);
    }
  }

  /** The relay knows nothing of our seats any more: we were thrown out of each. */
  lose(): void {
    this.#seats.lose();
  }

  reset(): void {
    this.#events.clear();
    this.#listings.clear();
    this.#seats.reset();
  }

  #inside(lobby: bigint): LobbyState | undefined {
    return this.#seats.get(lobby)?.mirror.shown;
  }

  #known(lobby: bigint): Listed | undefined {
    return this.#inside(lobby) ?? this.#listings.get(lobby);
  }

  #tellData(lobby: bigint, ok: boolean): void {
    this.#events.push({ kind: "data", lobby, member: lobby, ok });
  }

  #invite(player: bigint, ask: Ask): boolean {
    if (!this.#line.online || !isIndividualId(player)) return false;
    this.#line.ask(ask, () => {});
    return true;
  }
}

const asFailure = (result: number): AskFailure => (result === 3 || result === 16 ? result : 2);
