// GDScript would send a Dictionary with var_to_bytes(). Samovar has no var_to_bytes() yet; until then these two use JSON.

/** What the players of the tutorial send to each other. */
export type Packet =
  /** The first to somebody new: who else is there, as decimal ids. */
  | { message: "handshake"; players: string[] }
  /** Something that was typed. */
  | { message: "chat"; text: string };

/** The longest text that is sent, or taken from somebody. */
export const longestText = 200;
const mostPlayers = 64;

/** The bytes of a packet. */
export function packetToBytes(packet: Packet): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(packet));
}

/** The packet in these bytes, if there is one. */
export function bytesToPacket(bytes: Uint8Array): Packet | undefined {
  let packet: unknown;
  try {
    packet = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
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

function isId(value: unknown): value is string {
  return typeof value === "string" && /^\d{17}$/.test(value);
}
