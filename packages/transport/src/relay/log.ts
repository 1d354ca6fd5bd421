/** Where the relay tells an operator what happens: a line for each change of state, never one for each packet. */
export interface RelayLog {
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

/** Lines on stdout (info) and stderr (warn, error). */
export const consoleLog: RelayLog = {
  info: (line) => void process.stdout.write(`samovar: ${line}\n`),
  warn: (line) => void process.stderr.write(`samovar: warning: ${line}\n`),
  error: (line) => void process.stderr.write(`samovar: error: ${line}\n`),
};

/** Says nothing. */
export const silentLog: RelayLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A function that passes on the first line of each kind and drops the rest: for what a stranger can make happen any number of times. */
export function once(say: (line: string) => void): (kind: string, line: string) => void {
  const said = new Set<string>();
  return (kind, line) => {
    if (said.has(kind)) return;
    said.add(kind);
    say(`${line} (said once)`);
  };
}
