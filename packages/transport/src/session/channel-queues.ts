import type { ReceivedMessage } from "./endpoint.js";
import { Fifo } from "./fifo.js";
import { MESSAGE_COST_BYTES } from "./inbox.js";
import type { Session } from "./session.js";

interface Entry {
  /** Undefined for a message to oneself. */
  readonly session: Session | undefined;
  readonly message: ReceivedMessage;
}

/** What a message that waits to be read counts for. */
export function messageCost(payload: Uint8Array): number {
  return payload.length + MESSAGE_COST_BYTES;
}

/** Messages the game has not read: one queue a channel, over all peers, in the order of their arrival. */
export class ChannelQueues {
  /** What unread messages to oneself cost. */
  ownBytes = 0;
  readonly #queues = new Map<number, Fifo<Entry>>();

  push(session: Session | undefined, message: ReceivedMessage): void {
    const queue = this.#queues.get(message.channel) ?? new Fifo();
    this.#queues.set(message.channel, queue);
    queue.push({ session, message });
    if (session === undefined) this.ownBytes += messageCost(message.payload);
  }

  /** Takes up to `max` messages, oldest first; `read` hears what was freed of which session. */
  take(channel: number, max: number, read: (session: Session, bytes: number) => void): ReceivedMessage[] {
    const queue = this.#queues.get(channel);
    const taken: ReceivedMessage[] = [];
    if (queue === undefined) return taken;
    while (taken.length < max) {
      const entry = queue.shift();
      if (entry === undefined) break;
      taken.push(entry.message);
      const cost = messageCost(entry.message.payload);
      if (entry.session === undefined) this.ownBytes -= cost;
      else read(entry.session, cost);
    }
    if (queue.length === 0) this.#queues.delete(channel);
    return taken;
  }

  /** Throws a session's unread messages away, on one channel or all; returns what they cost. */
  discard(session: Session, channel?: number): number {
    let freed = 0;
    for (const [number, queue] of this.#queues) {
      if (channel !== undefined && number !== channel) continue;
      queue.filter((entry) => {
        if (entry.session === session) freed += messageCost(entry.message.payload);
        return entry.session !== session;
      });
      if (queue.length === 0) this.#queues.delete(number);
    }
    return freed;
  }
}
