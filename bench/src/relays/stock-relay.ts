// A relay as one would write it with geckos.io's server and nothing else. Three ways to pass a message on, all in one process:
//
// - raw: what arrives on geckos' channel goes out on the other player's, unchanged;
// - "m" events, which are JSON, with geckos' option `reliable`;
// - on request, a second data channel on the same peer connection, ordered and fully reliable, at node-datachannel's defaults.
//
// A player says who he is in the Authorization header: `room/name`, two of each room.

import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import geckos, { type Data, type RawMessage, type ServerChannel } from "@geckos.io/server";
import type { DataChannel } from "node-datachannel";

/** One of the two players of a room. */
interface Seat {
  readonly channel: ServerChannel;
  reliable: DataChannel | undefined;
}

const rooms = new Map<string, Map<string, Seat>>();

const udpPort = await freeUdpPort();
const io = geckos({
  multiplex: true,
  portRange: { min: udpPort, max: udpPort },
  bindAddress: "127.0.0.1",
  authorization: (auth) => {
    const [room, name] = (auth ?? "").split("/");
    return Promise.resolve(room === undefined || name === undefined ? 401 : { room, name });
  },
  cors: { allowAuthorization: true, origin: "*" },
});

io.onConnection((channel) => {
  const { room, name } = channel.userData as { room: string; name: string };
  const seats = rooms.get(room) ?? new Map<string, Seat>();
  rooms.set(room, seats);
  const seat: Seat = { channel, reliable: undefined };
  seats.set(name, seat);
  const other = (): Seat | undefined => {
    for (const [key, value] of seats) if (key !== name) return value;
    return undefined;
  };
  channel.onRaw((message: RawMessage) => other()?.channel.raw.emit(message));
  channel.on("m", (data: Data) => other()?.channel.emit("m", data, { reliable: true }));
  channel.on("reliable-channel", () => {
    const dataChannel = channel.webrtcConnection.peerConnection.createDataChannel("reliable", {});
    dataChannel.onMessage((message) => {
      const target = other()?.reliable;
      if (target?.isOpen() !== true) return;
      if (typeof message === "string") target.sendMessage(message);
      else target.sendMessageBinary(new Uint8Array(message));
    });
    seat.reliable = dataChannel;
  });
  channel.onDisconnect(() => {
    if (seats.get(name) === seat) seats.delete(name);
    if (seats.size === 0) rooms.delete(room);
  });
});

const server = createServer();
io.addServer(server);
server.listen(0, "127.0.0.1");
await once(server, "listening");
console.log(`stock relay ${(server.address() as AddressInfo).port} ${udpPort}`);
process.on("SIGTERM", () => process.exit(0));

async function freeUdpPort(): Promise<number> {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  await once(socket, "close");
  return port;
}
