import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { networkInterfaces } from "node:os";

/**
 * Where a request comes from; `""` when that is not known.
 * @param trustProxy take the last entry of `X-Forwarded-For`, the one our own proxy appended; the earlier ones anybody can write.
 */
export function clientAddress(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers["x-forwarded-for"] : undefined;
  const list = Array.isArray(forwarded) ? forwarded.join(",") : forwarded;
  const last = list?.split(",").at(-1)?.trim();
  return plain(last !== undefined && isIP(last) !== 0 ? last : (request.socket.remoteAddress ?? ""));
}

/**
 * Tells a client's own addresses: the one the request came from; and if that is this machine, all that the machine has.
 * Of a request that came through a proxy we do not trust, no address is known.
 */
export function ownAddresses(request: IncomingMessage, trustProxy: boolean): (address: string) => boolean {
  if (!trustProxy && request.headers["x-forwarded-for"] !== undefined) return () => false;
  const from = clientAddress(request, trustProxy);
  if (!isLoopback(from)) return (address) => address === from;
  const local = new Set(Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address)));
  return (address) => local.has(address);
}

/** Whom a request counts for: its IPv4 address, or the /64 of its IPv6 address, since one household has all of those. */
export function clientKey(request: IncomingMessage, trustProxy: boolean): string {
  return addressKey(clientAddress(request, trustProxy));
}

/** See {@link clientKey}; what is no address is its own key. */
export function addressKey(text: string): string {
  const address = plain(text);
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("%", 1)[0]?.toLowerCase().split("::", 2) ?? [];
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array<string>(zeros).fill("0"), ...back].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/64`;
}

/** An IPv4 address in IPv6 clothes, undressed. */
function plain(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}

function isLoopback(address: string): boolean {
  return address === "::1" || address.startsWith("127.");
}
