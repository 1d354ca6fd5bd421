import { createSocket } from "node:dgram";
import { createServer } from "node:net";
import { UserError } from "./user-error.mjs";

// The relay's UDP port has the number of its TCP port, and its WebRTC library takes no UDP port below 1025.
const lowestPort = 1025;
const highestPort = 65535;

// A server on one address of this machine takes the port away from another that wants them all, on some systems silently.
const addresses = ["127.0.0.1", "::1", "0.0.0.0", "::"];

/**
 * The port number an environment variable asks for, or the fallback when it is unset or empty.
 * @param {string} variable
 * @param {number} fallback
 * @returns {number}
 */
export function portFromEnv(variable, fallback) {
  const text = process.env[variable]?.trim();
  if (text === undefined || text === "") return fallback;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port >= lowestPort && port <= highestPort) return port;
  throw new UserError(`${variable} must be a whole number from ${lowestPort} to ${highestPort}, but it is "${text}".`);
}

/**
 * Says in one line that a port cannot be had, and how to take another one; resolves when it is free.
 * @param {{ port: number, protocol: "TCP" | "UDP", what: string, variable: string }} wanted
 * @returns {Promise<void>}
 */
export async function requirePort({ port, protocol, what, variable }) {
  const attempt = protocol === "TCP" ? tryTcp : tryUdp;
  for (const address of addresses) {
    // One after the other: two of our own attempts must not collide.
    const code = await attempt(port, address);
    if (code === "EADDRINUSE") {
      throw new UserError(
        `Port ${port} (${protocol}), which the ${what} needs, is in use: stop the program that has it, or choose another with ${variable}=<port>.`,
      );
    }
    if (code === "EACCES") {
      throw new UserError(`This system does not let you open port ${port} (${protocol}) for the ${what}: choose another with ${variable}=<port>.`);
    }
  }
}

/**
 * @param {number} port
 * @param {string} address
 * @returns {Promise<string | undefined>} the error code, if it failed
 */
function tryTcp(port, address) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code));
    server.listen({ port, host: address, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/**
 * @param {number} port
 * @param {string} address
 * @returns {Promise<string | undefined>} the error code, if it failed
 */
function tryUdp(port, address) {
  return new Promise((resolve) => {
    const socket = createSocket(address.includes(":") ? "udp6" : "udp4");
    socket.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      socket.close();
      resolve(error.code);
    });
    socket.bind({ port, address, exclusive: true }, () => socket.close(() => resolve(undefined)));
  });
}
