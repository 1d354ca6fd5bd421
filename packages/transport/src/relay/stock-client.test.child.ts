/**
 * geckos' own client, as it comes, under Node: any number of links in a process of its own, worked by commands over IPC. What a
 * stranger can do with a stock client, a test does with this.
 */
import * as webrtc from "node-datachannel/polyfill";
import { SURE_LANE_LABEL, SURE_LANE_STREAM_ID, type Lane } from "../wire/lane.js";

/** What the parent asks for; `link` is a number of its choice. */
export type ToStockClients =
  | { readonly do: "connect"; readonly link: number; readonly port: number; readonly authorization?: string; readonly hangUp?: "at-offer" | "at-open" }
  | { readonly do: "text"; readonly link: number; readonly text: string }
  | { readonly do: "binary"; readonly link: number; readonly lane: Lane; readonly bytes: Uint8Array }
  | { readonly do: "channels"; readonly link: number; readonly count: number }
  | { readonly do: "chat"; readonly link: number; readonly everyMs: number; readonly datagram: Uint8Array }
  | { readonly do: "close"; readonly link: number };

/** What it is told. */
export type FromStockClients =
  | { readonly event: "started" }
  | { readonly event: "connected"; readonly link: number; readonly userData: unknown }
  | { readonly event: "failed"; readonly link: number; readonly status: number | undefined; readonly message: string }
  | { readonly event: "message"; readonly link: number; readonly lane: Lane; readonly bytes: Uint8Array }
  | { readonly event: "closed"; readonly link: number };

Object.assign(globalThis, {
  RTCPeerConnection: webrtc.RTCPeerConnection,
  RTCSessionDescription: webrtc.RTCSessionDescription,
  RTCIceCandidate: webrtc.RTCIceCandidate,
});
const { default: geckos } = await import("@geckos.io/client");

// geckos goes on asking for candidates after it was closed, and throws at nobody.
process.on("uncaughtException", () => undefined);
process.on("unhandledRejection", () => undefined);
// What it complains of is what the tests are after.
console.error = () => undefined;
console.log = () => undefined;

interface Link {
  readonly peer: RTCPeerConnection;
  readonly lanes: readonly [RTCDataChannel, RTCDataChannel];
  chat: NodeJS.Timeout | undefined;
}

const links = new Map<number, Link>();

function tell(message: FromStockClients): void {
  if (process.connected) process.send?.(message);
}

function connect({ link, port, authorization, hangUp }: ToStockClients & { do: "connect" }): void {
  const channel = geckos({ url: "http://127.0.0.1", port, ...(authorization === undefined ? {} : { authorization }) });
  // Private in its types; the only way to a second channel.
  const manager = (channel as unknown as { connectionsManager: { localPeerConnection?: RTCPeerConnection; dataChannel?: RTCDataChannel } }).connectionsManager;
  if (hangUp === "at-offer") {
    const poll = setInterval(() => {
      if (manager.localPeerConnection?.signalingState !== "stable") return;
      clearInterval(poll);
      manager.localPeerConnection.close();
      tell({ event: "closed", link });
    }, 1);
  }
  void channel.onConnect((error) => {
    if (error !== undefined) return tell({ event: "failed", link, status: error.status, message: error.message });
    const { localPeerConnection: peer, dataChannel: fast } = manager;
    if (peer === undefined || fast === undefined) return undefined;
    if (hangUp === "at-open") {
      channel.close();
      return tell({ event: "closed", link });
    }
    const sure = peer.createDataChannel(SURE_LANE_LABEL, { negotiated: true, id: SURE_LANE_STREAM_ID, ordered: false });
    sure.binaryType = "arraybuffer";
    for (const [lane, dataChannel] of [fast, sure].entries()) {
      dataChannel.addEventListener("message", ({ data }) => {
        if (data instanceof ArrayBuffer) tell({ event: "message", link, lane: lane as Lane, bytes: new Uint8Array(data) });
      });
    }
    fast.addEventListener("close", () => tell({ event: "closed", link }));
    links.set(link, { peer, lanes: [fast, sure], chat: undefined });
    return tell({ event: "connected", link, userData: channel.userData });
  });
}

process.on("message", (message) => {
  const command = message as ToStockClients;
  if (command.do === "connect") return connect(command);
  const link = links.get(command.link);
  if (link === undefined) return undefined;
  const [fast] = link.lanes;
  switch (command.do) {
    case "text":
      return fast.send(command.text);
    case "binary":
      return link.lanes[command.lane].send(Uint8Array.from(command.bytes));
    case "channels":
      for (let i = 0; i < command.count; i++) link.peer.createDataChannel(`mine ${i}`);
      return undefined;
    case "chat":
      link.chat = setInterval(() => {
        for (const lane of link.lanes) if (lane.readyState === "open") lane.send(Uint8Array.from(command.datagram));
      }, command.everyMs);
      return undefined;
    case "close":
      clearInterval(link.chat);
      link.peer.close();
      return undefined;
  }
});
process.on("disconnect", () => process.exit(0));
tell({ event: "started" });
