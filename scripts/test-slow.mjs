// The statements about time-outs once more, on a real clock: npm run test:slow. On a simulated network and over a real relay; takes seven minutes, most of which is waiting.

import "./lib/require-node.mjs";
import { spawnSync } from "node:child_process";
import { runMain } from "./lib/user-error.mjs";
import { build, root } from "./lib/workspace.mjs";

await runMain(async () => {
  await build();
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "packages/transport/src/session/conformance/real-time.slow.test.ts"];
  const { status } = spawnSync(process.execPath, vitest, { cwd: root, stdio: "inherit", env: { ...process.env, SAMOVAR_SLOW: "1" } });
  process.exitCode = status ?? 1;
});
