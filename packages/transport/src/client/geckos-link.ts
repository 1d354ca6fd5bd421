import geckos from "@geckos.io/client";
import { REPLACED_STATUS } from "../wire/control.js";
import { parseAdmission } from "../wire/control-from-relay.js";
import { FAST_LANE, SURE_LANE, SURE_LANE_LABEL, SURE_LANE_STREAM_ID } from "../wire/lane.js";
import { DataChannelLink } from "./data-channel-link.js";
import type { LinkOpener, LinkRequest, OpenedLink } from "./link-opener.js";
import { RelayError } from "./relay-error.js";

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
      throw new RelayError("unsupported", "This browser has no WebRTC, or it is switched off (an extension, a policy). Samovar needs it to reach the relay.");
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
    throw new RelayError("protocol", "This version of @geckos.io/client is not known to Samovar. Install version 3.1.");
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
      if (admission === undefined) throw this.#protocolError("it did not say who we are");
      if (signal.aborted) throw new RelayError("closed", "The link was given up before it was open.");
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
        reject(new RelayError("unreachable", `The relay at ${this.#url} answered, but the WebRTC connection to it broke before it was open: ${why}.`));
      };
      this.#channel
        .onConnect((error) => {
          if (error !== undefined) throw error;
          const link = this.#link;
          const fast = this.#manager.dataChannel;
          if (link === undefined || fast === undefined) throw this.#protocolError("there is no data channel");
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
        if (this.#given) this.#silence(connection);
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
    if (this.#connection !== undefined) this.#silence(this.#connection);
  }

  #silence(connection: RTCPeerConnection): void {
    connection.addIceCandidate = () => Promise.resolve();
    connection.close();
  }

  #explained(error: unknown): RelayError {
    if (error instanceof RelayError) return error;
    const cause = { cause: error };
    const status = statusOf(error);
    if (status === undefined) {
      // Before a connection was made, a TypeError is what `fetch` rejects with, in every browser.
      if (error instanceof TypeError && this.#connection === undefined) {
        return new RelayError("unreachable", `Nothing answers at ${this.#url}. Is the relay running, is the address right, and may this page reach it?`, cause);
      }
      return this.#protocolError(error instanceof Error ? error.message : String(error), cause);
    }
    if (status === REPLACED_STATUS) {
      return new RelayError("replaced", "This player is connected from another page meanwhile. Go on there, or open this one again to take over.", cause);
    }
    if (status === 429) {
      return new RelayError("refused", `The relay at ${this.#url} was asked too often from this address. Wait a little, then try again.`, cause);
    }
    if (status === 404) {
      return new RelayError("refused", `There is a web server at ${this.#url}, but no relay. Check the address, its port above all.`, cause);
    }
    if (status >= 500) {
      return new RelayError("unreachable", `The relay at ${this.#url}, or a proxy before it, is out of order (HTTP ${status}). Try again later.`, cause);
    }
    return new RelayError("refused", `The relay at ${this.#url} refused us (HTTP ${status}). Its log says why.`, cause);
  }

  #protocolError(what: string, options?: ErrorOptions): RelayError {
    return new RelayError("protocol", `What answers at ${this.#url} is no relay of this version: ${what}. Check the address, and that page and relay are of one version.`, options);
  }
}

/** geckos reports an HTTP answer that is not a success as an object with a status. */
function statusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === "number" ? status : undefined;
}
