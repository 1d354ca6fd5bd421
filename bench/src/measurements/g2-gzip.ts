import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Measurement, ratio } from "../measurement.js";

const script = fileURLToPath(new URL("../godot/gzip-bench.js", import.meta.url));

/** G2: what Godot's manners cost on top of the compression library. */
export const g2: Measurement = {
  id: "G2",
  title: "A packet of 2 KiB, gzipped and read again per second and core, Node",
  against: "fflate",
  method:
    "`PackedByteArray.compress` and `decompress` with `FileAccess.COMPRESSION_GZIP` beside `gzipSync` and `gunzipSync` of fflate, at the same level, on the same 64 packets: 2,048 bytes of a state with many players. They take turns every 256 packets in one process; rates are by CPU time, garbage collection included. `decompress` also checks what fflate does not: the checksum, the size, and that no more comes out than was asked for.",
  rows: [
    { key: "samovar compress", title: "Gzipped, Samovar", unit: "/s" },
    { key: "fflate compress", title: "Gzipped, fflate", unit: "/s" },
    { key: "samovar decompress", title: "Read, Samovar", unit: "/s" },
    { key: "fflate decompress", title: "Read, fflate", unit: "/s" },
    { key: "compressed bytes", title: "Size, gzipped", unit: "B" },
  ],
  criteria: [{ title: "time to gzip, against fflate", value: ratio("fflate compress", "samovar compress"), sense: "at most", limit: 1.2, unit: "x" }],
  runs: 5,
  seconds: { full: 20, quick: 4 },
  run: async (_browser, { quick }) => {
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...(quick ? ["quick"] : [])]);
    return JSON.parse(stdout) as Record<string, number>;
  },
};
