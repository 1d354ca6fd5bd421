import geckos, { type ClientChannel, type RawMessage } from "@geckos.io/client";
import type { Seat } from "./contender.js";

/** A connected channel of geckos' client, and the peer connection that its types keep private. */
export interface GeckosConnection {
  readonly channel: ClientChannel;
  readonly connection: RTCPeerConnection;
}

const ATTEMPTS = 3;
const ATTEMPT_MS = 15_000;

/** Connects as geckos' documentation shows it. geckos has no time-out, and an attempt in some hundreds hangs: then it is made anew. */
export async function connectGeckos(seat: Seat): Promise<GeckosConnection> {
  for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
    const connected = await Promise.race([connectOnce(seat), new Promise<undefined>((resolve) => setTimeout(resolve, ATTEMPT_MS))]);
    if (connected !== undefined) return connected;
  }
  return connectOnce(seat);
}

function connectOnce({ url, room, name }: Seat): Promise<GeckosConnection> {
  const { protocol, hostname, port } = new URL(url);
  const channel = geckos({ url: `${protocol}//${hostname}`, port: Number(port), authorization: `${room}/${name}` });
  return new Promise((resolve, reject) => {
    void channel.onConnect((error) => {
      if (error !== undefined) {
        reject(new Error("geckos did not connect", { cause: error }));
        return;
      }
      const { localPeerConnection } = (channel as unknown as { connectionsManager: { localPeerConnection: RTCPeerConnection } }).connectionsManager;
      resolve({ channel, connection: localPeerConnection });
    });
  });
}

/** The bytes of a raw message that is binary. */
export function bytesOf(message: RawMessage): Uint8Array {
  if (message instanceof ArrayBuffer) return new Uint8Array(message);
  if (ArrayBuffer.isView(message)) return new Uint8Array(message.buffer, message.byteOffset, message.byteLength);
  throw new Error("text arrived where bytes were sent");
}
