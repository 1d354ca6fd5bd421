import type { Contender, MessageListener, Player, Seat } from "./contender.js";
import { connectGeckos } from "./geckos-connection.js";

/**
 * geckos' option `reliable`, with its defaults: the same message ten times, 150 ms apart. It takes JSON only, so that the payload travels
 * as a string, one character a byte; those of the measurements are letters, of which each is one byte of JSON.
 */
export const geckosReliable: Contender = {
  async connect(seat: Seat): Promise<Player> {
    const { channel } = await connectGeckos(seat);
    let listener: MessageListener | undefined;
    channel.on("m", (data) => listener?.(fromText(data as string), 0));
    return {
      id: seat.name,
      meet: () => undefined,
      send(payload) {
        channel.emit("m", toText(payload), { reliable: true });
        return true;
      },
      onMessage: (take) => {
        listener = take;
      },
      close: () => channel.close(),
    };
  },
};

function toText(payload: Uint8Array): string {
  let text = "";
  for (const byte of payload) text += String.fromCharCode(byte);
  return text;
}

function fromText(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
