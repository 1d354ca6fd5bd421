/** How long a closed connection answers stragglers, as in Valve's library. */
export const CLOSED_MEMORY_MS = 5000;
/** So many are remembered for one peer; the oldest gives way. */
const MAX_PER_PEER = 32;

/** Which connection ended, and why. */
export interface Ending {
  readonly localId: number;
  readonly remoteId: number;
  readonly reason: number;
  readonly debug: string;
}

/** What is remembered of a connection that is gone. */
interface ClosedConnection {
  readonly ending: Ending;
  readonly until: number;
}

/** The connections that ended a moment ago, so that a peer that has not heard can be told why. */
export class ClosedConnections {
  readonly #byPeer = new Map<bigint, ClosedConnection[]>();

  add(now: number, peer: bigint, ending: Ending): void {
    const list = this.#byPeer.get(peer) ?? [];
    list.push({ ending, until: now + CLOSED_MEMORY_MS });
    if (list.length > MAX_PER_PEER) list.shift();
    this.#byPeer.set(peer, list);
  }

  /** The one we knew by this id. */
  byLocalId(now: number, peer: bigint, localId: number): Ending | undefined {
    return this.#find(now, peer, (ending) => ending.localId === localId);
  }

  /** The one the peer knew by this id. */
  byRemoteId(now: number, peer: bigint, remoteId: number): Ending | undefined {
    return this.#find(now, peer, (ending) => ending.remoteId === remoteId);
  }

  /** Forgets what is too old; call it now and then. */
  sweep(now: number): void {
    for (const [peer, list] of this.#byPeer) {
      if (!list.some(({ until }) => until > now)) this.#byPeer.delete(peer);
    }
  }

  #find(now: number, peer: bigint, matches: (ending: Ending) => boolean): Ending | undefined {
    return this.#byPeer.get(peer)?.find(({ ending, until }) => until > now && matches(ending))?.ending;
  }
}
