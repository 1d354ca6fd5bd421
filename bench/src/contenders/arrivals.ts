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

function watch(channel: RTCDataChannel): void {
  // A microtask runs between two listeners of an event, so it may come before the one that matters; a task does not.
  channel.addEventListener("message", () => later());
}

const { port1, port2 } = new MessageChannel();
let scheduled = false;
port1.onmessage = () => {
  scheduled = false;
  for (const callback of callbacks) callback();
};

function later(): void {
  if (scheduled) return;
  scheduled = true;
  port2.postMessage(0);
}
