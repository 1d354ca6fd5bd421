// Packets are dictionaries, as in the tutorial. What comes in was made on somebody else's computer, so it is checked piece by piece.

import { decode_variant, var_to_bytes } from "@samovar/engine-plugin/godot";

/** What the players of the tutorial send to each other. */
export type Packet =
  /** The first to somebody new: who else is there. */
  | { message: "handshake"; players: bigint[] }
  /** Something that was typed. */
  | { message: "chat"; text: string };

/** The longest text that is sent, or taken from somebody. */
export const longestText = 200;
const mostPlayers = 64;

/** The bytes of a packet. */
export function packetToBytes(packet: Packet): Uint8Array {
  return var_to_bytes(packet);
}

/** The packet in these bytes, if there is one. */
export function bytesToPacket(bytes: Uint8Array): Packet | undefined {
  // bytes_to_var() would report what is no Variant as an error; here it is nothing unusual.
  const read = decode_variant(bytes);
  if (!read.ok) return undefined;
  const packet: unknown = read.value;
  if (typeof packet !== "object" || packet === null || !("message" in packet)) return undefined;
  if (packet.message === "chat" && "text" in packet && typeof packet.text === "string") {
    return { message: "chat", text: packet.text.slice(0, longestText) };
  }
  if (packet.message === "handshake" && "players" in packet && Array.isArray(packet.players)) {
    const players: unknown[] = packet.players.slice(0, mostPlayers);
    return players.every(isId) ? { message: "handshake", players } : undefined;
  }
  return undefined;
}

function isId(value: unknown): value is bigint {
  return typeof value === "bigint" && /^\d{17}$/.test(value.toString());
}
