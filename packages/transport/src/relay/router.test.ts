import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ENVELOPE_BYTES, RELAY_PEER, writePeer } from "../wire/envelope.js";
import { FAST_LANE, MAX_DATAGRAM_BYTES, SURE_LANE, type Lane } from "../wire/lane.js";
import { individualId } from "../wire/steam-id.js";
import { Router, type ControlPlane, type DetachReason, type Downlink } from "./router.js";

const anna = individualId(1);
const ben = individualId(2);
const carl = individualId(3);

function datagram(destination: bigint, packet: readonly number[] = [7, 8, 9]): Uint8Array {
  const bytes = new Uint8Array(ENVELOPE_BYTES + packet.length);
  bytes.set(packet, ENVELOPE_BYTES);
  writePeer(new DataView(bytes.buffer), destination);
  return bytes;
}

/** A link that notes what it is given. */
class NotedLink implements Downlink {
  readonly sent: { lane: Lane; bytes: Uint8Array; given: Uint8Array }[] = [];
  closed: DetachReason | undefined;
  full = false;

  send(lane: Lane, given: Uint8Array): boolean {
    if (this.full || this.closed !== undefined) return false;
    this.sent.push({ lane, bytes: given.slice(), given });
    return true;
  }

  close(reason: DetachReason): void {
    this.closed ??= reason;
  }
}

/** A control plane that notes what it is told. */
class NotedControl implements ControlPlane {
  readonly told: unknown[] = [];
  readonly onDetached: (player: bigint) => void;

  constructor(onDetached: (player: bigint) => void = () => undefined) {
    this.onDetached = onDetached;
  }

  attached(player: bigint): void {
    this.told.push(["attached", player]);
  }
  detached(player: bigint, reason: DetachReason): void {
    this.told.push(["detached", player, reason]);
    this.onDetached(player);
  }
  receive(player: bigint, lane: Lane, packet: Uint8Array): void {
    this.told.push(["receive", player, lane, ...packet]);
  }
  dropped(source: bigint, destination: bigint): void {
    this.told.push(["dropped", source, destination]);
  }
}

function setUp() {
  const router = new Router();
  const control = new NotedControl();
  router.setControlPlane(control);
  const links = new Map([anna, ben, carl].map((player) => [player, new NotedLink()]));
  for (const [player, link] of links) router.attach(player, link);
  return { router, control, links };
}

describe("Router", () => {
  it("hands the very bytes that came on to the destination, on the same lane, with the verified source in front", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(FAST_LANE, SURE_LANE),
        fc.constantFrom(anna, ben, carl),
        fc.constantFrom(anna, ben, carl),
        fc.uint8Array({ maxLength: MAX_DATAGRAM_BYTES - ENVELOPE_BYTES }),
        (lane, source, destination, packet) => {
          const { router, links } = setUp();
          const bytes = datagram(destination, [...packet]);
          router.route(source, lane, bytes);
          const sent = links.get(destination)?.sent ?? [];
          expect(sent).toHaveLength(1);
          expect(sent[0]?.lane).toBe(lane);
          expect(sent[0]?.given).toBe(bytes);
          expect(sent[0]?.bytes).toEqual(datagram(source, [...packet]));
          expect(router.stats).toEqual({ forwarded: 1, malformed: 0, undeliverable: 0, dropped: 0 });
        },
      ),
    );
  });

  it("works on a view into a larger buffer, and touches nothing around it", () => {
    const { router, links } = setUp();
    const around = new Uint8Array(100).fill(0xee);
    around.set(datagram(ben), 40);
    router.route(anna, FAST_LANE, around.subarray(40, 51));
    expect(links.get(ben)?.sent[0]?.bytes).toEqual(datagram(anna));
    expect([...around.subarray(0, 40), ...around.subarray(51)].every((byte) => byte === 0xee)).toBe(true);
  });

  it("survives arbitrary bytes, and counts each datagram once", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: MAX_DATAGRAM_BYTES + 50 }), { maxLength: 20 }), (datagrams) => {
        const { router, control } = setUp();
        const before = control.told.length;
        for (const bytes of datagrams) router.route(anna, SURE_LANE, bytes);
        const { forwarded, malformed, undeliverable, dropped } = router.stats;
        const toRelay = control.told.slice(before).length;
        expect(forwarded + malformed + undeliverable + dropped + toRelay).toBe(datagrams.length);
      }),
    );
  });

  it("drops what is too short for an envelope or too long for a datagram", () => {
    const { router, links } = setUp();
    for (let length = 0; length < ENVELOPE_BYTES; length++) router.route(anna, FAST_LANE, new Uint8Array(length));
    router.route(anna, FAST_LANE, datagram(ben, Array<number>(MAX_DATAGRAM_BYTES - ENVELOPE_BYTES + 1).fill(0)));
    expect(router.stats.malformed).toBe(ENVELOPE_BYTES + 1);
    expect(links.get(ben)?.sent).toHaveLength(0);
  });

  it("gives what is for peer 0 to the control plane, without the envelope", () => {
    const { router, control } = setUp();
    router.route(anna, SURE_LANE, datagram(RELAY_PEER, [1, 2]));
    expect(control.told.at(-1)).toEqual(["receive", anna, SURE_LANE, 1, 2]);
  });

  it("tells nobody that a destination is not there", () => {
    const { router, control } = setUp();
    const before = control.told.length;
    router.route(anna, SURE_LANE, datagram(individualId(99)));
    router.route(anna, SURE_LANE, datagram(2n ** 64n - 1n));
    expect(router.stats.undeliverable).toBe(2);
    expect(control.told).toHaveLength(before);
  });

  it("reports what a full link refused: on the sure lane only", () => {
    const { router, control, links } = setUp();
    const link = links.get(ben);
    if (link !== undefined) link.full = true;
    const before = control.told.length;
    router.route(anna, FAST_LANE, datagram(ben));
    expect(control.told).toHaveLength(before);
    router.route(anna, SURE_LANE, datagram(ben));
    expect(control.told.slice(before)).toEqual([["dropped", anna, ben]]);
    expect(router.stats.dropped).toBe(2);
  });

  it("replaces a player's older link, and goes on with the newer one", () => {
    const { router, control, links } = setUp();
    const newer = new NotedLink();
    router.attach(ben, newer);
    expect(links.get(ben)?.closed).toBe("replaced");
    expect(control.told.slice(-2)).toEqual([["detached", ben, "replaced"], ["attached", ben]]);
    router.route(anna, FAST_LANE, datagram(ben));
    expect(newer.sent).toHaveLength(1);
    expect(router.players).toBe(3);
  });

  it("does not take the newer link down when the older one ends at last", () => {
    const { router, links } = setUp();
    const newer = new NotedLink();
    router.attach(ben, newer);
    expect(router.detach(ben, "left", links.get(ben))).toBe(false);
    expect(router.has(ben)).toBe(true);
    expect(newer.closed).toBeUndefined();
  });

  it("lets the control plane have the last word on a link before it is closed", () => {
    const router = new Router();
    const link = new NotedLink();
    router.setControlPlane(new NotedControl((player) => router.deliver(player, SURE_LANE, datagram(0n, [1]))));
    router.attach(anna, link);
    router.detach(anna, "shutdown");
    expect(link.sent.map(({ bytes }) => bytes)).toEqual([datagram(RELAY_PEER, [1])]);
    expect(link.closed).toBe("shutdown");
    expect(router.deliver(anna, SURE_LANE, datagram(0n))).toBe(false);
  });

  it("ends every link on request", () => {
    const { router, links } = setUp();
    router.detachAll("shutdown");
    expect(router.players).toBe(0);
    expect([...links.values()].map(({ closed }) => closed)).toEqual(["shutdown", "shutdown", "shutdown"]);
  });
});
