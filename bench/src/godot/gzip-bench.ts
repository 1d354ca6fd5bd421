// G2, in a process of its own: Godot's gzip beside the library behind it.

import { FileAccess, PackedByteArray, var_to_bytes } from "@samovar/engine-plugin/godot";
import { gunzipSync, gzipSync } from "fflate";

const PACKET_BYTES = 2048;
const PACKETS = 64;
const BATCH = 256;

const quick = process.argv.includes("quick");
const batches = quick ? 8 : 60;

/** The state of a game, as much of it as fits. */
function packet(seed: number): Uint8Array<ArrayBuffer> {
  let random = seed + 1;
  const next = (): number => (random = (Math.imul(random, 1103515245) + 12345) & 0x7fffffff) / 0x7fffffff;
  const players = Array.from({ length: 40 }, (_, index) => ({ id: 76561197960287930n + BigInt(index), x: next() * 1000, y: next() * 1000, hp: Math.floor(next() * 100), name: `player ${index}` }));
  return new Uint8Array(var_to_bytes({ tick: seed, players })).slice(0, PACKET_BYTES);
}

const plain = Array.from({ length: PACKETS }, (_, seed) => packet(seed));
const packed = plain.map((bytes) => new PackedByteArray(bytes));
const plainGzip = plain.map((bytes) => gzipSync(bytes, { mtime: 0 }));
const packedGzip = packed.map((bytes) => bytes.compress(FileAccess.COMPRESSION_GZIP));

const works = {
  "samovar compress": (index: number) => packed[index]!.compress(FileAccess.COMPRESSION_GZIP).length,
  "fflate compress": (index: number) => gzipSync(plain[index]!, { mtime: 0 }).length,
  "samovar decompress": (index: number) => packedGzip[index]!.decompress(PACKET_BYTES, FileAccess.COMPRESSION_GZIP).length,
  "fflate decompress": (index: number) => gunzipSync(plainGzip[index]!).length,
} as const;

const micros: Record<string, number> = {};
let sum = 0;
// The first round is for the compiler.
for (let batch = -2; batch < batches; batch++) {
  for (const [name, work] of Object.entries(works)) {
    const start = process.cpuUsage();
    for (let index = 0; index < BATCH; index++) sum += work(index % PACKETS);
    const { user, system } = process.cpuUsage(start);
    if (batch >= 0) micros[name] = (micros[name] ?? 0) + user + system;
  }
}
if (sum === 0) throw new Error("nothing was compressed");
const rates = Object.fromEntries(Object.entries(micros).map(([name, time]) => [name, (batches * BATCH * 1e6) / time]));
console.log(JSON.stringify({ ...rates, "compressed bytes": packedGzip.reduce((total, { length }) => total + length, 0) / PACKETS }));
