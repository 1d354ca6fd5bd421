import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";

const packages = ["transport", "engine-plugin"];

/** Tests of one package see the sources of the other, never what it was built into some time ago. */
const sourcesForPackages = packages.flatMap((name) => {
  const folder = fileURLToPath(new URL(`packages/${name}/`, import.meta.url));
  const manifest = JSON.parse(readFileSync(`${folder}package.json`, "utf8")) as { exports: Record<string, string> };
  return Object.entries(manifest.exports).map(([subpath, built]) => ({
    find: new RegExp(`^@samovar/${name}${subpath.slice(1)}$`),
    replacement: folder + built.replace(/^\.\/dist\/(.*)\.js$/, "src/$1.ts"),
  }));
});

export default defineConfig({
  resolve: { alias: sourcesForPackages },
  test: {
    environment: "node",
    include: ["packages/**/src/**/*.test.ts", "examples/*/src/**/*.test.ts", "bench/src/**/*.test.ts", "scripts/**/*.test.mjs"],
    // Those need the real engines: packages/godot-oracle/vitest.config.ts.
    exclude: [...configDefaults.exclude, "**/*.oracle.test.ts"],
    // geckos.io keeps one message bus for a whole process: a relay in one test file must not hear another's players.
    pool: "forks",
    testTimeout: 20_000,
    hookTimeout: 20_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
