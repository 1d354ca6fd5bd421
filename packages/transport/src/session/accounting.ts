import { varintBytes } from "../wire/bytes.js";

/** Valve's library puts five bytes in front of every message and, when reliable, its length; the status figures count alike. */
const HEADER_BYTES = 5;

/** What a message counts for in the status figures and the send buffer. */
export function accountedBytes(payloadBytes: number, reliable: boolean): number {
  return payloadBytes + HEADER_BYTES + (reliable ? varintBytes(payloadBytes) : 0);
}
