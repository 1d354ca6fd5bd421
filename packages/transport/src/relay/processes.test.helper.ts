/** Relays and stock clients in processes of their own, as tests use them. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Admission } from "../wire/control.js";
import { parseAdmission } from "../wire/control-from-relay.js";
import { ENVELOPE_BYTES, readPeer, writePeer } from "../wire/envelope.js";
import { FAST_LANE, SURE_LANE, type Lane } from "../wire/lane.js";
import type { RelayOptions, RelayStats } from "./index.js";
import type { FromRelayProcess } from "./relay.test.child.js";
import type { FromStockClients, ToStockClients } from "./stock-client.test.child.js";

/** Waits until the function answers something; polls. */
export async function eventually<T>(what: string, get: () => T | undefined | false | Promise<T | undefined | false>, withinMs = 15_000): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const value = await get();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function start(file: string, args: readonly string[], quiet: boolean): ChildProcess {
  const path = fileURLToPath(new URL(`../../dist/relay/${file}.test.child.js`, import.meta.url));
  if (!existsSync(path)) throw new Error(`${path} is not there: build first, with tsc -b`);
  return fork(path, args, { serialization: "advanced", stdio: ["ignore", quiet ? "ignore" : "inherit", "inherit", "ipc"] });
}

/** A relay in its own process. */
export class RelayProcess {
  readonly port: number;
  readonly udpPort: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number, udpPort: number) {
    this.#child = child;
    this.port = port;
    this.udpPort = udpPort;
  }

  static async start(options: RelayOptions): Promise<RelayProcess> {
    const child = start("relay", [JSON.stringify(options)], true);
    const [first] = (await Promise.race([once(child, "message"), once(child, "exit")])) as [FromRelayProcess | number | null];
    if (first === null || typeof first === "number" || first.event !== "ready") throw new Error("the relay did not start");
    return new RelayProcess(child, first.port, first.udpPort);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async stats(): Promise<RelayStats> {
    if (!this.running) throw new Error(`the relay is gone: exit code ${this.#child.exitCode}, signal ${this.#child.signalCode}`);
    this.#child.send("stats");
    const [answer] = (await once(this.#child, "message")) as [FromRelayProcess];
    if (answer.event !== "stats") throw new Error("asked for figures, got something else");
    return answer.stats;
  }

  /** Closes it the polite way. @returns its exit code. */
  async close(): Promise<number | null> {
    return this.#end(() => this.#child.send("close"));
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    await this.#end(() => this.#child.kill("SIGKILL"));
  }

  async #end(how: () => void): Promise<number | null> {
    if (!this.running) return this.#child.exitCode;
    const exit = once(this.#child, "exit");
    how();
    await exit;
    return this.#child.exitCode;
  }
}

/** One link of a stock client. */
export class StockLink {
  readonly received: { readonly lane: Lane; readonly bytes: Uint8Array }[] = [];
  admission: Admission | undefined;
  status: number | undefined;
  failed = false;
  closed = false;
  readonly #number: number;
  readonly #send: (command: ToStockClients) => void;

  constructor(link: number, send: (command: ToStockClients) => void) {
    this.#number = link;
    this.#send = send;
  }

  get id(): bigint {
    return this.admission?.id ?? 0n;
  }

  text(text: string): void {
    this.#send({ do: "text", link: this.#number, text });
  }

  binary(lane: Lane, bytes: Uint8Array): void {
    this.#send({ do: "binary", link: this.#number, lane, bytes });
  }

  /** Sends a packet to a player. */
  packet(lane: Lane, peer: bigint, packet: readonly number[]): void {
    this.binary(lane, datagram(peer, packet));
  }

  /** Opens data channels of its own. */
  channels(count: number): void {
    this.#send({ do: "channels", link: this.#number, count });
  }

  /** Sends a datagram to the peer on both lanes, over and over. */
  chat(peer: bigint, everyMs: number): void {
    this.#send({ do: "chat", link: this.#number, everyMs, datagram: datagram(peer, [1, 2, 3]) });
  }

  close(): void {
    this.#send({ do: "close", link: this.#number });
  }

  /** Whether a packet like this arrived from the peer. */
  got(lane: Lane, peer: bigint, packet: readonly number[]): boolean {
    return this.received.some(
      (message) => message.lane === lane && sourceOf(message.bytes) === peer && message.bytes.subarray(ENVELOPE_BYTES).join() === packet.join(),
    );
  }

  /** How many datagrams arrived from the peer. */
  count(lane: Lane, peer: bigint): number {
    return this.received.filter((message) => message.lane === lane && sourceOf(message.bytes) === peer).length;
  }
}

/** A process full of stock clients. */
export class StockClients {
  readonly #child: ChildProcess;
  readonly #links = new Map<number, StockLink>();

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on("message", (message) => this.#heard(message as FromStockClients));
  }

  static async start(): Promise<StockClients> {
    const child = start("stock-client", [], false);
    const clients = new StockClients(child);
    await once(child, "message");
    return clients;
  }

  /** Begins to connect; see the link for what comes of it. */
  begin(relay: RelayProcess, authorization: string | undefined, hangUp?: "at-offer" | "at-open"): StockLink {
    const link = this.#links.size;
    const made = new StockLink(link, (command) => void this.#child.send(command));
    this.#links.set(link, made);
    this.#child.send({
      do: "connect",
      link,
      port: relay.port,
      ...(authorization === undefined ? {} : { authorization }),
      ...(hangUp === undefined ? {} : { hangUp }),
    } satisfies ToStockClients);
    return made;
  }

  /** Connects, and sends one byte on each lane to nobody, so that the relay knows both are there. */
  async connect(relay: RelayProcess, authorization = "Samovar 1"): Promise<StockLink> {
    const link = this.begin(relay, authorization);
    await eventually("a stock client to connect", () => link.admission !== undefined || link.failed);
    if (link.failed) throw new Error(`a stock client was refused: ${link.status}`);
    for (const lane of [FAST_LANE, SURE_LANE] as const) link.packet(lane, link.id + 1n, [0]);
    return link;
  }

  stop(): void {
    this.#child.disconnect();
  }

  #heard(message: FromStockClients): void {
    if (message.event === "started") return;
    const link = this.#links.get(message.link);
    if (link === undefined) return;
    switch (message.event) {
      case "connected":
        link.admission = parseAdmission(message.userData);
        link.failed = link.admission === undefined;
        break;
      case "failed":
        link.failed = true;
        link.status = message.status;
        break;
      case "message":
        link.received.push(message);
        break;
      case "closed":
        link.closed = true;
        break;
    }
  }
}

function datagram(peer: bigint, packet: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(ENVELOPE_BYTES + packet.length);
  bytes.set(packet, ENVELOPE_BYTES);
  writePeer(new DataView(bytes.buffer), peer);
  return bytes;
}

function sourceOf(bytes: Uint8Array): bigint | undefined {
  return readPeer(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
