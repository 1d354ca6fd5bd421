/** How long a closed connection answers stragglers, as in Valve's library. */
export const CLOSED_MEMORY_MS = 5000;
/** So many are remembered for one peer; the oldest gives way. */
const MAX_PER_PEER = 8;

/** What is remembered of a connection that is gone. */
export interface ClosedConnection {
  readonly localId: number;
  readonly remoteId: number;
  readonly reason: number;
  readonly debug: string;
  readonly until: number;
}

/** The connections that ended a moment ago, so that a peer that has not heard can be told why. */
export class ClosedConnections {
  readonly #byPeer = new Map<bigint, ClosedConnection[]>();

  add(now: number, peer: bigint, localId: number, remoteId: number, reason: number, debug: string): void {
    const list = this.#byPeer.get(peer) ?? [];
    list.push({ localId, remoteId, reason, debug, until: now + CLOSED_MEMORY_MS });
    if (list.length > MAX_PER_PEER) list.shift();
    this.#byPeer.set(peer, list);
  }

  /** The one we knew by this id. */
  byLocalId(now: number, peer: bigint, localId: number): ClosedConnection | undefined {
    return this.#live(now, peer).find((closed) => closed.localId === localId);
  }

  /** The one the peer knew by this id. */
  byRemoteId(now: number, peer: bigint, remoteId: number): ClosedConnection | undefined {
    return this.#live(now, peer).find((closed) => closed.remoteId === remoteId);
  }

  /** Forgets what is too old; call it now and then. */
  sweep(now: number): void {
    for (const peer of this.#byPeer.keys()) this.#live(now, peer);
  }

  #live(now: number, peer: bigint): readonly ClosedConnection[] {
    const list = this.#byPeer.get(peer);
    if (list === undefined) return [];
    const live = list.filter((closed) => closed.until > now);
    if (live.length === 0) this.#byPeer.delete(peer);
    else this.#byPeer.set(peer, live);
    return live;
  }
}
