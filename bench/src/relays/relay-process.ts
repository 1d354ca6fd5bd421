import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { transportFolder } from "../transport-build.js";
import type { RelayPorts } from "../proxy/index.js";
import type { Usage } from "./usage.js";

const STOP_GRACE_MS = 5_000;
const START_TIMEOUT_MS = 20_000;
/** Shows what relays and pages print. */
const verbose = process.env["BENCH_VERBOSE"] !== undefined;
const usageScript = new URL("./usage.js", import.meta.url).href;

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** A relay in a process of its own, so that its CPU time and memory are its own as well. */
export class RelayProcess implements RelayPorts {
  readonly httpPort: number;
  readonly udpPort: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, { httpPort, udpPort }: RelayPorts) {
    this.#child = child;
    this.httpPort = httpPort;
    this.udpPort = udpPort;
  }

  /**
   * Starts a program and waits until a line of its output says on which ports it is.
   * @param portsIn reads such a line; undefined for every other.
   */
  static async start(
    script: string, args: readonly string[], env: Readonly<Record<string, string>>, portsIn: (line: string) => RelayPorts | undefined,
  ): Promise<RelayProcess> {
    const child = spawn(process.execPath, ["--expose-gc", "--import", usageScript, script, ...args], {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    running.add(child);
    child.once("exit", () => running.delete(child));
    const complaints: string[] = [];
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      complaints.push(text);
      if (verbose) console.error(`relay: ${text.trimEnd()}`);
    });
    const lines = createInterface(child.stdout as NodeJS.ReadableStream);
    const ports = await new Promise<RelayPorts>((resolve, reject) => {
      const fail = (why: string): void => reject(new Error(`The relay ${script} ${why}\n${complaints.join("")}`));
      const timer = setTimeout(() => fail("did not say where it is."), START_TIMEOUT_MS);
      child.once("exit", (code) => fail(`ended with exit code ${code}.`));
      child.once("error", reject);
      lines.on("line", (line) => {
        if (verbose) console.error(`relay: ${line}`);
        const found = portsIn(line);
        if (found === undefined) return;
        clearTimeout(timer);
        resolve(found);
      });
    });
    return new RelayProcess(child, ports);
  }

  /** The relay's own address, with nothing between. */
  get url(): string {
    return `http://127.0.0.1:${this.httpPort}`;
  }

  /** What the process has used up to now; memory is read after a garbage collection. */
  async usage(): Promise<Usage> {
    if (this.#child.exitCode !== null) throw new Error("The relay has ended.");
    const answer = once(this.#child, "message");
    this.#child.send("usage");
    return ((await answer) as [Usage])[0];
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    const insist = setTimeout(() => this.#child.kill("SIGKILL"), STOP_GRACE_MS);
    await ended;
    clearTimeout(insist);
  }
}

/** Starts Samovar's relay, by its command line. */
export function startSamovarRelay(): Promise<RelayProcess> {
  const script = join(transportFolder(), "cli/samovar.js");
  const env = {
    SAMOVAR_SECRET: "a secret for measurements only, known to all",
    SAMOVAR_RELAY_PORT: "0",
    SAMOVAR_UDP_PORT: "0",
    SAMOVAR_HOST: "127.0.0.1",
    SAMOVAR_UDP_HOST: "127.0.0.1",
    // All players of a load come from one address here.
    SAMOVAR_CONNECT_BURST: "10000",
    SAMOVAR_CONNECTS_PER_SECOND: "1000",
  };
  return RelayProcess.start(script, ["relay"], env, (line) => {
    const [, httpPort, udpPort] = /relay on http:\S*:(\d+)\/? \(UDP (\d+)\)/.exec(line) ?? [];
    return httpPort === undefined || udpPort === undefined ? undefined : { httpPort: Number(httpPort), udpPort: Number(udpPort) };
  });
}

/** Starts a plain geckos.io server that passes messages on between two players of a room. */
export function startStockRelay(): Promise<RelayProcess> {
  return RelayProcess.start(fileURLToPath(new URL("./stock-relay.js", import.meta.url)), [], {}, (line) => {
    const [, httpPort, udpPort] = /^stock relay (\d+) (\d+)$/.exec(line) ?? [];
    return httpPort === undefined || udpPort === undefined ? undefined : { httpPort: Number(httpPort), udpPort: Number(udpPort) };
  });
}
