import type { SessionDiagnosis } from "./diagnosis.js";
import type { SendResult } from "./results.js";

/** What {@link Endpoint.receive} hands out. */
export interface ReceivedMessage {
  /** Who sent it: the identity the relay verified, never one the sender claimed. */
  readonly peer: bigint;
  /** The bytes, the receiver's own to keep and change. */
  readonly payload: Uint8Array;
  /** The channel it was sent on, an int32. */
  readonly channel: number;
  /** Whether it travelled reliably; a message sent before the session was connected always did. */
  readonly reliable: boolean;
  /** The sender's counter over all channels and both kinds, from 1; starts again at 1 with a new session. */
  readonly messageNumber: number;
  /** When it became readable, in microseconds of the receiver's clock; never decreases. */
  readonly receivedAtUs: number;
}

/** A peer wrote first and waits to be accepted. Posted again at most every 5 s while it goes on writing. */
export interface SessionRequestEvent {
  readonly kind: "session-request";
  readonly peer: bigint;
}

/** A session could not be made, or broke with something undelivered. */
export interface SessionFailedEvent {
  readonly kind: "session-failed";
  readonly peer: bigint;
  /** An end reason, see `end-reason.ts`. */
  readonly reason: number;
  /** {@link ConnectionState} 4 (the peer ended it) or 5 (noticed here). */
  readonly state: 4 | 5;
  /** One sentence for a developer. */
  readonly debug: string;
}

/** Something the game wants to hear of. */
export type SessionEvent = SessionRequestEvent | SessionFailedEvent;

/** 0 none, 1 connecting, 2 finding route, 3 connected, 4 closed by peer, 5 problem detected locally. */
export type ConnectionState = 0 | 1 | 2 | 3 | 4 | 5;

/** Figures of a session's link, in the units GodotSteam uses. */
export interface SessionStatus {
  /** Round trip in ms, the mean of the two best of the last three samples; -1 before the first. */
  readonly ping: number;
  /** Share of the peer's packets that arrived in order in the last closed 5 s interval, 0..1; -1 when unknown. */
  readonly localQuality: number;
  /** The same, as the peer last reported it of our packets; -1 when unknown. */
  readonly remoteQuality: number;
  readonly packetsOutPerSecond: number;
  readonly bytesOutPerSecond: number;
  readonly packetsInPerSecond: number;
  readonly bytesInPerSecond: number;
  /** What this session may send now, bytes a second. */
  readonly sendRate: number;
  /** Bytes accepted from the game and not yet sent, framing included. */
  readonly pendingUnreliable: number;
  /** Bytes accepted from the game and not yet sent, or waiting to be sent again; framing included. */
  readonly pendingReliable: number;
  /** Bytes sent and not yet acknowledged by the peer; framing included. */
  readonly sentUnacknowledgedReliable: number;
  /** Microseconds until a message sent now would leave; 2^63-1 while not connected. */
  readonly queueTimeUs: bigint;
}

/** What is known of a session; all zero, and `peer` 0n, when there is none. */
export interface SessionInfo {
  readonly state: ConnectionState;
  /** The peer, 0n when there is no session. */
  readonly peer: bigint;
  /** Why it ended, 0 while it lives. */
  readonly endReason: number;
  /** Why it ended, in words, at most 127 characters. */
  readonly endDebug: string;
  /** For a person to read: `#<id> P2P RELAY steamid:<peer> msg vport`. */
  readonly description: string;
  /** 16 (relayed) while there is a connection, 0 otherwise; 1 and 2 (unauthenticated, unencrypted) never: the relay verifies, DTLS encrypts. */
  readonly flags: number;
  readonly status: SessionStatus;
}

/**
 * - `idle`: not opened yet.
 * - `connecting`: opening for the first time.
 * - `online`: the relay is reached.
 * - `reconnecting`: the relay was lost and is being looked for; sessions live on until their own time-out.
 * - `closed`: closed by us, replaced by another connection of the same player, or refused for good.
 */
export type EndpointState = "idle" | "connecting" | "online" | "reconnecting" | "closed";

/**
 * Sessions with other players, in a channel space of their own.
 *
 * Nothing here throws for what a game can do wrong at run time; the result says it.
 */
export interface Sessions {
  /**
   * Queues a message; the payload is copied before the call returns.
   * @param flags see `send-flags.ts`; unknown bits are ignored.
   * @param channel any int32.
   */
  send(peer: bigint, payload: Uint8Array, flags: number, channel: number): SendResult;
  /** Takes up to `max` messages from a channel, oldest first, over all peers. */
  receive(channel: number, max: number): ReceivedMessage[];
  /** Accepts a pending session. True when a live session with the peer exists afterwards. */
  accept(peer: bigint): boolean;
  /** Closes a session at once, or rejects a pending one; unsent and unread messages are gone. False when there was none. */
  closeSession(peer: bigint): boolean;
  /** Closes a channel something was received on; the session goes with the last open one. False when it was not open. */
  closeChannel(peer: bigint, channel: number): boolean;
  info(peer: bigint): SessionInfo;
  /** Those with a session in any state, requests that wait for us included: whose `info` has a state other than 0. As many as the engine keeps at most; a new array, oldest first. */
  peers(): bigint[];
  /** What one wants to know when nothing arrives; a new object. Changes nothing, and is quick enough to be asked in each frame. */
  diagnose(peer: bigint): SessionDiagnosis;
  /** Takes the next event, oldest first; `undefined` when there is none. */
  nextEvent(): SessionEvent | undefined;
}

/**
 * One player's end of Networking Messages: what the game calls, whatever carries the messages
 * (a relay in the browser, a simulated network in tests).
 */
export interface Endpoint extends Sessions {
  /** This player's id; 0n until the first `open()` succeeded. */
  readonly self: bigint;
  readonly state: EndpointState;
  /** Reaches the relay and learns who we are. Rejects with a `RelayError` that says why and what to do. */
  open(): Promise<void>;
  /** Leaves: every session is closed, peers are told, nothing is delivered any more. */
  close(): void;
}
