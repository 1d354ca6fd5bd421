// Writes docs/performance.md again from bench/results/latest.json, for when its words have changed and its numbers have not.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Results } from "../results.js";
import { resultsFolder, writePage } from "./write.js";

writePage(JSON.parse(readFileSync(join(resultsFolder, "latest.json"), "utf8")) as Results);
