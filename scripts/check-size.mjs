// Checks what a game has to download for us: the whole engine-plugin entry and what that needs of the transport, minified and gzipped,
// without the engine and geckos.io.

import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const limitBytes = 28 * 1024;
const listedModules = 12;
const entry = "@samovar/engine-plugin";
const external = [/^excalibur(\/|$)/, /^@geckos\.io\//];

const root = fileURLToPath(new URL("..", import.meta.url));
const packages = fileURLToPath(new URL("../packages/", import.meta.url));
const wholeEntry = "virtual:whole-entry";

const bundle = await build({
  configFile: false,
  logLevel: "error",
  root: fileURLToPath(new URL("../examples/tutorial", import.meta.url)),
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

console.log(`${kiB(gzippedBytes)} of at most ${kiB(limitBytes)}, minified and gzipped`);
if (gzippedBytes > limitBytes) {
  console.error(`The browser bundle is ${kiB(gzippedBytes - limitBytes)} too large. Its largest modules, before minifying:`);
  for (const { id, renderedLength } of modules.slice(0, listedModules)) console.error(`  ${kiB(renderedLength).padStart(9)}  ${id}`);
  process.exitCode = 1;
}

/** @param {number} bytes */
function kiB(bytes) {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}
