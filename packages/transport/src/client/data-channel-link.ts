import { FAST_LANE, NUDGE_BYTES, SURE_LANE, type Lane } from "../wire/lane.js";
import type { Link, LinkListener } from "../wire/link.js";

/**
 * Bytes that may wait in the fast lane's data channel: a handful of small datagrams, or one large one. What waits there Chrome cuts in two
 * wherever its congestion window ends, and the relay's SCTP keeps all halves back behind one that was lost: with 8 KiB and 5 % loss,
 * datagrams came up to four seconds late and half as many as with this.
 */
const FAST_BUDGET_BYTES = 600;

/**
 * Bytes that may wait in the sure lane's data channel: enough to keep the association busy until the next turn of the
 * event loop, little enough that a small message does not stand behind a large one for long. In quick runs beside 64 KiB messages at
 * 5 % loss, eight times as much made small messages on another channel about three times as late, and the large ones some 5 % faster.
 */
const SURE_BUDGET_BYTES = 8 * 1024;

/**
 * How long a connection that we close ourselves stays open for what was just sent: closing it throws away what has not left,
 * goodbyes among it.
 */
const LINGER_MS = 200;

/**
 * After so long without an answer of ours, an odd datagram gets one of a single byte, which takes SCTP's acknowledgement along. Chrome
 * keeps the acknowledgement of a lone packet for 200 ms. The relay's SCTP takes a packet for lost after 200 ms, falls back to one packet a round trip, and half a
 * megabyte that comes after takes four times as long. With 60 here and a round trip of 100, a page that was 40 ms late was enough for that, in three of eight runs
 * (`npm run bench -- --only=P7`). Our own acknowledgements leave after 25 ms, and save most nudges.
 */
const NUDGE_MS = 30;
const NUDGE = new Uint8Array(NUDGE_BYTES);

/** Datagrams kept for a listener that is still on its way. */
const EARLY_DATAGRAMS = 256;

/**
 * A link made of two data channels of one peer connection.
 *
 * Each lane's room counts its own channel only. Both channels share one congestion window, but SCTP takes turns
 * between them message by message, so that a datagram never stands behind the other lane's backlog.
 */
export class DataChannelLink implements Link {
  readonly #connection: RTCPeerConnection;
  readonly #release: (why: string) => void;
  readonly #channels: [fast: RTCDataChannel | undefined, sure: RTCDataChannel | undefined] = [undefined, undefined];
  #early: { lane: Lane; datagram: Uint8Array }[] = [];
  #listener: LinkListener | undefined;
  #closed: string | undefined;
  /** Datagrams that came since we last sent one. What counts is whether they are even: SCTP acknowledges every second one at once. */
  #unanswered = 0;
  /** When the first of those came, by {@link performance.now}. */
  #unansweredSince = 0;
  /** Whether a timer runs that will look whether one is due. */
  #nudgeAwaited = false;

  /** @param release is told when the link is closed, and why, before the connection is. */
  constructor(connection: RTCPeerConnection, release: (why: string) => void) {
    this.#connection = connection;
    this.#release = release;
    connection.addEventListener("connectionstatechange", () => {
      const state = connection.connectionState;
      // "disconnected" can pass; whether it does is for the heartbeat to say.
      if (state === "failed" || state === "closed") this.#end(`the peer connection is ${state}`);
    });
  }

  /** Makes a channel one of the lanes and takes it over, whoever listened to it before. What arrives from now on is kept. */
  attach(lane: Lane, channel: RTCDataChannel): void {
    this.#channels[lane] = channel;
    channel.binaryType = "arraybuffer";
    channel.bufferedAmountLowThreshold = lane === FAST_LANE ? FAST_BUDGET_BYTES - 1 : SURE_BUDGET_BYTES / 2;
    // Assigned, not added: on the fast lane this puts an end to geckos' own reading of messages.
    channel.onmessage = (event: MessageEvent<unknown>) => {
      if (event.data instanceof ArrayBuffer) this.#arrived(lane, new Uint8Array(event.data));
    };
    channel.addEventListener("bufferedamountlow", () => this.#listener?.onWritable());
    channel.addEventListener("close", () => this.#end(`data channel ${channel.label} was closed`));
  }

  /** Resolves when both lanes are open; stays pending when the link is closed before. */
  async whenOpen(): Promise<this> {
    await Promise.all(this.#channels.filter((channel) => channel !== undefined).map(opened));
    return this;
  }

  listen(listener: LinkListener): void {
    this.#listener = listener;
    const early = this.#early;
    this.#early = [];
    for (const { lane, datagram } of early) listener.onDatagram(lane, datagram);
    if (this.#closed !== undefined) this.#report(this.#closed);
  }

  room(lane: Lane): number {
    const channel = this.#channels[lane];
    if (this.#closed !== undefined || channel?.readyState !== "open") return 0;
    return Math.max(0, budgetOf(lane) - channel.bufferedAmount);
  }

  send(lane: Lane, datagram: Uint8Array): void {
    if (this.#closed !== undefined) return;
    this.#unanswered = 0;
    try {
      // Safe: nobody here makes shared memory, which is all that the narrower type rules out.
      this.#channels[lane]?.send(datagram as Uint8Array<ArrayBuffer>);
    } catch (error) {
      // The fast lane may lose a datagram. The sure lane may not while the link lives, so the link ends.
      if (lane === SURE_LANE) this.#end(`the sure lane did not take a datagram: ${String(error)}`);
    }
  }

  close(): void {
    this.#listener = undefined;
    if (this.#closed !== undefined) return;
    const why = "closed here";
    this.#closed = why;
    setTimeout(() => this.#hangUp(why), LINGER_MS);
  }

  #arrived(lane: Lane, datagram: Uint8Array): void {
    if (this.#closed !== undefined) return;
    if (this.#listener !== undefined) this.#listener.onDatagram(lane, datagram);
    else if (this.#early.length < EARLY_DATAGRAMS) this.#early.push({ lane, datagram });
    else this.#end("more arrived than could be kept before anybody listened");
    if (this.#unanswered++ === 0) this.#unansweredSince = performance.now();
    if (!this.#nudgeAwaited) this.#awaitNudge(NUDGE_MS);
  }

  #awaitNudge(delayMs: number): void {
    this.#nudgeAwaited = true;
    setTimeout(() => this.#nudge(), delayMs);
  }

  /** The timer may outlast an answer, and then looks at what came since: to set one for each datagram would cost more. */
  #nudge(): void {
    this.#nudgeAwaited = false;
    if (this.#unanswered === 0) return;
    const leftMs = this.#unansweredSince + NUDGE_MS - performance.now();
    if (leftMs > 1) this.#awaitNudge(leftMs);
    else if (this.#unanswered % 2 === 1) this.send(FAST_LANE, NUDGE);
  }

  #end(why: string): void {
    if (this.#closed !== undefined) return;
    this.#closed = why;
    this.#early = [];
    this.#hangUp(why);
    this.#report(why);
  }

  #hangUp(why: string): void {
    this.#release(why);
    this.#connection.close();
  }

  #report(why: string): void {
    const listener = this.#listener;
    // Later, because a listener is never called from within its own call to the link.
    if (listener !== undefined) queueMicrotask(() => this.#listener === listener && listener.onClosed(why));
  }
}

function budgetOf(lane: Lane): number {
  return lane === FAST_LANE ? FAST_BUDGET_BYTES : SURE_BUDGET_BYTES;
}

function opened(channel: RTCDataChannel): Promise<void> {
  return new Promise((resolve) => {
    if (channel.readyState === "open") resolve();
    else channel.addEventListener("open", () => resolve(), { once: true });
  });
}
