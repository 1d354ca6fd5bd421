// Somebody who speaks geckos.io, but not our protocol.

import geckos from "@geckos.io/client";

/** What tests can do with a stranger's page. */
export interface Stranger {
  /** Connects anew and sends this so many times. Resolves when the browser has it all; the connection stays. */
  send(relay: string, message: string | number[], times: number): Promise<void>;
}

declare global {
  interface Window {
    stranger: Stranger;
  }
}

window.stranger = {
  send: (relay, message, times) =>
    new Promise((resolve, reject) => {
      const life = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
      const channel = geckos({ url: relay, port: 0, authorization: `Samovar ${life}` });
      channel
        .onConnect((error) => {
          if (error) throw new Error(`the relay did not let us in: ${error.message}`);
          for (let i = 0; i < times; i++) {
            channel.raw.emit(typeof message === "string" ? message : new Uint8Array(message).buffer);
          }
          resolve();
        })
        .catch(reject);
    }),
};
