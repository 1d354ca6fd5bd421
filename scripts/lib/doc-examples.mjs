// The TypeScript in a page of docs/: what it says must compile, at its strictest.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, tools } from "./workspace.mjs";

/** @typedef {{ code: string, line: number, name: string | undefined }} DocExample `name` is the file an example says that it is, in a comment in its first line. */

/**
 * The blocks of TypeScript in a page.
 * @param {string} page its name in docs/
 * @returns {DocExample[]}
 */
export function examplesOf(page) {
  const text = readFileSync(join(root, "docs", page), "utf8");
  return [...text.matchAll(/^```ts\n(.*?)^```/gms)].map(({ 1: code = "", index }) => ({
    code,
    line: text.slice(0, index).split("\n").length,
    name: /^\/\/ (\S+\.ts)\n/.exec(code)?.[1],
  }));
}

/**
 * Compiles the examples, each as a file of its own; examples that have a name can be imported by it.
 * @param {readonly DocExample[]} examples
 * @returns {string} what the compiler complains of
 */
export function compile(examples) {
  const sources = join(root, "packages/engine-plugin/src");
  // In the workspace, where the packages that examples import can be found.
  const parent = join(root, "node_modules/.samovar-examples");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "page-"));
  try {
    for (const { code, line, name } of examples) writeFileSync(join(folder, name ?? `line-${line}.ts`), `${code}export {};\n`);
    const compilerOptions = {
      ...{ composite: false, noEmit: true, declaration: false, declarationMap: false, sourceMap: false, incremental: false, tsBuildInfoFile: null },
      ...{ module: "ESNext", moduleResolution: "Bundler", lib: ["ES2023", "DOM", "DOM.Iterable"], types: [] },
      // Each is a part of a program, and of a person's, who may like parameter properties.
      ...{ noUnusedLocals: false, erasableSyntaxOnly: false },
      paths: {
        "@samovar/engine-plugin": [join(sources, "index.ts")],
        "@samovar/engine-plugin/net-graph": [join(sources, "excalibur/net-graph/index.ts")],
        excalibur: [join(root, "packages/engine-plugin/node_modules/excalibur")],
        "@samovar/engine-plugin/*": [join(sources, "*/index.ts"), join(sources, "*.ts")],
      },
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: join(root, "tsconfig.base.json"), compilerOptions, include: ["*.ts"] }));
    const { stdout, stderr } = spawnSync(process.execPath, [tools.tsc, "-p", folder], { encoding: "utf8" });
    return stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
