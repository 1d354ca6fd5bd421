#!/usr/bin/env node
// Runs a GDScript file in a real Godot: node packages/godot-oracle/bin/run.mjs 3|4 file.gd [input.txt]

import { readFileSync } from "node:fs";
import { askGodot3, askGodot4, closeGodot4 } from "../dist/index.js";

const mostComplaints = 40;

const [version, file, inputFile] = process.argv.slice(2);
if ((version !== "3" && version !== "4") || file === undefined) {
  console.error("Usage: node packages/godot-oracle/bin/run.mjs 3|4 file.gd [input.txt]");
  process.exit(2);
}
const script = readFileSync(file, "utf8");
const options = { input: inputFile === undefined ? "" : readFileSync(inputFile, "utf8") };
try {
  const { lines, complaints } = await (version === "3" ? askGodot3(script, options) : askGodot4(script, options));
  for (const line of lines) console.info(line);
  for (const complaint of complaints.slice(0, mostComplaints)) console.error(complaint);
  if (complaints.length > mostComplaints) console.error(`... and ${complaints.length - mostComplaints} more lines of complaints`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await closeGodot4();
}
