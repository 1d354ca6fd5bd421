import type { Lane } from "../wire/lane.js";
import type { RelayLog } from "./log.js";
import type { Downlink } from "./router.js";

/** What the door tells the relay. Called from native callbacks: what it throws is caught, logged, and ends the link it concerns. */
export interface DoorEvents {
  /** A player's link is open. */
  opened(player: bigint, life: number, downlink: Downlink): void;
  /** A datagram arrived on it; at most MAX_DATAGRAM_BYTES long, and the receiver's to write into during the call. */
  datagram(player: bigint, lane: Lane, datagram: Uint8Array): void;
  /** It is gone: the player left, vanished, or was hung up on. Once for each `opened`. */
  closed(player: bigint, downlink: Downlink): void;
}

/** How the door is set up; see `RelaySettings` for the meaning of most. */
export interface DoorOptions {
  readonly udpPort: number;
  readonly udpHost: string | undefined;
  readonly publicAddress: string | undefined;
  readonly iceServers: readonly string[];
  readonly openTimeoutMs: number;
  readonly maxPlayers: number;
  readonly queueBytes: number;
  readonly log: RelayLog;
  readonly events: DoorEvents;
}

/** Counters of the door, since it opened. */
export interface DoorStats {
  /** Connections begun and not ended. */
  readonly connections: number;
  /** Messages that were no datagram: text, or too long. */
  readonly refused: number;
}
