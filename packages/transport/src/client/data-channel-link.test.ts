import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FAST_LANE, SURE_LANE, type Lane } from "../wire/lane.js";
import { DataChannelLink } from "./data-channel-link.js";

/** A data channel whose buffer and state a test sets by hand. */
class StubChannel extends EventTarget {
  readonly label = "stub";
  readyState: RTCDataChannelState = "open";
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  binaryType = "blob";
  onmessage: ((event: MessageEvent) => void) | null = null;
  sent: number[][] = [];
  full = false;

  send(bytes: Uint8Array): void {
    if (this.full) throw new DOMException("send queue is full", "OperationError");
    this.sent.push([...bytes]);
  }

  brings(data: unknown): void {
    this.onmessage?.(new MessageEvent("message", { data }));
  }
}

class StubConnection extends EventTarget {
  connectionState: RTCPeerConnectionState = "connected";
  closed = false;

  close(): void {
    this.closed = true;
  }

  becomes(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.dispatchEvent(new Event("connectionstatechange"));
  }
}

function newLink() {
  const connection = new StubConnection();
  const fast = new StubChannel();
  const sure = new StubChannel();
  const arrived: [Lane, number[]][] = [];
  const closed: string[] = [];
  const listener = {
    onDatagram: (lane: Lane, datagram: Uint8Array) => void arrived.push([lane, [...datagram]]),
    onWritable: vi.fn<() => void>(),
    onClosed: (why: string) => void closed.push(why),
  };
  // The stubs are as much of the browser's objects as a link uses.
  const link = new DataChannelLink(connection as unknown as RTCPeerConnection, () => {});
  link.attach(FAST_LANE, fast as unknown as RTCDataChannel);
  link.attach(SURE_LANE, sure as unknown as RTCDataChannel);
  return { link, connection, fast, sure, listener, arrived, closed };
}

describe("a link of two data channels", () => {
  it("brings what arrives, binary only, and what arrived before anybody listened", () => {
    const { link, fast, sure, listener, arrived } = newLink();
    sure.brings(Uint8Array.of(1).buffer);
    link.listen(listener);
    fast.brings("null");
    fast.brings('{"disconnect":"closed"}');
    fast.brings(Uint8Array.of(2).buffer);
    expect(arrived).toEqual([
      [SURE_LANE, [1]],
      [FAST_LANE, [2]],
    ]);
  });

  it("has room for little on either lane, each by itself", () => {
    const { link, fast, sure } = newLink();
    expect(link.room(FAST_LANE)).toBe(600);
    expect(link.room(SURE_LANE)).toBe(8_192);
    sure.bufferedAmount = 3_000;
    expect(link.room(FAST_LANE)).toBe(600);
    expect(link.room(SURE_LANE)).toBe(5_192);
    fast.bufferedAmount = 1_000;
    expect(link.room(FAST_LANE)).toBe(0);
    sure.readyState = "closing";
    expect(link.room(SURE_LANE)).toBe(0);
  });

  it("says when the fast lane has room again, and when the sure lane has drained to half of what it may hold", () => {
    const { link, fast, sure, listener } = newLink();
    link.listen(listener);
    expect(fast.bufferedAmountLowThreshold).toBe(599);
    expect(sure.bufferedAmountLowThreshold).toBe(4_096);
    sure.dispatchEvent(new Event("bufferedamountlow"));
    expect(listener.onWritable).toHaveBeenCalledOnce();
  });

  describe("answers a lone datagram with a nudge, so that SCTP acknowledges it in time", () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());
    const nudge = [0];

    it("after 30 ms in which nothing else was sent", () => {
      const { fast, sure } = newLink();
      sure.brings(Uint8Array.of(1, 2).buffer);
      vi.advanceTimersByTime(29);
      expect(fast.sent).toEqual([]);
      vi.advanceTimersByTime(1);
      expect(fast.sent).toEqual([nudge]);
      vi.advanceTimersByTime(10_000);
      expect(fast.sent).toEqual([nudge]);
    });

    it("not after a second one, which SCTP acknowledges at once, but after a third", () => {
      const { fast } = newLink();
      fast.brings(Uint8Array.of(1, 2).buffer);
      fast.brings(Uint8Array.of(1, 2).buffer);
      vi.advanceTimersByTime(1_000);
      expect(fast.sent).toEqual([]);
      fast.brings(Uint8Array.of(1, 2).buffer);
      vi.advanceTimersByTime(30);
      expect(fast.sent).toEqual([nudge]);
    });

    it("counts anew from whatever we send", () => {
      const { link, fast, sure } = newLink();
      fast.brings(Uint8Array.of(1, 2).buffer);
      vi.advanceTimersByTime(15);
      link.send(SURE_LANE, Uint8Array.of(3, 4));
      fast.brings(Uint8Array.of(1, 2).buffer);
      vi.advanceTimersByTime(29);
      expect(fast.sent).toEqual([]);
      link.send(SURE_LANE, Uint8Array.of(5, 6));
      vi.advanceTimersByTime(1_000);
      expect([...sure.sent, ...fast.sent]).toEqual([[3, 4], [5, 6]]);
    });

    it("never once it is closed", () => {
      const { link, fast } = newLink();
      fast.brings(Uint8Array.of(1, 2).buffer);
      link.close();
      vi.advanceTimersByTime(10_000);
      expect(fast.sent).toEqual([]);
    });
  });

  it("may lose a datagram on the fast lane, and ends rather than lose one on the sure lane", async () => {
    const { link, connection, fast, sure, listener, closed } = newLink();
    link.listen(listener);
    fast.full = true;
    link.send(FAST_LANE, Uint8Array.of(1));
    await Promise.resolve();
    expect(closed).toEqual([]);
    sure.full = true;
    link.send(SURE_LANE, Uint8Array.of(1));
    expect(closed).toEqual([]);
    await Promise.resolve();
    expect(closed).toHaveLength(1);
    expect(connection.closed).toBe(true);
    link.send(FAST_LANE, Uint8Array.of(1));
    expect(link.room(FAST_LANE)).toBe(0);
  });

  it.each([
    ["a lane is closed", ({ sure }: ReturnType<typeof newLink>) => sure.dispatchEvent(new Event("close"))],
    ["the connection fails", ({ connection }: ReturnType<typeof newLink>) => connection.becomes("failed")],
  ])("ends once when %s", async (_what, happens) => {
    const made = newLink();
    made.link.listen(made.listener);
    happens(made);
    made.connection.becomes("closed");
    made.fast.dispatchEvent(new Event("close"));
    await Promise.resolve();
    expect(made.closed).toHaveLength(1);
  });

  it("says that it ended before anybody listened", async () => {
    const { link, connection, listener, closed } = newLink();
    connection.becomes("failed");
    link.listen(listener);
    await Promise.resolve();
    expect(closed).toEqual(["the peer connection is failed"]);
  });

  it("waits out a short disturbance", async () => {
    const { link, connection, listener, closed } = newLink();
    link.listen(listener);
    connection.becomes("disconnected");
    connection.becomes("connected");
    await Promise.resolve();
    expect(closed).toEqual([]);
  });

  it("leaves what was just sent a moment to go when it is closed, and is deaf from then on", () => {
    vi.useFakeTimers();
    try {
      const { link, connection, fast, listener, arrived, closed } = newLink();
      link.listen(listener);
      link.send(FAST_LANE, Uint8Array.of(1));
      link.close();
      link.close();
      fast.brings(Uint8Array.of(2).buffer);
      expect(connection.closed).toBe(false);
      vi.advanceTimersByTime(1_000);
      expect(connection.closed).toBe(true);
      expect(arrived).toEqual([]);
      expect(closed).toEqual([]);
      expect(fast.sent).toEqual([[1]]);
    } finally {
      vi.useRealTimers();
    }
  });
});
