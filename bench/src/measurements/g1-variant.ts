import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Measurement, ratio } from "../measurement.js";

const script = fileURLToPath(new URL("../godot/variant-bench.js", import.meta.url));

/** G1: Godot's Variants beside the common binary format of JavaScript. */
export const g1: Measurement = {
  id: "G1",
  title: "A state packet as a Variant: written and read per second and core, ten keys, Node",
  against: "@msgpack/msgpack",
  method:
    "`var_to_bytes` and `bytes_to_var` beside an `Encoder` and a `Decoder` of @msgpack/msgpack that are kept and have `useBigInt64` on, on the same 64 values: a dictionary of ten keys with two 64-bit ids, two whole numbers, three floats, two short texts and a bool. Both give fresh bytes and fresh values. They take turns of 20,480 packets in one process; rates are those of the middle turn, by CPU time, garbage collection included. The second comparison has the place as a Vector2, and as an object of x and y for msgpack, which knows no vectors.",
  rows: [
    { key: "samovar encode", title: "Written, Samovar", unit: "/s" },
    { key: "msgpack encode", title: "Written, msgpack", unit: "/s" },
    { key: "samovar decode", title: "Read, Samovar", unit: "/s" },
    { key: "msgpack decode", title: "Read, msgpack", unit: "/s" },
    { key: "samovar bytes", title: "Size, Samovar", unit: "B" },
    { key: "msgpack bytes", title: "Size, msgpack", unit: "B" },
    { key: "vector samovar encode", title: "With a Vector2: written, Samovar", unit: "/s" },
    { key: "vector msgpack encode", title: "With a Vector2: written, msgpack", unit: "/s" },
    { key: "vector samovar decode", title: "With a Vector2: read, Samovar", unit: "/s" },
    { key: "vector msgpack decode", title: "With a Vector2: read, msgpack", unit: "/s" },
  ],
  criteria: [
    { title: "written, against msgpack", value: ratio("samovar encode", "msgpack encode"), sense: "at least", limit: 1, unit: "x" },
    { title: "read, against msgpack", value: ratio("samovar decode", "msgpack decode"), sense: "at least", limit: 1, unit: "x" },
  ],
  runs: 5,
  seconds: { full: 15, quick: 5 },
  run: async (_browser, { quick }) => {
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...(quick ? ["quick"] : [])]);
    return JSON.parse(stdout) as Record<string, number>;
  },
};
