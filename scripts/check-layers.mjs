// Checks that imports only point downward. `node scripts/check-layers.mjs` reads packages/*/src; the linter looks for circles.

import { readFileSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseSync } from "vite";

const transport = "packages/transport/src/";
const plugin = "packages/engine-plugin/src/";

/** What the testing kit is put together from: the parts of the relay that have nothing of Node. */
const controlPlane = ["router.ts", "lives.ts", "control-plane.ts", "drop-reports.ts", "ask-desk.ts", "backplane/memory-backplane.ts"];

/**
 * The floors, lowest first. A file may import from its own floor and what `may` lists: floors by name, single files, packages
 * ("node:" stands for all of Node). Type imports count as well. A package's `src` folder itself holds its entry points only.
 */
export const floors = [
  { name: "wire", folder: transport + "wire/", may: ["zod"] },
  { name: "session", folder: transport + "session/", may: ["wire"] },
  { name: "client", folder: transport + "client/", may: ["wire", "session", "zod"] },
  { name: "relay", folder: transport + "relay/", may: ["wire", "session", "zod", "jose", "node:"] },
  {
    name: "testing",
    folder: transport + "testing/",
    may: ["wire", "session", "client", ...controlPlane.map((file) => transport + "relay/" + file)],
  },
  { name: "cli", folder: transport + "cli/", may: ["wire", "session", "client", "relay", "zod", "jose", "node:"] },
  { name: "transport", folder: transport, may: ["wire", "session", "client"] },
  { name: "godot", folder: plugin + "godot/", may: [] },
  { name: "steam", folder: plugin + "steam/", may: ["godot", "@samovar/transport"] },
  { name: "net-graph", folder: plugin + "excalibur/net-graph/", may: ["steam", "excalibur"] },
  { name: "excalibur", folder: plugin + "excalibur/", may: ["godot", "steam", "@samovar/transport", "excalibur"] },
  { name: "plugin-testing", folder: plugin + "testing/", may: ["godot", "steam", "@samovar/transport", "@samovar/transport/testing"] },
  { name: "engine-plugin", folder: plugin, may: ["godot", "steam", "excalibur"] },
];

/** Packages with exactly one way in. */
export const doors = [
  { packages: ["@geckos.io/client"], file: transport + "client/geckos-link.ts" },
  { packages: ["@geckos.io/server", "node-datachannel"], file: transport + "relay/geckos-door.ts" },
  { packages: ["fflate"], file: plugin + "godot/compression/deflate.ts" },
  { packages: ["brotli"], file: plugin + "godot/brotli.ts" },
  { packages: ["@bokuweb/zstd-wasm"], file: plugin + "godot/zstd.ts" },
];

/** Tests join floors to try them together, and are left alone. */
const isTest = (/** @type {string} */ file) => /\.test(-[a-z]+|\.[a-z]+)?\.ts$/.test(file);

/**
 * What one file imports against the rules.
 * @param {string} file relative to the repository's root, with forward slashes
 * @param {string} source
 * @returns {string[]} one sentence for each violation
 */
export function violations(file, source) {
  if (isTest(file)) return [];
  const floor = floorOf(file);
  if (floor === undefined) return [`${file} is on no floor: put it into a folder that scripts/check-layers.mjs knows, or add its folder there.`];
  return importsOf(file, source).flatMap(({ specifier, line }) => {
    const problem = specifier.startsWith(".") ? insideProblem(floor, file, specifier) : outsideProblem(floor, file, specifier);
    return problem === undefined ? [] : [`${file}:${line} imports "${specifier}": ${problem}`];
  });
}

/** What a browser may load: nothing of it, nor of what it loads, may need Node. The testing kits are among them: there are test runners in browsers. */
export const browserEntries = [transport + "index.ts", transport + "testing/index.ts", plugin + "index.ts", plugin + "godot/index.ts", plugin + "excalibur/net-graph/index.ts", plugin + "testing/index.ts"];

/**
 * Where a file leads to Node, over whatever it imports of its own package. Types cost nothing and do not count.
 * @param {string} entry
 * @param {(file: string) => string} read
 * @returns {string[]} one sentence for each way
 */
export function waysToNode(entry, read) {
  const seen = new Set([entry]);
  /** @type {string[]} */
  const found = [];
  for (const file of seen) {
    for (const { specifier, isType } of importsOf(file, read(file))) {
      if (isType) continue;
      if (specifier.startsWith("node:")) found.push(`${entry} is for browsers too, and loads ${file}, which imports "${specifier}".`);
      if (specifier.startsWith(".")) seen.add(posix.join(posix.dirname(file), specifier).replace(/\.js$/, ".ts"));
    }
  }
  return found;
}

/** @typedef {(typeof floors)[number]} Floor */

/**
 * @param {Floor} floor
 * @param {string} file
 * @param {string} specifier
 */
function insideProblem(floor, file, specifier) {
  const target = posix.join(posix.dirname(file), specifier).replace(/\.js$/, ".ts");
  const other = floorOf(target);
  if (other === undefined) return "it leaves the packages' sources.";
  if (other === floor || floor.may.includes(other.name) || floor.may.includes(target)) return undefined;
  return `"${floor.name}" may not use "${other.name}"${allowed(floor)}`;
}

/**
 * @param {Floor} floor
 * @param {string} file
 * @param {string} specifier
 */
function outsideProblem(floor, file, specifier) {
  // Of our own packages each entry is something else.
  const name = specifier.startsWith("node:") ? "node:" : specifier.startsWith("@samovar/") ? specifier : packageOf(specifier);
  const door = doors.find(({ packages }) => packages.includes(name));
  if (door !== undefined) return door.file === file ? undefined : `only ${door.file} may use "${name}".`;
  return floor.may.includes(name) ? undefined : `"${floor.name}" may not use "${name}"${allowed(floor)}`;
}

/** @param {Floor} floor */
const allowed = (floor) => (floor.may.length === 0 ? ", nor anything else outside its folder." : `, only: ${floor.may.join(", ")}.`);

/** @param {string} file */
const floorOf = (file) =>
  floors.find(({ folder }) => (folder.endsWith("/src/") ? posix.dirname(file) + "/" === folder : file.startsWith(folder)));

/** @param {string} specifier */
const packageOf = (specifier) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

/**
 * Everything a file names as a module: imports, re-exports, `import()` and types of the form `import("x").T`.
 * @param {string} file
 * @param {string} source
 * @returns {{ specifier: string, line: number, isType: boolean }[]}
 */
function importsOf(file, source) {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  /** @type {{ specifier: string, line: number, isType: boolean }[]} */
  const found = [];
  visit(program);
  return found;

  /** @param {unknown} node */
  function visit(node) {
    if (typeof node !== "object" || node === null) return;
    if ("source" in node && "type" in node && /Import|Export/.test(String(node.type)) && isString(node.source)) {
      const kind = "importKind" in node ? node.importKind : "exportKind" in node ? node.exportKind : "";
      const isType = kind === "type" || String(node.type).startsWith("TS");
      found.push({ specifier: node.source.value, line: source.slice(0, node.source.start).split("\n").length, isType });
    }
    for (const child of Object.values(node)) visit(child);
  }
}

/**
 * @param {unknown} node
 * @returns {node is { value: string, start: number }}
 */
function isString(node) {
  return typeof node === "object" && node !== null && "value" in node && typeof node.value === "string" && "start" in node;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const files = [transport, plugin].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => folder + path.replaceAll("\\", "/")),
  );
  const read = (/** @type {string} */ file) => readFileSync(join(root, file), "utf8");
  const found = [...files.flatMap((file) => violations(file, read(file))), ...browserEntries.flatMap((entry) => waysToNode(entry, read))];
  for (const violation of found) console.error(violation);
  console.log(`${files.length} files, ${found.length} imports against the rules`);
  if (found.length > 0) process.exitCode = 1;
}
