import type { Contender, MessageListener, Player, Seat } from "./contender.js";
import { bytesOf, connectGeckos } from "./geckos-connection.js";

/** geckos' channel as it is: raw messages, unordered, not retransmitted. One channel only, and nothing reliable. */
export const geckos: Contender = {
  async connect(seat: Seat): Promise<Player> {
    const { channel } = await connectGeckos(seat);
    let listener: MessageListener | undefined;
    channel.onRaw((message) => listener?.(bytesOf(message), 0));
    return {
      id: seat.name,
      meet: () => undefined,
      send(payload, delivery) {
        if (delivery === "reliable") throw new Error("raw messages are not reliable");
        channel.raw.emit(payload);
        return true;
      },
      onMessage: (take) => {
        listener = take;
      },
      close: () => channel.close(),
    };
  },
};
