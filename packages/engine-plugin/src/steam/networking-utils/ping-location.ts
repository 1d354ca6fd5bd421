/** Bytes of a ping location, as in Steam. */
export const LOCATION_BYTES = 512;
/** What a location of ours begins with; behind it, the ping to the relay as 16 bits, little-endian. */
const MARK = [0x53, 0x6d, 0x50, 0x4c];
const PREFIX = "smv=";
const MAX_PING_MS = 0xffff;

/** Where somebody is, as far as pings tell: so many ms from the relay. */
export function writeLocation(pingMs: number): Uint8Array<ArrayBuffer> {
  const location = new Uint8Array(LOCATION_BYTES);
  location.set(MARK);
  new DataView(location.buffer).setUint16(MARK.length, Math.min(MAX_PING_MS, Math.max(0, Math.round(pingMs))), true);
  return location;
}

/** The ping to the relay in a location, ms; undefined when it is none of ours. */
export function readLocation(location: Uint8Array | undefined): number | undefined {
  if (location?.length !== LOCATION_BYTES || MARK.some((byte, at) => location[at] !== byte)) return undefined;
  return new DataView(location.buffer, location.byteOffset).getUint16(MARK.length, true);
}

/** The location as text, such as `smv=23`; empty when it is none. */
export function locationText(location: Uint8Array | undefined): string {
  const pingMs = readLocation(location);
  return pingMs === undefined ? "" : `${PREFIX}${pingMs}`;
}

/** The location in a text of {@link locationText}; undefined when it is something else. */
export function parseLocation(text: string): Uint8Array<ArrayBuffer> | undefined {
  const [, digits] = /^smv=(\d{1,5})$/.exec(text.trim()) ?? [];
  return digits === undefined || Number(digits) > MAX_PING_MS ? undefined : writeLocation(Number(digits));
}
