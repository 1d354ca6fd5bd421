// A lobby whose members tell each other things in packets, whichever class carries them: what the tutorials on P2P and on Networking Messages leave to the reader.

import { Steam } from "./game.js";
import { Lobby } from "./lobby.js";
import type { Packet } from "./packet.js";
import { page } from "./page.js";

export class PacketLobby extends Lobby {
  /** To one member, or to all others when the target is 0. */
  send_packet(_this_target: bigint, _packet_data: Packet): void {}

  override make_p2p_handshake(): void {
    this.send_packet(0n, { message: "handshake" });
  }

  override _on_send_chat_pressed(text: string): void {
    this.send_packet(0n, { message: "chat", text });
    page.say("You", text);
  }

  override show_members(): void {
    const wave = { label: "Wave", to: (member: bigint) => this.send_packet(member, { message: "wave" }) };
    page.members(this.lobby_members, Steam.getLobbyOwner(this.lobby_id), this.steam_id, wave);
  }

  show_packet(sender: bigint, packet_data: Packet): void {
    const name = Steam.getFriendPersonaName(sender);
    if (packet_data.message === "chat") page.say(name, packet_data.text);
    else if (packet_data.message === "wave") page.note(`${name} waves to you.`);
    else if (packet_data.message === "handshake") page.note(`${name} shakes hands.`);
  }
}
