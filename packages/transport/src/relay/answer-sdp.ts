import { isIP } from "node:net";

/** The longest answer that is looked at, in characters; browsers' have about 600. Ours. */
export const MAX_SDP_LENGTH = 16_384;

/** An answer that may be given to the native side. */
export interface CleanAnswer {
  readonly sdp: string;
  /** What the candidates belong to. */
  readonly mid: string;
  /** To be added after the answer was taken. */
  readonly candidates: readonly string[];
}

/** Candidates taken from one answer. Ours. */
const MAX_CANDIDATES = 8;

/**
 * Reads what the relay needs of a player's SDP answer, and writes an answer of its own with it: certificate fingerprint,
 * ICE name and password, DTLS role, candidates. Nothing else a stranger wrote reaches the native parser.
 *
 * Of the candidates, most are left out on purpose: the relay sends packets to each, and a stranger could name addresses of others. None is
 * needed, since the relay answers whoever reaches it on its UDP port with the right password; they only save a player who retransmits slowly a second.
 * @param own whether an address is the player's own.
 * @returns undefined when a field is missing or malformed, or it is not the answer to an offer of data channels alone.
 */
export function cleanAnswer(sdp: string, own: (address: string) => boolean): CleanAnswer | undefined {
  if (sdp.length > MAX_SDP_LENGTH) return undefined;
  const lines = sdp.split(/\r\n|\r|\n/);
  const media = lines.filter((line) => line.startsWith("m="));
  if (media.length !== 1 || !/^m=application [1-9]\d* [A-Z/]*DTLS\/SCTP webrtc-datachannel$/.test(media[0] as string)) return undefined;
  const find = (pattern: RegExp) => {
    for (const line of lines) {
      const value = pattern.exec(line)?.[1];
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const fingerprint = find(/^a=fingerprint:(sha-(?:256|384|512) [0-9a-f]{2}(?::[0-9a-f]{2}){31,63})$/i);
  const name = find(/^a=ice-ufrag:([A-Za-z0-9+/]{4,256})$/);
  const password = find(/^a=ice-pwd:([A-Za-z0-9+/]{22,256})$/);
  const role = find(/^a=setup:(active|passive)$/);
  const mid = find(/^a=mid:(\w{1,16})$/);
  if (fingerprint === undefined || name === undefined || password === undefined || role === undefined || mid === undefined) return undefined;
  const clean = [
    "v=0",
    "o=- 1 0 IN IP4 127.0.0.1",
    "s=-",
    "t=0 0",
    `a=group:BUNDLE ${mid}`,
    "a=ice-options:ice2,trickle",
    `a=fingerprint:${fingerprint}`,
    "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
    "c=IN IP4 0.0.0.0",
    `a=mid:${mid}`,
    "a=sendrecv",
    "a=sctp-port:5000",
    "a=max-message-size:262144",
    `a=setup:${role}`,
    `a=ice-ufrag:${name}`,
    `a=ice-pwd:${password}`,
    "",
  ];
  return { sdp: clean.join("\r\n"), mid, candidates: lines.flatMap((line) => cleanCandidate(line, own)).slice(0, MAX_CANDIDATES) };
}

/** The candidate in a line, if it is one of UDP on the player's own address. */
function cleanCandidate(line: string, own: (address: string) => boolean): string[] {
  const [, priority, address = "", port] = /^a=candidate:\S{1,64} 1 udp (\d{1,10}) ([\da-f.:]+) ([1-9]\d{3,4}) typ host\b/i.exec(line) ?? [];
  if (isIP(address) === 0 || Number(port) > 65_535 || Number(priority) > 0x7fff_ffff || !own(address)) return [];
  return [`candidate:1 1 UDP ${priority} ${address} ${port} typ host`];
}
