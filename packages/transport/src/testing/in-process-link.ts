import type { Downlink } from "../relay/router.js";
import { MAX_DATAGRAM_BYTES, RELAY_QUEUE_BYTES, type Lane } from "../wire/lane.js";
import type { Link, LinkListener } from "../wire/link.js";
import type { LinkConditions } from "./conditions.js";
import type { SeededRandom } from "./random.js";
import { SimulatedPath } from "./simulated-link.js";
import type { VirtualTime } from "./virtual-time.js";

/** A datagram held back by the network has passed by then. */
const AFTERTHOUGHT_MS = 50;

/** What a link is made of. */
export interface InProcessLinkOptions {
  readonly time: VirtualTime;
  readonly random: SeededRandom;
  /** What the player's network does at the moment. */
  readonly conditions: () => LinkConditions;
  /** At the relay: a datagram came. */
  readonly toRelay: (lane: Lane, datagram: Uint8Array) => void;
  /** At the relay: the link is closed, or broke. */
  readonly closedAtRelay: () => void;
}

/** Both ends of one link between a page and a relay in the same process. */
export class InProcessLink implements Link {
  readonly #options: InProcessLinkOptions;
  readonly #up: SimulatedPath;
  readonly #down: SimulatedPath;
  #listener: LinkListener | undefined;
  /** What came before anybody listened. */
  readonly #early: [Lane, Uint8Array][] = [];
  #openHere = true;
  #openThere = true;
  #wasFull = false;

  constructor(options: InProcessLinkOptions) {
    const { time, random, conditions, toRelay } = options;
    this.#options = options;
    this.#up = new SimulatedPath(time, random, conditions, (lane, datagram) => this.#openThere && toRelay(lane, datagram));
    this.#down = new SimulatedPath(time, random, conditions, (lane, datagram) => this.#arrived(lane, datagram), RELAY_QUEUE_BYTES);
    this.#up.onDrained = () => {
      if (!this.#wasFull || !this.#openHere) return;
      this.#wasFull = false;
      this.#listener?.onWritable();
    };
  }

  /** The relay's end. */
  readonly downlink: Downlink = {
    send: (lane, datagram) => this.#openThere && this.#down.send(lane, datagram),
    close: () => {
      if (!this.#openThere) return;
      this.#openThere = false;
      this.#afterwards(() => this.#breakHere("the relay closed it"));
    },
  };

  listen(listener: LinkListener): void {
    this.#listener = listener;
    for (const [lane, datagram] of this.#early.splice(0)) listener.onDatagram(lane, datagram);
  }

  room(lane: Lane): number {
    const room = this.#openHere ? this.#up.room(lane) : 0;
    if (room < MAX_DATAGRAM_BYTES) this.#wasFull = true;
    return room;
  }

  send(lane: Lane, datagram: Uint8Array): void {
    if (this.#openHere) this.#up.send(lane, datagram);
  }

  close(): void {
    if (!this.#openHere) return;
    this.#openHere = false;
    this.#listener = undefined;
    this.#afterwards(() => {
      if (!this.#openThere) return;
      this.#openThere = false;
      this.sever();
      this.#options.closedAtRelay();
    });
  }

  /** From now on nothing crosses it, until it does again; the sure lane is only held up. */
  set blackout(dark: boolean) {
    for (const path of [this.#up, this.#down]) {
      if (dark) path.blackout = true;
      else path.endBlackout();
    }
  }

  /** Ends it without a word to anybody: the page or the relay at an end of it is dead. */
  sever(): void {
    this.#openHere = false;
    this.#listener = undefined;
    this.#up.break();
    this.#down.break();
  }

  /** Breaks it, and both ends notice at once. */
  drop(why: string): void {
    const openThere = this.#openThere;
    this.#openThere = false;
    this.#breakHere(why);
    this.sever();
    if (openThere) this.#options.closedAtRelay();
  }

  #arrived(lane: Lane, datagram: Uint8Array): void {
    if (!this.#openHere) return;
    if (this.#listener === undefined) this.#early.push([lane, datagram]);
    else this.#listener.onDatagram(lane, datagram);
  }

  #breakHere(why: string): void {
    const listener = this.#listener;
    if (!this.#openHere) return;
    this.sever();
    listener?.onClosed(why);
  }

  /** At the other end, and after what was sent just before. Where nothing crosses, neither does this. */
  #afterwards(run: () => void): void {
    const { time, conditions } = this.#options;
    const { lagMs, jitterMs } = conditions();
    time.schedule(time.now + lagMs + jitterMs + AFTERTHOUGHT_MS, () => {
      if (!this.#up.blackout) run();
    });
  }
}
