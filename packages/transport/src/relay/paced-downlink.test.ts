import { describe, expect, it } from "vitest";
import { FAST_LANE, MAX_DATAGRAM_BYTES, SURE_LANE } from "../wire/lane.js";
import { PacedDownlink, type LaneChannel } from "./paced-downlink.js";

/** A data channel that notes what it is given, and buffers as told. */
class TestChannel implements LaneChannel {
  readonly sent: number[][] = [];
  open = true;
  buffered = 0;
  broken = false;

  isOpen(): boolean {
    return this.open;
  }
  bufferedAmount(): number {
    return this.buffered;
  }
  sendMessageBinary(bytes: Uint8Array): boolean {
    if (this.broken || !this.open) throw new Error("closed");
    this.sent.push([...bytes.subarray(0, 4)]);
    return this.buffered === 0;
  }
}

function setUp(queueBytes = 2 * 1024 * 1024) {
  const fast = new TestChannel();
  const sure = new TestChannel();
  const pumps = new Set<() => boolean>();
  const hangUps: string[] = [];
  const world = {
    now: 0,
    fast,
    sure,
    hangUps,
    pumping: () => pumps.size > 0,
    run: (ms: number) => {
      for (let passed = 0; passed < ms; passed += 5) {
        world.now += 5;
        for (const pump of pumps) if (!pump()) pumps.delete(pump);
      }
    },
  };
  const link = new PacedDownlink({
    fast,
    sure,
    queueBytes,
    pacer: { add: (pump) => void pumps.add(pump) },
    now: () => world.now,
    hangUp: (reason) => void hangUps.push(reason),
  });
  return { world, link };
}

function full(mark: number): Uint8Array {
  const bytes = new Uint8Array(MAX_DATAGRAM_BYTES);
  new DataView(bytes.buffer).setUint32(0, mark);
  return bytes;
}

const marks = (channel: TestChannel) => channel.sent.map((bytes) => new DataView(Uint8Array.from(bytes).buffer).getUint32(0));

describe("a player's downlink", () => {
  it("sends little traffic at once, on both lanes", () => {
    const { world, link } = setUp();
    link.heard();
    expect(link.send(FAST_LANE, full(1))).toBe(true);
    expect(link.send(SURE_LANE, full(2))).toBe(true);
    expect(marks(world.fast)).toEqual([1]);
    expect(marks(world.sure)).toEqual([2]);
    expect(world.pumping()).toBe(false);
  });

  it("keeps the sure lane's datagrams until the player was heard, and then sends them all, in order", () => {
    const { world, link } = setUp();
    for (let i = 0; i < 20; i++) expect(link.send(SURE_LANE, full(i))).toBe(true);
    world.run(100);
    expect(world.sure.sent).toHaveLength(0);
    link.heard();
    world.run(10);
    expect(marks(world.sure)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(link.queuedBytes).toBe(0);
    expect(world.pumping()).toBe(false);
  });

  it("paces half a megabyte, and loses none of it", () => {
    const { world, link } = setUp();
    link.heard();
    for (let i = 0; i < 456; i++) expect(link.send(SURE_LANE, full(i))).toBe(true);
    const burst = world.sure.sent.length;
    expect(burst).toBeGreaterThan(10);
    expect(burst).toBeLessThan(100);
    let most = 0;
    for (let step = 0; step < 100; step++) {
      const before = world.sure.sent.length;
      world.run(5);
      most = Math.max(most, world.sure.sent.length - before);
    }
    expect(most).toBeLessThan(30);
    expect(marks(world.sure)).toEqual(Array.from({ length: 456 }, (_, i) => i));
  });

  it("copies what it queues: the bytes given are the caller's to reuse", () => {
    const { world, link } = setUp();
    const bytes = full(1);
    link.send(SURE_LANE, bytes);
    bytes.fill(0xff);
    link.heard();
    world.run(10);
    expect(marks(world.sure)).toEqual([1]);
  });

  it("refuses the sure lane when its queue is full, and takes again when there is room", () => {
    const { world, link } = setUp(10 * MAX_DATAGRAM_BYTES);
    const taken = Array.from({ length: 12 }, (_, i) => link.send(SURE_LANE, full(i)));
    expect(taken).toEqual([...Array<boolean>(10).fill(true), false, false]);
    link.heard();
    world.run(10);
    expect(link.send(SURE_LANE, full(12))).toBe(true);
    expect(marks(world.sure)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12]);
  });

  it("waits while SCTP has its fill, and drops on the fast lane meanwhile", () => {
    const { world, link } = setUp();
    link.heard();
    world.fast.buffered = world.sure.buffered = 100_000;
    // Of the first that SCTP does not take at once the channel keeps hold.
    expect(link.send(FAST_LANE, full(1))).toBe(true);
    expect(link.send(SURE_LANE, full(2))).toBe(true);
    expect(link.send(FAST_LANE, full(3))).toBe(false);
    expect(link.send(SURE_LANE, full(4))).toBe(true);
    world.run(1000);
    expect(marks(world.sure)).toEqual([2]);
    world.fast.buffered = world.sure.buffered = 0;
    expect(link.send(FAST_LANE, full(5))).toBe(true);
    world.run(10);
    expect(marks(world.fast)).toEqual([1, 5]);
    expect(marks(world.sure)).toEqual([2, 4]);
  });

  it("never throws, and says that it dropped, when a channel is closed or closes just now", () => {
    const { world, link } = setUp();
    link.heard();
    world.fast.open = false;
    expect(link.send(FAST_LANE, full(1))).toBe(false);
    world.fast.open = true;
    expect(link.send(FAST_LANE, full(2))).toBe(true);
    world.fast.broken = true;
    expect(link.send(FAST_LANE, full(1))).toBe(false);
  });

  it("lets what waits go out after it was closed, takes nothing more, and hangs up once", () => {
    const { world, link } = setUp();
    link.heard();
    for (let i = 0; i < 100; i++) link.send(SURE_LANE, full(i));
    link.close("shutdown");
    link.close("left");
    expect(world.hangUps).toEqual(["shutdown"]);
    expect(link.send(SURE_LANE, full(100))).toBe(false);
    expect(link.send(FAST_LANE, full(100))).toBe(false);
    world.run(100);
    expect(world.sure.sent).toHaveLength(100);
    expect(world.pumping()).toBe(false);
  });

  it("stops pumping when its connection is gone", () => {
    const { world, link } = setUp();
    link.heard();
    for (let i = 0; i < 100; i++) link.send(SURE_LANE, full(i));
    world.sure.open = false;
    link.close("left");
    world.run(10);
    expect(world.pumping()).toBe(false);
  });
});
