// The course of GodotSteam's tutorial on Networking Messages, function by function: the members of a lobby, and messages between them.

import { Steam } from "./game.js";
import { bytes_to_packet, packet_to_bytes, type Packet } from "./packet.js";
import { PacketLobby } from "./packet-lobby.js";
import { page } from "./page.js";

const PACKET_READ_LIMIT = 32;

export class NetworkingMessages extends PacketLobby {
  override _ready(): void {
    Steam.network_messages_session_request.connect((...args) => this._on_network_messages_session_request(...args));
    Steam.network_messages_session_failed.connect((...args) => this._on_network_messages_session_failed(...args));
    super._ready();
  }

  override _process(): void {
    super._process();
    if (this.lobby_id > 0n) this.read_messages();
  }

  _on_network_messages_session_request(remote_steam_id: bigint): void {
    page.signal("network_messages_session_request", remote_steam_id);
    // Anybody who knows our id can ask. Members are welcome; the others are asked again if they go on writing.
    if (!this.is_member(remote_steam_id)) return;
    Steam.acceptSessionWithUser(remote_steam_id);
    this.make_p2p_handshake();
  }

  read_messages(): void {
    for (const message of Steam.receiveMessagesOnChannel(0, PACKET_READ_LIMIT)) {
      const packet = bytes_to_packet(message.payload);
      if (packet === undefined) console.warn(`WARNING: read a message of ${message.size} bytes that is none of ours`);
      else this.show_packet(message.identity, packet);
    }
  }

  /** To one member, or to all others when the target is 0. */
  send_message(this_target: bigint, packet_data: Packet): void {
    const send_type = Steam.NETWORKING_SEND_RELIABLE_NO_NAGLE;
    const channel = 0;
    const this_data = packet_to_bytes(packet_data);
    if (this_target !== 0n) {
      Steam.sendMessageToUser(this_target, this_data, send_type, channel);
      return;
    }
    for (const { steam_id } of this.lobby_members) {
      if (steam_id !== this.steam_id) Steam.sendMessageToUser(steam_id, this_data, send_type, channel);
    }
  }

  // The arguments come in the order of GodotSteam's source; its tutorial has the first two the other way round.
  _on_network_messages_session_failed(reason: number, remote_steam_id: bigint, connection_state: number, debug_message: string): void {
    page.signal("network_messages_session_failed", reason, remote_steam_id, connection_state, debug_message);
    // It would refuse every further message. Closed, it makes room for a new one.
    Steam.closeSessionWithUser(remote_steam_id);
  }

  override send_packet(this_target: bigint, packet_data: Packet): void {
    this.send_message(this_target, packet_data);
  }

  override close_session(member: bigint): void {
    Steam.closeSessionWithUser(member);
  }
}
