import { isAlive, type SocketConnection } from "./socket-connection.js";

/** Connections of one peer, those that have ended and were not closed by the game included. */
export const MAX_CONNECTIONS_OF_PEER = 64;
/** Connections of all peers; further ones that come in are ignored. */
const MAX_CONNECTIONS = 4096;

/** The connections there are, by handle and by peer. */
export class SocketBook {
  readonly #byHandle = new Map<number, SocketConnection>();
  readonly #byPeer = new Map<bigint, Set<SocketConnection>>();

  /** What the game knows by this handle. */
  get(handle: number): SocketConnection | undefined {
    const connection = this.#byHandle.get(handle);
    return connection?.released === true ? undefined : connection;
  }

  /** The same, also one that the game has closed. */
  getAny(handle: number): SocketConnection | undefined {
    return this.#byHandle.get(handle);
  }

  all(): SocketConnection[] {
    return [...this.#byHandle.values()];
  }

  peers(): bigint[] {
    return [...this.#byPeer.keys()];
  }

  ofPeer(peer: bigint): SocketConnection[] {
    return [...(this.#byPeer.get(peer) ?? [])];
  }

  /** Makes room for one more that comes in. False, and there is none: the peer has too many that live, or everybody together has. */
  makeRoom(peer: bigint): boolean {
    const all = this.ofPeer(peer);
    if (all.length >= MAX_CONNECTIONS_OF_PEER) {
      const ended = all.find((connection) => !isAlive(connection));
      if (ended === undefined) return false;
      this.remove(ended);
    }
    return this.#byHandle.size < MAX_CONNECTIONS;
  }

  add(connection: SocketConnection): void {
    this.#byHandle.set(connection.handle, connection);
    const others = this.#byPeer.get(connection.peer);
    if (others === undefined) this.#byPeer.set(connection.peer, new Set([connection]));
    else others.add(connection);
  }

  remove(connection: SocketConnection): void {
    this.#byHandle.delete(connection.handle);
    const others = this.#byPeer.get(connection.peer);
    others?.delete(connection);
    if (others?.size === 0) this.#byPeer.delete(connection.peer);
  }

  clear(): void {
    this.#byHandle.clear();
    this.#byPeer.clear();
  }
}
