// Checks what a game has to download for us: each entry of the engine-plugin as a whole and what it needs of the transport, minified and
// gzipped, without the engine and geckos.io. What only some games need has an entry of its own, so that the others do not pay for it.

import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const budgets = [
  // Almost five of it are Steam.why, Steam.diagnose and their sentences, which must just be there when somebody needs them.
  { entry: "@samovar/engine-plugin", limitBytes: 70 * 1024 },
  { entry: "@samovar/engine-plugin/godot", limitBytes: 32 * 1024 },
  { entry: "@samovar/engine-plugin/net-graph", limitBytes: 12 * 1024 },
];
const listedModules = 12;
const external = [/^excalibur(\/|$)/, /^@geckos\.io\//];

const root = fileURLToPath(new URL("..", import.meta.url));
const packages = fileURLToPath(new URL("../packages/", import.meta.url));
const wholeEntry = "virtual:whole-entry";

for (const { entry, limitBytes } of budgets) {
  const { gzippedBytes, modules } = await measure(entry);
  console.log(`${entry}: ${kiB(gzippedBytes)} of at most ${kiB(limitBytes)}, minified and gzipped`);
  if (gzippedBytes <= limitBytes) continue;
  console.error(`The bundle of ${entry} is ${kiB(gzippedBytes - limitBytes)} too large. Its largest modules, before minifying:`);
  for (const { id, renderedLength } of modules.slice(0, listedModules)) console.error(`  ${kiB(renderedLength).padStart(9)}  ${id}`);
  process.exitCode = 1;
}

/** @param {string} entry */
async function measure(entry) {
  const bundle = await build({
    configFile: false,
    logLevel: "error",
    root: fileURLToPath(new URL("../examples", import.meta.url)),
    build: {
      write: false,
      minify: true,
      modulePreload: false,
      rolldownOptions: { input: wholeEntry, external, preserveEntrySignatures: "strict" },
    },
    plugins: [
      {
        name: "whole-entry",
        resolveId: (id) => (id === wholeEntry ? id : undefined),
        load: (id) => (id === wholeEntry ? `export * from "${entry}";` : undefined),
      },
    ],
  });
  const chunks = [bundle].flat().flatMap((output) => ("output" in output ? output.output : [])).filter((part) => part.type === "chunk");
  const gzippedBytes = chunks.reduce((sum, chunk) => sum + gzipSync(chunk.code, { level: 9 }).length, 0);
  const modules = chunks
    .flatMap((chunk) => Object.entries(chunk.modules))
    .map(([id, { renderedLength }]) => ({ id: id.replace(packages, "").replace(root, "").replace(/^.*\/node_modules\//, ""), renderedLength }))
    .sort((a, b) => b.renderedLength - a.renderedLength);
  return { gzippedBytes, modules };
}

/** @param {number} bytes */
function kiB(bytes) {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}
