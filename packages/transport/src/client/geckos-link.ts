import geckos from "@geckos.io/client";
import { REPLACED_STATUS } from "../wire/control.js";
import { parseAdmission } from "../wire/control-from-relay.js";
import { FAST_LANE, SURE_LANE, SURE_LANE_LABEL, SURE_LANE_STREAM_ID } from "../wire/lane.js";
import { DataChannelLink } from "./data-channel-link.js";
import type { LinkOpener, LinkRequest, OpenedLink } from "./link-opener.js";
import { RelayError, replacedError, type RelayErrorReason } from "./relay-error.js";

/** Where the relay is, and how WebRTC may get there. */
export interface GeckosLinkOptions {
  /** The relay's HTTP address, port included if it is not the scheme's own. */
  readonly url: string;
  /** STUN and TURN servers; a relay with a public address needs none. */
  readonly iceServers?: readonly RTCIceServer[];
  /** `"relay"`: through a TURN server only. Default `"all"`. */
  readonly iceTransportPolicy?: RTCIceTransportPolicy;
}

/**
 * Opens links over geckos.io: HTTP to introduce us, then WebRTC. What geckos leaves out is added here: an end to
 * attempts that hang, typed errors, the second lane, and silence after a link was closed.
 */
export function geckosLinkOpener(options: GeckosLinkOptions): LinkOpener {
  return async (request) => {
    if (typeof RTCPeerConnection === "undefined") {
      throw new RelayError("unsupported", "This browser has no WebRTC, or it is switched off. The relay cannot be reached without.");
    }
    return new GeckosAttempt(options, request).open();
  };
}

/** What we need of geckos' client that its types keep private. */
interface ConnectionsManager {
  localPeerConnection: RTCPeerConnection | undefined;
  readonly dataChannel: RTCDataChannel | undefined;
  fetchAdditionalCandidates: () => Promise<void>;
}

type GeckosChannel = ReturnType<typeof geckos>;

function managerOf(channel: GeckosChannel): ConnectionsManager {
  const manager = (channel as unknown as { connectionsManager?: Partial<ConnectionsManager> }).connectionsManager;
  if (typeof manager?.fetchAdditionalCandidates !== "function") {
    throw new RelayError("protocol", "This version of @geckos.io/client is unknown here. Install version 3.1.");
  }
  return manager as ConnectionsManager;
}

class GeckosAttempt {
  readonly #url: string;
  readonly #request: LinkRequest;
  readonly #channel: GeckosChannel;
  readonly #manager: ConnectionsManager;
  #connection: RTCPeerConnection | undefined;
  #link: DataChannelLink | undefined;
  #broke: (why: string) => void = () => {};
  #given = false;

  constructor(options: GeckosLinkOptions, request: LinkRequest) {
    this.#url = options.url.replace(/\/+$/, "");
    this.#request = request;
    this.#channel = geckos({
      url: this.#url,
      authorization: request.authorization,
      iceServers: [...(options.iceServers ?? [])],
      iceTransportPolicy: options.iceTransportPolicy ?? "all",
      // The port is part of the address already; left out, geckos would add its own.
      port: 0,
    });
    this.#manager = managerOf(this.#channel);
    this.#watchConnection();
  }

  async open(): Promise<OpenedLink> {
    const { signal } = this.#request;
    const giveUp = (): void => this.#release();
    signal.addEventListener("abort", giveUp);
    try {
      const link = await this.#connect();
      const admission = parseAdmission(this.#channel.userData);
      if (admission === undefined) throw new Error("it did not say who we are");
      if (signal.aborted) throw new RelayError("closed", "Given up.");
      return { link, admission };
    } catch (error) {
      this.#release();
      throw this.#explained(error);
    } finally {
      signal.removeEventListener("abort", giveUp);
    }
  }

  #connect(): Promise<DataChannelLink> {
    return new Promise((resolve, reject) => {
      this.#broke = (why) => {
        reject(new RelayError("unreachable", `${this.#url}: the relay answered, but the connection broke before it was open (${why}).`));
      };
      this.#channel
        .onConnect((error) => {
          if (error !== undefined) throw error;
          const link = this.#link;
          const fast = this.#manager.dataChannel;
          if (link === undefined || fast === undefined) throw new Error("there is no data channel");
          link.attach(FAST_LANE, fast);
          resolve(link.whenOpen());
        })
        .catch(reject);
    });
  }

  /**
   * geckos offers no way to stop an attempt: its request may hang, and it would go on with the answer minutes later.
   * So we see every peer connection the moment it is made, and close those that come too late.
   */
  #watchConnection(): void {
    Object.defineProperty(this.#manager, "localPeerConnection", {
      get: () => this.#connection,
      set: (connection: RTCPeerConnection) => {
        this.#connection = connection;
        this.#request.onAnswered();
        tolerateCandidates(connection);
        if (this.#given) connection.close();
        else connection.addEventListener("signalingstatechange", () => this.#addSureLane(connection), { once: true });
      },
    });
  }

  /**
   * Our half of the sure lane. Made as soon as the relay's offer has been read, which is long before anything can be sent: the relay
   * counts the link as open a little before we do, and what arrived on the lane before it existed would be lost.
   */
  #addSureLane(connection: RTCPeerConnection): void {
    if (this.#given) return;
    const link = new DataChannelLink(connection, (why) => {
      this.#release();
      // Without effect once the link is open.
      this.#broke(why);
    });
    link.attach(SURE_LANE, connection.createDataChannel(SURE_LANE_LABEL, { negotiated: true, id: SURE_LANE_STREAM_ID, ordered: false }));
    this.#link = link;
  }

  /** Takes down whatever there is; geckos does nothing any more afterwards. */
  #release(): void {
    if (this.#given) return;
    this.#given = true;
    // geckos asks for more addresses for 10 s, also when the link is long closed.
    this.#manager.fetchAdditionalCandidates = () => Promise.resolve();
    this.#connection?.close();
  }

  #explained(error: unknown): RelayError {
    if (error instanceof RelayError) return error;
    const options = { cause: error };
    const status = statusOf(error);
    if (status === REPLACED_STATUS) return replacedError(options);
    const [reason, what] = status === undefined ? this.#withoutStatus(error) : withStatus(status);
    return new RelayError(reason, `${this.#url}: ${what}`, options);
  }

  #withoutStatus(error: unknown): Diagnosis {
    // Before a connection was made, a TypeError is what `fetch` rejects with, in every browser.
    return error instanceof TypeError && this.#connection === undefined
      ? ["unreachable", "nobody answers. Is the relay running, the address right, and this page allowed to ask there?"]
      : noRelay(error instanceof Error ? error.message : String(error));
  }
}

/** What is wrong, and what to do, in words that follow the relay's address. */
type Diagnosis = readonly [reason: RelayErrorReason, what: string];

function noRelay(why: string): Diagnosis {
  return ["protocol", `this is no relay of our version (${why}). Check the address, and that page and relay match.`];
}

function withStatus(status: number): Diagnosis {
  if (status === 429) return ["refused", "the relay was asked too often from here. Wait a little, then try again."];
  if (status === 404) return ["refused", "there is a web server, but no relay. Is the port right?"];
  return status < 500
    ? ["refused", `the relay refused us (HTTP ${status}). Its log says why.`]
    : ["unreachable", `the relay, or a proxy before it, is out of order (HTTP ${status}). Try again later.`];
}

/** An address of the relay's that cannot be used is no error; geckos does not look at what becomes of it, and it would surface as an unhandled rejection. */
function tolerateCandidates(connection: RTCPeerConnection): void {
  const add = connection.addIceCandidate.bind(connection);
  connection.addIceCandidate = async (candidate?: RTCIceCandidateInit | null) => {
    try {
      await add(candidate);
    } catch {
      // There are others, or the attempt ends by its time-out.
    }
  };
}

/** geckos reports an HTTP answer that is not a success as an object with a status. */
function statusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === "number" ? status : undefined;
}
