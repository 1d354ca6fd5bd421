import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../dist/cli/samovar.js", import.meta.url));

/** A relay as people run it: a process of its own, from the command line, on this machine only. */
export class RelayProcess {
  readonly url: string;
  readonly #port: number;
  readonly #folder = mkdtempSync(join(tmpdir(), "samovar-relay-"));
  #child: ChildProcess | undefined;

  private constructor(port: number) {
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(): Promise<RelayProcess> {
    if (!existsSync(CLI)) throw new Error("The relay is not built: run `tsc -b` first.");
    const relay = new RelayProcess(await freePort());
    await relay.start();
    return relay;
  }

  /** Starts it (again), on the same port and with the same key. */
  async start(): Promise<void> {
    const address = ["--host", "127.0.0.1", "--udp-host", "127.0.0.1"];
    const child = spawn(process.execPath, [CLI, "relay", "--port", String(this.#port), ...address, "--key-file", join(this.#folder, "key")], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    let output = "";
    await new Promise<void>((resolve, reject) => {
      const listen = (chunk: Buffer): void => {
        output += chunk.toString();
        if (output.includes(`:${this.#port}`)) resolve();
      };
      child.stdout.on("data", listen);
      child.stderr.on("data", listen);
      child.once("exit", (code) => reject(new Error(`the relay ended with ${code}: ${output}`)));
    });
  }

  /** Ends it from one moment to the next, as a power cut would; it says goodbye to nobody. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }

  /** Freezes it: its ports stay open, and nobody answers. {@link kill} still works. */
  freeze(): void {
    this.#child?.kill("SIGSTOP");
  }

  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
