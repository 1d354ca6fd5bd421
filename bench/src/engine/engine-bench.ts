// P12, in a process of its own, with a young generation large enough that nothing is collected while allocations are counted:
//
//   node --expose-gc --min-semi-space-size=256 --max-semi-space-size=256 engine-bench.js [quick]
//
// Prints its figures as one line of JSON.

import { codecFigures } from "./codec.js";
import { BATCH, LoneEngines } from "./lone-engines.js";

const quick = process.argv.includes("quick");
const PACKETS_PER_SECOND = 400_000;
const PAYLOAD_BYTES = 100;
const ROUND_PACKETS = quick ? 200_000 : 1_000_000;
/** As many as surely fit into the young generation. */
const COUNTED_PACKETS = 64_000;
/** The compiler is done by then. */
const WARM_UP_PACKETS = 600_000;

const payload = new Uint8Array(PAYLOAD_BYTES).fill(7);
let kept: unknown;
const figures: Record<string, number> = { ...codecFigures(ROUND_PACKETS) };
for (const kind of ["unreliable", "reliable"] as const) {
  const engines = new LoneEngines(PACKETS_PER_SECOND);
  const reliable = kind === "reliable";
  run(engines, reliable, WARM_UP_PACKETS);
  const allocated = allocations(engines, reliable);
  figures[`${kind} encode bytes`] = allocated.encode;
  figures[`${kind} decode bytes`] = allocated.decode;
  const times = run(engines, reliable, ROUND_PACKETS);
  figures[`${kind} encode`] = times.encode;
  figures[`${kind} decode`] = times.decode;
}
figures["payload bytes"] = allocationOf(() => payload.slice());
figures["message bytes"] = allocationOf(() => ({ peer: 1n, payload, channel: 0, reliable: false, messageNumber: 1, receivedAtUs: 1 }));
console.log(JSON.stringify(figures));

/** @returns packets a second, each way. */
function run(engines: LoneEngines, reliable: boolean, packets: number): { encode: number; decode: number } {
  let encodeMs = 0;
  let decodeMs = 0;
  engines.received = 0;
  for (let count = 0; count < packets; count += BATCH) {
    const start = cpuMs();
    engines.encode(payload, reliable);
    const between = cpuMs();
    engines.decode();
    const end = cpuMs();
    engines.acknowledge();
    encodeMs += between - start;
    decodeMs += end - between;
  }
  if (engines.received < packets) throw new Error(`of ${packets} messages ${engines.received} came`);
  return { encode: (packets * 1000) / encodeMs, decode: (packets * 1000) / decodeMs };
}

/**
 * CPU time of this process, collecting garbage included: what else the machine does at the same time takes time from us, but not this.
 */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** @returns heap bytes allocated for each packet, on each side. */
function allocations(engines: LoneEngines, reliable: boolean): { encode: number; decode: number } {
  globalThis.gc?.();
  let encode = 0;
  let decode = 0;
  for (let count = 0; count < COUNTED_PACKETS; count += BATCH) {
    const start = heap();
    engines.encode(payload, reliable);
    const between = heap();
    engines.decode();
    decode += heap() - between;
    encode += between - start;
    engines.acknowledge();
  }
  return { encode: encode / COUNTED_PACKETS - heapOfMeasuring() / BATCH, decode: decode / COUNTED_PACKETS - heapOfMeasuring() / BATCH };
}

/** What asking for the heap's size allocates itself. */
function heapOfMeasuring(): number {
  const before = heap();
  for (let count = 0; count < 1000; count++) heap();
  return (heap() - before) / 1000;
}

function heap(): number {
  return process.memoryUsage().heapUsed;
}

function allocationOf(make: () => unknown): number {
  for (let count = 0; count < 10_000; count++) kept = make();
  globalThis.gc?.();
  const before = heap();
  for (let count = 0; count < 10_000; count++) kept = make();
  const bytes = (heap() - before) / 10_000;
  if (kept === undefined) throw new Error("nothing was made");
  return bytes;
}
