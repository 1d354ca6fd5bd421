import { randomBytes } from "node:crypto";
import ServerChannel from "@geckos.io/server/lib/geckos/channel.js";
import WebRTCConnection from "@geckos.io/server/lib/wrtc/webrtcConnection.js";
import { IceUdpMuxListener, initLogger, type DataChannel, type PeerConnection } from "node-datachannel";
import { FAST_LANE, MAX_DATAGRAM_BYTES, NUDGE_BYTES, SURE_LANE, SURE_LANE_LABEL, SURE_LANE_STREAM_ID, type Lane } from "../wire/lane.js";
import type { Admitted } from "./admissions.js";
import { cleanAnswer } from "./answer-sdp.js";
import type { DoorOptions, DoorStats } from "./door.js";
import type { Candidate, Offer, Signalling } from "./http-guard.js";
import { PacedDownlink } from "./paced-downlink.js";
import { errorText, RelayStartError } from "./relay-error.js";
import type { DetachReason } from "./router.js";
import { TimerPacer } from "./timer-pacer.js";
import { until, wait } from "./waiting.js";

/** How long a link that is closed with a reason may still send: time for the last words to leave. Ours. */
const LINGER_MS = 200;
/** How long a request for candidates is held while the answer has not come. Ours; geckos' client asks again, ten times in ten seconds. */
const HOLD_MS = 2000;
/**
 * How long SCTP may try to get a datagram of the fast lane across, ms; what has not left by then is too old to be of use. In a quick run with
 * 240 messages of 1000 bytes a second at 50 ms and 5 % loss, over twice as many arrived as with no lifetime and no retransmission.
 */
const FAST_LANE_LIFE_MS = 100;
/** A connection carries data only, in one media section, the first. */
const MEDIA_ID = "0";
/** geckos' client takes no channel of another label. */
const FAST_LANE_LABEL = "geckos.io";
/** Messages that are no datagrams after which a connection is ended: no client of ours sends a single one. Ours. */
const MAX_REFUSED = 100;

/** One player's connection, from the offer to its end. */
interface Call {
  readonly id: string;
  readonly admitted: Admitted;
  readonly connection: WebRTCConnection;
  // Kept here because geckos forgets them when it closes, while callbacks may still be on their way.
  readonly peer: PeerConnection;
  readonly fast: DataChannel;
  readonly sure: DataChannel;
  /** Resolves when the answer was taken, or there will be none. */
  readonly answered: Promise<void>;
  readonly settle: () => void;
  timer: NodeJS.Timeout | undefined;
  downlink: PacedDownlink | undefined;
  refused: number;
  state: "offered" | "answered" | "open" | "lingering" | "ended";
}

let open = false;
/** geckos takes each connection off a list when it closes. Ours is {@link GeckosDoor}'s own; this one stays empty. */
const unlisted: WebRTCConnection["connections"] = new Map();

/**
 * Where players come in: geckos makes the peer connections, everything after that is ours.
 *
 * geckos 3.1 and node-datachannel run callbacks from native code, and an exception in one ends the process. So geckos' own
 * callbacks, which parse what strangers send, are replaced when a connection is given to a player, before anybody can know where to send to it; ours
 * are guarded ({@link #guard}). geckos' HTTP routes and its message bus are not used at all. All players share one UDP port, which is taken when
 * the door opens.
 *
 * One door at a time in a process: geckos and node-datachannel have global state, and cleaning it up would take the other door's players along.
 */
export class GeckosDoor implements Signalling {
  readonly #options: DoorOptions;
  readonly #rtcConfig: WebRTCConnection["configuration"];
  readonly #port: IceUdpMuxListener;
  readonly #pacer = new TimerPacer();
  readonly #calls = new Map<string, Call>();
  #opening = 0;
  #refused = 0;
  #closing = false;

  /** Throws a {@link RelayStartError} `already-running`, or `port-in-use` when somebody has the UDP port. */
  constructor(options: DoorOptions) {
    GeckosDoor.assertNone();
    this.#options = options;
    // What goes wrong shows in states and answers; the library's own lines would let strangers write our log.
    initLogger("Fatal", () => undefined);
    try {
      // Holds the port from now on. Connections alone would take it with the first player, and give it back with the last.
      this.#port = new IceUdpMuxListener(options.udpPort, options.udpHost);
    } catch (cause) {
      throw new RelayStartError(
        "port-in-use",
        `UDP port ${options.udpPort} cannot be had: another program holds it. Stop that one, or choose another port with SAMOVAR_UDP_PORT or --udp-port.`,
        { cause },
      );
    }
    this.#rtcConfig = {
      iceServers: [...options.iceServers],
      enableIceUdpMux: true,
      portRangeBegin: options.udpPort,
      portRangeEnd: options.udpPort,
      ...(options.udpHost === undefined ? {} : { bindAddress: options.udpHost }),
    };
    open = true;
  }

  /** Throws a {@link RelayStartError} `already-running` when a door is open in this process. */
  static assertNone(): void {
    if (open) {
      throw new RelayStartError("already-running", "There is a relay in this process already. Close it first, or start the second one in a process of its own.");
    }
  }

  get stats(): DoorStats {
    return { connections: this.#calls.size, refused: this.#refused };
  }

  async open(admitted: Admitted): Promise<Offer | undefined> {
    if (this.#closing || this.#calls.size + this.#opening >= this.#options.maxPlayers) return undefined;
    this.#opening++;
    try {
      const connection = await this.#createConnection();
      if (this.#closing) {
        await this.#discard(connection, connection.channel.dataChannel);
        return undefined;
      }
      return this.#offer(this.#adopt(admitted, connection));
    } catch (error) {
      this.#options.log.error(`a connection could not be made: ${errorText(error)}`);
      return undefined;
    } finally {
      this.#opening--;
    }
  }

  has(id: string): boolean {
    return this.#calls.has(id);
  }

  answer(id: string, sdp: string, own: (address: string) => boolean): boolean {
    const call = this.#calls.get(id);
    if (call === undefined) return false;
    if (call.state !== "offered") return true;
    const answer = cleanAnswer(sdp, own);
    if (answer === undefined) return false;
    try {
      call.peer.setRemoteDescription(answer.sdp, "answer");
      for (const candidate of answer.candidates) call.peer.addRemoteCandidate(candidate, answer.mid);
      call.state = "answered";
      call.settle();
      return true;
    } catch {
      // There is no second try on the same connection.
      this.#end(call);
      return false;
    }
  }

  /**
   * Held back until the answer was taken. A player who knows where to send before that can be so fast that ICE and DTLS are through while
   * libdatachannel still takes the answer in, and then finds no fingerprint to compare the player's certificate with: seen in one of thirty connections
   * over loopback.
   */
  async candidates(id: string): Promise<readonly Candidate[] | undefined> {
    const call = this.#calls.get(id);
    if (call === undefined) return undefined;
    await Promise.race([call.answered, wait(HOLD_MS)]);
    if (call.state === "offered") return [];
    const found = candidatesIn(call.peer);
    const { publicAddress, udpPort } = this.#options;
    if (publicAddress === undefined) return found;
    // Less priority than the machine's own: from outside, those fail soon; from inside, they are shorter.
    return [...found, { candidate: `candidate:99 1 UDP 2113937151 ${publicAddress} ${udpPort} typ host`, sdpMid: MEDIA_ID }];
  }

  hangUp(id: string): void {
    const call = this.#calls.get(id);
    if (call !== undefined) this.#end(call);
  }

  /** Ends every connection, lets go of the port and of everything native. The door cannot be opened again. */
  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    // Those who are being said goodbye to right now.
    await until(() => ![...this.#calls.values()].some((call) => call.state === "lingering") && this.#opening === 0, 2 * LINGER_MS);
    for (const call of [...this.#calls.values()]) this.#end(call);
    this.#pacer.stop();
    // The connections' own goodbyes leave from native threads, through this port.
    await wait(LINGER_MS / 2);
    // Not node-datachannel's cleanup(): it can wait for ever for a callback of a channel that is already gone, and what it
    // would free goes with the last connection.
    this.#port.stop();
    open = false;
  }

  /**
   * Of geckos' classes, but without its `createConnection`: that waits 50 ms for each, and listens to three things more. Every callback is one of libuv's
   * handles, which looks at all players' handles whenever something arrives from anybody.
   */
  async #createConnection(): Promise<WebRTCConnection> {
    const connection = new WebRTCConnection(randomBytes(16).toString("hex"), this.#rtcConfig, unlisted, undefined);
    const peer = await connection.init();
    try {
      // node-datachannel lets go of a closed connection only where somebody listens.
      peer.onStateChange(() => undefined);
      const fast = peer.createDataChannel(FAST_LANE_LABEL, { unordered: true, maxPacketLifeTime: FAST_LANE_LIFE_MS });
      connection.channel = new ServerChannel(connection, fast, {}, undefined);
      return connection;
    } catch (error) {
      tryTo(() => peer.close());
      throw error;
    }
  }

  /** Takes down a connection that nobody was given, or nobody uses any more. */
  async #discard(connection: WebRTCConnection, ...channels: readonly DataChannel[]): Promise<void> {
    // geckos closes open channels only; others would keep their callbacks, and with them all they refer to, for ever.
    for (const channel of channels) tryTo(() => channel.close());
    try {
      await connection.close();
    } catch (error) {
      this.#options.log.error(`a connection did not close: ${errorText(error)}`);
    }
  }

  /** Takes the connection out of geckos' hands: replaces every callback it registered, and adds the sure lane. */
  #adopt(admitted: Admitted, connection: WebRTCConnection): Call {
    const peer = connection.peerConnection;
    const fast = connection.channel.dataChannel;
    const sure = peer.createDataChannel(SURE_LANE_LABEL, { negotiated: true, id: SURE_LANE_STREAM_ID, unordered: true });
    let settle = () => undefined as void;
    const answered = new Promise<void>((resolve) => (settle = resolve));
    const call: Call = {
      id: connection.id,
      admitted,
      connection,
      peer,
      fast,
      sure,
      answered,
      settle,
      timer: undefined,
      downlink: undefined,
      refused: 0,
      state: "offered",
    };
    const end = this.#guard(call, () => this.#end(call));
    fast.onOpen(this.#guard(call, () => this.#opened(call)));
    fast.onMessage(this.#guard(call, (message) => this.#received(call, FAST_LANE, message)));
    fast.onClosed(end);
    sure.onMessage(this.#guard(call, (message) => this.#received(call, SURE_LANE, message)));
    sure.onClosed(end);
    peer.onStateChange(
      this.#guard(call, (state) => {
        // "disconnected" may yet pass. Who is really gone is missed sooner by the front desk than by ICE.
        if (state === "failed" || state === "closed") this.#end(call);
      }),
    );
    // No client of ours opens channels: who does so wants something else.
    peer.onDataChannel(end);
    this.#calls.set(call.id, call);
    call.timer = setTimeout(end, this.#options.openTimeoutMs);
    return call;
  }

  /** The offer, without candidates: see {@link candidates}. */
  #offer(call: Call): Offer | undefined {
    const description = call.peer.localDescription();
    if (description === null) {
      this.#end(call);
      return undefined;
    }
    const sdp = description.sdp.replaceAll(/^a=(?:candidate:.*|end-of-candidates)\r?\n/gm, "");
    return { id: call.id, localDescription: { type: description.type, sdp } };
  }

  #opened(call: Call): void {
    if (call.state !== "answered") return;
    clearTimeout(call.timer);
    call.timer = undefined;
    call.state = "open";
    call.downlink = new PacedDownlink({
      fast: call.fast,
      sure: call.sure,
      queueBytes: this.#options.queueBytes,
      pacer: this.#pacer,
      now: () => performance.now(),
      hangUp: (reason) => this.#hangUpSoon(call, reason),
    });
    this.#options.events.opened(call.admitted.player, call.admitted.life, call.downlink);
  }

  #received(call: Call, lane: Lane, message: unknown): void {
    // The player's confirmation of the first channel was lost and comes later than what was sent after it.
    if (call.state === "answered") this.#opened(call);
    if (call.state !== "open") return;
    // Text arrives as a string. Nothing of it is parsed, ever.
    if (!(message instanceof Uint8Array) || message.byteLength === 0 || message.byteLength > MAX_DATAGRAM_BYTES) {
      this.#refused++;
      call.refused++;
      if (call.refused > MAX_REFUSED) {
        this.#options.log.warn(`player ${call.admitted.player} sends what is no datagram, over and over; hung up`);
        this.#end(call);
      }
      return;
    }
    call.downlink?.heard();
    if (message.byteLength === NUDGE_BYTES) return;
    this.#options.events.datagram(call.admitted.player, lane, message);
  }

  /** Nothing is taken from the player any more; what waits may still leave, if the reason is one the player should hear. */
  #hangUpSoon(call: Call, reason: DetachReason): void {
    if (call.state !== "open") return;
    if (reason === "left" || reason === "silent") {
      this.#end(call);
      return;
    }
    call.state = "lingering";
    call.timer = setTimeout(this.#guard(call, () => this.#end(call)), LINGER_MS);
  }

  #end(call: Call): void {
    if (call.state === "ended") return;
    call.state = "ended";
    clearTimeout(call.timer);
    call.settle();
    this.#calls.delete(call.id);
    // Not from here: this may be a callback of the very object that is to be closed.
    setImmediate(() => {
      void this.#discard(call.connection, call.sure, call.fast);
    });
    const { downlink } = call;
    if (downlink === undefined) return;
    call.downlink = undefined;
    downlink.close("left");
    this.#options.events.closed(call.admitted.player, downlink);
  }

  /** A callback for native code: whatever happens in it, nothing leaves it. */
  #guard<Args extends readonly unknown[]>(call: Call, callback: (...args: Args) => void): (...args: Args) => void {
    return (...args) => {
      try {
        callback(...args);
      } catch (error) {
        this.#report(call, error);
      }
    };
  }

  #report(call: Call, error: unknown): void {
    try {
      this.#options.log.error(`the link of player ${call.admitted.player} is ended, because of an error of the relay's own: ${errorText(error)}`);
      this.#end(call);
    } catch {
      // A logger or a listener that throws while it hears of a throw. The process matters more.
    }
  }
}

/** What was found of the relay's addresses up to now. */
function candidatesIn(peer: PeerConnection): Candidate[] {
  const lines = peer.localDescription()?.sdp.matchAll(/^a=(candidate:[^\r\n]*)/gm) ?? [];
  return [...lines].map(([, candidate = ""]) => ({ candidate, sdpMid: MEDIA_ID }));
}

/** Does it, or not. */
function tryTo(act: () => void): void {
  try {
    act();
  } catch {
    // It was closed already.
  }
}
