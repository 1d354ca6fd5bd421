import { expect, it } from "vitest";
import { Messages } from "../session/messages.js";
import type { Outlet } from "../session/outlet.js";
import { CONTROL_CHANNEL, type PlayerToRelay } from "../wire/control.js";
import { decodeFromPlayer } from "../wire/control-from-player.js";
import { ENVELOPE_BYTES, RELAY_PEER } from "../wire/envelope.js";
import type { Lane } from "../wire/lane.js";
import { individualId } from "../wire/steam-id.js";
import { ControlChannel } from "./control-channel.js";

const ANNA = individualId(1);

/** A player's channel and a relay's desk, wired together without any delay. */
class Wire {
  now = 1_000;
  readonly heard: string[] = [];
  readonly greeted: number[] = [];
  readonly channel: ControlChannel;
  #drawn = 0;
  readonly #random = (): number => ++this.#drawn;
  readonly #desk = new Messages({ self: RELAY_PEER, life: 1, random: this.#random });

  constructor(onGreet: (wire: Wire) => void = () => {}) {
    this.channel = new ControlChannel({ self: ANNA, life: 5, random: this.#random, onGreet: () => onGreet(this) });
    this.#desk.linkUp(this.now);
    this.channel.linkUp(this.now);
  }

  say(message: PlayerToRelay): boolean {
    return this.channel.say(this.now, message);
  }

  /** The relay ends the session, but not the link. */
  forget(): void {
    this.#desk.closeSession(this.now, ANNA);
    this.pass(50);
  }

  pass(ms: number): void {
    for (const end = this.now + ms; this.now < end; this.now += 10) {
      this.channel.transmit(this.now, outlet((lane, packet) => this.#desk.handlePacket(this.now, ANNA, lane, packet)));
      while (this.#desk.nextEvent() !== undefined) this.#desk.accept(this.now, ANNA);
      for (const { payload } of this.#desk.receive(this.now, CONTROL_CHANNEL, 100)) this.heard.push(decodeFromPlayer(payload)?.t ?? "nothing");
      this.#desk.transmit(this.now, outlet((lane, packet) => void this.channel.handlePacket(this.now, lane, packet)));
    }
  }
}

const outlet = (take: (lane: Lane, packet: Uint8Array) => void): Outlet => ({
  room: () => 1_000_000,
  send: (_peer, lane, datagram) => take(lane, datagram.slice(ENVELOPE_BYTES)),
});

it("greets the relay before it says anything else, on a session that is new as well", () => {
  const wire = new Wire();
  wire.say({ t: "show", to: [] });
  wire.pass(500);
  expect(wire.heard).toEqual(["hello", "show"]);
  wire.forget();
  wire.heard.length = 0;
  wire.say({ t: "show", to: [] });
  wire.pass(2_000);
  expect(wire.heard).toEqual(["hello", "show"]);
});

it("has everybody say their part after each greeting, and once each", () => {
  const wire = new Wire((self) => void self.say({ t: "show", to: [] }));
  wire.pass(500);
  wire.forget();
  wire.pass(3_000);
  expect(wire.heard).toEqual(["hello", "show", "hello", "show"]);
});

it("says nothing without a link", () => {
  const wire = new Wire();
  wire.channel.linkDown(wire.now);
  expect(wire.say({ t: "show", to: [] })).toBe(false);
});
