import type { UnreadMessages } from "../../steam/diagnosis/diagnosis-types.js";

/** So many looks in a row, four a second. Whoever reads once a frame has read between any two of them. */
const STUCK_AFTER = 8;

/** Tells messages that wait for the next frame from those that nobody reads: these only ever become more. */
export class UnreadWatch {
  /** By peer and channel: how many messages there were at the last look, and how many looks ago there were fewer or none before. */
  #seen = new Map<string, { messages: number; looks: number }>();
  #next = new Map<string, { messages: number; looks: number }>();

  /** Whether something of a peer's lies on a channel that nobody reads. To be asked once a look for each peer. */
  isStuck(peer: string, unread: readonly UnreadMessages[]): boolean {
    let stuck = false;
    for (const { channel, messages } of unread) {
      const place = `${peer} ${channel}`;
      const before = this.#seen.get(place);
      const looks = before !== undefined && messages >= before.messages ? before.looks + 1 : 0;
      this.#next.set(place, { messages, looks });
      stuck ||= looks >= STUCK_AFTER;
    }
    return stuck;
  }

  /** Ends a look: what was not seen in it has been read. */
  turn(): void {
    [this.#seen, this.#next] = [this.#next, this.#seen];
    this.#next.clear();
  }
}
