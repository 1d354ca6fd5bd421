import { ENVELOPE_BYTES, FrameKinds, PacketReader, writeDataHeader, writeUnreliable } from "./transport-internals.js";

/** How fast packets are written and read, with one message of 100 B each, and nothing else done about them. */
export function codecFigures(packets: number): Record<string, number> {
  const payload = new Uint8Array(100).fill(7);
  const datagram = new Uint8Array(1280);
  const reader = new PacketReader();
  let length = 0;
  const write = (): void => {
    for (let number = 0; number < packets; number++) {
      const at = writeDataHeader(datagram, 1, 0x12345678, number);
      length = writeUnreliable(datagram, at, number & 0xffff, 3, 0, 1, payload, 0, payload.length);
    }
  };
  const read = (): void => {
    const packet = datagram.subarray(ENVELOPE_BYTES, length);
    for (let number = 0; number < packets; number++) {
      if (!reader.read(packet) || reader.frames.next() !== FrameKinds.UNRELIABLE) throw new Error("a packet that was just written cannot be read");
    }
  };
  // Once for the compiler.
  write();
  read();
  return { "codec write": rate(write, packets), "codec read": rate(read, packets) };
}

function rate(work: () => void, packets: number): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (packets * 1e6) / (user + system);
}
