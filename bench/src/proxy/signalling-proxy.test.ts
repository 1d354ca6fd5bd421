import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { SignallingProxy } from "./signalling-proxy.js";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

const offer = "v=0\r\na=candidate:1 1 UDP 9 192.0.2.2 40100 typ host\r\n";

/** A relay that knows the routes and remembers what it was sent. */
async function openRelay(): Promise<{ port: number; asked: { url: string; body: string; authorization: string | undefined }[] }> {
  const asked: { url: string; body: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = request.url ?? "";
      asked.push({ url, body: Buffer.concat(chunks).toString(), authorization: request.headers.authorization });
      response.setHeader("Access-Control-Allow-Origin", "*");
      if (url.endsWith("/connections")) response.end(JSON.stringify({ id: "x", localDescription: { type: "offer", sdp: offer } }));
      else if (url.endsWith("/additional-candidates")) response.end(JSON.stringify([{ candidate: "candidate:1 1 UDP 9 192.0.2.2 40100 typ host", sdpMid: "0" }]));
      else {
        response.statusCode = 404;
        response.end();
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanUps.push(() => server.close());
  return { port: (server.address() as AddressInfo).port, asked };
}

async function openProxy(delayMs = 0): Promise<{ url: string; asked: Awaited<ReturnType<typeof openRelay>>["asked"] }> {
  const relay = await openRelay();
  const proxy = await SignallingProxy.open({
    relayPort: relay.port,
    media: { address: "127.0.0.1", port: 5000 },
    delaysMs: () => ({ up: delayMs, down: delayMs }),
  });
  cleanUps.push(() => proxy.close());
  return { url: proxy.url, asked: relay.asked };
}

test("the offer's candidate leads to the proxy, and the request reaches the relay as it was", async () => {
  const { url, asked } = await openProxy();
  const response = await fetch(`${url}/.wrtc/v2/connections`, { method: "POST", headers: { Authorization: "me" } });
  expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
  expect(await response.json()).toEqual({ id: "x", localDescription: { type: "offer", sdp: "v=0\r\na=candidate:1 1 UDP 9 127.0.0.1 5000 typ host\r\n" } });
  expect(asked).toEqual([{ url: "/.wrtc/v2/connections", body: "", authorization: "me" }]);
});

test("candidates that are handed out later lead there as well", async () => {
  const { url } = await openProxy();
  const response = await fetch(`${url}/.wrtc/v2/connections/x/additional-candidates`);
  expect(await response.json()).toEqual([{ candidate: "candidate:1 1 UDP 9 127.0.0.1 5000 typ host", sdpMid: "0" }]);
});

test("the relay gets the answer without the client's own candidates", async () => {
  const { url, asked } = await openProxy();
  const answer = { type: "answer", sdp: "v=0\r\na=candidate:1 1 udp 9 192.0.2.7 5 typ host\r\na=mid:0\r\n" };
  await fetch(`${url}/.wrtc/v2/connections/x/remote-description`, { method: "POST", body: JSON.stringify(answer) });
  expect(JSON.parse(asked[0]?.body ?? "")).toEqual({ type: "answer", sdp: "v=0\r\na=mid:0\r\n" });
});

test("what is no JSON, and every other status, passes unchanged", async () => {
  const { url } = await openProxy();
  const response = await fetch(`${url}/elsewhere`);
  expect([response.status, await response.text()]).toEqual([404, ""]);
});

test("a request takes a round trip, and one more when its connection is new", async () => {
  const { url } = await openProxy(20);
  const first = performance.now();
  await (await fetch(`${url}/.wrtc/v2/connections/x/additional-candidates`)).text();
  const second = performance.now();
  await (await fetch(`${url}/.wrtc/v2/connections/x/additional-candidates`)).text();
  expect(second - first).toBeGreaterThanOrEqual(78);
  expect(performance.now() - second).toBeGreaterThanOrEqual(38);
});
