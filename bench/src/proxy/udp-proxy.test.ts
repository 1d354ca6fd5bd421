import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { afterEach, expect, test, vi } from "vitest";
import { link } from "./conditions.js";
import { UdpProxy } from "./udp-proxy.js";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

async function openSocket(): Promise<Socket> {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  cleanUps.push(() => socket.close());
  await once(socket, "listening");
  return socket;
}

/** A server that sends everything back, with the port it came from in front. */
async function openEcho(): Promise<number> {
  const server = await openSocket();
  server.on("message", (packet, { port }) => server.send(`${port} ${packet.toString()}`, port, "127.0.0.1"));
  return server.address().port;
}

async function openProxy(): Promise<UdpProxy> {
  const proxy = await UdpProxy.open({ targetPort: await openEcho(), seed: 1 });
  cleanUps.push(() => proxy.close());
  return proxy;
}

async function ask(socket: Socket, proxy: UdpProxy, text: string): Promise<string> {
  const answered = once(socket, "message") as Promise<[Buffer]>;
  socket.send(text, proxy.port, "127.0.0.1");
  return (await answered)[0].toString();
}

test("each client has an address of its own behind the proxy, and gets its own answers", async () => {
  const proxy = await openProxy();
  const [one, other] = [await openSocket(), await openSocket()];
  const [portOfOne, textOfOne] = (await ask(one, proxy, "one")).split(" ");
  const [portOfOther, textOfOther] = (await ask(other, proxy, "other")).split(" ");
  expect([textOfOne, textOfOther]).toEqual(["one", "other"]);
  expect(portOfOne).not.toBe(portOfOther);
  expect((await ask(one, proxy, "again")).split(" ")).toEqual([portOfOne, "again"]);
  expect(proxy.clients).toBe(2);
});

test("packets and bytes are counted by direction", async () => {
  const proxy = await openProxy();
  const client = await openSocket();
  const answer = await ask(client, proxy, "12345");
  expect(proxy.counters("up")).toMatchObject({ packets: 1, bytes: 5 });
  expect(proxy.counters("down")).toMatchObject({ packets: 1, bytes: answer.length });
});

test("a direction that loses everything lets nothing through, until it is told otherwise", async () => {
  const proxy = await openProxy();
  const client = await openSocket();
  proxy.setConditions({ down: link({ loss: 1 }) });
  const heard = vi.fn();
  client.on("message", heard);
  client.send("lost", proxy.port, "127.0.0.1");
  await vi.waitFor(() => expect(proxy.counters("down").lost).toBe(1));
  expect(heard).not.toHaveBeenCalled();
  proxy.setConditions({ down: link({}) });
  expect(await ask(client, proxy, "found")).toMatch(/found$/);
});

test("a delayed packet is on its way for as long as it was told", async () => {
  const proxy = await openProxy();
  const client = await openSocket();
  proxy.setConditions({ up: link({ delayMs: 30 }), down: link({ delayMs: 40 }) });
  const start = performance.now();
  await ask(client, proxy, "slow");
  expect(performance.now() - start).toBeGreaterThanOrEqual(69);
});

test("closing with packets under way drops them, and closing twice is fine", async () => {
  const proxy = await openProxy();
  const client = await openSocket();
  proxy.setConditions({ up: link({ delayMs: 5_000 }) });
  client.send("late", proxy.port, "127.0.0.1");
  await vi.waitFor(() => expect(proxy.counters("up").packets).toBe(1));
  await proxy.close();
  await proxy.close();
});
