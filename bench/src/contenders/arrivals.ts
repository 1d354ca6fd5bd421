/**
 * Calls back after something arrived on any data channel that was made since {@link watchChannels}, once whoever it was for has dealt
 * with it. A measurement's own device; a game has no need of it.
 */
export function onArrival(callback: () => void): () => void {
  callbacks.add(callback);
  return () => callbacks.delete(callback);
}

const callbacks = new Set<() => void>();
let watching = false;

/** To be called before anything connects. */
export function watchChannels(): void {
  if (watching) return;
  watching = true;
  const Original = RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener("datachannel", ({ channel }) => watch(channel));
    }

    override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
      const channel = super.createDataChannel(label, options);
      watch(channel);
      return channel;
    }
  };
}

/** Whoever is to have what arrives takes it by assigning `onmessage`; the callbacks come right behind, in the same task. */
function watch(channel: RTCDataChannel): void {
  let take: ((event: MessageEvent) => void) | undefined;
  channel.addEventListener("message", (event) => {
    take?.(event);
    for (const callback of callbacks) callback();
  });
  Object.defineProperty(channel, "onmessage", {
    set: (taker: (event: MessageEvent) => void) => {
      take = taker;
    },
  });
}
