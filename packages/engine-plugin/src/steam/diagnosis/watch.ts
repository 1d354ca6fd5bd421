import type { RelayEndpoint, Sessions } from "@samovar/transport";
import type { SessionKind } from "./diagnosis-types.js";

/** A channel counts as read by the game for so long after it was looked at. */
const READ_LATELY_MS = 5000;
/** That we closed a session is remembered for so long, like the transport's own records. */
const CLOSED_MEMORY_MS = 180_000;
/** More channels than a game reads in turn. */
const MAX_CHANNELS = 1024;
const MAX_CLOSED = 256;

/** What the game itself has done lately, as far as that may be why nothing arrives. Bounded, and costs next to nothing. */
export class Watch {
  /** When `run_callbacks` was last called, and when the endpoint's state last changed, by the clock of {@link now}; -1 for never. */
  pumpedAtMs = -1;
  stateSinceMs: number;
  readonly #endpoint: RelayEndpoint;
  readonly #reads = { messages: new Map<number, number>(), p2p: new Map<number, number>() };
  readonly #closed = new Map<bigint, number>();

  constructor(endpoint: RelayEndpoint) {
    this.#endpoint = endpoint;
    this.stateSinceMs = this.now;
    endpoint.onStateChange(() => (this.stateSinceMs = this.now));
  }

  /** ms of a clock that never goes back. */
  get now(): number {
    return this.#endpoint.network.nowMs;
  }

  /** The game looked for messages on a channel. */
  read(kind: "messages" | "p2p", channel: number): void {
    const reads = this.#reads[kind];
    if (reads.size >= MAX_CHANNELS && !reads.has(channel)) reads.clear();
    // By the time of the frame, so that who never calls run_callbacks has read what they read just now.
    reads.set(channel, this.pumpedAtMs);
  }

  /** Whether the game reads a channel. What lies beneath Networking Sockets is for `run_callbacks` to read, and not for the game. */
  reads(kind: SessionKind, channel: number): boolean {
    if (kind !== "messages" && kind !== "p2p") return true;
    const atMs = this.#reads[kind].get(channel);
    return atMs !== undefined && this.pumpedAtMs - atMs < READ_LATELY_MS;
  }

  /** The channels that the game reads, in ascending order. */
  channels(kind: "messages" | "p2p"): number[] {
    return [...this.#reads[kind].keys()].filter((channel) => this.reads(kind, channel)).sort((a, b) => a - b);
  }

  /** The game closed a session or a channel with a peer, and with it perhaps the session. Answers `done`: whether there was anything to close. */
  closed(sessions: Sessions, peer: bigint, done: boolean): boolean {
    if (!done || sessions.info(peer).state !== 0) return done;
    if (this.#closed.size >= MAX_CLOSED) this.#closed.clear();
    this.#closed.set(peer, this.now);
    return true;
  }

  /** How long ago that was; undefined when it was not, or too long ago. */
  sinceClosed(peer: bigint): number | undefined {
    const atMs = this.#closed.get(peer);
    return atMs === undefined || this.now - atMs > CLOSED_MEMORY_MS ? undefined : this.now - atMs;
  }
}
