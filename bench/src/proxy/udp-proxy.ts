import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { once } from "node:events";
import type { LinkConditions } from "./conditions.js";
import { DelayLine } from "./delay-line.js";
import { LinkShaper, type LinkCounters } from "./shaper.js";

/** The larger the better: what a socket's buffer cannot hold is lost without anybody having asked for it. The system caps it. */
const SOCKET_BUFFER_BYTES = 4 * 1024 * 1024;
const LOOPBACK = "127.0.0.1";

/** From the clients to the target, or back. */
export type Direction = "up" | "down";

/** What a {@link UdpProxy} is made of. */
export interface UdpProxyOptions {
  /** Where packets of clients go: a UDP port of this machine. */
  readonly targetPort: number;
  /** Both directions draw from it, each in a sequence of its own. */
  readonly seed: number;
  /** Both are clean until told otherwise. */
  readonly up?: LinkConditions;
  readonly down?: LinkConditions;
}

/**
 * A bad network between clients and one UDP port, all on loopback.
 *
 * It listens on a port of its own. The target sees a different address for each client, as it would without the proxy. Both
 * directions have conditions of their own, which may be changed at any time; packets under way keep what they got.
 */
export class UdpProxy {
  readonly #front: Socket;
  readonly #targetPort: number;
  readonly #shapers: Record<Direction, LinkShaper>;
  readonly #line = new DelayLine(() => performance.now());
  /** The socket towards the target, by the client's address. */
  readonly #backs = new Map<string, Socket>();
  #closed = false;

  private constructor(front: Socket, options: UdpProxyOptions) {
    this.#front = front;
    this.#targetPort = options.targetPort;
    this.#shapers = { up: new LinkShaper(options.seed), down: new LinkShaper(options.seed ^ 0x5bd1e995) };
    this.setConditions({ up: options.up, down: options.down });
    front.on("message", (packet, client) => this.#fromClient(packet, client));
    front.on("error", () => undefined);
  }

  /** Opens a proxy on a free port. */
  static async open(options: UdpProxyOptions): Promise<UdpProxy> {
    return new UdpProxy(await openSocket(), options);
  }

  /** The UDP port on 127.0.0.1 that stands in for the target's. */
  get port(): number {
    return this.#front.address().port;
  }

  /** How many client addresses have sent something. */
  get clients(): number {
    return this.#backs.size;
  }

  /** Changes one direction or both. */
  setConditions(conditions: { readonly up?: LinkConditions | undefined; readonly down?: LinkConditions | undefined }): void {
    if (conditions.up !== undefined) this.#shapers.up.conditions = conditions.up;
    if (conditions.down !== undefined) this.#shapers.down.conditions = conditions.down;
  }

  /** A snapshot of what a direction has seen. */
  counters(direction: Direction): Readonly<LinkCounters> {
    return this.#shapers[direction].counters;
  }

  resetCounters(): void {
    this.#shapers.up.resetCounters();
    this.#shapers.down.resetCounters();
  }

  /** Lets go of all ports; what is under way is lost. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#line.clear();
    await Promise.all([this.#front, ...this.#backs.values()].map(async (socket) => {
      socket.close();
      await once(socket, "close");
    }));
  }

  #fromClient(packet: Buffer, client: RemoteInfo): void {
    const back = this.#backOf(client);
    this.#pass("up", packet, () => back.send(packet, this.#targetPort, LOOPBACK, ignoreError));
  }

  #backOf(client: RemoteInfo): Socket {
    const address = `${client.address}:${client.port}`;
    const known = this.#backs.get(address);
    if (known !== undefined) return known;
    const back = createSocket("udp4");
    this.#backs.set(address, back);
    back.on("error", () => undefined);
    back.on("message", (packet) => this.#pass("down", packet, () => this.#front.send(packet, client.port, client.address, ignoreError)));
    // What is sent before a socket is bound waits until it is.
    back.bind({ address: LOOPBACK, port: 0 }, () => widen(back));
    return back;
  }

  #pass(direction: Direction, packet: Buffer, send: () => void): void {
    if (this.#closed) return;
    for (const at of this.#shapers[direction].pass(performance.now(), packet.byteLength)) {
      this.#line.add(at, () => void (this.#closed || send()));
    }
  }
}

async function openSocket(): Promise<Socket> {
  const socket = createSocket("udp4");
  socket.bind({ address: LOOPBACK, port: 0 });
  await once(socket, "listening");
  widen(socket);
  return socket;
}

function widen(socket: Socket): void {
  socket.setRecvBufferSize(SOCKET_BUFFER_BYTES);
  socket.setSendBufferSize(SOCKET_BUFFER_BYTES);
}

/** Without a callback an error would be thrown as an event; a network that loses a packet says nothing either. */
function ignoreError(): void {}
