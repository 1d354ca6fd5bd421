import { describe, expect, it } from "vitest";
import { Messages } from "../session/messages.js";
import * as SendFlags from "../session/send-flags.js";
import { CONTROL_VERSION, encodeControl, type PlayerToRelay, type RelayToPlayer } from "../wire/control.js";
import type { FromPlayer } from "../wire/control-from-player.js";
import { decodeFromRelay } from "../wire/control-from-relay.js";
import { ENVELOPE_BYTES, RELAY_PEER, writePeer } from "../wire/envelope.js";
import { SURE_LANE, type Lane } from "../wire/lane.js";
import { individualId } from "../wire/steam-id.js";
import { FrontDesk } from "./front-desk.js";
import { silentLog } from "./log.js";
import { Router, type DetachReason, type Downlink } from "./router.js";

const anna = individualId(1);
const ben = individualId(2);
const lobby = 0x0186_0000_0000_0001n;

/** Virtual time with timers, in steps of 5 ms. */
class VirtualClock {
  #now = 1000;
  readonly #timers = new Map<() => void, number>();

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    this.#timers.set(callback, this.#now + ms);
    return () => void this.#timers.delete(callback);
  }

  get armed(): number {
    return this.#timers.size;
  }

  run(ms: number, eachStep: () => void): void {
    const end = this.#now + ms;
    while (this.#now < end) {
      this.#now += 5;
      for (const [callback, due] of [...this.#timers]) {
        if (due > this.#now || !this.#timers.delete(callback)) continue;
        callback();
      }
      eachStep();
    }
  }
}

/** A player's side, on the same engine; its link loses nothing and is instant. */
class TestPlayer implements Downlink {
  readonly id: bigint;
  readonly heard: RelayToPlayer[] = [];
  closed: DetachReason | undefined;
  deaf = false;
  mute = false;
  readonly #messages: Messages;
  readonly #world: World;
  readonly #life: number;

  constructor(world: World, id: bigint, life: number) {
    this.#world = world;
    this.#life = life;
    this.id = id;
    this.#messages = new Messages({ self: id, life, random: world.random, isPeer: (peer) => peer === RELAY_PEER, settings: { idleTimeoutMs: Infinity } });
    this.#messages.linkUp(world.clock.now());
  }

  /** Datagrams from the relay. */
  send(lane: Lane, datagram: Uint8Array): boolean {
    if (this.closed !== undefined) return false;
    const now = this.#world.clock.now();
    if (this.deaf) return true;
    this.#messages.handlePacket(now, RELAY_PEER, lane, datagram.subarray(ENVELOPE_BYTES));
    for (let event = this.#messages.nextEvent(); event !== undefined; event = this.#messages.nextEvent()) {
      if (event.kind === "session-request") this.#messages.accept(now, RELAY_PEER);
    }
    for (const { payload } of this.#messages.receive(now, 0, 100)) {
      const message = decodeFromRelay(payload);
      if (message !== undefined) this.heard.push(message);
    }
    return true;
  }

  close(reason: DetachReason): void {
    this.closed ??= reason;
  }

  relink(): void {
    this.closed = undefined;
    this.#messages.linkUp(this.#world.clock.now());
    this.#world.router.attach(this.id, this, this.#life);
  }

  say(message: PlayerToRelay): void {
    this.sayBytes(encodeControl(message));
  }

  sayBytes(bytes: Uint8Array): void {
    const flags = SendFlags.RELIABLE | SendFlags.NO_NAGLE | SendFlags.AUTO_RESTART_BROKEN_SESSION;
    this.#messages.send(this.#world.clock.now(), RELAY_PEER, bytes, flags, 0);
  }

  step(): void {
    if (this.closed !== undefined) return;
    this.#messages.transmit(this.#world.clock.now(), {
      room: () => 65_536,
      send: (_peer, lane, datagram) => {
        if (this.mute || this.closed !== undefined) return;
        writePeer(new DataView(datagram.buffer, datagram.byteOffset), RELAY_PEER);
        this.#world.router.route(this.id, lane, datagram.slice());
      },
    });
  }
}

class World {
  readonly clock = new VirtualClock();
  readonly router = new Router();
  readonly lost: [bigint, string][] = [];
  readonly arrived: [bigint, number][] = [];
  readonly parted: [bigint, string][] = [];
  readonly said: FromPlayer[] = [];
  readonly players: TestPlayer[] = [];
  readonly desk: FrontDesk;
  #seed = 1;

  readonly random = (): number => {
    this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#seed;
  };

  constructor() {
    this.desk = new FrontDesk({
      deliver: (player, lane, datagram) => this.router.deliver(player, lane, datagram),
      lost: (player, reason) => {
        this.lost.push([player, reason]);
        this.router.detach(player, reason);
      },
      clock: this.clock,
      random: this.random,
      firstWordTimeoutMs: 10_000,
      silenceTimeoutMs: 4500,
      log: silentLog,
      guests: {
        arrived: (player, life) => void this.arrived.push([player, life]),
        parted: (player, how) => void this.parted.push([player, how]),
        said: (_player, message) => void this.said.push(message),
      },
    });
    this.router.setControlPlane(this.desk);
  }

  join(id: bigint, life = 7): TestPlayer {
    const player = new TestPlayer(this, id, life);
    this.players.push(player);
    this.router.attach(id, player, life);
    return player;
  }

  run(ms: number): void {
    this.clock.run(ms, () => {
      for (const player of this.players) player.step();
    });
  }
}

const welcome = { t: "welcome", version: CONTROL_VERSION };

describe("the front desk", () => {
  it("welcomes who says hello, and keeps them for as long as they are there", () => {
    const world = new World();
    const player = world.join(anna);
    player.say({ t: "hello", version: CONTROL_VERSION });
    world.run(100);
    expect(player.heard).toEqual([welcome]);
    world.run(300_000);
    expect(world.lost).toEqual([]);
    expect(player.closed).toBeUndefined();
  });

  it("loses a player who falls silent, within five seconds", () => {
    const world = new World();
    const player = world.join(anna);
    player.say({ t: "hello", version: CONTROL_VERSION });
    world.run(20_000);
    player.mute = true;
    world.run(3000);
    expect(world.lost).toEqual([]);
    world.run(2000);
    expect(world.lost).toEqual([[anna, "silent"]]);
    expect(player.closed).toBe("silent");
  });

  it("loses a player who never says anything, within ten seconds and a half", () => {
    const world = new World();
    const player = world.join(anna);
    player.mute = true;
    world.run(9500);
    expect(world.lost).toEqual([]);
    world.run(1000);
    expect(world.lost).toEqual([[anna, "silent"]]);
  });

  it("takes garbage for no greeting, and is not troubled by it", () => {
    const world = new World();
    const player = world.join(anna);
    for (const text of ["", "null", "[]", "{}", '{"t":"hello"}', '{"t":"hello","version":"1"}', '{"t":"drop table"}', "\ufffd", "[".repeat(60_000)]) {
      player.sayBytes(new TextEncoder().encode(text));
    }
    player.sayBytes(Uint8Array.of(0xff, 0xfe));
    world.run(9000);
    for (let length = 0; length < 200; length++) world.desk.receive(anna, SURE_LANE, new Uint8Array(length).fill(length));
    world.run(1500);
    expect(player.heard).toEqual([]);
    expect(world.lost).toEqual([[anna, "silent"]]);
  });

  it("lets go of a player who says goodbye, at once", () => {
    const world = new World();
    const player = world.join(anna);
    player.say({ t: "hello", version: CONTROL_VERSION });
    world.run(100);
    player.say({ t: "leaving" });
    world.run(50);
    expect(world.lost).toEqual([[anna, "left"]]);
    expect(player.closed).toBe("left");
  });

  it("does not take a goodbye that belonged to the link before for one on this", () => {
    const world = new World();
    const player = world.join(anna);
    player.say({ t: "hello", version: CONTROL_VERSION });
    world.run(100);
    player.mute = true;
    player.say({ t: "leaving" });
    world.run(50);
    world.router.detach(anna, "left");
    world.run(500);
    player.mute = false;
    player.relink();
    player.say({ t: "hello", version: CONTROL_VERSION });
    world.run(3000);
    expect(world.lost).toEqual([]);
    expect(world.arrived).toEqual([[anna, 7], [anna, 7]]);
  });

  it("keeps little of what is said before a hello", () => {
    const world = new World();
    const player = world.join(anna);
    const set = Array.from({ length: 20 }, (_, index) => [`${index}`, "x".repeat(5000)] as const);
    for (let n = 1; n <= 20; n++) {
      player.say({ t: "ask", n, ask: { do: "data", lobby, set, removed: [] } });
      world.run(200);
    }
    player.say({ t: "hello", version: CONTROL_VERSION });
    world.run(500);
    expect(world.arrived).toHaveLength(1);
    expect(world.said.length).toBeGreaterThanOrEqual(3);
    expect(world.said.length).toBeLessThanOrEqual(6);
  });

  it("tells a replaced link so before it closes, and nothing of it to the new one", () => {
    const world = new World();
    const older = world.join(anna, 1);
    older.say({ t: "hello", version: CONTROL_VERSION });
    world.run(100);
    const newer = world.join(anna, 2);
    newer.say({ t: "hello", version: CONTROL_VERSION });
    world.run(5000);
    expect(older.heard).toEqual([welcome, { t: "replaced" }]);
    expect(older.closed).toBe("replaced");
    expect(newer.heard).toEqual([welcome]);
  });

  it("tells everybody of the shutdown, and has nothing left to do", () => {
    const world = new World();
    const players = [world.join(anna), world.join(ben)];
    for (const player of players) player.say({ t: "hello", version: CONTROL_VERSION });
    world.run(100);
    world.router.detachAll("shutdown");
    expect(players.map(({ heard }) => heard.at(-1))).toEqual([{ t: "shutdown" }, { t: "shutdown" }]);
    world.desk.stop();
    expect(world.clock.armed).toBe(0);
  });

  it("reports drops, each peer once, and only a few times a second", () => {
    const world = new World();
    const player = world.join(anna);
    player.say({ t: "hello", version: CONTROL_VERSION });
    world.run(100);
    for (let i = 0; i < 50; i++) {
      world.desk.dropped(anna, ben);
      world.desk.dropped(anna, individualId(3));
      world.run(20);
    }
    world.run(500);
    const reports = player.heard.filter((message) => message.t === "dropped");
    expect(reports.length).toBeGreaterThanOrEqual(3);
    expect(reports.length).toBeLessThanOrEqual(6);
    expect(reports.every(({ peers }) => peers.length === 2 && peers.includes(ben) && peers.includes(individualId(3)))).toBe(true);
  });

  it("goes on with the session of a player who comes back over a new link", () => {
    const world = new World();
    const player = world.join(anna);
    player.say({ t: "hello", version: CONTROL_VERSION });
    world.run(100);
    // This is under way when the link breaks.
    player.deaf = true;
    world.desk.dropped(anna, ben);
    world.run(100);
    world.router.detach(anna, "left");
    world.run(2000);
    player.deaf = false;
    player.relink();
    world.run(300);
    expect(player.heard).toEqual([welcome, { t: "dropped", peers: [ben] }]);
  });

  it("loses nothing of what the session has no room for at once, and keeps it in order", () => {
    const world = new World();
    const player = world.join(anna);
    player.say({ t: "hello", version: CONTROL_VERSION });
    world.run(100);
    const texts = Array.from({ length: 200 }, (_, index) => `${index}`.padEnd(4000, "."));
    for (const text of texts) world.desk.say(anna, { t: "chat", lobby, from: ben, text });
    world.run(20_000);
    expect(player.heard.flatMap((message) => (message.t === "chat" ? [message.text] : []))).toEqual(texts);
    expect(world.lost).toEqual([]);
  });

  it("closes the link of a player who takes in too slowly what there is to say", () => {
    const world = new World();
    const player = world.join(anna);
    player.say({ t: "hello", version: CONTROL_VERSION });
    world.run(100);
    for (let i = 0; i < 400; i++) world.desk.say(anna, { t: "chat", lobby, from: ben, text: "x".repeat(4000) });
    expect(world.lost).toEqual([]);
    world.run(100);
    expect(world.lost).toEqual([[anna, "left"]]);
    expect(world.parted).toEqual([[anna, "lost"]]);
  });

  it("tells its guests who arrived, what they say and how they part", () => {
    const world = new World();
    const player = world.join(anna, 7);
    player.say({ t: "show", to: [ben] });
    player.say({ t: "hello", version: CONTROL_VERSION });
    player.say({ t: "ask", n: 1, ask: { do: "blanks" } });
    world.run(100);
    expect(world.arrived).toEqual([[anna, 7]]);
    expect(world.said).toEqual([{ t: "show", to: [ben] }, { t: "ask", n: 1, ask: { do: "blanks" } }]);
    player.say({ t: "leaving", lobbies: true });
    world.run(100);
    expect(world.parted).toEqual([[anna, "over"]]);
    const again = world.join(anna, 8);
    again.say({ t: "hello", version: CONTROL_VERSION });
    world.run(100);
    again.say({ t: "leaving" });
    world.run(100);
    expect(world.parted.at(-1)).toEqual([anna, "reload"]);
    const silent = world.join(ben);
    world.run(100);
    world.router.detach(ben, "left");
    expect(silent.closed).toBe("left");
    expect(world.arrived.length).toBe(2);
    expect(world.parted.length).toBe(2);
  });

  it("keeps no timer running when nobody is there", () => {
    const world = new World();
    const player = world.join(anna);
    player.say({ t: "hello", version: CONTROL_VERSION });
    world.run(100);
    world.router.detach(anna, "left");
    world.run(20_000);
    expect(world.clock.armed).toBe(0);
  });
});
