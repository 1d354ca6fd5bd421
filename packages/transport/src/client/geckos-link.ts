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
 * attempts that hang, typed errors, the second lane, a shorter way to the relay's addresses, and silence as soon as the link is open or given up.
 */
export function geckosLinkOpener(options: GeckosLinkOptions): LinkOpener {
  const url = options.url.replace(/\/+$/, "");
  return async (request) => {
    if (typeof RTCPeerConnection === "undefined") {
      throw new RelayError("unsupported", "This browser has no WebRTC, or it is switched off. The relay cannot be reached without.");
    }
    const channel = geckos({
      url,
      authorization: request.authorization,
      iceServers: [...(request.ice?.iceServers ?? options.iceServers ?? [])],
      iceTransportPolicy: request.ice?.iceTransportPolicy ?? options.iceTransportPolicy ?? "all",
      // The port is part of the address already; left out, geckos would add its own.
      port: 0,
    });
    return attempt(url, channel, managerOf(channel), request);
  };
}

/** What we need of geckos' client that its types keep private. */
interface ConnectionsManager {
  /** What the relay answered when we asked to come in. */
  readonly remotePeerConnection: { readonly id?: unknown } | undefined;
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

async function attempt(url: string, channel: GeckosChannel, manager: ConnectionsManager, { signal, onAnswered }: LinkRequest): Promise<OpenedLink> {
  let connection: RTCPeerConnection | undefined;
  let link: DataChannelLink | undefined;
  let released = false;
  /** Says why the connection broke; without effect once the link is open. */
  let broke: (why: string) => void = () => {};

  /** geckos asks for more addresses for 10 s, whatever became of the connection. */
  const askNoMore = (): void => {
    manager.fetchAdditionalCandidates = () => Promise.resolve();
  };

  /** Takes down whatever there is; geckos does nothing any more afterwards. */
  const release = (): void => {
    if (released) return;
    released = true;
    askNoMore();
    connection?.close();
  };

  /**
   * Our half of the sure lane. Made as soon as the relay's offer has been read, which is long before anything can be sent: the relay
   * counts the link as open a little before we do, and what arrived on the lane before it existed would be lost.
   */
  const addSureLane = (over: RTCPeerConnection): void => {
    if (released) return;
    link = new DataChannelLink(over, (why) => {
      release();
      broke(why);
    });
    link.attach(SURE_LANE, over.createDataChannel(SURE_LANE_LABEL, { negotiated: true, id: SURE_LANE_STREAM_ID, ordered: false }));
  };

  // geckos offers no way to stop an attempt: its request may hang, and it would go on with the answer minutes later.
  // So we see every peer connection the moment it is made, and close those that come too late.
  Object.defineProperty(manager, "localPeerConnection", {
    get: () => connection,
    set: (made: RTCPeerConnection) => {
      connection = made;
      onAnswered();
      tolerateCandidates(made);
      if (released) {
        made.close();
        return;
      }
      made.addEventListener("signalingstatechange", () => {
        if (link === undefined) addSureLane(made);
        if (made.signalingState === "stable") void introduce(url, manager.remotePeerConnection?.id, made, signal);
      });
    },
  });

  signal.addEventListener("abort", release);
  try {
    const open = await new Promise<DataChannelLink>((resolve, reject) => {
      broke = (why) => reject(new RelayError("unreachable", `${url}: the relay answered, but the connection broke before it was open (${why}).`));
      channel
        .onConnect((error) => {
          if (error !== undefined) throw error;
          const fast = manager.dataChannel;
          if (link === undefined || fast === undefined) throw new Error("there is no data channel");
          link.attach(FAST_LANE, fast);
          resolve(link.whenOpen());
        })
        .catch(reject);
    });
    askNoMore();
    const admission = parseAdmission(channel.userData);
    if (admission === undefined) throw new Error("it did not say who we are");
    return { link: open, admission };
  } catch (error) {
    release();
    throw explained(url, error, connection !== undefined);
  }
}

/**
 * Brings the relay our answer and fetches its addresses. geckos does the same, but with a preflight for either, and asks for addresses
 * after 50 ms at the earliest: one and a half round trips later, and what comes first counts. If this fails, geckos' way is left.
 */
async function introduce(url: string, id: unknown, connection: RTCPeerConnection, signal: AbortSignal): Promise<void> {
  const at = `${url}/.wrtc/v2/connections/${String(id)}`;
  try {
    // Text, by its type, and a question without headers of our own need no preflight. The relay answers the question when it has the answer.
    const answered = fetch(`${at}/remote-description`, { method: "POST", body: JSON.stringify(connection.localDescription), signal });
    const [found] = await Promise.all([fetch(`${at}/additional-candidates`, { signal }), answered]);
    const candidates: unknown = found.ok ? await found.json() : undefined;
    if (!Array.isArray(candidates)) return;
    for (const candidate of candidates as RTCIceCandidateInit[]) void connection.addIceCandidate(candidate);
  } catch {
    // See above.
  }
}

function explained(url: string, error: unknown, answered: boolean): RelayError {
  if (error instanceof RelayError) return error;
  const options = { cause: error };
  const status = statusOf(error);
  if (status === REPLACED_STATUS) return replacedError(options);
  // Before a connection was made, a TypeError is what `fetch` rejects with, in every browser.
  const unheard = error instanceof TypeError && !answered;
  const [reason, what] = unheard ? NOBODY_ANSWERS : status === undefined ? noRelay(error) : withStatus(status);
  return new RelayError(reason, `${url}: ${what}`, options);
}

/** What is wrong, and what to do, in words that follow the relay's address. */
type Diagnosis = readonly [reason: RelayErrorReason, what: string];

const NOBODY_ANSWERS: Diagnosis = ["unreachable", "nobody answers. Is the relay running, the address right, and this page allowed to ask there?"];

function noRelay(error: unknown): Diagnosis {
  const why = error instanceof Error ? error.message : String(error);
  return ["protocol", `this is no relay of our version (${why}). Check the address, and use one version of Samovar on both sides.`];
}

function withStatus(status: number): Diagnosis {
  if (status === 429) return ["refused", "the relay was asked too often from here. Try again later."];
  if (status === 404) return ["refused", "there is a web server, but no relay. Is the port right?"];
  return status < 500
    ? ["refused", `the relay refused us (HTTP ${status}). Its log says why.`]
    : ["unreachable", `the relay, or a proxy before it, is out of order (HTTP ${status}). Is the relay running?`];
}

/** An address of the relay's that cannot be used is no error; geckos does not look at what becomes of it, and it would surface as an unhandled rejection. */
function tolerateCandidates(connection: RTCPeerConnection): void {
  const add = connection.addIceCandidate.bind(connection);
  // There are others, or the attempt ends by its time-out.
  connection.addIceCandidate = (candidate?: RTCIceCandidateInit | null) => add(candidate).catch(() => {});
}

/** geckos reports an HTTP answer that is not a success as an object with a status. */
function statusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === "number" ? status : undefined;
}
