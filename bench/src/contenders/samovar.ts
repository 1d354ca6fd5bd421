import { createSteam } from "@samovar/engine-plugin";
import { memoryCredentials, RelayClient } from "@samovar/transport";
import { onArrival, watchChannels } from "./arrivals.js";
import type { Contender, Player, Seat } from "./contender.js";

/** Every channel that a measurement uses. */
const CHANNELS = [0, 1, 2];
const MAX_MESSAGES = 1024;
const RUN_CALLBACKS_MS = 10;
/** In a crowd: a frame. */
const FRAME_MS = 16;

const quiet = { info: () => undefined, warn: (message: string) => console.warn(message), error: (message: string) => console.error(message) };

/** What the measurements call `samovar`: from `sendMessageToUser` on one side to `receiveMessagesOnChannel` on the other. */
export const samovar: Contender = {
  async connect({ url, inCrowd = false }: Seat): Promise<Player> {
    const endpoint = new RelayClient({ url, credentials: memoryCredentials(), log: quiet });
    const Steam = createSteam({ endpoint, logger: quiet });
    if (!inCrowd) watchChannels();
    let peer = 0n;
    let listener: ((payload: Uint8Array, channel: number) => void) | undefined;

    Steam.network_messages_session_request.connect((identity: string) => {
      Steam.acceptSessionWithUser(identity);
    });
    Steam.network_messages_session_failed.connect((reason: number, _peer: bigint, _state: number, debug: string) => {
      console.error(`session failed: ${reason} ${debug}`);
    });
    const read = (): void => {
      Steam.run_callbacks();
      for (const channel of CHANNELS) {
        for (const message of Steam.receiveMessagesOnChannel(channel, MAX_MESSAGES)) listener?.(message.payload, channel);
      }
    };
    await endpoint.open();
    // A game looks once a frame, which would add up to a frame to every figure here, and measure the game. Looking right
    // after each arrival finds a message as soon as the API can give it out.
    const stopListening = inCrowd ? () => undefined : onArrival(read);
    const timer = setInterval(read, inCrowd ? FRAME_MS : RUN_CALLBACKS_MS);
    return {
      id: String(endpoint.self),
      meet: (peerId) => {
        peer = BigInt(peerId);
      },
      send(payload, delivery, channel) {
        // Without Nagle's delay of 5 ms, which none of the others has.
        const flags = delivery === "reliable" ? Steam.NETWORKING_SEND_RELIABLE_NO_NAGLE : Steam.NETWORKING_SEND_URELIABLE_NO_NAGLE;
        return Steam.sendMessageToUser(peer, payload, flags, channel) === 1;
      },
      onMessage: (take) => {
        listener = take;
      },
      close() {
        clearInterval(timer);
        stopListening();
        Steam.steamShutdown();
      },
    };
  },
};
