import { isIP } from "node:net";
import * as z from "zod";
import { RELAY_QUEUE_BYTES } from "../wire/lane.js";
import { DEFAULT_LOBBY_GRACE_MS } from "./control-plane.js";
import { RelayStartError } from "./relay-error.js";
import { MIN_SECRET_LENGTH } from "./relay-key.js";

const port = z.int().min(0).max(65_535);
const milliseconds = z.number().min(0).max(100 * 365 * 86_400_000);
const address = z.string().refine((text) => isIP(text) !== 0, "must be an IP address");

/** The options of a relay, and what holds when they are left out. */
const schema = z
  .strictObject({
    port: port.default(9208),
    host: z.string().min(1).optional(),
    udpPort: port.refine((value) => value === 0 || value > 1024, "must be 0 or 1025..65535").optional(),
    udpHost: address.optional(),
    publicAddress: address.optional(),
    iceServers: z.array(z.string().regex(/^(stun|turn|turns):\S+$/)).default([]),
    origins: z.array(z.string().regex(/^https?:\/\/[^/\s]+$/, 'must look like "https://example.com"')).default([]),
    trustProxy: z.boolean().default(false),
    keyFile: z.string().min(1).default(".samovar/relay-key"),
    secret: z.string().min(MIN_SECRET_LENGTH, `must have at least ${MIN_SECRET_LENGTH} characters`).optional(),
    tokenLifetimeMs: milliseconds.min(1000).default(365 * 86_400_000),
    maxPlayers: z.int().min(1).default(2000),
    connectBurst: z.number().min(1).default(60),
    connectsPerSecond: z.number().min(0.01).default(5),
    openTimeoutMs: milliseconds.default(15_000),
    firstWordTimeoutMs: milliseconds.default(10_000),
    silenceTimeoutMs: milliseconds.min(1000).default(4500),
    lobbyGraceMs: milliseconds.max(3_600_000).default(DEFAULT_LOBBY_GRACE_MS),
    queueBytes: z.int().min(65_536).default(RELAY_QUEUE_BYTES),
  })
  .refine(({ port: tcp, udpPort: udp }) => udp !== undefined || tcp === 0 || tcp > 1024, {
    path: ["udpPort"],
    message: "must be given (1025..65535) when the HTTP port is below 1025",
  });

/** What is in force: every option with a value, or undefined where that has a meaning of its own. */
export type RelayConfig = z.infer<typeof schema>;

/** How a relay is set up; everything has a default. What is given here wins over the environment variable named with it. */
export interface RelaySettings {
  /** TCP port of the HTTP server; 0 takes a free one. Default 9208. `SAMOVAR_RELAY_PORT` */
  readonly port?: number | undefined;
  /** Address the HTTP server listens on. Default: all. `SAMOVAR_HOST` */
  readonly host?: string | undefined;
  /** The one UDP port of all players, 1025..65535; 0 takes a free one. Default: the number of the HTTP port. `SAMOVAR_UDP_PORT` */
  readonly udpPort?: number | undefined;
  /** IP address the UDP port is bound to. Default: all, save on a machine that has only loopback, where it is 127.0.0.1. `SAMOVAR_UDP_HOST` */
  readonly udpHost?: string | undefined;
  /** An IP address to announce besides the machine's own, for a relay behind 1:1 NAT (most cloud machines, containers); same UDP port. `SAMOVAR_PUBLIC_ADDRESS` */
  readonly publicAddress?: string | undefined;
  /** `stun:host:port` or `turn:user:password@host:port`, for the relay to learn its own public address by. Default: none. `SAMOVAR_ICE_SERVERS`, commas between */
  readonly iceServers?: readonly string[] | undefined;
  /** Origins of pages that may connect, like `https://example.com`; the relay's own always may. Default, and when empty: any. `SAMOVAR_ORIGINS`, commas between */
  readonly origins?: readonly string[] | undefined;
  /** Takes a client's address from the last entry of `X-Forwarded-For`. Only behind a proxy of one's own, or anyone can pretend to be many. Default: no. `SAMOVAR_TRUST_PROXY=1` */
  readonly trustProxy?: boolean | undefined;
  /** File with the signing key and the ledger of issued ids, made when missing. Default `.samovar/relay-key`. `SAMOVAR_KEY_FILE` */
  readonly keyFile?: string | undefined;
  /** Signing secret of at least 32 characters, instead of a key file; for relays without a disk. Then only one relay at a time may use it. `SAMOVAR_SECRET` */
  readonly secret?: string | undefined;
  /** How long a player may stay away and keep the id, in ms. Default: a year. `SAMOVAR_TOKEN_LIFETIME_MS` */
  readonly tokenLifetimeMs?: number | undefined;
  /** Links open at once; more players are answered 503. Default 2000. `SAMOVAR_MAX_PLAYERS` */
  readonly maxPlayers?: number | undefined;
  /** Connections one address may begin in a burst. Default 60. `SAMOVAR_CONNECT_BURST` */
  readonly connectBurst?: number | undefined;
  /** Connections one address may begin per second in the long run. Default 5. `SAMOVAR_CONNECTS_PER_SECOND` */
  readonly connectsPerSecond?: number | undefined;
  /** A connection that was begun and does not open within this time is forgotten, in ms. Default 15000. `SAMOVAR_OPEN_TIMEOUT_MS` */
  readonly openTimeoutMs?: number | undefined;
  /** A player who opens no session with the relay within this time after their link opened is dropped, in ms. Default 10000. `SAMOVAR_FIRST_WORD_TIMEOUT_MS` */
  readonly firstWordTimeoutMs?: number | undefined;
  /** A player from whom the relay itself hears nothing for this long is dropped, in ms; noticed at most 500 ms later. Default 4500. `SAMOVAR_SILENCE_TIMEOUT_MS` */
  readonly silenceTimeoutMs?: number | undefined;
  /**
   * How long a player who cannot be reached any more keeps the seat in a lobby, in ms, at most an hour; then the others see the player leave as DISCONNECTED. A page that
   * loads anew has 5000 at most. Default 15000. `SAMOVAR_LOBBY_GRACE_MS`
   */
  readonly lobbyGraceMs?: number | undefined;
  /** What may wait at the relay for one slow player on the sure lane, in bytes; more is dropped and its sender told. Default 2 MiB. `SAMOVAR_QUEUE_BYTES` */
  readonly queueBytes?: number | undefined;
}

const text = (value: string): unknown => value;
const number = (value: string): unknown => (value.trim() === "" ? Number.NaN : Number(value));
const list = (value: string): unknown => value.split(",").map((part) => part.trim()).filter((part) => part !== "");
const yesOrNo = (value: string): unknown => {
  if (["1", "true", "yes"].includes(value)) return true;
  return ["", "0", "false", "no"].includes(value) ? false : value;
};

/** Each option's environment variable, and how its text is read. */
const environment: { readonly [Key in keyof RelaySettings]-?: readonly [variable: string, read: (value: string) => unknown] } = {
  port: ["SAMOVAR_RELAY_PORT", number],
  host: ["SAMOVAR_HOST", text],
  udpPort: ["SAMOVAR_UDP_PORT", number],
  udpHost: ["SAMOVAR_UDP_HOST", text],
  publicAddress: ["SAMOVAR_PUBLIC_ADDRESS", text],
  iceServers: ["SAMOVAR_ICE_SERVERS", list],
  origins: ["SAMOVAR_ORIGINS", list],
  trustProxy: ["SAMOVAR_TRUST_PROXY", yesOrNo],
  keyFile: ["SAMOVAR_KEY_FILE", text],
  secret: ["SAMOVAR_SECRET", text],
  tokenLifetimeMs: ["SAMOVAR_TOKEN_LIFETIME_MS", number],
  maxPlayers: ["SAMOVAR_MAX_PLAYERS", number],
  connectBurst: ["SAMOVAR_CONNECT_BURST", number],
  connectsPerSecond: ["SAMOVAR_CONNECTS_PER_SECOND", number],
  openTimeoutMs: ["SAMOVAR_OPEN_TIMEOUT_MS", number],
  firstWordTimeoutMs: ["SAMOVAR_FIRST_WORD_TIMEOUT_MS", number],
  silenceTimeoutMs: ["SAMOVAR_SILENCE_TIMEOUT_MS", number],
  lobbyGraceMs: ["SAMOVAR_LOBBY_GRACE_MS", number],
  queueBytes: ["SAMOVAR_QUEUE_BYTES", number],
};

/**
 * Puts options, environment and defaults together. An empty environment variable counts as absent.
 * Throws a {@link RelayStartError} `config` that names every wrong value by its option and variable.
 */
export function resolveConfig(settings: RelaySettings, env: Readonly<Record<string, string | undefined>>): RelayConfig {
  const given: Record<string, unknown> = { ...settings };
  for (const [key, [variable, read]] of Object.entries(environment)) {
    const value = env[variable];
    if (given[key] === undefined && value !== undefined && value !== "") given[key] = read(value);
  }
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const complaints = result.error.issues.map((issue) => {
    const [key] = issue.path;
    // The value itself is not repeated: it may be the secret.
    return key === undefined ? issue.message : `${nameOf(String(key))}: ${issue.message}`;
  });
  throw new RelayStartError("config", `The relay cannot be set up so. ${complaints.join("; ")}.`);
}

function nameOf(key: string): string {
  const [variable] = (environment as Record<string, readonly [string, unknown] | undefined>)[key] ?? [];
  return variable === undefined ? key : `${key} (${variable})`;
}
