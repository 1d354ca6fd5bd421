#!/usr/bin/env node
// Asks the engines again and writes the golden files: npm run golden [3|4]

import { writeFileSync } from "node:fs";
import { generateGolden } from "../dist/golden/generate.js";
import { closeGodot4 } from "../dist/index.js";

const folder = new URL("../../engine-plugin/src/godot/golden/", import.meta.url);
const generations = process.argv[2] === undefined ? [3, 4] : [Number(process.argv[2])];

try {
  for (const generation of generations) {
    if (generation !== 3 && generation !== 4) throw new Error(`There is no Godot ${process.argv[2]} here; there are 3 and 4.`);
    const golden = await generateGolden(generation);
    writeFileSync(new URL(`godot${generation}.json`, folder), oneEntryALine(golden));
    console.info(`godot${generation}.json: ${Object.entries(golden).map(summary).join(", ")}`);
  }
} finally {
  await closeGodot4();
}

/**
 * JSON in which a change of one entry is a change of one line.
 * @param {object} golden
 */
function oneEntryALine(golden) {
  const parts = Object.entries(golden).map(([name, part]) => {
    const content = Array.isArray(part) ? `[\n${part.map((entry) => JSON.stringify(entry)).join(",\n")}\n]` : JSON.stringify(part);
    return `${JSON.stringify(name)}: ${content}`;
  });
  return `{\n${parts.join(",\n")}\n}\n`;
}

/** @param {[name: string, part: string | readonly unknown[]]} entry */
function summary([name, part]) {
  return typeof part === "string" ? part : `${part.length} ${name}`;
}
