// The course of GodotSteam's tutorial on P2P, function by function: the members of a lobby, and packets between them.

import { start, Steam } from "./game.js";
import { bytes_to_packet, packet_to_bytes, type Packet } from "./packet.js";
import { PacketLobby } from "./packet-lobby.js";
import { page } from "./page.js";

const PACKET_READ_LIMIT = 32;

class P2P extends PacketLobby {
  override _ready(): void {
    Steam.p2p_session_request.connect((...args) => this._on_p2p_session_request(...args));
    Steam.p2p_session_connect_fail.connect((...args) => this._on_p2p_session_connect_fail(...args));
    super._ready();
  }

  override _process(): void {
    super._process();
    if (this.lobby_id > 0n) this.read_all_p2p_packets();
  }

  read_all_p2p_packets(read_count = 0): void {
    if (read_count >= PACKET_READ_LIMIT) return;
    if (Steam.getAvailableP2PPacketSize(0) > 0) {
      this.read_p2p_packet();
      this.read_all_p2p_packets(read_count + 1);
    }
  }

  read_p2p_packet(): void {
    const packet_size = Steam.getAvailableP2PPacketSize(0);
    if (packet_size === 0) return;
    const this_packet = Steam.readP2PPacket(packet_size, 0);
    if (this_packet.data === undefined || this_packet.remote_steam_id === undefined) return;
    const packet_sender = this_packet.remote_steam_id;
    const readable_data = bytes_to_packet(this_packet.data);
    if (readable_data === undefined) console.warn("WARNING: read a packet that is none of ours");
    else this.show_packet(packet_sender, readable_data);
  }

  /** To one member, or to all others when the target is 0. */
  send_p2p_packet(this_target: bigint, packet_data: Packet): void {
    const send_type = Steam.P2P_SEND_RELIABLE;
    const channel = 0;
    const this_data = packet_to_bytes(packet_data);
    if (this_target !== 0n) {
      Steam.sendP2PPacket(this_target, this_data, send_type, channel);
      return;
    }
    for (const { steam_id } of this.lobby_members) {
      if (steam_id !== this.steam_id) Steam.sendP2PPacket(steam_id, this_data, send_type, channel);
    }
  }

  _on_p2p_session_request(remote_id: bigint): void {
    page.signal("p2p_session_request", remote_id);
    // Anybody who knows our id can ask. Members are welcome.
    if (!this.is_member(remote_id)) return;
    Steam.acceptP2PSessionWithUser(remote_id);
    this.make_p2p_handshake();
  }

  _on_p2p_session_connect_fail(steam_id: bigint, session_error: number): void {
    page.signal("p2p_session_connect_fail", steam_id, session_error);
    const reasons = new Map<number, string>([
      [Steam.P2P_SESSION_ERROR_NONE, "no error was given"],
      [Steam.P2P_SESSION_ERROR_NOT_RUNNING_APP, "the other does not run this game"],
      [Steam.P2P_SESSION_ERROR_NO_RIGHTS_TO_APP, "one of both does not own this game"],
      [Steam.P2P_SESSION_ERROR_DESTINATION_NOT_LOGGED_ON, "the other is not online"],
      [Steam.P2P_SESSION_ERROR_TIMEOUT, "no answer came in time"],
    ]);
    page.note(`The session with ${Steam.getFriendPersonaName(steam_id)} failed: ${reasons.get(session_error) ?? `error ${session_error}`}.`);
  }

  override send_packet(this_target: bigint, packet_data: Packet): void {
    this.send_p2p_packet(this_target, packet_data);
  }

  override close_session(member: bigint): void {
    Steam.closeP2PSessionWithUser(member);
  }
}

const p2p = new P2P("P2P tutorial");
page.action("Create a lobby", () => p2p.create_lobby());
page.action("Search for lobbies", () => p2p._on_open_lobby_list_pressed());
await start(p2p);
