import { MAX_DROPPED_PEERS } from "../wire/control.js";

/** A player hears of drops at most this often. Ours. */
const SPACING_MS = 250;

interface Report {
  readonly peers: Set<bigint>;
  saidAt: number;
}

/** Which players are to be told that something they sent was dropped on its way, and when. At most {@link MAX_DROPPED_PEERS} peers each time; of more the sender hears later. */
export class DropReports {
  /** When the next report is due; Infinity when there is none. */
  dueAt = Infinity;
  readonly #reports = new Map<bigint, Report>();

  /** Something of this player's to this peer was dropped. */
  note(player: bigint, peer: bigint): void {
    let report = this.#reports.get(player);
    if (report === undefined) this.#reports.set(player, (report = { peers: new Set(), saidAt: -Infinity }));
    if (report.peers.size < MAX_DROPPED_PEERS) report.peers.add(peer);
    this.dueAt = Math.min(this.dueAt, report.saidAt + SPACING_MS);
  }

  /** The player has no link any more. */
  forget(player: bigint): void {
    this.#reports.delete(player);
  }

  /** Tells what is due. */
  tell(now: number, say: (player: bigint, peers: readonly bigint[]) => void): void {
    this.dueAt = Infinity;
    for (const [player, report] of this.#reports) {
      if (report.peers.size === 0) continue;
      const dueAt = report.saidAt + SPACING_MS;
      if (now < dueAt) {
        this.dueAt = Math.min(this.dueAt, dueAt);
        continue;
      }
      report.saidAt = now;
      say(player, [...report.peers]);
      report.peers.clear();
    }
  }
}
