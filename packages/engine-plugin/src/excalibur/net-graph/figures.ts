import type { PeerArgument } from "../../steam/api.js";
import type { PeerDiagnosis } from "../../steam/diagnosis/diagnosis-types.js";
import { HEAVY_LOSS, LONG_SILENCE_MS, MANY_UNREAD, NEARLY_FULL, RELAY_DROPPED_MS } from "../../steam/diagnosis/thresholds.js";
import type { NetGraphSteam } from "./net-graph-steam.js";

/** What comes and goes, and what waits. */
export interface Traffic {
  readonly packetsInPerSecond: number;
  readonly packetsOutPerSecond: number;
  readonly bytesInPerSecond: number;
  readonly bytesOutPerSecond: number;
  /** What waits to be sent. */
  readonly queuedBytes: number;
  /** What was sent reliably and nobody has acknowledged yet. */
  readonly unacknowledgedBytes: number;
  /** Packets a second that carried something again, and how many bytes of it. */
  readonly repeatsPerSecond: number;
  readonly repeatedBytesPerSecond: number;
}

/** One session in figures. -1 stands for what is not known. */
export interface SessionFigures extends Traffic {
  /** Tells rows apart: `"steamid:…"`, or what else the peer was given as. */
  readonly key: string;
  /** What the player is called; the key while that is not known. */
  readonly name: string;
  /** One of `CONNECTION_STATE_*`, 0 to 5. */
  readonly state: number;
  /** Round trip and how much it varies, ms. */
  readonly ping: number;
  readonly jitter: number;
  /** Share of the peer's packets that did not come lately, or not in order, 0 to 1. */
  readonly lossIn: number;
  /** Share of ours that got lost lately. */
  readonly lossOut: number;
  /** What is wrong, in a sentence; empty when all is well. */
  readonly trouble: string;
}

/** All sessions together. */
export interface Totals extends Traffic {
  readonly sessions: number;
  readonly connected: number;
  /** The largest of the round trips, ms; -1 when none is known. */
  readonly worstPing: number;
}

/** What a net graph shows at one time. */
export interface Figures {
  /** How the relay is reached. */
  readonly relay: "connected" | "looking for the relay" | "not connected";
  /** Round trip to the relay, ms; -1 when unknown. */
  readonly relayPing: number;
  /** In the order the peers came in. */
  readonly sessions: readonly SessionFigures[];
  readonly totals: Totals;
}

/** Late ones count as lost there, and a network with jitter has many. */
const HEAVY_LOSS_IN = 0.3;

/** Reads everything there is to show, through public functions only. */
export class FiguresReader {
  readonly #Steam: NetGraphSteam;
  readonly #peers: () => Iterable<PeerArgument>;

  /** @param peers whose sessions; each is read once, however often it is given. `Steam.peers()` by default. */
  constructor(Steam: NetGraphSteam, peers: () => Iterable<PeerArgument> = () => Steam.peers()) {
    this.#Steam = Steam;
    this.#peers = peers;
  }

  /** Before the relay was reached there is nothing, and nothing is asked: looking shall not fill the log. */
  read(): Figures {
    const Steam = this.#Steam;
    const status = Steam.getRelayNetworkStatus();
    const known = Steam.get_current_steam_id() !== 0n;
    const connected = status === Steam.NETWORKING_AVAILABILITY_CURRENT;
    const asked = known ? new Map(Array.from(this.#peers(), (peer) => [keyOf(peer), peer])) : [];
    const sessions = Array.from(asked, ([key, peer]) => this.#readSession(key, peer, connected));
    return {
      relay: connected ? "connected" : known || status === Steam.NETWORKING_AVAILABILITY_ATTEMPTING ? "looking for the relay" : "not connected",
      relayPing: connected ? Math.max(-1, Steam.getDirectPingToPOP(Steam.getPOPList()[0] ?? 0)) : -1,
      sessions,
      totals: totalsOf(sessions, Steam.CONNECTION_STATE_CONNECTED),
    };
  }

  #readSession(key: string, peer: PeerArgument, relayConnected: boolean): SessionFigures {
    const Steam = this.#Steam;
    const of = Steam.diagnose(peer);
    const connected = of.state === Steam.CONNECTION_STATE_CONNECTED;
    // What was measured before a session broke would be taken for what it is now.
    const measured = (figure: number) => (connected ? figure : -1);
    const lossIn = measured(lossOf(of.local_quality));
    const lossOut = measured(of.loss_out >= 0 ? of.loss_out : lossOf(of.remote_quality));
    const rate = (figure: number) => (connected ? figure : 0);
    const well = connected && relayConnected && lossOut < HEAVY_LOSS && lossIn < HEAVY_LOSS_IN && flows(of);
    return {
      key,
      name: Steam.getFriendPersonaName(peer) || key,
      state: of.state,
      ping: measured(of.ping),
      jitter: measured(of.jitter_ms),
      lossIn,
      lossOut,
      packetsInPerSecond: rate(of.packets_in_per_second),
      packetsOutPerSecond: rate(of.packets_out_per_second),
      bytesInPerSecond: rate(of.bytes_in_per_second),
      bytesOutPerSecond: rate(of.bytes_out_per_second),
      queuedBytes: of.buffered_bytes,
      unacknowledgedBytes: rate(of.sent_unacknowledged_reliable),
      repeatsPerSecond: rate(of.repeats_out_per_second),
      repeatedBytesPerSecond: rate(of.repeated_bytes_out_per_second),
      trouble: well ? "" : Steam.why(peer),
    };
  }
}

/** Whether what is sent and what arrives gets through, and is not too much. */
function flows(of: PeerDiagnosis): boolean {
  const dropped = of.since_dropped_ms >= 0 && of.since_dropped_ms < RELAY_DROPPED_MS;
  const full = of.buffered_bytes > NEARLY_FULL * of.buffer_limit_bytes || of.unread_bytes > NEARLY_FULL * of.unread_limit_bytes;
  const stuck = of.unread.some(({ is_read, messages }) => !is_read || messages >= MANY_UNREAD);
  return !dropped && !full && !stuck && of.silent_ms < LONG_SILENCE_MS;
}

function totalsOf(sessions: readonly SessionFigures[], connected: number): Totals {
  const sum = (figure: (session: Traffic) => number) => sessions.reduce((total, session) => total + figure(session), 0);
  return {
    sessions: sessions.length,
    connected: sessions.filter(({ state }) => state === connected).length,
    worstPing: sessions.reduce((worst, { ping }) => Math.max(worst, ping), -1),
    packetsInPerSecond: sum((session) => session.packetsInPerSecond),
    packetsOutPerSecond: sum((session) => session.packetsOutPerSecond),
    bytesInPerSecond: sum((session) => session.bytesInPerSecond),
    bytesOutPerSecond: sum((session) => session.bytesOutPerSecond),
    queuedBytes: sum((session) => session.queuedBytes),
    unacknowledgedBytes: sum((session) => session.unacknowledgedBytes),
    repeatsPerSecond: sum((session) => session.repeatsPerSecond),
    repeatedBytesPerSecond: sum((session) => session.repeatedBytesPerSecond),
  };
}

const keyOf = (peer: PeerArgument): string => (typeof peer === "bigint" ? `steamid:${peer}` : peer);

/** Quality is the share that arrived. */
const lossOf = (quality: number): number => (quality < 0 ? -1 : 1 - quality);

/** How much of the bytes sent had been sent before, 0 to 1. */
export function repeatedShare({ repeatedBytesPerSecond, bytesOutPerSecond }: Pick<SessionFigures, "repeatedBytesPerSecond" | "bytesOutPerSecond">): number {
  return bytesOutPerSecond > 0 ? Math.min(1, repeatedBytesPerSecond / bytesOutPerSecond) : 0;
}
