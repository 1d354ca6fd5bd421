// WebRTC for players without a browser: node-datachannel's polyfill under the names that browsers have. Importing this file installs it.

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./workspace.mjs";

const requireFromTransport = createRequire(pathToFileURL(join(root, "packages/transport/package.json")));
const { default: polyfill } = /** @type {{ default: { RTCPeerConnection: unknown, RTCSessionDescription: unknown, RTCIceCandidate: unknown } }} */ (await import(pathToFileURL(requireFromTransport.resolve("node-datachannel/polyfill")).href));
Object.assign(globalThis, { RTCPeerConnection: polyfill.RTCPeerConnection, RTCSessionDescription: polyfill.RTCSessionDescription, RTCIceCandidate: polyfill.RTCIceCandidate });

// geckos' client goes on adding candidates for 10 s, also to connections that are closed.
const ofClosedConnections = (/** @type {unknown} */ error) => error instanceof Error && /closed|NotFoundError|remote description/i.test(`${error.name} ${error.message}`);
for (const event of ["uncaughtException", "unhandledRejection"]) {
  process.on(event, (/** @type {unknown} */ error) => {
    if (!ofClosedConnections(error)) throw error;
  });
}
