import { describe, expect, it } from "vitest";
import * as SendFlags from "../session/send-flags.js";
import * as SendResults from "../session/results.js";
import { FakeRelay } from "./fake-relay.test.helper.js";
import type { RelayClient } from "./relay-client.js";
import { RelayError } from "./relay-error.js";

const CHANNEL = 0;

const assert = (fact: boolean, what: string): void => {
  if (!fact) throw new Error(what);
};

/** Two players with a session, and what one sends the other from now on. */
class Pair {
  readonly anna: RelayClient;
  readonly ben: RelayClient;
  readonly arrived: number[] = [];
  sent = 0;
  readonly #relay: FakeRelay;

  constructor(relay: FakeRelay, page?: EventTarget) {
    this.#relay = relay;
    this.anna = relay.client({ page });
    this.ben = relay.client();
  }

  static async online(relay: FakeRelay, page?: EventTarget): Promise<Pair> {
    const pair = new Pair(relay, page);
    const opening = [pair.anna.open(), pair.ben.open()];
    await relay.pass(200);
    await Promise.all(opening);
    pair.anna.send(pair.ben.self, new Uint8Array(1), SendFlags.RELIABLE, 9);
    pair.ben.send(pair.anna.self, new Uint8Array(1), SendFlags.RELIABLE, 9);
    await relay.pass(200);
    assert(pair.ben.info(pair.anna.self).state === 3, "the two have a session");
    return pair;
  }

  /** Sends a numbered message every 20 ms, and reads on the other side. */
  async talk(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 20) {
      const result = this.anna.send(this.ben.self, new Uint8Array(Uint32Array.of(this.sent++).buffer), SendFlags.RELIABLE, CHANNEL);
      assert(result === SendResults.OK, `message ${this.sent} was answered ${result}`);
      await this.#relay.pass(20);
      this.#read();
    }
  }

  /** Waits for what is still under way; answers what has arrived since the beginning, and what should have. */
  async settled(): Promise<{ readonly arrived: number[]; readonly expected: number[] }> {
    await this.#relay.pass(2_000);
    this.#read();
    return { arrived: this.arrived, expected: Array.from({ length: this.sent }, (_, index) => index) };
  }

  #read(): void {
    for (const { payload } of this.ben.receive(CHANNEL, 1_000)) this.arrived.push(new Uint32Array(payload.slice().buffer)[0] ?? -1);
  }
}

const lastAttempts = (relay: FakeRelay, count: number): number[] => relay.attempts.slice(-count).map(({ atMs }) => atMs);

describe("a lost link", () => {
  it("is replaced at once, in the same page life with the newest token", async () => {
    const relay = new FakeRelay();
    const { anna } = await Pair.online(relay);
    const states: string[] = [];
    anna.onStateChange((state) => states.push(state));
    const before = relay.attempts[0];
    const { self } = anna;
    await relay.pass(1_000);
    const cutAtMs = relay.time.now;
    relay.cut(anna.self);
    expect(anna.state).toBe("reconnecting");
    expect(anna.lastError?.reason).toBe("unreachable");
    await relay.pass(200);
    expect(states).toEqual(["reconnecting", "online"]);
    const after = relay.attempts.at(-1);
    expect((after?.atMs ?? Infinity) - cutAtMs).toBeLessThanOrEqual(5);
    expect(after?.life).toBe(before?.life);
    expect(after?.token).toContain(`token-${self}`);
    expect(anna.self).toBe(self);
  });

  it("loses, doubles and reorders nothing of what is sent meanwhile", async () => {
    const relay = new FakeRelay();
    const pair = await Pair.online(relay);
    await pair.talk(300);
    relay.cut(pair.anna.self);
    await pair.talk(300);
    relay.manner = "down";
    relay.cut(pair.ben.self);
    await pair.talk(1_500);
    relay.manner = "up";
    await pair.talk(5_000);
    const { arrived, expected } = await pair.settled();
    expect(arrived).toEqual(expected);
    expect(pair.anna.nextEvent()).toBeUndefined();
  });

  it("is looked for ever more slowly, and for as long as it takes", async () => {
    const relay = new FakeRelay();
    const { anna, ben } = await Pair.online(relay);
    ben.close();
    await relay.pass(10_000);
    relay.manner = "down";
    relay.cut(anna.self);
    const already = relay.attempts.length;
    await relay.pass(60_000);
    const times = relay.attempts.slice(already - 1).map(({ atMs }) => atMs);
    const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
    expect(Math.max(...gaps.slice(1))).toBeLessThanOrEqual(4_000 + 110);
    expect(gaps.length).toBeLessThan(30);
    expect(anna.state).toBe("reconnecting");
    relay.manner = "up";
    await relay.pass(5_000);
    expect(anna.state).toBe("online");
  });

  it("is not looked for in a frenzy when every new one breaks at once", async () => {
    const relay = new FakeRelay();
    const { anna } = await Pair.online(relay);
    const already = relay.attempts.length;
    for (let passed = 0; passed < 20_000; passed += 10) {
      await relay.pass(10);
      if (anna.state === "online") relay.cut(anna.self);
    }
    expect(relay.attempts.length - already).toBeLessThan(15);
  });

  it("is looked for at once when the device says that it is on a network again", async () => {
    const relay = new FakeRelay();
    const page = new EventTarget();
    const { anna } = await Pair.online(relay, page);
    relay.manner = "down";
    relay.cut(anna.self);
    await relay.pass(30_000);
    while (anna.state === "reconnecting" && relay.time.now - (lastAttempts(relay, 1)[0] ?? 0) < 200) {
      await relay.pass(50);
    }
    relay.manner = "up";
    page.dispatchEvent(new Event("online"));
    await relay.pass(200);
    expect(anna.state).toBe("online");
  });

  it("gives up an attempt that hangs, and tries again", async () => {
    const relay = new FakeRelay();
    const { anna } = await Pair.online(relay);
    relay.manner = "half-way";
    relay.cut(anna.self);
    await relay.pass(1_000);
    relay.manner = "up";
    await relay.pass(4_000);
    expect(anna.state).toBe("online");
    expect(relay.aborted).toHaveLength(1);
  });
});

describe("a relay that vanished", () => {
  it("is noticed within five seconds", async () => {
    const relay = new FakeRelay();
    const { anna } = await Pair.online(relay);
    await relay.pass(30_000);
    expect(anna.state).toBe("online");
    relay.mute = true;
    relay.manner = "down";
    await relay.pass(5_000);
    expect(anna.state).toBe("reconnecting");
    expect(relay.warnings.at(-1)).toMatch(/nothing was heard/);
  });

  it("is not mistaken for a page that stood still", async () => {
    const relay = new FakeRelay();
    let sleptMs = 0;
    const anna = relay.client({ clock: () => relay.time.now + sleptMs });
    const opening = anna.open();
    await relay.pass(2_000);
    await opening;
    sleptMs = 30_000;
    anna.info(anna.self);
    anna.send(anna.self, new Uint8Array(1), SendFlags.RELIABLE, 0);
    await relay.pass(5_000);
    expect(anna.state).toBe("online");
    expect(relay.attempts).toHaveLength(1);
  });
});

describe("a relay that is restarted", () => {
  it("finds the same players, and nothing reliable is lost or doubled", async () => {
    const relay = new FakeRelay();
    const pair = await Pair.online(relay);
    const { self } = pair.anna;
    await pair.talk(500);
    relay.restart({ keepsKey: true });
    relay.manner = "down";
    await pair.talk(2_000);
    relay.manner = "up";
    await pair.talk(8_000);
    const { arrived, expected } = await pair.settled();
    expect(arrived).toEqual(expected);
    expect(pair.anna.self).toBe(self);
    expect(pair.anna.nextEvent()).toBeUndefined();
  });

  it("is greeted anew", async () => {
    const relay = new FakeRelay();
    const { anna } = await Pair.online(relay);
    relay.restart({ keepsKey: true });
    relay.heard.length = 0;
    await relay.pass(8_000);
    expect(relay.heard).toContainEqual({ player: anna.self, said: { t: "hello", version: 1 } });
    expect(anna.state).toBe("online");
  });

  it("gives new ids when it lost its key: the old sessions are over, and it is said", async () => {
    const relay = new FakeRelay();
    const { anna, ben } = await Pair.online(relay);
    const { self } = anna;
    const benBefore = ben.self;
    const seen: bigint[] = [];
    anna.onStateChange((state) => state === "online" && seen.push(anna.self));
    relay.restart({ keepsKey: false });
    await relay.pass(8_000);
    expect(anna.self).not.toBe(self);
    expect(seen).toEqual([anna.self]);
    expect(anna.info(benBefore).state).toBe(0);
    expect(relay.warnings.some((warning) => warning.includes(`${self}`))).toBe(true);
    expect(anna.send(ben.self, new Uint8Array(1), SendFlags.RELIABLE, 0)).toBe(SendResults.OK);
    await relay.pass(100);
    expect(ben.nextEvent()).toEqual({ kind: "session-request", peer: anna.self });
  });

  it("is left at once when it says that it shuts down", async () => {
    const relay = new FakeRelay();
    const { anna } = await Pair.online(relay);
    relay.say(anna.self, { t: "shutdown" });
    await relay.pass(30);
    expect(anna.state).toBe("reconnecting");
    await relay.pass(200);
    expect(anna.state).toBe("online");
  });
});

describe("a player taken over by another page", () => {
  it("is closed when the relay says so, and does not come back", async () => {
    const relay = new FakeRelay();
    const { anna } = await Pair.online(relay);
    const already = relay.attempts.length;
    relay.say(anna.self, { t: "replaced" });
    await relay.pass(60_000);
    expect(anna.state).toBe("closed");
    expect(anna.lastError?.reason).toBe("replaced");
    expect(relay.attempts).toHaveLength(already);
  });

  it("is closed when the relay turns it away for that, and does not come back", async () => {
    const relay = new FakeRelay();
    const { anna } = await Pair.online(relay);
    const already = relay.attempts.length;
    relay.manner = new RelayError("replaced", "another page");
    relay.cut(anna.self);
    await relay.pass(60_000);
    expect(anna.state).toBe("closed");
    expect(relay.attempts).toHaveLength(already + 1);
  });
});

describe("a page", () => {
  const restored = (): Event => Object.assign(new Event("pageshow"), { persisted: true });

  it("that goes away ends its sessions, and its peers hear of it at once", async () => {
    const relay = new FakeRelay();
    const page = new EventTarget();
    const { anna, ben } = await Pair.online(relay, page);
    const already = relay.attempts.length;
    page.dispatchEvent(new Event("pagehide"));
    await relay.pass(20);
    expect(ben.info(anna.self).state).toBe(0);
    expect(relay.has(anna.self)).toBe(false);
    await relay.pass(60_000);
    expect(relay.attempts).toHaveLength(already);
  });

  it("that is brought back as it was connects again", async () => {
    const relay = new FakeRelay();
    const page = new EventTarget();
    const { anna, ben } = await Pair.online(relay, page);
    const { self } = anna;
    page.dispatchEvent(new Event("pagehide"));
    await relay.pass(60_000);
    page.dispatchEvent(restored());
    await relay.pass(300);
    expect(anna.state).toBe("online");
    expect(anna.self).toBe(self);
    expect(anna.send(ben.self, new Uint8Array(1), SendFlags.RELIABLE, 0)).toBe(SendResults.OK);
    await relay.pass(100);
    expect(ben.nextEvent()).toEqual({ kind: "session-request", peer: self });
  });

  it("that was closed stays closed", async () => {
    const relay = new FakeRelay();
    const page = new EventTarget();
    const { anna } = await Pair.online(relay, page);
    anna.close();
    page.dispatchEvent(restored());
    page.dispatchEvent(new Event("online"));
    await relay.pass(1_000);
    expect(anna.state).toBe("closed");
  });
});

describe("a drop that the relay reports", () => {
  it("is made good at once", async () => {
    const relay = new FakeRelay();
    const pair = await Pair.online(relay);
    await relay.pass(2_000);
    relay.loses = () => true;
    pair.anna.send(pair.ben.self, new Uint8Array(1_000), SendFlags.RELIABLE | SendFlags.NO_NAGLE, CHANNEL);
    await relay.pass(10);
    relay.loses = () => false;
    expect(pair.ben.receive(CHANNEL, 10)).toHaveLength(0);
    relay.say(pair.anna.self, { t: "dropped", peers: [pair.ben.self] });
    await relay.pass(60);
    expect(pair.ben.receive(CHANNEL, 10)).toHaveLength(1);
  });
});
