/** Messages that were received on a channel and nobody has read yet. */
export interface UnreadChannel {
  readonly channel: number;
  readonly messages: number;
}

/**
 * Beyond what `SessionInfo` says: what one wants to know when nothing arrives, or too late. Of a peer without a session everything is false, 0, -1
 * or empty, save the limits.
 *
 * Times are ms of the engine's clock; "ever" means since the record of this peer began, which ends with the session, or three minutes after its last message.
 */
export interface SessionDiagnosis {
  /** The peer wrote first and waits to be accepted by us; once the session has ended: waited in vain. */
  readonly asksUs: boolean;
  /** Ms since the one wrote whom the other has not accepted yet, or since it was accepted, with nothing come through so far; -1 once connected. */
  readonly unansweredMs: number;
  /** Ms until the session is given up if nothing more comes from the peer (and, when it asks, nothing from us); -1 without one. Signs of life count as well. */
  readonly leftMs: number;
  /** Ms since anything of the peer's arrived; -1 when nothing ever did. A session that lives hears from its peer at least every second. */
  readonly silentMs: number;
  /** Ms since a message of the peer's became readable; -1 when none ever did. */
  readonly sinceMessageMs: number;
  /** What waits to be read, by channel; at most 16 channels. Counted among the first 4096 messages that wait, those of other peers included. */
  readonly unread: readonly UnreadChannel[];
  /** What unread messages take of the receive buffer, and how much that may be: beyond, the peer has to wait. */
  readonly unreadBytes: number;
  readonly unreadLimitBytes: number;
  /** Ms since the game last read a message of this peer's; -1 when it never did. */
  readonly sinceReadMs: number;
  /** Bytes that wait in the send buffer, and how many may. */
  readonly bufferedBytes: number;
  readonly bufferLimitBytes: number;
  /** Ms since the relay said that it dropped something on its way to the peer, whose link takes less than it is sent; -1 when it never did. (Whether a peer is there at all the relay tells nobody.) */
  readonly sinceDroppedMs: number;
  /** Share of our unreliable packets that got lost lately, 0..1; -1 while not connected. */
  readonly lossOut: number;
  /** How much the round trip varies, in ms: the smoothed deviation of its samples from their smoothed mean; -1 before the second sample. */
  readonly jitterMs: number;
  /** Of the last closed interval, as the rates of `SessionStatus`: packets a second that went again, or carried something again, because it may have been lost. */
  readonly repeatsOutPerSecond: number;
  /** Bytes a second of what was sent again, of the last closed interval. */
  readonly repeatedBytesOutPerSecond: number;
  /** Why the last session with the peer ended (see `end-reason.ts`), also when that was no failure and its state is 0; 0 while there is one, and when that is not known any more. */
  readonly endReason: number;
  /** The same in words, for developers. */
  readonly endDebug: string;
}
