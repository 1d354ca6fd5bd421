// `npm run bench`: measures Samovar side by side with the alternatives. `npm run bench -- --help` says how.

import "../scripts/lib/require-node.mjs";
import { findBrowser } from "../scripts/find-browser.mjs";
import { installBrowser } from "../scripts/lib/install-browser.mjs";
import { runMain } from "../scripts/lib/user-error.mjs";
import { build, install } from "../scripts/lib/workspace.mjs";

await runMain(async () => {
  await install();
  if (findBrowser() === undefined) await installBrowser();
  await build();
  const { main } = await import("./dist/main.js");
  process.exitCode = await main(process.argv.slice(2), findBrowser());
});
