import { ENVELOPE_BYTES, readPeer, RELAY_PEER, writePeer } from "../wire/envelope.js";
import { MAX_DATAGRAM_BYTES, SURE_LANE, type Lane } from "../wire/lane.js";

/** Why the relay ends a player's link. */
export type DetachReason = "replaced" | "silent" | "left" | "shutdown";

/** A player's open link, as the router sees it. */
export interface Downlink {
  /**
   * Hands one datagram to the player; the bytes are valid during the call only.
   * @returns false when it was dropped: the lane is closed, or holds more than its cap for this player.
   */
  send(lane: Lane, datagram: Uint8Array): boolean;
  /** Closes the link; safe to call twice. */
  close(reason: DetachReason): void;
}

/** The relay's own end of the control plane: what is sent to peer 0. */
export interface ControlPlane {
  /**
   * A player's link opened, also when it replaces an older one.
   * @param life of the page or process it belongs to.
   */
  attached(player: bigint, life: number): void;
  /**
   * A player has no link any more, or is about to have none: during this call `deliver` still reaches the old link, afterwards it
   * is closed.
   */
  detached(player: bigint, reason: DetachReason): void;
  /** A packet for peer 0, without its envelope; the bytes are valid during the call only. */
  receive(player: bigint, lane: Lane, packet: Uint8Array): void;
  /** A reliable-lane datagram from `source` to `destination` was dropped. Called at most once per drop. */
  dropped(source: bigint, destination: bigint): void;
}

/** Counters of the router, since it was made. Every datagram given to `route` counts in exactly one of them, or went to peer 0. */
export interface RouterStats {
  /** Handed to the destination's link. */
  readonly forwarded: number;
  /** Too short for an envelope, or longer than a datagram may be. */
  readonly malformed: number;
  /** For a player who has no link here. */
  readonly undeliverable: number;
  /** Refused by the destination's link: its lane is closed or full. */
  readonly dropped: number;
}

/**
 * Passes datagrams between players. It knows who has a link, and nothing of what players say to each other.
 *
 * No I/O, clock or randomness: the relay drives it with real links, tests with simulated ones. Nothing here throws, as long as
 * the links and the control plane do not.
 */
export class Router {
  readonly #links = new Map<bigint, Downlink>();
  #control: ControlPlane | undefined;
  // One view for all datagrams: a DataView each would be the only garbage of the packet path besides the map's key.
  readonly #peer = new DataView(new ArrayBuffer(ENVELOPE_BYTES));
  readonly #peerBytes = new Uint8Array(this.#peer.buffer);
  #forwarded = 0;
  #malformed = 0;
  #undeliverable = 0;
  #dropped = 0;

  /** Names the control plane; without one, what is sent to peer 0 is dropped. The two need each other, hence not in the constructor. */
  setControlPlane(control: ControlPlane): void {
    this.#control = control;
  }

  /** How many players have a link. */
  get players(): number {
    return this.#links.size;
  }

  /** A snapshot of the counters. */
  get stats(): RouterStats {
    return {
      forwarded: this.#forwarded,
      malformed: this.#malformed,
      undeliverable: this.#undeliverable,
      dropped: this.#dropped,
    };
  }

  /** Whether the player has a link now. */
  has(player: bigint): boolean {
    return this.#links.has(player);
  }

  /**
   * The player's link opened. An older link of the same player is detached first, as `replaced`. The link may be used at once.
   * @param life of the page or process it belongs to; for the control plane.
   */
  attach(player: bigint, downlink: Downlink, life = 0): void {
    this.detach(player, "replaced");
    this.#links.set(player, downlink);
    this.#control?.attached(player, life);
  }

  /**
   * Ends the player's link: the control plane has its last word on it, then it is closed.
   * @param downlink only if this is the player's link now; so that a link that was replaced long ago, and notices its end only
   * now, does not take the new one with it.
   * @returns false when there was no such link.
   */
  detach(player: bigint, reason: DetachReason, downlink?: Downlink): boolean {
    const current = this.#links.get(player);
    if (current === undefined || (downlink !== undefined && downlink !== current)) return false;
    this.#control?.detached(player, reason);
    // The control plane may have detached the player itself meanwhile.
    if (this.#links.get(player) === current) this.#links.delete(player);
    current.close(reason);
    return true;
  }

  /** Ends every link. */
  detachAll(reason: DetachReason): void {
    for (const player of [...this.#links.keys()]) this.detach(player, reason);
  }

  /**
   * Passes on a datagram that arrived from a player. Its envelope is overwritten in place: the destination goes, the source comes.
   *
   * A destination without a link is not reported to the sender, since that would tell strangers who is online; a datagram that
   * was lost on the sure lane for lack of room is, through {@link ControlPlane.dropped}.
   * @param source the identity the relay verified for the link it arrived on.
   */
  route(source: bigint, lane: Lane, datagram: Uint8Array): void {
    if (datagram.byteLength > MAX_DATAGRAM_BYTES) {
      this.#malformed++;
      return;
    }
    const destination = this.#swapPeer(datagram, source);
    if (destination === undefined) {
      this.#malformed++;
      return;
    }
    if (destination === RELAY_PEER) {
      this.#control?.receive(source, lane, datagram.subarray(ENVELOPE_BYTES));
      return;
    }
    const link = this.#links.get(destination);
    if (link === undefined) {
      this.#undeliverable++;
    } else if (link.send(lane, datagram)) {
      this.#forwarded++;
    } else {
      this.#dropped++;
      if (lane === SURE_LANE) this.#control?.dropped(source, destination);
    }
  }

  /**
   * Sends a datagram of the relay's own to a player; its first {@link ENVELOPE_BYTES} are overwritten. Not counted.
   * @returns false when it was dropped, or the player has no link.
   */
  deliver(player: bigint, lane: Lane, datagram: Uint8Array): boolean {
    const link = this.#links.get(player);
    return link !== undefined && this.#swapPeer(datagram, RELAY_PEER) !== undefined && link.send(lane, datagram);
  }

  /** Reads the peer in front of the datagram and puts another there; `undefined`, and nothing written, when it is too short for one. */
  #swapPeer(datagram: Uint8Array, peer: bigint): bigint | undefined {
    if (datagram.byteLength < ENVELOPE_BYTES) return undefined;
    const bytes = this.#peerBytes;
    for (let i = 0; i < ENVELOPE_BYTES; i++) bytes[i] = datagram[i] as number;
    const before = readPeer(this.#peer);
    writePeer(this.#peer, peer);
    for (let i = 0; i < ENVELOPE_BYTES; i++) datagram[i] = bytes[i] as number;
    return before;
  }
}
