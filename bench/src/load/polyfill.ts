// Gives Node what geckos' client takes from a browser. To be imported before any contender.

import polyfill from "node-datachannel/polyfill";

Object.assign(globalThis, {
  RTCPeerConnection: polyfill.RTCPeerConnection,
  RTCSessionDescription: polyfill.RTCSessionDescription,
  RTCIceCandidate: polyfill.RTCIceCandidate,
});

// geckos' client goes on adding candidates for 10 s, also to connections that are closed.
process.on("uncaughtException", (error) => {
  if (!/closed|NotFoundError|remote description/i.test(`${error.name} ${error.message}`)) throw error;
});
process.on("unhandledRejection", () => undefined);
