import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const command = fileURLToPath(new URL("../../dist/cli/samovar.js", import.meta.url));

let folder = "";
const children: ChildProcess[] = [];

beforeEach(async () => {
  if (!existsSync(command)) throw new Error(`${command} is not there: build first, with tsc -b`);
  folder = await mkdtemp(join(tmpdir(), "samovar-"));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

/** Runs the command in a folder of its own, with none of our own settings. */
function samovar(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [command, ...args], { cwd: folder, env: { PATH: process.env["PATH"] ?? "", ...env }, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  const said = { out: "", err: "" };
  child.stdout.on("data", (data: Buffer) => (said.out += data.toString()));
  child.stderr.on("data", (data: Buffer) => (said.err += data.toString()));
  const exit = once(child, "close").then(([code]: unknown[]) => ({ code, ...said }));
  const ready = new Promise<RegExpExecArray>((resolve, reject) => {
    child.stdout.on("data", () => {
      const match = /^Samovar relay on (http:\/\/\S+:(\d+)) \(UDP (\d+)\)$/m.exec(said.out);
      if (match !== null) resolve(match);
    });
    void exit.then(() => reject(new Error(`it ended: ${said.err}`)));
  });
  ready.catch(() => undefined);
  return { child, exit, ready };
}

describe("samovar relay", { timeout: 30_000 }, () => {
  it("says where it is, makes a key in the folder it runs in, and ends in good order when told to", async () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const { child, exit, ready } = samovar(["relay", "--port", "0"]);
      const [, url] = await ready;
      expect((await fetch(`${url}/samovar/health`)).status).toBe(200);
      expect((await stat(join(folder, ".samovar", "relay-key"))).isFile()).toBe(true);
      child.kill(signal);
      expect(await exit).toMatchObject({ code: 0, err: "" });
    }
  });

  it("says in one line that a port is in use, and which variable chooses another", async () => {
    const first = samovar(["relay"], { SAMOVAR_RELAY_PORT: "0" });
    const [, , port = ""] = await first.ready;
    const second = await samovar(["relay"], { SAMOVAR_RELAY_PORT: port }).exit;
    expect(second.code).toBe(1);
    expect(second.err).toMatch(new RegExp(`^samovar: TCP port ${port} .*SAMOVAR_RELAY_PORT.*\n$`));
  });

  it("explains itself, and what it did not understand", async () => {
    const help = await samovar(["--help"]).exit;
    expect(help).toMatchObject({ code: 0, err: "" });
    expect(help.out).toContain("samovar relay");
    for (const args of [["tea"], ["relay", "--prot", "5"], ["relay", "now"]]) {
      const { code, err, out } = await samovar(args).exit;
      expect([code, out]).toEqual([2, ""]);
      expect(err).toMatch(/^samovar: .*samovar --help\n$/);
    }
    const wrong = await samovar(["relay", "--port", "many"]).exit;
    expect(wrong.code).toBe(1);
    expect(wrong.err).toMatch(/^samovar: .*SAMOVAR_RELAY_PORT.*\n$/);
  });
});
