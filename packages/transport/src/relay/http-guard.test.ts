import { createServer, request as httpRequest, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Admissions } from "./admissions.js";
import { addressKey } from "./client-address.js";
import { createHttpGuard, limitServer, MAX_BODY_BYTES, type GuardOptions, type Signalling } from "./http-guard.js";
import { Lives } from "./lives.js";
import { silentLog } from "./log.js";
import { PlayerIds } from "./player-ids.js";
import { RateLimiter } from "./rate-limiter.js";
import { Tokens } from "./tokens.js";

const known = "0123456789abcdef0123456789abcdef";
const unknown = "f".repeat(32);

/** Signalling that knows one connection. */
class TestSignalling implements Signalling {
  readonly answers: string[] = [];
  readonly hungUp: string[] = [];
  full = false;
  own: (address: string) => boolean = () => false;
  readonly #candidates = [{ candidate: "candidate:1", sdpMid: "0" }];

  open() {
    return Promise.resolve(this.full ? undefined : { id: known, localDescription: { type: "offer", sdp: "v=0" } });
  }
  has(id: string) {
    return id === known;
  }
  answer(_id: string, sdp: string, own: (address: string) => boolean) {
    this.answers.push(sdp);
    this.own = own;
    return sdp.startsWith("v=0");
  }
  candidates(id: string) {
    return Promise.resolve(id === known ? this.#candidates : undefined);
  }
  hangUp(id: string) {
    this.hungUp.push(id);
  }
}

let server: Server;
let base = "";
let signalling: TestSignalling;
let now = 0;

function serve(options: Partial<GuardOptions> = {}): void {
  server.removeAllListeners("request");
  let serial = 0;
  const ids = new PlayerIds(new Uint8Array(32), { next: () => Promise.resolve(serial++) });
  const tokens = new Tokens(new Uint8Array(32), 86_400_000, () => Date.now());
  server.on(
    "request",
    createHttpGuard({
      signalling,
      admissions: new Admissions(ids, tokens, new Lives(), silentLog),
      origins: [],
      trustProxy: false,
      connects: new RateLimiter({ burst: 100, perSecond: 1 }, () => now),
      health: () => ({ players: 3, version: 1 }),
      log: silentLog,
      ...options,
    }),
  );
}

beforeEach(async () => {
  signalling = new TestSignalling();
  server = createServer();
  limitServer(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  serve();
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const connections = "/.wrtc/v2/connections";

function post(path: string, body?: string, headers: Record<string, string> = {}) {
  return fetch(base + path, { method: "POST", headers, ...(body === undefined ? {} : { body }) });
}

function connectAs(authorization: string, headers: Record<string, string> = {}) {
  return post(connections, undefined, { authorization, ...headers });
}

describe("the HTTP guard", () => {
  it("lets a player in, with the answer that geckos' client expects", async () => {
    const response = await connectAs("Samovar 1");
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const body = (await response.json()) as { userData: { id: string; token: string } };
    expect(body).toMatchObject({ id: known, localDescription: { type: "offer", sdp: "v=0" } });
    expect(body.userData.id).toMatch(/^7656\d{13}$/);
    expect(body.userData.token.split(".")).toHaveLength(3);
  });

  it("does not let in who is not introduced, or when there is no room", async () => {
    expect((await post(connections)).status).toBe(401);
    expect((await connectAs("Basic abc")).status).toBe(401);
    signalling.full = true;
    expect((await connectAs("Samovar 1")).status).toBe(503);
  });

  it("has exactly these routes", async () => {
    expect((await fetch(`${base}/samovar/health`).then((response) => response.json())) as object).toEqual({ players: 3, version: 1 });
    const notFound = [
      "/", "/index.html", `/x${connections}`, `${connections}/`, `${connections}/${known}`, `${connections}/${known}/close/`, `${connections}/${known}/other`,
      `${connections}/short/close`, "/.wrtc/v1/connections", "/Xwrtc/v2/connections", `/%2ewrtc/v2/connections`, "/samovar/health/",
    ];
    for (const path of notFound) {
      expect((await fetch(base + path)).status, path).toBe(404);
      expect((await post(path)).status, path).toBe(404);
    }
    expect((await fetch(base + connections)).status).toBe(405);
    expect((await fetch(base + connections, { method: "DELETE" })).status).toBe(405);
    expect((await post("/samovar/health")).status).toBe(405);
    expect((await post(`${connections}/${known}/additional-candidates`)).status).toBe(405);
  });

  it("takes an answer that is one, and refuses every other body", async () => {
    const path = `${connections}/${known}/remote-description`;
    expect((await post(path, JSON.stringify({ type: "answer", sdp: "v=0 fine" }))).status).toBe(200);
    const bad = [
      "", "{", "null", "[]", "{}", '"answer"', '{"type":"offer","sdp":"v=0"}', '{"type":"answer"}', '{"type":"answer","sdp":5}', '{"type":"answer","sdp":""}',
      JSON.stringify({ type: "answer", sdp: `v=0${"x".repeat(20_000)}` }), JSON.stringify({ type: "answer", sdp: "nonsense" }),
    ];
    for (const body of bad) expect((await post(path, body)).status, body.slice(0, 40)).toBe(400);
    expect(signalling.answers).toEqual(["v=0 fine", "nonsense"]);
    expect((await post(`${connections}/${unknown}/remote-description`, '{"type":"answer","sdp":"v=0"}').catch(() => ({ status: 404 }))).status).toBe(404);
  });

  it("knows whose addresses are the player's own, and trusts no stranger's proxy", async () => {
    const answer = (headers = {}) => post(`${connections}/${known}/remote-description`, '{"type":"answer","sdp":"v=0"}', headers);
    await answer();
    expect(["127.0.0.1", "203.0.113.9"].map((address) => signalling.own(address))).toEqual([true, false]);
    await answer({ "x-forwarded-for": "203.0.113.9" });
    expect(["127.0.0.1", "203.0.113.9"].map((address) => signalling.own(address))).toEqual([false, false]);
    serve({ trustProxy: true });
    await answer({ "x-forwarded-for": "203.0.113.1, 203.0.113.9" });
    expect(["127.0.0.1", "203.0.113.1", "203.0.113.9"].map((address) => signalling.own(address))).toEqual([false, false, true]);
  });

  it("tells the relay's candidates as often as it is asked", async () => {
    const path = `${base + connections}/${known}/additional-candidates`;
    for (let i = 0; i < 2; i++) expect(await (await fetch(path)).json()).toEqual([{ candidate: "candidate:1", sdpMid: "0" }]);
    expect((await fetch(`${base + connections}/${unknown}/additional-candidates`)).status).toBe(404);
  });

  it("hangs up for who knows the connection's id", async () => {
    expect((await post(`${connections}/${known}/close`)).status).toBe(200);
    expect(signalling.hungUp).toEqual([known]);
  });

  it("reads no body longer than its limit, announced or not", async () => {
    const path = `${connections}/${known}/remote-description`;
    expect(await statusOfUpload(path, MAX_BODY_BYTES + 1, true)).toBe(413);
    expect(await statusOfUpload(path, 20 * 1024 * 1024, false)).toBe(413);
    expect(await statusOfUpload(connections, 100, true)).toBe(413);
    expect(await statusOfUpload(`${connections}/${unknown}/remote-description`, 20 * 1024 * 1024, true)).toBe(404);
  });

  it("survives requests that are none", async () => {
    for (const text of ["GET\r\n\r\n", "\0\0\0\0", "POST /.wrtc/v2/connections HTTP/1.1\r\nContent-Length: -5\r\n\r\n", `GET /${"a".repeat(100_000)} HTTP/1.1\r\n\r\n`, "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"]) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(new URL(base).port), "127.0.0.1", () => socket.end(text));
        socket.on("error", () => undefined).on("close", () => resolve()).resume();
      });
    }
    expect((await fetch(`${base}/samovar/health`)).status).toBe(200);
  });

  it("answers a preflight so that the browser remembers it", async () => {
    const response = await fetch(base + connections, { method: "OPTIONS", headers: { origin: "https://game.example" } });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-allow-headers")).toBe("authorization, content-type");
    expect(Number(response.headers.get("access-control-max-age"))).toBeGreaterThan(0);
  });

  it("keeps pages of other origins out, if it is told which ones may come", async () => {
    serve({ origins: ["https://game.example"] });
    const allowed = await connectAs("Samovar 1", { origin: "https://game.example" });
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://game.example");
    expect(allowed.headers.get("vary")).toBe("Origin");
    expect((await connectAs("Samovar 1", { origin: "https://evil.example" })).status).toBe(403);
    expect((await connectAs("Samovar 1", { origin: "null" })).status).toBe(403);
    // The relay's own pages, and programs that are no browser.
    expect((await connectAs("Samovar 1", { origin: base })).status).toBe(200);
    expect((await connectAs("Samovar 1")).status).toBe(200);
  });

  it("slows down an address that connects too often", async () => {
    const connects = new RateLimiter({ burst: 2, perSecond: 0.5 }, () => now);
    serve({ connects });
    expect((await connectAs("Samovar 1")).status).toBe(200);
    expect((await connectAs("Samovar 1")).status).toBe(200);
    const slowed = await connectAs("Samovar 1");
    expect(slowed.status).toBe(429);
    expect(slowed.headers.get("retry-after")).toBe("2");
    now += 2000;
    expect((await connectAs("Samovar 1")).status).toBe(200);
  });

  it("believes X-Forwarded-For only of its own proxy, and only its last entry", async () => {
    const forwarded = (address: string) => connectAs("Samovar 1", { "x-forwarded-for": address }).then(({ status }) => status);
    serve({ connects: new RateLimiter({ burst: 1, perSecond: 0.01 }, () => now) });
    expect(await forwarded("1.1.1.1")).toBe(200);
    expect(await forwarded("2.2.2.2")).toBe(429);
    serve({ connects: new RateLimiter({ burst: 1, perSecond: 0.01 }, () => now), trustProxy: true });
    expect(await forwarded("9.9.9.9, 1.1.1.1")).toBe(200);
    expect(await forwarded("8.8.8.8, 1.1.1.1")).toBe(429);
    expect(await forwarded("2.2.2.2")).toBe(200);
  });
});

describe("addresses", () => {
  it("count as one within an IPv6 /64, and with their IPv4 form", () => {
    expect(addressKey("::ffff:10.0.0.1")).toBe(addressKey("10.0.0.1"));
    expect(addressKey("2001:db8:0:1::1")).toBe(addressKey("2001:db8::1:2:3:4:5"));
    expect(addressKey("2001:0db8:0:1:ffff::")).toBe(addressKey("2001:db8:0:1::1"));
    expect(addressKey("2001:db8:0:1::1")).not.toBe(addressKey("2001:db8:0:2::1"));
    expect(addressKey("fe80::1%eth0")).toBe(addressKey("fe80::2"));
    expect(addressKey("::1")).toBe("0:0:0:0::/64");
    expect(addressKey("")).toBe("");
  });
});

/** Uploads so many bytes, as fast as they are taken. */
function statusOfUpload(path: string, bytes: number, announced: boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = announced ? { "content-length": bytes } : { "transfer-encoding": "chunked" };
    const request = httpRequest(base + path, { method: "POST", headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    // The server may hang up while we still write; what counts is that it answered first.
    request.on("error", (error) => setTimeout(() => reject(error), 200));
    request.write(Buffer.alloc(Math.min(bytes, 1024 * 1024)));
    if (bytes <= 1024 * 1024) request.end();
    else request.on("drain", () => request.write(Buffer.alloc(1024 * 1024)));
  });
}
