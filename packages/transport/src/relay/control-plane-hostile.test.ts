import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Messages } from "../session/messages.js";
import * as SendFlags from "../session/send-flags.js";
import { VirtualTime } from "../testing/virtual-time.js";
import type { Ask } from "../wire/ask.js";
import { encodeControl, type PlayerToRelay, type RelayToPlayer } from "../wire/control.js";
import { decodeFromRelay } from "../wire/control-from-relay.js";
import { ENVELOPE_BYTES, RELAY_PEER } from "../wire/envelope.js";
import type { Lane } from "../wire/lane.js";
import { individualId } from "../wire/steam-id.js";
import { MemoryBackplane } from "./backplane/memory-backplane.js";
import { RelayControl } from "./control-plane.js";
import { silentLog } from "./log.js";
import { hmac } from "./part-world.test.helper.js";

const ANNA = individualId(1);
const BEN = individualId(2);
const MALLORY = individualId(66);

/** A whole control plane; links that lose nothing and are instant. */
class World {
  readonly time = new VirtualTime();
  readonly players = new Map<bigint, RawPlayer>();
  readonly lost: bigint[] = [];
  readonly control: RelayControl;
  #drawn = 1;

  constructor() {
    this.control = new RelayControl({
      clock: {
        now: () => this.time.now,
        wallMs: () => 1_800_000_000_000 + this.time.now,
        after: (ms, callback) => {
          const scheduled = this.time.schedule(this.time.now + ms, callback);
          return () => this.time.cancel(scheduled);
        },
      },
      random: this.random,
      deliver: (player, lane, datagram) => this.players.get(player)?.arrive(lane, datagram) ?? false,
      lost: (player, reason) => {
        this.lost.push(player);
        if (this.players.delete(player)) this.control.detached(player, reason);
      },
      sign: hmac("key"),
      run: "run1",
      backplane: new MemoryBackplane(),
      firstWordTimeoutMs: 10_000,
      silenceTimeoutMs: 60_000,
      log: silentLog,
    });
  }

  readonly random = (): number => (this.#drawn = (Math.imul(this.#drawn, 1_664_525) + 1_013_904_223) >>> 0);

  /** A player who has said hello. */
  join(id: bigint): RawPlayer {
    const player = new RawPlayer(this, id);
    this.players.set(id, player);
    this.control.attached(id, 1);
    player.say({ t: "hello", version: 1 });
    this.pass(200);
    player.take();
    return player;
  }

  pass(ms: number): void {
    const end = this.time.now + ms;
    while (this.time.now < end) {
      this.time.advance(5);
      for (const player of [...this.players.values()]) player.transmit();
    }
  }
}

/** A player's session with the relay, and nothing that would make it behave. */
class RawPlayer {
  readonly id: bigint;
  deaf = false;
  heardBytes = 0;
  readonly #world: World;
  readonly #messages: Messages;
  #heard: RelayToPlayer[] = [];
  #asked = 0;

  constructor(world: World, id: bigint) {
    this.#world = world;
    this.id = id;
    this.#messages = new Messages({
      self: id,
      life: 1,
      random: world.random,
      isPeer: (peer) => peer === RELAY_PEER,
      settings: { idleTimeoutMs: Infinity, sendBufferBytes: 4_194_304, sendRateMin: 67_108_864, sendRateMax: 67_108_864 },
    });
    this.#messages.linkUp(world.time.now);
  }

  arrive(lane: Lane, datagram: Uint8Array): boolean {
    if (this.deaf) return true;
    const { now } = this.#world.time;
    this.#messages.handlePacket(now, RELAY_PEER, lane, datagram.subarray(ENVELOPE_BYTES));
    for (let event = this.#messages.nextEvent(); event !== undefined; event = this.#messages.nextEvent()) if (event.kind === "session-request") this.#messages.accept(now, RELAY_PEER);
    for (const { payload } of this.#messages.receive(now, 0, 1000)) {
      this.heardBytes += payload.length;
      const message = decodeFromRelay(payload);
      expect(message).toBeDefined();
      if (message !== undefined) this.#heard.push(message);
    }
    return true;
  }

  transmit(): void {
    this.#messages.transmit(this.#world.time.now, {
      room: () => 1_048_576,
      send: (_peer, lane, datagram) => {
        if (this.#world.players.get(this.id) === this) this.#world.control.receive(this.id, lane, datagram.slice(ENVELOPE_BYTES));
      },
    });
  }

  /** Whether the session took it. */
  sayBytes(bytes: Uint8Array): boolean {
    return this.#messages.send(this.#world.time.now, RELAY_PEER, bytes, SendFlags.RELIABLE | SendFlags.NO_NAGLE, 0) === 1;
  }

  say(message: PlayerToRelay): boolean {
    return this.sayBytes(encodeControl(message));
  }

  ask(ask: Ask): number {
    this.say({ t: "ask", n: ++this.#asked, ask });
    return this.#asked;
  }

  /** Asks, and waits 300 ms for the answer. */
  result(ask: Ask): number | undefined {
    const n = this.ask(ask);
    this.#world.pass(300);
    for (const message of this.take()) if (message.t === "answer" && message.n === n) return message.answer.result;
    return undefined;
  }

  take(): RelayToPlayer[] {
    return this.#heard.splice(0);
  }
}

/** Anna and Ben in a lobby that Mallory has never heard of. */
function scene(): { world: World; anna: RawPlayer; ben: RawPlayer; mallory: RawPlayer; lobby: bigint } {
  const world = new World();
  const [anna, ben, mallory] = [world.join(ANNA), world.join(BEN), world.join(MALLORY)];
  anna.ask({ do: "create", type: 1, limit: 4 });
  world.pass(300);
  const lobby = anna.take().find((message) => message.t === "lobby")!.sealed.lobby.id;
  expect(ben.result({ do: "join", lobby })).toBe(1);
  anna.take();
  return { world, anna, ben, mallory, lobby };
}

describe("a control plane with a hostile player", () => {
  it("survives whatever bytes it is sent, and serves others", () => {
    const text = fc.oneof(fc.string(), fc.constantFrom("profile", "ask", "hello", "leaving", "show", "__proto__", "constructor", "1", ANNA.toString()));
    const json = fc.oneof(
      fc.json(),
      fc.record({ t: text, n: fc.oneof(fc.nat(), fc.double(), text), ask: fc.oneof(fc.jsonValue(), fc.record({ do: text, lobby: text, players: fc.array(text), set: fc.jsonValue() })), profile: fc.jsonValue(), to: fc.jsonValue() }).map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.uint8Array({ maxLength: 2000 }), json.map((value) => new TextEncoder().encode(value))), { minLength: 1, maxLength: 40 }), (all) => {
        const { world, anna, mallory, lobby } = scene();
        for (const bytes of all) if (bytes.length > 0) mallory.sayBytes(bytes);
        world.pass(300);
        expect(anna.result({ do: "chat", lobby, text: "still here" })).toBe(1);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("answers every ask of a kind it knows, lets nobody into what is not theirs, and tells nothing of it", () => {
    const id = fc.constantFrom(ANNA, BEN, MALLORY, 0n, 1n, 2n ** 64n - 1n, individualId(7));
    const string = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom("", "__proto__", "k".repeat(300), "v".repeat(9000), "\0", "\ud800"));
    const pairs = fc.array(fc.tuple(string, string), { maxLength: 4 });
    const type = fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const, 4 as const);
    const own = fc.boolean();
    const ask: fc.Arbitrary<(lobby: bigint) => Ask> = fc
      .tuple(own, fc.bigInt({ min: 0x0186_0000_0000_0001n, max: 0x0186_0fff_ffff_ffffn }))
      .chain(([isOwn, guess]) => {
        const there = (own_: bigint): bigint => (isOwn ? own_ : guess);
        return fc.oneof<fc.Arbitrary<(lobby: bigint) => Ask>[]>(
          fc.tuple(type, fc.integer()).map(([t, limit]) => () => ({ do: "create", type: t, limit })),
          fc.constantFrom("join" as const, "leave" as const, "look" as const).map((what) => (l) => ({ do: what, lobby: there(l) })),
          fc.tuple(pairs, fc.array(string, { maxLength: 3 })).map(([set, removed]) => (l) => ({ do: "data", lobby: there(l), set, removed })),
          pairs.map((set) => (l) => ({ do: "member-data", lobby: there(l), set })),
          id.map((to) => (l) => ({ do: "owner", lobby: there(l), to })),
          fc.tuple(type, fc.boolean(), fc.integer()).map(([t, joinable, limit]) => (l) => ({ do: "settings", lobby: there(l), type: t, joinable, limit })),
          string.map((said) => (l) => ({ do: "chat", lobby: there(l), text: said })),
          id.map((player) => (l) => ({ do: "invite", lobby: there(l), player })),
          string.map((connect) => () => ({ do: "invite-to-game", player: ANNA, connect })),
          fc.tuple(string, fc.double()).map(([key, value]) => () => ({ do: "search", search: { filters: [{ k: "number", key, value, comparison: 0 }, { k: "near", key, value }], distance: 3, max: 50 } })),
          fc.array(fc.constantFrom(ANNA, BEN, MALLORY, individualId(7)), { maxLength: 10 }).map((all) => () => ({ do: "who", players: all })),
          string.map((ticket) => () => ({ do: "ticket-check", ticket, player: ANNA })),
          fc.constantFrom("ticket-cancel" as const).map((what) => () => ({ do: what, serial: "1" })),
          fc.constant(() => ({ do: "ticket-use", serial: "1", for: 0n })),
          fc.constant(() => ({ do: "ticket-end", player: ANNA })),
          fc.constant(() => ({ do: "blanks" })),
          fc.tuple(id, string).map(([owner, seal]) => (l) => ({
            do: "restore",
            sealed: { seal, lobby: { id: there(l), revision: 99, type: 2, joinable: true, limit: 250, owner, members: [{ id: MALLORY, data: [] }], data: [] } },
          })),
        );
      });
    fc.assert(
      fc.property(fc.array(ask, { minLength: 1, maxLength: 40 }), (asks) => {
        const { world, anna, ben, mallory, lobby } = scene();
        anna.take();
        let mine = 0x0186_0000_0000_0001n;
        const answered = new Set<number>();
        const asked: number[] = [];
        const listen = (): void => {
          for (const message of mallory.take()) {
            if (message.t === "answer") answered.add(message.n);
            if (message.t === "lobby") mine = message.sealed.lobby.id;
            if (message.t === "lobby") expect(message.sealed.lobby.id).not.toBe(lobby);
            if (message.t === "people") expect(message.people).toEqual([]);
            if (message.t === "verdict") expect(message.response).not.toBe(0);
            if (message.t === "change" || message.t === "chat") expect(message.lobby).not.toBe(lobby);
            if (message.t === "answer") for (const { id: found } of message.answer.lobbies ?? []) expect(found).not.toBe(lobby);
          }
        };
        for (const make of asks) {
          const wanted = make(mine);
          const bytes = encodeControl({ t: "ask", n: 1, ask: wanted }).length;
          asked.push(mallory.ask(wanted));
          expect(bytes).toBeLessThan(200_000);
          world.pass(20);
          listen();
        }
        world.pass(4000);
        listen();
        expect(asked.filter((n) => !answered.has(n))).toEqual([]);
        const untouched = anna.take().filter(({ t }) => t === "lobby" || t === "change" || t === "chat" || t === "gone");
        expect(untouched).toEqual([]);
        expect(ben.result({ do: "chat", lobby, text: "still here" })).toBe(1);
      }),
      { numRuns: 100 },
    );
  }, 120_000);

  it("handles a few of ten thousand asks a second, refuses the others, and keeps nobody waiting for it", () => {
    const { world, anna, mallory, lobby } = scene();
    const results = new Map<number, number>();
    for (let step = 0; step < 100; step++) {
      for (let burst = 0; burst < 200; burst++) mallory.ask({ do: "who", players: [ANNA, BEN] });
      world.pass(20);
      for (const message of mallory.take()) if (message.t === "answer") results.set(message.answer.result, (results.get(message.answer.result) ?? 0) + 1);
      if (step % 10 !== 9) continue;
      const n = anna.ask({ do: "chat", lobby, text: `${step}` });
      world.pass(100);
      expect(anna.take().some((message) => message.t === "answer" && message.n === n && message.answer.result === 1)).toBe(true);
    }
    expect((results.get(1) ?? 0) + (results.get(84) ?? 0)).toBeGreaterThan(19_000);
    // 3 s at 50 a second, and 200 at once.
    expect(results.get(1) ?? 0).toBeLessThanOrEqual(360);
    expect(world.lost).toEqual([]);
  }, 60_000);

  it("passes on the last of a name that changes a thousand times a second, and answers others", () => {
    const { world, anna, ben, lobby } = scene();
    for (let change = 1; change <= 2000; change++) {
      anna.say({ t: "profile", profile: { name: `Anna ${change}`, state: 1, rich: [] } });
      if (change % 5 === 0) world.pass(5);
    }
    world.pass(1000);
    const names = ben.take().flatMap((message) => (message.t === "people" ? message.people.map(({ name }) => name) : []));
    expect(names.at(-1)).toBe("Anna 2000");
    expect(names.length).toBeLessThan(40);
    expect(ben.result({ do: "chat", lobby, text: "hello" })).toBe(1);
  }, 60_000);

  it("lets go of one who takes in nothing, and of nobody else", () => {
    const { world, anna, mallory } = scene();
    const crowd = Array.from({ length: 30 }, (_, index) => world.join(individualId(100 + index)));
    const others = crowd.map(({ id }) => id);
    const rich = Array.from({ length: 30 }, (_, key) => [`${key}`, "v".repeat(256)] as const);
    for (const one of crowd) {
      one.say({ t: "profile", profile: { name: "x", state: 1, rich } });
      one.say({ t: "show", to: [MALLORY, ANNA] });
    }
    world.pass(1000);
    mallory.deaf = true;
    for (let round = 0; round < 600 && world.lost.length === 0; round++) {
      mallory.ask({ do: "who", players: others });
      anna.ask({ do: "who", players: others });
      for (const one of crowd) one.say({ t: "profile", profile: { name: `${round}`, state: 1, rich } });
      world.pass(200);
      anna.take();
    }
    expect(world.lost).toEqual([MALLORY]);
    // 64 KiB a second of people, and the rest.
    expect(anna.heardBytes).toBeLessThan(80 * world.time.now);
  }, 60_000);

  it("has nothing left to do when everybody has gone", () => {
    const { world, anna, ben, mallory, lobby } = scene();
    anna.ask({ do: "data", lobby, set: [["a", "b"]], removed: [] });
    for (const player of [anna, ben, mallory]) player.say({ t: "leaving", lobbies: true });
    world.pass(300);
    expect(new Set(world.lost)).toEqual(new Set([ANNA, BEN, MALLORY]));
    world.time.advance(25 * 3_600_000);
    expect(world.time.nextAtMs).toBe(Infinity);
    world.control.stop();
  });
});
