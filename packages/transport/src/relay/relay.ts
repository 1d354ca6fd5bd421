import { createHmac, randomBytes, randomInt } from "node:crypto";
import dgram from "node:dgram";
import { createServer, type Server } from "node:http";
import { networkInterfaces } from "node:os";
import { CONTROL_VERSION } from "../wire/control.js";
import { Admissions } from "./admissions.js";
import { MemoryBackplane } from "./backplane/memory-backplane.js";
import { resolveConfig, type RelayConfig, type RelaySettings } from "./config.js";
import type { ControlClock } from "./control-part.js";
import { RelayControl } from "./control-plane.js";
import { GeckosDoor } from "./geckos-door.js";
import { createHttpGuard, limitServer } from "./http-guard.js";
import { Lives } from "./lives.js";
import { consoleLog, type RelayLog } from "./log.js";
import { PlayerIds } from "./player-ids.js";
import { RateLimiter } from "./rate-limiter.js";
import { errorText, RelayStartError, systemCode } from "./relay-error.js";
import { keyFromFile, keyFromSecret, type RelayKey } from "./relay-key.js";
import { Router, type Downlink, type RouterStats } from "./router.js";
import type { WallClock } from "./serials.js";
import { Tokens } from "./tokens.js";
import { wait } from "./waiting.js";

/** Options of {@link startRelay}. */
export interface RelayOptions extends RelaySettings {
  /** Where the relay tells what happens. Default: stdout and stderr. */
  readonly log?: RelayLog;
  /** Environment variables. Default: the process's own. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Figures of a relay, since it started. */
export interface RelayStats extends RouterStats {
  /** Players with an open link. */
  readonly players: number;
  /** Connections begun and not ended, open ones included. */
  readonly connections: number;
  /** Messages of players that were no datagrams: text, or too long. Datagrams without an envelope are in `malformed`. */
  readonly refused: number;
}

/** A running relay. */
export interface Relay {
  /** The HTTP address, for a client on the same machine: `http://localhost:9208`. */
  readonly url: string;
  readonly port: number;
  readonly udpPort: number;
  /** A snapshot. */
  readonly stats: RelayStats;
  /**
   * Tells the players that the relay goes, closes their links and the ports. Resolves when all is gone, in less than two seconds.
   * Safe to call again.
   */
  close(): Promise<void>;
}

/**
 * Starts a relay in this process; there can be one at a time. Resolves when it takes players.
 * Rejects with a {@link RelayStartError} that says in one line what is in the way, and leaves nothing behind.
 */
export async function startRelay(options: RelayOptions = {}): Promise<Relay> {
  const { log = consoleLog, env = process.env, ...settings } = options;
  GeckosDoor.assertNone();
  const config = resolveConfig(settings, env);
  const key = config.secret === undefined ? await keyFromFile(config.keyFile) : keyFromSecret(config.secret, wallClock);
  const server = createServer();
  limitServer(server);
  await listen(server, config);
  try {
    return await RunningRelay.start(server, config, key, log);
  } catch (error) {
    server.close();
    throw error;
  }
}

class RunningRelay implements Relay {
  readonly url: string;
  readonly port: number;
  readonly udpPort: number;
  readonly #server: Server;
  readonly #log: RelayLog;
  readonly #router = new Router();
  readonly #lives = new Lives();
  readonly #control: RelayControl;
  readonly #door: GeckosDoor;
  /** The link of each player that is attached, with the page life it belongs to. */
  readonly #links = new Map<bigint, { readonly life: number; readonly downlink: Downlink }>();
  #closing: Promise<void> | undefined;

  static async start(server: Server, config: RelayConfig, key: RelayKey, log: RelayLog): Promise<RunningRelay> {
    const port = portOf(server);
    const udpHost = config.udpHost ?? (hasOnlyLoopback() ? "127.0.0.1" : undefined);
    // A port the system chose for TCP may be taken for UDP, so there the number need not be the same.
    const udpPort = await probeUdp(config.udpPort ?? config.port, udpHost);
    return new RunningRelay(server, { ...config, port, udpPort, udpHost }, key, log);
  }

  private constructor(server: Server, config: RelayConfig & { readonly udpPort: number }, key: RelayKey, log: RelayLog) {
    this.#server = server;
    this.#log = log;
    this.port = config.port;
    this.udpPort = config.udpPort;
    this.url = `http://${urlHost(config.host)}:${config.port}`;
    this.#control = new RelayControl({
      deliver: (player, lane, datagram) => this.#router.deliver(player, lane, datagram),
      lost: (player, reason) => this.#detach(player, reason),
      clock: monotonicClock,
      random: () => randomInt(2 ** 32),
      firstWordTimeoutMs: config.firstWordTimeoutMs,
      silenceTimeoutMs: config.silenceTimeoutMs,
      lobbyGraceMs: config.lobbyGraceMs,
      sign: (bytes) => createHmac("sha256", key.seals).update(bytes).digest(),
      run: randomBytes(9).toString("hex"),
      backplane: new MemoryBackplane(),
      log,
    });
    this.#router.setControlPlane(this.#control);
    this.#door = new GeckosDoor({
      udpPort: config.udpPort,
      udpHost: config.udpHost,
      publicAddress: config.publicAddress,
      iceServers: config.iceServers,
      openTimeoutMs: config.openTimeoutMs,
      maxPlayers: config.maxPlayers,
      queueBytes: config.queueBytes,
      log,
      events: {
        opened: (player, life, downlink) => this.#opened(player, life, downlink),
        datagram: (player, lane, datagram) => this.#router.route(player, lane, datagram),
        closed: (player, downlink) => this.#closed(player, downlink),
      },
    });
    server.on(
      "request",
      createHttpGuard({
        signalling: this.#door,
        admissions: new Admissions(
          new PlayerIds(key.ids, key.serials),
          new Tokens(key.signing, config.tokenLifetimeMs, () => wallClock.now()),
          this.#lives,
          log,
        ),
        origins: config.origins,
        trustProxy: config.trustProxy,
        connects: new RateLimiter({ burst: config.connectBurst, perSecond: config.connectsPerSecond }, () => monotonicClock.now()),
        health: () => ({ players: this.#router.players, version: CONTROL_VERSION }),
        log,
      }),
    );
  }

  get stats(): RelayStats {
    return { players: this.#router.players, ...this.#router.stats, ...this.#door.stats };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#router.detachAll("shutdown");
    this.#links.clear();
    await this.#door.close();
    this.#control.stop();
    this.#server.closeAllConnections();
    await closed;
    this.#log.info("the relay is closed");
  }

  #opened(player: bigint, life: number, downlink: Downlink): void {
    const before = this.#links.get(player);
    // The same page, back before we noticed that its old link was dead: nobody is to be told of a replacement.
    if (before?.life === life) this.#router.detach(player, "left");
    else if (before !== undefined) this.#log.info(`player ${player} connected from another page; the earlier one is replaced`);
    this.#links.set(player, { life, downlink });
    this.#lives.opened(player, life);
    this.#router.attach(player, downlink, life);
    this.#log.info(`player ${player} connected (${this.#router.players} online)`);
  }

  #closed(player: bigint, downlink: Downlink): void {
    if (!this.#router.detach(player, "left", downlink)) return;
    this.#links.delete(player);
    this.#log.info(`player ${player} disconnected (${this.#router.players} online)`);
  }

  /** The desk lost the player. */
  #detach(player: bigint, reason: "left" | "silent"): void {
    this.#links.delete(player);
    if (!this.#router.detach(player, reason)) return;
    this.#log.info(`player ${player} ${reason === "left" ? "left" : "fell silent"} (${this.#router.players} online)`);
  }
}

const wallClock: WallClock = { now: () => Date.now(), wait };

const monotonicClock: ControlClock = {
  now: () => performance.now(),
  wallMs: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

function hasOnlyLoopback(): boolean {
  return Object.values(networkInterfaces()).every((addresses) => addresses?.every((address) => address.internal) ?? true);
}

function urlHost(host: string | undefined): string {
  if (host === undefined || host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

function portOf(server: Server): number {
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : 0;
}

function listen(server: Server, { port, host }: RelayConfig): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      reject(
        systemCode(cause) === "EADDRINUSE"
          ? new RelayStartError("port-in-use", `TCP port ${port} is in use by another program. Stop that one, or choose another port with SAMOVAR_RELAY_PORT or --port.`, { cause })
          : new RelayStartError("cannot-listen", `The relay cannot listen on ${host ?? "*"}:${port} (${errorText(cause)}). Choose another with SAMOVAR_HOST and SAMOVAR_RELAY_PORT, or --host and --port.`, { cause }),
      );
    });
    server.listen({ port, host }, resolve);
  });
}

/**
 * Whether the UDP port can be had, found out by taking it for a moment: node-datachannel only knows that it failed, not why.
 * @returns the port; the one the system chose, for 0.
 */
function probeUdp(port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = dgram.createSocket(host === undefined || !host.includes(":") ? "udp4" : "udp6");
    socket.once("error", (cause) => {
      socket.close();
      reject(
        systemCode(cause) === "EADDRINUSE"
          ? new RelayStartError("port-in-use", `UDP port ${port} is in use by another program. Stop that one, or choose another port with SAMOVAR_UDP_PORT or --udp-port.`, { cause })
          : new RelayStartError("cannot-listen", `The relay cannot have UDP port ${port} on ${host ?? "*"} (${errorText(cause)}). Choose another with SAMOVAR_UDP_HOST and SAMOVAR_UDP_PORT.`, { cause }),
      );
    });
    socket.bind({ port, exclusive: true, ...(host === undefined ? {} : { address: host }) }, () => {
      const chosen = socket.address().port;
      socket.close(() => resolve(chosen));
    });
  });
}
