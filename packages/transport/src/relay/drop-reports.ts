import { DROPPED_SPACING_MS, MAX_DROPPED_PEERS } from "../wire/control.js";

/** What one player is to be told. */
interface Report {
  /** Peers to tell of. */
  readonly waiting: Set<bigint>;
  /** Peers told of within the spacing, and when. */
  readonly toldAt: Map<bigint, number>;
}

/** Which players are to be told that something they sent was dropped on its way, and when. At most {@link MAX_DROPPED_PEERS} peers wait; of more the sender is not told. */
export class DropReports {
  /** When the next report is due; Infinity when there is none. */
  dueAt = Infinity;
  readonly #reports = new Map<bigint, Report>();

  /** Something of this player's to this peer was dropped. */
  note(player: bigint, peer: bigint): void {
    let report = this.#reports.get(player);
    if (report === undefined) this.#reports.set(player, (report = { waiting: new Set(), toldAt: new Map() }));
    const { waiting, toldAt } = report;
    if (waiting.size >= MAX_DROPPED_PEERS) return;
    waiting.add(peer);
    this.dueAt = Math.min(this.dueAt, (toldAt.get(peer) ?? -Infinity) + DROPPED_SPACING_MS);
  }

  /** The player has no link any more. */
  forget(player: bigint): void {
    this.#reports.delete(player);
  }

  /** Tells what is due. */
  tell(now: number, say: (player: bigint, peers: readonly bigint[]) => void): void {
    this.dueAt = Infinity;
    for (const [player, { waiting, toldAt }] of this.#reports) {
      for (const [peer, at] of toldAt) if (now >= at + DROPPED_SPACING_MS) toldAt.delete(peer);
      const due = [...waiting].filter((peer) => !toldAt.has(peer));
      for (const peer of due) {
        waiting.delete(peer);
        toldAt.set(peer, now);
      }
      if (due.length > 0) say(player, due);
      for (const peer of waiting) this.dueAt = Math.min(this.dueAt, (toldAt.get(peer) ?? now) + DROPPED_SPACING_MS);
      if (toldAt.size === 0) this.#reports.delete(player);
    }
  }
}
