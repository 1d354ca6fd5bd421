import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beginMark, defaultTimeoutMs, endMark, GodotError, linesOf, markedLines, scriptTail } from "./godot-run.js";
import type { GodotRun, GodotRunOptions } from "./godot-run.js";

const runner = `extends SceneTree

func _init():
	call_deferred("run")

func read(name):
	var file = File.new()
	file.open(OS.get_environment("SAMOVAR_FOLDER") + "/" + name, File.READ)
	var text = file.get_buffer(file.get_len()).get_string_from_utf8()
	file.close()
	return text

func run():
	var script = GDScript.new()
	script.source_code = read("script.gd")
	if script.reload() == OK:
		var program = script.new()
		program.input = read("input.txt")
		print("${beginMark}")
		var state = program.main()
		if state is GDScriptFunctionState:
			yield(state, "completed")
		yield(self, "idle_frame")
		print("${endMark}")
	quit()
`;

/** Which program is Godot 3: `SAMOVAR_GODOT3`, or Debian's `godot3-server` on the PATH. */
const program = (): string => process.env["SAMOVAR_GODOT3"] ?? "godot3-server";

/** Whether Godot 3 is installed here. */
export function hasGodot3(): boolean {
  return spawnSync(program(), ["--version"], { stdio: "ignore" }).error === undefined;
}

/**
 * Runs GDScript in a real Godot 3 and answers the lines it printed.
 *
 * The script is a class body with a `func main()`, which may `yield`; deferred calls run before the end. Each script has an engine and a
 * temporary folder of its own. Rejects with a {@link GodotError} when the engine is missing, does not finish in time, or reports a script error;
 * other complaints of the engine, such as a refused connect, are no failure: {@link askGodot3} shows them.
 */
export async function runGodot3(script: string, options: GodotRunOptions = {}): Promise<string[]> {
  return linesOf(await askGodot3(script, options));
}

/** As {@link runGodot3}, with the engine's complaints; script errors inside `main` are no failure here. */
export async function askGodot3(script: string, { input = "", timeoutMs = defaultTimeoutMs }: GodotRunOptions = {}): Promise<GodotRun> {
  const folder = await mkdtemp(join(tmpdir(), "samovar-godot3-"));
  try {
    await writeFile(join(folder, "run.gd"), runner);
    await writeFile(join(folder, "script.gd"), script + scriptTail);
    await writeFile(join(folder, "input.txt"), input);
    const { out, err } = await outputOf(folder, timeoutMs);
    const complaints = err.split("\n").filter((line) => line !== "");
    const lines = markedLines(out.split("\n"));
    if (lines === undefined) throw new GodotError(`Godot 3 did not get to the end of the script:\n${err}`);
    return { lines, complaints };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function outputOf(folder: string, timeoutMs: number): Promise<{ out: string; err: string }> {
  return new Promise((resolve, reject) => {
    // Godot writes settings to the home folder; and it complains about locales that it does not know.
    const env = {
      ...process.env,
      LANG: "en_US.UTF-8",
      LC_ALL: "",
      HOME: folder,
      XDG_DATA_HOME: folder,
      XDG_CONFIG_HOME: folder,
      XDG_CACHE_HOME: folder,
    };
    const child = spawn(program(), ["-s", "run.gd"], { cwd: folder, env: { ...env, SAMOVAR_FOLDER: folder }, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let err = "";
    let late = false;
    child.stdout.setEncoding("utf8").on("data", (part: string) => (out += part));
    child.stderr.setEncoding("utf8").on("data", (part: string) => (err += part));
    const timer = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, timeoutMs);
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(
        new GodotError(
          `Cannot run ${program()} (${error.message}). Install it with "apt-get install godot3-server", or set SAMOVAR_GODOT3 to the path of a Godot 3.`,
        ),
      );
    });
    child.once("close", () => {
      clearTimeout(timer);
      if (!late) return resolve({ out, err });
      const printed = `${out.slice(-2000)}\n${err.slice(-2000)}`;
      return reject(new GodotError(`Godot 3 was still busy after ${timeoutMs} ms and was ended. It had printed:\n${printed}`));
    });
  });
}
