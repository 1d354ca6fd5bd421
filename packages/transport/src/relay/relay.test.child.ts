/** A relay in a process of its own, for tests: options as JSON in the first argument, figures on request over IPC. */
import { consoleLog, silentLog, startRelay, type RelayOptions, type RelayStats } from "./index.js";

/** What this process tells its parent. */
export type FromRelayProcess =
  | { readonly event: "ready"; readonly port: number; readonly udpPort: number }
  | { readonly event: "stats"; readonly stats: RelayStats };

function tell(message: FromRelayProcess): void {
  process.send?.(message);
}

const log = { ...silentLog, error: (line: string) => consoleLog.error(line) };
const relay = await startRelay({ ...(JSON.parse(process.argv[2] ?? "{}") as RelayOptions), env: {}, log });
tell({ event: "ready", port: relay.port, udpPort: relay.udpPort });
process.on("message", (message) => {
  if (message === "stats") tell({ event: "stats", stats: relay.stats });
  else void relay.close().then(() => process.exit(0));
});
process.on("disconnect", () => process.exit(0));
