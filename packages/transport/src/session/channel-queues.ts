import type { UnreadChannel } from "./diagnosis.js";
import type { ReceivedMessage } from "./endpoint.js";
import { Fifo } from "./fifo.js";
import { MESSAGE_COST_BYTES } from "./inbox.js";
import type { Session } from "./session.js";

/** Messages in the order of their arrival, and whose they are: undefined for one to oneself. Side by side, since a pair of the two would be garbage for each. */
interface Queue {
  readonly messages: Fifo<ReceivedMessage>;
  readonly sessions: Fifo<Session | undefined>;
}

/** With no more channels than this, their queues stay when they are empty. */
const KEPT_QUEUES = 32;

/** See `SessionDiagnosis.unread`. */
const MAX_UNREAD_CHANNELS = 16;
/** Messages, and channels without any, looked at to count a session's: a full buffer of small ones would take milliseconds. */
const MAX_LOOKS = 4096;

/** What a message that waits to be read counts for. */
export function messageCost(payload: Uint8Array): number {
  return payload.length + MESSAGE_COST_BYTES;
}

/** Messages the game has not read: one queue a channel, over all peers, in the order of their arrival. */
export class ChannelQueues {
  /** What unread messages to oneself cost. */
  ownBytes = 0;
  readonly #queues = new Map<number, Queue>();

  push(session: Session | undefined, message: ReceivedMessage): void {
    let queue = this.#queues.get(message.channel);
    if (queue === undefined) this.#queues.set(message.channel, (queue = { messages: new Fifo(), sessions: new Fifo() }));
    queue.messages.push(message);
    queue.sessions.push(session);
    if (session === undefined) this.ownBytes += messageCost(message.payload);
  }

  /** Takes up to `max` messages, oldest first; `read` hears what was freed of which session. */
  take(channel: number, max: number, read: (session: Session, bytes: number) => void): ReceivedMessage[] {
    const queue = this.#queues.get(channel);
    if (queue === undefined) return [];
    // Of the right size at once: a list that grows leaves its smaller selves behind.
    const taken = new Array<ReceivedMessage>(Math.max(0, Math.ceil(Math.min(max, queue.messages.length))) || 0);
    for (let index = 0; index < taken.length; index++) {
      const message = queue.messages.shift()!;
      const session = queue.sessions.shift();
      taken[index] = message;
      const cost = messageCost(message.payload);
      if (session === undefined) this.ownBytes -= cost;
      else read(session, cost);
    }
    this.#tidy(channel, queue);
    return taken;
  }

  /** What waits of a session, by channel; at most {@link MAX_UNREAD_CHANNELS} of them, and only what is found among so many messages as are looked at. */
  unreadOf(session: Session): UnreadChannel[] {
    const unread: UnreadChannel[] = [];
    let looks = MAX_LOOKS;
    for (const [channel, { sessions }] of this.#queues) {
      const most = Math.min(looks, sessions.length);
      let messages = 0;
      for (let index = 0; index < most; index++) if (sessions.at(index) === session) messages++;
      if (messages > 0) unread.push({ channel, messages });
      looks -= most + 1;
      if (looks <= 0 || unread.length === MAX_UNREAD_CHANNELS) break;
    }
    return unread;
  }

  /** Throws a session's unread messages away, on one channel or all; returns what they cost. */
  discard(session: Session, channel?: number): number {
    let freed = 0;
    for (const [number, queue] of this.#queues) {
      if (channel !== undefined && number !== channel) continue;
      for (let left = queue.messages.length; left > 0; left--) {
        const message = queue.messages.shift()!;
        const owner = queue.sessions.shift();
        if (owner === session) {
          freed += messageCost(message.payload);
        } else {
          queue.messages.push(message);
          queue.sessions.push(owner);
        }
      }
      this.#tidy(number, queue);
    }
    return freed;
  }

  /** Empty queues are kept for what comes next, as long as they are few. */
  #tidy(channel: number, queue: Queue): void {
    if (queue.messages.length === 0 && this.#queues.size > KEPT_QUEUES) this.#queues.delete(channel);
  }
}
