import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_INVISIBLE_LOBBIES, MAX_REGULAR_LOBBIES, type LobbyType } from "../../wire/lobby.js";
import { individualId } from "../../wire/steam-id.js";
import { lobbyCodec } from "./lobby-codec.js";
import { INVISIBLE, PRIVATE_UNIQUE, viewOf, type LobbyRecord } from "./lobby-record.js";
import { GRACE_MS, LobbyWorld, RELOAD_MS, type TestMember } from "../lobbies.test-kit.js";

/**
 * Random sequences of everything up to eight players can do, and of everything that can happen to them. fast-check prints the seed and path of a failure;
 * `fc.assert(…, { seed, path })` replays it.
 */
const PLAYERS = 8;
const who = fc.nat(PLAYERS - 1);
const other = fc.nat(PLAYERS - 1);
const which = fc.nat(7);
const type = fc.constantFrom<LobbyType[]>(0, 1, 2, 2, 2, 3, 4);
const key = fc.constantFrom("map", "mode", "__proto__");
const value = fc.constantFrom("", "1", "harbour", "é".repeat(20));

const deed = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant("create" as const), who, type, limit: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("join" as const), who, which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("leave" as const), who, which }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("data" as const), who, which, key, value, removes: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("member-data" as const), who, which, key, value }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("owner" as const), who, which, other }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("settings" as const), who, which, type: fc.option(type, { nil: undefined }), joinable: fc.option(fc.boolean(), { nil: undefined }), limit: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("server" as const, "chat" as const, "invite" as const, "show" as const), who, which, other }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("search" as const, "look" as const), who, which }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("drop" as const, "reload" as const, "over" as const, "return" as const, "return" as const, "new-page" as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(10, 3000, RELOAD_MS, GRACE_MS, 40_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restart" as const), order: fc.shuffledSubarray([...Array(PLAYERS).keys()], { minLength: 1 }) }) },
);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

/** Who should sit where, by the answers alone: joins minus leaves. */
interface ModelSeat {
  readonly player: bigint;
  readonly life: number;
  awayUntil: number;
}

class Play {
  readonly world = new LobbyWorld();
  readonly lobbies: bigint[] = [];
  readonly #model = new Map<bigint, ModelSeat[]>();
  #secrets = 0;
  #actor: TestMember | undefined;
  #restarted = false;

  constructor() {
    for (let index = 0; index < PLAYERS; index++) this.#guard(this.world.player(individualId(index + 1)));
  }

  records(): LobbyRecord[] {
    return [...this.world.backplane.bucket("lobbies", lobbyCodec).entries()].map(([, { value: record }]) => record);
  }

  run(one: Deed): void {
    if (one.do === "wait") this.world.time.advance(one.ms);
    else if (one.do === "restart") this.#restart(one.order);
    else this.#act(one, (this.#actor = this.#player(one.who)));
    this.#actor = undefined;
    this.#expireModel();
  }

  check(): void {
    const { now } = this.world.time;
    for (const record of this.records()) {
      const seated = record.seats.map(({ id }) => id);
      expect(new Set(seated).size).toBe(seated.length);
      if (seated.length === 0) expect(record).toMatchObject({ type: PRIVATE_UNIQUE, owner: 0n });
      else expect(seated).toContain(record.owner);
      expect(new Set(seated)).toEqual(new Set(this.#model.get(record.id)?.map(({ player }) => player)));
      expect(lobbyCodec.decode(lobbyCodec.encode(record))).toEqual(record);
      for (const seat of record.seats) {
        const player = this.world.players.get(seat.id);
        if (player?.online === true && player.life === seat.life) expect(player.view(record.id)).toEqual(viewOf(record));
      }
    }
    for (const [lobby, seats] of this.#model) if (seats.length > 0) expect(this.#record(lobby), `lobby ${lobby} at ${now}`).toBeDefined();
    for (const player of this.world.players.values()) {
      const seated = this.records().filter(({ seats }) => seats.some(({ id }) => id === player.id));
      expect(this.world.seats.of(player.id).toSorted(byId)).toEqual(seated.toSorted(byId));
      if (!player.online) continue;
      for (const lobby of player.mirror.keys()) expect(this.#holds(player, lobby), `${player.id} believes to sit in ${lobby}`).toBe(true);
    }
  }

  #act(one: Exclude<Deed, { do: "wait" | "restart" }>, player: TestMember): void {
    if (one.do === "drop") return this.#part(player, "lost", GRACE_MS);
    if (one.do === "reload") return this.#part(player, "reload", RELOAD_MS);
    if (one.do === "over") return this.#part(player, "over", 0);
    if (one.do === "return") return this.#return(player);
    if (one.do === "new-page") {
      if (player.online) this.#awayInModel(player, GRACE_MS);
      return this.#guard(this.world.player(player.id, player.life + 1));
    }
    if (!player.online) return;
    if (one.do === "create") {
      const answer = player.ask({ do: "create", type: one.type, limit: one.limit });
      if (answer.result !== 1) return;
      this.lobbies.push(answer.lobby!);
      this.#seatInModel(player, answer.lobby!, one.type);
      return;
    }
    if (!("which" in one)) return;
    const lobby = this.#lobby(one.do, player, one.which);
    if (lobby === undefined) return;
    const peer = this.#player("other" in one ? one.other : 0);
    switch (one.do) {
      case "join": {
        const before = this.#record(lobby);
        const wasMember = before?.seats.some(({ id }) => id === player.id) === true;
        const response = player.join(lobby);
        if (response === 1) this.#seatInModel(player, lobby, before!.type);
        if (before === undefined) expect(response).toBe(2);
        else if (!wasMember && before.seats.length >= before.limit) expect(response).not.toBe(1);
        else if (!wasMember && !before.joinable) expect(response).not.toBe(1);
        break;
      }
      case "leave":
        player.ask({ do: "leave", lobby });
        this.#unseatInModel(player.id, lobby);
        break;
      case "data": this.#ownerOnly(player, lobby, player.set(lobby, one.removes ? [] : [[one.key, one.value]], one.removes ? [one.key] : [])); break;
      // Nobody outside may ever see one of these.
      case "member-data": player.ask({ do: "member-data", lobby, set: [[one.key, `secret ${this.#secrets++} ${one.value}`]] }); break;
      case "owner": this.#ownerOnly(player, lobby, player.ask({ do: "owner", lobby, to: peer.id }).result); break;
      case "settings": this.#ownerOnly(player, lobby, player.ask({ do: "settings", lobby, type: one.type, joinable: one.joinable, limit: one.limit }).result); break;
      case "server": this.#ownerOnly(player, lobby, player.ask({ do: "server", lobby, server: { ip: "10.0.0.1", port: 1, id: 0n } }).result); break;
      case "chat": player.ask({ do: "chat", lobby, text: "secret" }); break;
      case "invite": player.ask({ do: "invite", lobby, player: peer.id }); break;
      case "show": this.world.shown.add(`${player.id}>${peer.id}`); break;
      case "search": this.#looks(player, player.ask({ do: "search", search: { filters: [], distance: 1, max: 50 } }).lobbies ?? [], true); break;
      case "look": this.#looks(player, player.ask({ do: "look", lobby }).lobbies ?? [], false);
    }
  }

  #return(player: TestMember): void {
    if (player.online) return;
    player.arrive();
    for (const seats of this.#model.values()) {
      for (const seat of seats) if (seat.player === player.id && seat.life === player.life) seat.awayUntil = Infinity;
    }
    // The relay was another one when the player was last here.
    if ([...player.mirror.keys()].some((lobby) => !this.#holds(player, lobby))) this.#restoreOne(player);
  }

  /** Mostly one that is there: of what members do, mostly one of the player's own; of the rest the others. Now and then one that is gone. */
  #lobby(what: string, player: TestMember, choice: number): bigint | undefined {
    if (choice === 7) return this.lobbies[0];
    const ids = this.records().map(({ id }) => id);
    const own = ids.filter((id) => this.#holds(player, id));
    const others = ids.filter((id) => !own.includes(id));
    const wanted = (what === "join" || what === "look" ? others : own).concat(choice >= 5 ? ids : []);
    return wanted[choice % wanted.length] ?? ids[choice % ids.length];
  }

  #ownerOnly(player: TestMember, lobby: bigint, result: number): void {
    if (result === 1) expect(this.#holds(player, lobby)).toBe(true);
  }

  #looks(player: TestMember, found: readonly { readonly id: bigint }[], isSearch: boolean): void {
    const text: string = JSON.stringify(found, (_key, field: unknown) => (typeof field === "bigint" ? field.toString() : field));
    expect(text).not.toContain("secret");
    for (const listing of found) {
      const record = this.#record(listing.id)!;
      if (isSearch) expect([2, 3]).toContain(record.type);
      if (isSearch) expect(record.joinable && record.seats.length < record.limit).toBe(true);
      const may = [2, 3].includes(record.type) || !record.exposed || record.invited.includes(player.id) || record.seats.some(({ id }) => id === player.id);
      const isFriend = record.type === 1 && record.seats.some(({ id }) => this.world.shown.has(`${id}>${player.id}`));
      expect(may || isFriend).toBe(true);
      if (record.owner !== 0n) expect(text).not.toContain(record.owner.toString());
    }
  }

  #restart(order: readonly number[]): void {
    const survivors = new Set([...this.world.players.values()].filter(({ online }) => online));
    this.world.restart();
    this.#restarted = true;
    this.#model.clear();
    for (const index of order) {
      const player = this.#player(index);
      if (!survivors.has(player)) continue;
      player.arrive();
      this.#restoreOne(player);
    }
  }

  /** What is there after a restart is what members brought; the model begins anew with it. */
  #restoreOne(player: TestMember): void {
    player.restore();
    const { now } = this.world.time;
    for (const record of this.records()) {
      const seats = record.seats.map(({ id, life, awayUntilMs }) => ({ player: id, life: life ?? -1, awayUntil: awayUntilMs === undefined ? Infinity : awayUntilMs - 1_700_000_000_000 }));
      for (const { awayUntil } of seats) expect(awayUntil).toBeGreaterThan(now);
      this.#model.set(record.id, seats);
    }
  }

  #part(player: TestMember, how: "lost" | "reload" | "over", graceMs: number): void {
    if (!player.online) return;
    player.part(how);
    if (how !== "over") return this.#awayInModel(player, graceMs);
    for (const [lobby, seats] of this.#model) {
      if (seats.some(({ player: id, life }) => id === player.id && life === player.life)) this.#unseatInModel(player.id, lobby);
    }
  }

  #awayInModel(player: TestMember, graceMs: number): void {
    for (const seats of this.#model.values()) {
      for (const seat of seats) {
        if (seat.player === player.id && seat.life === player.life && seat.awayUntil === Infinity) seat.awayUntil = this.world.time.now + graceMs;
      }
    }
  }

  #seatInModel(player: TestMember, lobby: bigint, kind: number): void {
    const seats = this.#model.get(lobby) ?? [];
    const moves = kind !== INVISIBLE && !seats.some((seat) => seat.player === player.id && seat.life === player.life);
    this.#model.set(lobby, [...seats.filter(({ player: id }) => id !== player.id), { player: player.id, life: player.life, awayUntil: Infinity }]);
    // Earlier pages of the player make room, and so does the same page's regular seat for a new one: nothing else is let go, and the limits hold.
    const sameKind = (record: LobbyRecord): boolean => (record.type === INVISIBLE) === (kind === INVISIBLE);
    for (const [id, others] of this.#model) {
      const old = others.find(({ player: seated }) => seated === player.id);
      const record = this.#record(id);
      const isThere = record?.seats.some(({ id: seated }) => seated === player.id) === true;
      if (old !== undefined && !isThere) {
        if (!moves) expect(old.life).not.toBe(player.life);
        this.#unseatInModel(player.id, id);
      }
    }
    const own = this.records().filter((record) => sameKind(record) && record.seats.some(({ id }) => id === player.id));
    const held = own.filter((record) => record.seats.some(({ id, life }) => id === player.id && life === player.life));
    if (moves) expect(own.map(({ id }) => id)).toEqual([lobby]);
    // The types of lobbies one sits in may change beneath one; what one takes may not be too much by itself.
    if (held.length === 1) expect(own.length).toBeLessThanOrEqual(kind === INVISIBLE ? MAX_INVISIBLE_LOBBIES : MAX_REGULAR_LOBBIES);
  }

  #unseatInModel(player: bigint, lobby: bigint): void {
    const seats = this.#model.get(lobby)?.filter(({ player: id }) => id !== player) ?? [];
    this.#model.set(lobby, seats);
  }

  #expireModel(): void {
    for (const [lobby, seats] of this.#model) this.#model.set(lobby, seats.filter(({ awayUntil }) => awayUntil > this.world.time.now));
  }

  /** Nobody hears of what happens in a lobby but the page that sits there. */
  #guard(player: TestMember): void {
    const hear = player.hear.bind(player);
    player.hear = (message) => {
      const lobby = message.t === "lobby" ? message.sealed.lobby.id : message.t === "change" || message.t === "chat" ? message.lobby : undefined;
      if (lobby !== undefined) expect(this.#holds(player, lobby), `${message.t} to ${player.id}`).toBe(true);
      // Those who stay are told of changes; whole lobbies are for those who come.
      if (message.t === "lobby" && player.mirror.has(message.sealed.lobby.id)) expect(this.#actor === player || this.#restarted).toBe(true);
      hear(message);
    };
  }

  #holds(player: TestMember, lobby: bigint): boolean {
    return this.#record(lobby)?.seats.some(({ id, life }) => id === player.id && life === player.life) === true;
  }

  #record(lobby: bigint): LobbyRecord | undefined {
    return this.world.backplane.bucket("lobbies", lobbyCodec).get(lobby.toString())?.value;
  }

  #player(index: number): TestMember {
    return this.world.players.get(individualId(index + 1))!;
  }
}

function byId(one: LobbyRecord, another: LobbyRecord): number {
  return one.id < another.id ? -1 : 1;
}

describe("lobbies of up to eight players who do anything in any order", () => {
  it("have one owner who is a member, members that are joins minus leaves, no word to outsiders, and mirrors that agree", () => {
    fc.assert(
      fc.property(fc.array(deed, { minLength: 5, maxLength: 80, size: "max" }), fc.constantFrom<LobbyType[]>(2, 3, 4), (deeds, first) => {
        const play = new Play();
        // A full house to begin with: strangers alone would seldom meet.
        play.run({ do: "create", who: 0, type: first, limit: PLAYERS });
        for (let index = 1; index < PLAYERS - 1; index++) play.run({ do: "join", who: index, which: 0 });
        for (const one of deeds) {
          play.run(one);
          play.check();
        }
      }),
      { numRuns: 80 },
    );
  }, 120_000);
});
