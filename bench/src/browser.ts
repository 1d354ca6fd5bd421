import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { build } from "vite";
import { transportFolder } from "./transport-build.js";
import type { PageApi } from "./page/main.js";

const html = `<!doctype html><title>bench</title><script type="module" src="/page.js"></script>`;

/** What makes the browser's clock as fine as it gets: 5 µs instead of 100. */
const isolated = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

/** A page of the bench. `call` runs a function of {@link PageApi} in it. */
export class BenchPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  call<Name extends keyof PageApi>(name: Name, ...args: Parameters<PageApi[Name]>): Promise<Awaited<ReturnType<PageApi[Name]>>> {
    return this.#page.evaluate(
      ([key, values]) => (globalThis as unknown as { bench: Record<string, (...args: unknown[]) => unknown> }).bench[key as string]?.(...(values as unknown[])),
      [name, args] as const,
    ) as Promise<Awaited<ReturnType<PageApi[Name]>>>;
  }

  close(): Promise<void> {
    return this.#page.close();
  }
}

/** One Chromium, and the page it shows: a bundle of all contenders, built on the spot. */
export class BenchBrowser {
  readonly #browser: Browser;
  readonly #server: Server;
  #shared: BrowserContext | undefined;

  private constructor(browser: Browser, server: Server) {
    this.#browser = browser;
    this.#server = server;
  }

  static async launch(executablePath: string | undefined): Promise<BenchBrowser> {
    const bundle = await bundlePage();
    const server = createServer((request, response) => {
      const isScript = request.url === "/page.js";
      response.writeHead(200, { ...isolated, "Content-Type": isScript ? "text/javascript" : "text/html" });
      response.end(isScript ? bundle : html);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        "--no-sandbox",
        // A machine without a network has no other address than loopback, which WebRTC leaves out unless told otherwise.
        "--allow-loopback-in-peer-connection",
        "--disable-features=WebRtcHideLocalIpsWithMdns,HttpsUpgrades,MediaRouter,OptimizationHints",
        "--disable-quic",
        "--disable-background-networking",
      ],
    });
    return new BenchBrowser(browser, server);
  }

  get version(): string {
    return this.#browser.version();
  }

  /** A new page, which shares caches and `BroadcastChannel` with the others. */
  async page(): Promise<BenchPage> {
    this.#shared ??= await this.#browser.newContext();
    return this.#open(this.#shared);
  }

  /** A new page that shares nothing with any other: as on another machine, but for the clock. */
  async freshPage(): Promise<BenchPage> {
    return this.#open(await this.#browser.newContext());
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #open(context: BrowserContext): Promise<BenchPage> {
    const page = await context.newPage();
    page.on("pageerror", ({ message }) => {
      // geckos' client asks for more candidates for 10 s, also when connection and relay are long gone, and does not catch what comes of it.
      if (message !== "Failed to fetch") console.error(`A page of the bench threw: ${message}`);
    });
    if (process.env["BENCH_VERBOSE"] !== undefined) page.on("console", (message) => console.error(`page: ${message.text()}`));
    await page.goto(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`);
    await page.waitForFunction(() => "bench" in globalThis);
    return new BenchPage(page);
  }
}

async function bundlePage(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: "error",
    root: fileURLToPath(new URL("..", import.meta.url)),
    resolve: { alias: [{ find: /^@samovar\/transport$/, replacement: join(transportFolder(), "index.js") }] },
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: { input: fileURLToPath(new URL("page/main.js", import.meta.url)), output: { format: "es" } },
    },
  });
  const chunks = [output].flat().flatMap((part) => ("output" in part ? part.output : [])).filter((part) => part.type === "chunk");
  const [chunk] = chunks;
  if (chunks.length !== 1 || chunk === undefined) throw new Error("the page's bundle came out in several pieces");
  return chunk.code;
}
