import type { ConnectionState } from "@samovar/transport";
import type { PeerArgument } from "../api.js";
import type { SessionRealTimeStatus } from "../networking-messages-types.js";

/** Which of Steam's classes a session belongs to: Networking Messages, the older P2P class, or Networking Sockets; `""` for none. */
export type SessionKind = "messages" | "p2p" | "sockets" | "";

/** Messages of one peer that nobody has read yet. */
export interface UnreadMessages {
  channel: number;
  /** How many; counted among the first 4096 that wait, those of other peers included. */
  messages: number;
  /** Whether the game reads this channel: it looked there within the last 5 s. */
  is_read: boolean;
}

/**
 * Everything known of the session with a peer: the figures of `getSessionConnectionInfo`, and what one wants to know when nothing arrives. A plain object that
 * belongs to the game. Times are whole ms, -1 where the thing has never happened. Of a peer without a session all is 0, -1, false or empty, save the limits.
 */
export interface PeerDiagnosis extends SessionRealTimeStatus {
  /** Who it is about; 0n for what is no peer. */
  steam_id: bigint;
  /** Whose session it is, when there are several: the first of Messages, P2P and Sockets that there is, else the first of which something is left. */
  kind: SessionKind;
  /** One of `CONNECTION_STATE_*`, 0 to 5. */
  state: ConnectionState;
  /** Why it ended, one of `CONNECTION_END_*`, 1001 or 1002; 0 while it lives. Kept for a while also where the state is 0 again. */
  end_reason: number;
  /** The same in words. */
  end_debug: string;
  /** The peer wrote first, and waits to be accepted; of a failed session: waited in vain. */
  asks_us: boolean;
  /** Time since one of us wrote whom the other has not accepted yet (see `asks_us`), or since it was accepted, with nothing come through so far. */
  unanswered_ms: number;
  /** How long until the session is given up if nothing more comes from them, signs of life included. */
  left_ms: number;
  /** Time since anything of theirs arrived. While connected there is a sign of life at least every second. */
  silent_ms: number;
  /** Time since a message of theirs became readable. */
  since_message_ms: number;
  /** What waits to be read, by channel; 16 channels at most. */
  unread: UnreadMessages[];
  /** What that takes of the receive buffer, and how much it may be: beyond, they have to wait. */
  unread_bytes: number;
  unread_limit_bytes: number;
  /** Time since the game read a message of theirs. */
  since_read_ms: number;
  /** Bytes that wait in the send buffer, and how many may: beyond, sending answers 25. */
  buffered_bytes: number;
  buffer_limit_bytes: number;
  /** Time since the relay said that it had to drop something for them, because their connection takes less than they are sent. */
  since_dropped_ms: number;
  /** Share of our unreliable packets that got lost lately, 0 to 1; -1 while not connected. (`remote_quality` is theirs to report, every 20 s.) */
  loss_out: number;
  /** How much the ping varies, ms. */
  jitter_ms: number;
  /** Packets a second that went again, or carried something again, because it may have been lost: redundancy at work. Of the last 5 s. */
  repeats_out_per_second: number;
  /** Bytes a second of it. */
  repeated_bytes_out_per_second: number;
}

/**
 * Samovar's own additions to `Steam`, not in GodotSteam: what is going on with another player, and why nothing arrives. They report nothing, change nothing,
 * can be asked at any time, running or not, and are quick enough to be asked in each frame.
 */
export interface Diagnosis {
  /** Those we have a session with, in whatever state, of Messages, P2P or Sockets: a new array, nobody twice. Empty while Steam is not running. */
  peers(): bigint[];
  /** What is known of the session with a peer: a new object. */
  diagnose(peer: PeerArgument): PeerDiagnosis;
  /**
   * Why nothing arrives from a peer or reaches them, and what to do about it: one sentence in plain English, the most telling one. For the developer's eyes: wording may change.
   *
   * ```ts
   * console.log(Steam.why(peer)); // "Ben has written and waits to be let in: call acceptSessionWithUser …."
   * ```
   */
  why(peer: PeerArgument): string;
}
