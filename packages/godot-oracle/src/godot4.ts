import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL, fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
import { defaultTimeoutMs, GodotError, linesOf, markedLines, scriptTail } from "./godot-run.js";
import type { GodotRun, GodotRunOptions } from "./godot-run.js";
import { servePage } from "./godot4-page.js";
import type { PageOracle } from "./godot4-page.js";

const startTimeoutMs = 60_000;

interface Engine {
  readonly browser: Browser;
  readonly page: Page;
  readonly server: Server;
}

let engine: Promise<Engine> | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs GDScript in a real Godot 4 and answers the lines it printed.
 *
 * The script is a class body with a `func main()`, which may `await`; deferred calls run before the end. The first call starts a browser with the
 * engine in it; all later ones use the same engine, one after the other, so a script that changes the engine's own state (a seed, a tree) is seen by those behind it.
 * {@link closeGodot4} ends it. It is a release build: complaints that only a debug build makes are missing.
 * Rejects with a {@link GodotError} when there is no browser, the engine does not start, or the script does not parse or does not end in time.
 */
export async function runGodot4(script: string, options: GodotRunOptions = {}): Promise<string[]> {
  return linesOf(await askGodot4(script, options));
}

/** As {@link runGodot4}, with the engine's complaints; script errors inside `main` are no failure here. */
export function askGodot4(script: string, options: GodotRunOptions = {}): Promise<GodotRun> {
  const run = last.then(() => runNow(script, options));
  last = run.catch(() => undefined);
  return run;
}

/** Ends the engine and its browser, when they run. A later run starts them again. */
export async function closeGodot4(): Promise<void> {
  const running = engine;
  engine = undefined;
  if (running === undefined) return;
  const { browser, server } = await running;
  await browser.close();
  server.close();
}

async function runNow(script: string, { input = "", timeoutMs = defaultTimeoutMs }: GodotRunOptions): Promise<GodotRun> {
  engine ??= startEngine();
  const { page } = await engine.catch((error: unknown) => {
    engine = undefined;
    throw error;
  });
  const stopWaiting = new AbortController();
  const late = sleep(timeoutMs, undefined, { signal: stopWaiting.signal }).catch(() => undefined);
  const answer = await Promise.race([page.evaluate(runInPage, [script + scriptTail, input] as const), late]).catch(
    (error: unknown) => error as Error,
  );
  stopWaiting.abort();
  if (answer === undefined || answer instanceof Error) {
    await closeGodot4();
    throw new GodotError(answer === undefined ? `Godot 4 was still busy after ${timeoutMs} ms and was ended.` : `Godot 4 crashed: ${answer.message}`);
  }
  const lines = markedLines(answer.lines);
  if (lines === undefined) throw new GodotError(`Godot 4 did not get to the end of the script:\n${answer.complaints.join("\n")}`);
  return { lines, complaints: answer.complaints };
}

/** Runs inside the page. */
function runInPage([script, input]: readonly [string, string]): Promise<{ lines: string[]; complaints: string[] }> {
  return (globalThis as unknown as { oracle: PageOracle }).oracle.run(script, input);
}

async function startEngine(): Promise<Engine> {
  const browser = await launch();
  const { url, server } = await servePage();
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(url);
    await page
      .waitForFunction(() => (globalThis as unknown as { oracle?: PageOracle }).oracle?.ready === true, undefined, {
        timeout: startTimeoutMs,
        polling: 50,
      })
      .catch(() => {
        throw new GodotError(`Godot 4 did not start within ${startTimeoutMs / 1000} s in the browser. The page said:\n${complaints.join("\n")}`);
      });
    return { browser, page, server };
  } catch (error) {
    await browser.close();
    server.close();
    throw error;
  }
}

async function launch(): Promise<Browser> {
  const script = fileURLToPath(new URL("../../../scripts/find-browser.mjs", import.meta.url));
  const { findBrowser } = (await import(pathToFileURL(script).href)) as { findBrowser: () => string | undefined };
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    throw new GodotError("Godot 4 runs in a browser, and none was found: install Chromium, or set SAMOVAR_CHROMIUM to the path of one.");
  }
  return chromium.launch({ executablePath, args: ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });
}
