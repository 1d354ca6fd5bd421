// Packets are dictionaries, as in the tutorials. What comes in was made on somebody else's computer, so it is looked at before it is used.

import { decode_variant, PackedByteArray, var_to_bytes } from "@samovar/engine-plugin/godot";

/** What the members of a lobby send to each other. */
export type Packet =
  /** The first to everybody: hello. */
  | { message: "handshake" }
  /** Something that was typed. */
  | { message: "chat"; text: string }
  /** To one member alone. */
  | { message: "wave" }
  /** To one member alone: a ticket that says who we are. */
  | { message: "ticket"; ticket: Uint8Array };

const longestText = 200;
const largestTicket = 1024;

/** The bytes of a packet. */
export function packet_to_bytes(packet_data: Packet): PackedByteArray {
  const this_data = new PackedByteArray();
  this_data.append_array(var_to_bytes(packet_data));
  return this_data;
}

/** The packet in these bytes, if there is one. */
export function bytes_to_packet(packet_code: Uint8Array): Packet | undefined {
  // bytes_to_var() would report what is no Variant as an error; here it is nothing unusual.
  const read = decode_variant(packet_code);
  if (!read.ok) return undefined;
  const packet: unknown = read.value;
  if (typeof packet !== "object" || packet === null || !("message" in packet)) return undefined;
  if (packet.message === "handshake" || packet.message === "wave") return { message: packet.message };
  if (packet.message === "chat" && "text" in packet && typeof packet.text === "string") {
    return { message: "chat", text: packet.text.slice(0, longestText) };
  }
  if (packet.message === "ticket" && "ticket" in packet && packet.ticket instanceof Uint8Array && packet.ticket.length <= largestTicket) {
    return { message: "ticket", ticket: packet.ticket };
  }
  return undefined;
}
