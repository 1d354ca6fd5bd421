import type { Measurement } from "../measurement.js";
import { g1 } from "./g1-variant.js";
import { g2 } from "./g2-gzip.js";
import { p1 } from "./p1-clean-latency.js";
import { p2 } from "./p2-reliable-at-5-percent.js";
import { p3 } from "./p3-reliable-at-20-percent.js";
import { p4 } from "./p4-bytes.js";
import { p5 } from "./p5-overload.js";
import { p6 } from "./p6-bulk.js";
import { p7 } from "./p7-ping-beside-bulk.js";
import { p8 } from "./p8-channels.js";
import { p9 } from "./p9-relay-cpu.js";
import { p10 } from "./p10-relay-memory.js";
import { p11 } from "./p11-first-message.js";
import { p12 } from "./p12-engine.js";

/** All of them, in the order in which they run. */
export const measurements: readonly Measurement[] = [p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, g1, g2];
