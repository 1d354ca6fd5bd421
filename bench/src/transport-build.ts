import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The folder with the built transport that pages and relays run: the workspace's own, or what `SAMOVAR_BENCH_TRANSPORT` names (another
 * `dist`), so that a change can be measured against what it changes. The load of P9 and P10 and the engine of P12 are always the workspace's.
 */
export function transportFolder(): string {
  const named = process.env["SAMOVAR_BENCH_TRANSPORT"];
  return named === undefined || named === "" ? dirname(fileURLToPath(import.meta.resolve("@samovar/transport"))) : named;
}
