import type { Contender, MessageListener, Player, Seat } from "./contender.js";
import { connectGeckos } from "./geckos-connection.js";
import { cut, Joiner } from "./pieces.js";

/** What every guide recommends for messages over data channels. */
const PIECE_BYTES = 16 * 1024;

/**
 * A second data channel through the same stock relay, ordered and fully reliable, as one would make it who needs reliability and knows
 * nothing of Samovar. All channels of a measurement travel on it, for it is the only one.
 */
export const reliableChannel: Contender = {
  async connect(seat: Seat): Promise<Player> {
    const { channel, connection } = await connectGeckos(seat);
    const reliable = await new Promise<RTCDataChannel>((resolve) => {
      connection.addEventListener("datachannel", (event) => resolve(event.channel), { once: true });
      askUntilGiven(connection, () => channel.emit("reliable-channel", 1));
    });
    reliable.binaryType = "arraybuffer";
    if (reliable.readyState !== "open") await new Promise((resolve) => reliable.addEventListener("open", resolve, { once: true }));
    let listener: MessageListener | undefined;
    const joiner = new Joiner((payload, gameChannel) => listener?.(payload, gameChannel));
    reliable.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => joiner.add(new Uint8Array(data));
    return {
      id: seat.name,
      meet: () => undefined,
      send(payload, _delivery, gameChannel) {
        for (const piece of cut(payload, gameChannel, PIECE_BYTES)) reliable.send(piece as Uint8Array<ArrayBuffer>);
        return true;
      },
      onMessage: (take) => {
        listener = take;
      },
      close: () => channel.close(),
    };
  },
};

/** The question goes over geckos' channel, which may lose it. */
function askUntilGiven(connection: RTCPeerConnection, ask: () => void): void {
  ask();
  const timer = setInterval(ask, 2_000);
  connection.addEventListener("datachannel", () => clearInterval(timer), { once: true });
}
