// Loaded into a relay's process with `--import`: tells, when asked, what the process has used. The relay itself stays as it is.

/** What a process has used since it started. */
export interface Usage {
  /** CPU time, user and system, in µs. */
  readonly cpuUs: number;
  /** Resident memory, in bytes. */
  readonly rssBytes: number;
  /** Of it, what JavaScript holds. */
  readonly heapBytes: number;
}

process.on("message", (message) => {
  if (message !== "usage") return;
  // First: the collection is asked for by the measurement, and is no work of the relay's.
  const { user, system } = process.cpuUsage();
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const usage: Usage = { cpuUs: user + system, rssBytes: rss, heapBytes: heapUsed };
  process.send?.(usage);
});
// Waiting for questions must not keep alive what is done otherwise.
process.channel?.unref();
