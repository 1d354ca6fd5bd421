/** How long a join that was not answered stands in the way of another one for the same lobby; the endpoint gives up before. */
const PATIENCE_MS = 30_000;

/** Lobbies that are being joined: games ask twice, and games leave what they have not joined yet. */
export class LobbyJoins {
  readonly #pending = new Map<bigint, { readonly askedMs: number; awaited: number; left: boolean }>();
  /** The lobby that the latest join took us out of, and whether that join was called off: both are told, in either order. */
  #vacated = 0n;
  #calledOff = false;

  has(lobby: bigint): boolean {
    return this.#pending.has(lobby);
  }

  /** The game wants in. Whether the relay is to be asked: not when it has been, and the game did not leave since. */
  ask(lobby: bigint, askedMs: number): boolean {
    const before = this.#pending.get(lobby);
    const pending = before !== undefined && Math.abs(askedMs - before.askedMs) < PATIENCE_MS;
    if (pending && !before.left) return false;
    this.#vacated = 0n;
    this.#calledOff = false;
    this.#pending.set(lobby, { askedMs, awaited: pending ? before.awaited + 1 : 1, left: false });
    return true;
  }

  /** The game wants out. */
  leave(lobby: bigint): void {
    const join = this.#pending.get(lobby);
    if (join !== undefined) join.left = true;
  }

  /** The relay has answered. `"stale"` when a later answer counts; `"left"` when the game does not want in any more. */
  answered(lobby: bigint): "stale" | "left" | "wanted" {
    const join = this.#pending.get(lobby);
    if (join !== undefined && --join.awaited > 0) return "stale";
    this.#pending.delete(lobby);
    return join?.left ? "left" : "wanted";
  }

  /** We were taken out of a lobby to sit in another one. */
  vacated(lobby: bigint): void {
    this.#vacated = lobby;
  }

  /** A join that the game had called off was granted all the same, and its seat given back. */
  calledOff(): void {
    this.#calledOff = true;
  }

  /** The lobby that we lost to a join that was called off: the game still takes it for its own. Once; 0n when there is none. */
  takeLost(): bigint {
    if (!this.#calledOff || this.#vacated === 0n) return 0n;
    const lost = this.#vacated;
    this.#vacated = 0n;
    this.#calledOff = false;
    return lost;
  }

  clear(): void {
    this.#pending.clear();
    this.#vacated = 0n;
    this.#calledOff = false;
  }
}
