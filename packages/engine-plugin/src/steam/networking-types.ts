import type { Signal } from "../godot/signal.js";

/** One packet, as {@link Networking.readP2PPacket} hands it out. The sender's id stands under the key of every age of GodotSteam. */
export interface P2PPacket<P extends Uint8Array = Uint8Array> {
  /** The bytes, the receiver's own to keep and change. */
  data: P;
  /** Who sent it: the identity the relay verified. */
  remote_steam_id: bigint;
  /** The same; GodotSteam 3.10-3.24 and 4.0-4.7. */
  steam_id_remote: bigint;
  /** The same; GodotSteam up to 3.9.7. */
  steamIDRemote: bigint;
}

/** What {@link Networking.getP2PSessionState} knows. All whole numbers, as in GodotSteam; its documentation says bool for some. */
export interface P2PSessionState {
  /** 1 when the session is connected, else 0. */
  connection_active: number;
  /** 1 while it is being connected, or waits to be accepted, else 0. */
  connecting: number;
  /** One of `P2P_SESSION_ERROR_*`: 0 while nothing has gone wrong, 4 when the session has failed. */
  session_error: number;
  /** 1 when connected: packets go through the relay, always. */
  using_relay: number;
  /** Bytes accepted and not yet sent, framing included. */
  bytes_queued_for_send: number;
  /** How many packets of 1200 bytes those make; a session counts bytes, not packets. */
  packets_queued_for_send: number;
  /** 0: nobody's address is ever shown to another player. */
  remote_ip: number;
  /** 0, likewise. */
  remote_port: number;
}

/** The signals of the older P2P class; they fire within `run_callbacks`. */
export interface NetworkingSignals {
  /**
   * Somebody wrote first and waits to be let in: by `acceptP2PSessionWithUser`, or by sending something back. Fires again at most every
   * 5 s while they go on writing.
   */
  p2p_session_request: Signal<(remote_steam_id: bigint) => void>;
  /**
   * A session could not be made, or broke with something undelivered. What was queued is lost; sending again begins anew.
   *
   * `session_error` is 4 (TIMEOUT) always: nobody answered or accepted within 20 s, or the peer or our own link fell silent. A peer that
   * turns us down by `closeP2PSessionWithUser` comes as 4 as well, but at once, where Steam lets one wait for the time-out.
   */
  p2p_session_connect_fail: Signal<(remote_steam_id: bigint, session_error: number) => void>;
}
