import type { ReceivedMessage } from "../../session/endpoint.js";
import { isPayload, LABEL_BYTES, labelOf } from "./payload.js";

/** The engine did something the contract does not allow. */
export class Violation extends Error {
  override readonly name = "Violation";
}

/** Throws a {@link Violation} unless the condition holds. */
export function must(condition: boolean, what: () => string): asserts condition {
  if (!condition) throw new Violation(what());
}

/**
 * How an attempt ended, as its owner saw it.
 * - `failed`: session-failed was posted.
 * - `closed`: the owner's game closed it.
 * - `gone`: the owner's program ended.
 * - `silent`: none of these; only allowed as {@link Ledger.finish} says.
 */
export type AttemptEnd = "failed" | "closed" | "gone" | "silent";

/** One side's view of one connection: from the call or request it began with to its end. */
export interface Attempt {
  readonly owner: number;
  readonly peer: number;
  /** The owner's id of the connection, from `description`. */
  readonly id: number;
  /** Which of the owner's programs: each crash or reload begins another. */
  readonly life: number;
  /** The peer asked for it. */
  readonly asked: boolean;
  accepted: boolean;
  end: AttemptEnd | undefined;
  endedAt: number;
  /** What the owner's game sent in it; index is message number - 1. */
  readonly sent: Sent[];
  /** The reliable ones, by channel. */
  readonly channels: Map<number, { readonly messages: Sent[]; next: number }>;
  /** The other side's ids of the connection, seen in ACCEPT packets. */
  readonly links: Set<number>;
}

/** A message a game has sent. */
export interface Sent {
  readonly label: number;
  readonly attempt: Attempt;
  readonly number: number;
  readonly channel: number;
  readonly reliable: boolean;
  readonly size: number;
  /** Position among the reliable messages of its channel. */
  readonly order: number;
  delivered: boolean;
  /** It may have been thrown away unread by its receiver, who closed the channel or an ended session. */
  discardable: boolean;
}

/** Everything that was sent and read in one history, and the rules about it. */
export class Ledger {
  readonly #attempts = new Map<string, Attempt>();
  readonly #byPair = new Map<string, Attempt[]>();
  readonly #byLabel: Sent[] = [];
  /** ACCEPT packets may be seen before the harness knows the attempt they belong to. */
  readonly #links = new Map<string, Set<number>>();
  /** By receiver, sender and channel: the attempt of the last message read. */
  readonly #lastRead = new Map<string, Attempt>();

  /** The attempts of one player with another, in the order in which they began. */
  between(owner: number, peer: number): readonly Attempt[] {
    return this.#byPair.get(pair(owner, peer)) ?? [];
  }

  /** All attempts. */
  get attempts(): Iterable<Attempt> {
    return this.#attempts.values();
  }

  begin(owner: number, peer: number, id: number, life: number, asked: boolean): Attempt {
    const key = `${pair(owner, peer)}:${id}`;
    must(!this.#attempts.has(key), () => `P${owner} has used connection id ${id} with P${peer} before`);
    const attempt: Attempt = {
      owner, peer, id, life, asked, accepted: !asked, end: undefined, endedAt: 0, sent: [], channels: new Map(), links: this.#linksOf(key),
    };
    this.#attempts.set(key, attempt);
    const list = this.#byPair.get(pair(owner, peer)) ?? [];
    list.push(attempt);
    this.#byPair.set(pair(owner, peer), list);
    return attempt;
  }

  /** An ACCEPT packet named both ends of a connection. */
  link(owner: number, peer: number, ownId: number, peerId: number): void {
    this.#linksOf(`${pair(owner, peer)}:${ownId}`).add(peerId);
    this.#linksOf(`${pair(peer, owner)}:${peerId}`).add(ownId);
  }

  /** The other side's attempts that shared a connection with this one. */
  linked(attempt: Attempt): Attempt[] {
    return [...attempt.links].flatMap((id) => this.#attempts.get(`${pair(attempt.peer, attempt.owner)}:${id}`) ?? []);
  }

  /** The label for the next message. */
  get nextLabel(): number {
    return this.#byLabel.length;
  }

  /** Makes a message without a label longer if its receiver could take it for one of another session. */
  tellableSize(owner: number, peer: number, attempt: Attempt | undefined, channel: number, size: number): number {
    if (size >= LABEL_BYTES) return size;
    const index = attempt?.sent.length ?? 0;
    const others = this.between(owner, peer).filter((other) => other !== attempt);
    const alike = others.some(({ sent }) => sent[index]?.channel === channel && sent[index].size === size);
    return alike ? size + LABEL_BYTES : size;
  }

  /** A send answered OK. */
  sent(attempt: Attempt, channel: number, size: number, reliable: boolean): void {
    const list = attempt.channels.get(channel) ?? { messages: [], next: 0 };
    const message: Sent = {
      label: this.nextLabel, attempt, number: attempt.sent.length + 1, channel, reliable, size, order: list.messages.length, delivered: false, discardable: false,
    };
    this.#byLabel.push(message);
    attempt.sent.push(message);
    if (!reliable) return;
    list.messages.push(message);
    attempt.channels.set(channel, list);
  }

  /** A game has read a message: checks everything about it. */
  received(receiver: number, life: number, sender: number, message: ReceivedMessage): void {
    const what = (): string => `P${receiver} read message ${message.messageNumber} of P${sender} on channel ${message.channel} (${message.payload.length} bytes, label ${String(labelOf(message.payload))})`;
    const sent = this.#find(receiver, sender, message);
    must(sent !== undefined, () => `${what()}, which P${sender} never sent to P${receiver} like this`);
    must(!sent.delivered, () => `${what()} a second time`);
    must(sent.reliable === message.reliable, () => `${what()} as ${message.reliable ? "reliable" : "unreliable"}, but it was sent the other way`);
    const takers = this.linked(sent.attempt).filter((other) => other.life === life);
    must(takers.length > 0, () => `${what()}, sent in connection ${sent.attempt.id}, which P${receiver}'s present program never had`);
    must(takers.some((other) => other.accepted), () => `${what()}, before it accepted the session`);
    must(takers.some((other) => other.end !== "closed" && other.end !== "gone"), () => `${what()}, after it had closed the session`);
    this.#inOrder(receiver, sender, sent, what);
    sent.delivered = true;
  }

  /** A receiver threw away what it had not read of what was sent so far, on one channel or all; later messages are not touched. */
  discarded(receiver: number, sender: number, channel: number | undefined): void {
    for (const attempt of this.between(sender, receiver)) {
      if (!this.linked(attempt).some(({ accepted }) => accepted)) continue;
      for (const sent of attempt.sent) if (!sent.delivered && (channel === undefined || sent.channel === channel)) sent.discardable = true;
    }
  }

  /** At the end: whatever is missing must be explained. Call when everything had time to settle. */
  finish(): void {
    for (const attempt of this.#attempts.values()) this.#explain(attempt);
  }

  /** The first reliable message of an attempt that has not arrived and was not thrown away. */
  missing(attempt: Attempt): Sent | undefined {
    return attempt.sent.find((sent) => sent.reliable && !sent.delivered && !sent.discardable);
  }

  #explain(attempt: Attempt): void {
    if (attempt.end !== undefined && attempt.end !== "silent") return;
    const missing = this.missing(attempt);
    if (missing === undefined) return;
    const what = `message ${missing.number} (label ${missing.label}, channel ${missing.channel}) of P${attempt.owner} to P${attempt.peer} in connection ${attempt.id}`;
    must(attempt.end !== undefined, () => `${what} never arrived, although the session lives`);
    // The one silent loss there is: the peer's game closed the session.
    const peerClosed = this.linked(attempt).some((other) => other.end === "closed" && other.endedAt <= attempt.endedAt);
    must(peerClosed, () => `${what} was lost, and P${attempt.owner} was not told`);
  }

  #find(receiver: number, sender: number, message: ReceivedMessage): Sent | undefined {
    const label = labelOf(message.payload);
    const fits = (sent: Sent): boolean =>
      sent.attempt.owner === sender && sent.attempt.peer === receiver && sent.number === message.messageNumber && sent.channel === message.channel
      && isPayload(message.payload, sent.label, sent.size);
    if (label !== undefined) {
      const sent = this.#byLabel[label];
      return sent !== undefined && fits(sent) ? sent : undefined;
    }
    return this.between(sender, receiver).flatMap((attempt) => attempt.sent[message.messageNumber - 1] ?? []).find(fits);
  }

  #inOrder(receiver: number, sender: number, sent: Sent, what: () => string): void {
    const key = `${pair(receiver, sender)}:${sent.channel}`;
    const last = this.#lastRead.get(key);
    const list = this.between(sender, receiver);
    must(last === undefined || list.indexOf(sent.attempt) >= list.indexOf(last), () => `${what()}, of an older session than the one before`);
    this.#lastRead.set(key, sent.attempt);
    if (!sent.reliable) return;
    const channel = sent.attempt.channels.get(sent.channel);
    if (channel === undefined) return;
    for (const earlier of channel.messages.slice(channel.next, sent.order)) {
      must(earlier.discardable, () => `${what()} before message ${earlier.number} of the same channel`);
    }
    channel.next = sent.order + 1;
    // Unread messages are thrown away from the oldest to the newest: what comes after one that was read was not.
    for (const later of channel.messages.slice(sent.order)) later.discardable = false;
  }

  #linksOf(key: string): Set<number> {
    const links = this.#links.get(key) ?? new Set<number>();
    this.#links.set(key, links);
    return links;
  }
}

function pair(owner: number, peer: number): string {
  return `${owner}>${peer}`;
}
