import { Messages, type Outlet } from "../session/messages.js";
import * as SendFlags from "../session/send-flags.js";
import { SeededRandom } from "../testing/random.js";
import { VirtualTime } from "../testing/virtual-time.js";
import { CONTROL_CHANNEL, encodeControl, parseAuthorization, type RelayToPlayer } from "../wire/control.js";
import { decodeFromPlayer, type FromPlayer } from "../wire/control-from-player.js";
import { ENVELOPE_BYTES, readPeer, RELAY_PEER, writePeer } from "../wire/envelope.js";
import type { Lane } from "../wire/lane.js";
import type { Link, LinkListener } from "../wire/link.js";
import { individualId } from "../wire/steam-id.js";
import { memoryCredentials } from "./credentials.js";
import type { LinkOpener, LinkRequest, OpenedLink } from "./link-opener.js";
import { RelayClient } from "./relay-client.js";
import type { RelayClientOptions } from "./relay-client-options.js";
import { RelayError } from "./relay-error.js";
import type { SteadyTimer } from "./steady-timer.js";

/** How long a datagram takes between a player and the relay, and the relay to answer an attempt. */
const LAG_MS = 2;
const OPEN_MS = 100;
const ROOM_BYTES = 65_536;

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A link made of virtual time. */
class FakeLink implements Link {
  open = true;
  #listener: LinkListener | undefined;
  readonly #relay: FakeRelay;
  readonly #player: bigint;

  constructor(relay: FakeRelay, player: bigint) {
    this.#relay = relay;
    this.#player = player;
  }

  listen(listener: LinkListener): void {
    this.#listener = listener;
  }

  room(): number {
    return this.open ? ROOM_BYTES : 0;
  }

  send(lane: Lane, datagram: Uint8Array): void {
    const copy = datagram.slice();
    this.#relay.later(LAG_MS, () => this.open && this.#relay.route(this.#player, lane, copy));
  }

  close(): void {
    this.#listener = undefined;
    // What was just sent still leaves.
    this.#relay.later(2 * LAG_MS, () => this.#relay.detach(this.#player, this));
  }

  deliver(lane: Lane, datagram: Uint8Array): void {
    this.#relay.later(LAG_MS, () => this.open && this.#listener?.onDatagram(lane, datagram));
  }

  cut(why: string): void {
    this.open = false;
    this.#listener?.onClosed(why);
  }
}

/** A relay on virtual time, with the real engine at its desk, that does as a test tells it. */
export class FakeRelay {
  readonly time = new VirtualTime();
  /** How it takes an attempt to connect: normally, not at all, with an error, by never answering, or by answering and no more. */
  manner: "up" | "down" | "hanging" | "half-way" | RelayError = "up";
  /** While true it keeps links open and neither hears nor says anything. */
  mute = false;
  /** Datagrams between players for which it says true are lost. */
  loses: (lane: Lane) => boolean = () => false;
  readonly attempts: { readonly atMs: number; readonly life: number; readonly token: string | undefined }[] = [];
  readonly aborted: number[] = [];
  /** What players told the relay. */
  readonly heard: { readonly player: bigint; readonly said: FromPlayer }[] = [];
  readonly warnings: string[] = [];
  readonly #random = new SeededRandom(1);
  readonly #links = new Map<bigint, FakeLink>();
  #players = new Map<string, bigint>();
  #count = 0;
  #desk = this.#newDesk();
  readonly #outlet: Outlet = {
    room: () => ROOM_BYTES,
    send: (player, lane, datagram) => this.#deliver(RELAY_PEER, player, lane, datagram),
  };

  constructor() {
    const tick = (): void => {
      this.#desk.transmit(this.time.now, this.#outlet);
      this.later(20, tick);
    };
    tick();
  }

  /** A client of this relay, closed or not; a tab of its own unless it is given the credentials of another. */
  client(options: Partial<RelayClientOptions> = {}): RelayClient {
    return new RelayClient({
      url: "https://relay.example",
      openLink: this.openLink,
      credentials: memoryCredentials(),
      clock: () => this.time.now,
      timer: (ring) => this.timer(ring),
      random: () => this.#random.uint32(),
      page: undefined,
      log: { info: () => {}, warn: (message) => this.warnings.push(message) },
      ...options,
    });
  }

  timer(ring: () => void): SteadyTimer {
    let setting = 0;
    const arm = (atMs: number): void => {
      const mine = ++setting;
      if (atMs !== Infinity) this.time.schedule(atMs, () => mine === setting && ring());
    };
    return { arm, dispose: () => arm(Infinity) };
  }

  /** Moves time on, and lets promises settle on the way. */
  async pass(ms: number): Promise<void> {
    for (const end = this.time.now + ms; this.time.now < end; ) {
      this.time.advanceTo(Math.min(end, this.time.now + 5));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  later(ms: number, run: () => void): void {
    this.time.schedule(this.time.now + ms, run);
  }

  readonly openLink: LinkOpener = (request) => {
    const { life = -1, token } = parseAuthorization(request.authorization) ?? {};
    this.attempts.push({ atMs: this.time.now, life, token });
    request.signal.addEventListener("abort", () => this.aborted.push(this.time.now));
    return new Promise((resolve, reject) => this.later(OPEN_MS, () => this.#answer(request, token, resolve, reject)));
  };

  /** Says something to a player, as the relay's desk does. */
  say(player: bigint, message: RelayToPlayer): void {
    this.#desk.send(this.time.now, player, encodeControl(message), SendFlags.RELIABLE | SendFlags.NO_NAGLE, CONTROL_CHANNEL);
  }

  /** Puts any bytes on a player's link. */
  inject(player: bigint, lane: number, bytes: Uint8Array): void {
    this.#links.get(player)?.deliver(lane as Lane, bytes);
  }

  /** The link of a player breaks, and his page notices. */
  cut(player: bigint): void {
    const link = this.#links.get(player);
    this.#links.delete(player);
    link?.cut("the test cut it");
  }

  has(player: bigint): boolean {
    return this.#links.has(player);
  }

  /** The process dies, and another begins. Nobody is told. */
  restart(options: { readonly keepsKey: boolean }): void {
    for (const link of this.#links.values()) link.open = false;
    this.#links.clear();
    this.#desk = this.#newDesk();
    if (!options.keepsKey) this.#players = new Map();
  }

  detach(player: bigint, link: FakeLink): void {
    link.open = false;
    if (this.#links.get(player) === link) this.#links.delete(player);
  }

  route(source: bigint, lane: Lane, datagram: Uint8Array): void {
    const destination = readPeer(viewOf(datagram));
    if (this.mute || destination === undefined) return;
    if (destination !== RELAY_PEER) {
      if (!this.loses(lane)) this.#deliver(source, destination, lane, datagram);
      return;
    }
    const now = this.time.now;
    this.#desk.handlePacket(now, source, lane, datagram.subarray(ENVELOPE_BYTES));
    for (let event = this.#desk.nextEvent(); event !== undefined; event = this.#desk.nextEvent()) {
      if (event.kind === "session-request") this.#desk.accept(now, event.peer);
    }
    for (const { peer, payload } of this.#desk.receive(now, CONTROL_CHANNEL, 64)) {
      const said = decodeFromPlayer(payload);
      if (said !== undefined) this.heard.push({ player: peer, said });
    }
    this.#desk.transmit(now, this.#outlet);
  }

  #deliver(source: bigint, player: bigint, lane: Lane, datagram: Uint8Array): void {
    if (this.mute) return;
    const copy = datagram.slice();
    writePeer(viewOf(copy), source);
    this.#links.get(player)?.deliver(lane, copy);
  }

  #answer(request: LinkRequest, token: string | undefined, resolve: (opened: OpenedLink) => void, reject: (error: RelayError) => void): void {
    if (this.manner === "hanging") return;
    if (this.manner === "down") return reject(new RelayError("unreachable", "nobody there"));
    if (this.manner instanceof RelayError) return reject(this.manner);
    request.onAnswered();
    if (this.manner === "half-way") return;
    const id = this.#players.get(token ?? "") ?? individualId(++this.#count);
    const issued = `token-${id}-${this.time.now}`;
    this.#players.set(issued, id);
    const link = new FakeLink(this, id);
    this.#links.get(id)?.cut("replaced");
    this.#links.set(id, link);
    resolve({ link, admission: { id, token: issued } });
  }

  #newDesk(): Messages {
    const random = (): number => this.#random.uint32();
    const desk = new Messages({ self: RELAY_PEER, life: random(), random, settings: { timeoutConnectedMs: 5_000 } });
    desk.linkUp(this.time.now);
    return desk;
  }
}
