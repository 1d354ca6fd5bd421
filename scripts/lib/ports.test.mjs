import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { portFromEnv, requirePort } from "./ports.mjs";

const variable = "SAMOVAR_TEST_PORT";
/** @type {(() => void)[]} */
const cleanUps = [];

afterEach(() => {
  vi.unstubAllEnvs();
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

/**
 * @param {string} address
 * @param {number} [port]
 */
async function holdTcp(address, port = 0) {
  const server = createServer().listen(port, address);
  cleanUps.push(() => server.close());
  await once(server, "listening");
  return /** @type {import("node:net").AddressInfo} */ (server.address()).port;
}

/** @param {string} address */
async function holdUdp(address) {
  const socket = createSocket("udp4").bind(0, address);
  cleanUps.push(() => socket.close());
  await once(socket, "listening");
  return socket.address().port;
}

test.for(["127.0.0.1", "0.0.0.0"])("a TCP port held on %s is named, with the variable that changes it", async (address) => {
  const port = await holdTcp(address);
  await expect(requirePort({ port, protocol: "TCP", what: "page", variable })).rejects.toThrow(
    `Port ${port} (TCP), which the page needs, is in use: stop the program that has it, or choose another with ${variable}=<port>.`,
  );
});

test.for(["127.0.0.1", "0.0.0.0"])("a UDP port held on %s is found as well", async (address) => {
  const port = await holdUdp(address);
  await expect(requirePort({ port, protocol: "UDP", what: "relay", variable })).rejects.toThrow(`Port ${port} (UDP)`);
});

test("a free port passes, and is free again afterwards", async () => {
  const port = await holdTcp("127.0.0.1");
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
  const request = requirePort({ port, protocol: "TCP", what: "page", variable });
  await expect(request).resolves.toBeUndefined();
  expect(await holdTcp("127.0.0.1", port)).toBe(port);
});

test("a port comes from the environment, or else is the usual one", () => {
  expect(portFromEnv(variable, 5173)).toBe(5173);
  vi.stubEnv(variable, "");
  expect(portFromEnv(variable, 5173)).toBe(5173);
  vi.stubEnv(variable, "6000");
  expect(portFromEnv(variable, 5173)).toBe(6000);
});

test.for(["0", "80", "65536", "1e4", "-5173", "page"])("%j is no port", (text) => {
  vi.stubEnv(variable, text);
  expect(() => portFromEnv(variable, 5173)).toThrow(`${variable} must be a whole number from 1025 to 65535, but it is "${text}".`);
});
