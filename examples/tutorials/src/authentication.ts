// The course of GodotSteam's tutorial on authentication, function by function: the members of a lobby send each other tickets.

import { start, Steam } from "./game.js";
import { NetworkingMessages } from "./messages.js";
import type { Packet } from "./packet.js";
import { page } from "./page.js";

class Authentication extends NetworkingMessages {
  /** The tickets that we have given, by whom they are for. The tutorial has one for all; Steam wants one for each. */
  readonly auth_tickets = new Map<bigint, number>();
  /** Whose tickets we are checking, or have checked. */
  readonly client_auth_tickets = new Set<bigint>();

  override _ready(): void {
    Steam.get_auth_session_ticket_response.connect((...args) => this._on_get_auth_session_ticket_response(...args));
    Steam.validate_auth_ticket_response.connect((...args) => this._on_validate_auth_ticket_response(...args));
    super._ready();
  }

  /** A ticket that was asked for can be used. */
  _on_get_auth_session_ticket_response(this_auth_ticket: number, result: number): void {
    page.signal("get_auth_session_ticket_response", this_auth_ticket, result);
  }

  /** What becomes of somebody else's ticket: at first, and when it is cancelled later. */
  _on_validate_auth_ticket_response(auth_id: bigint, response: number, owner_id: bigint): void {
    page.signal("validate_auth_ticket_response", auth_id, response, owner_id);
    const name = Steam.getFriendPersonaName(auth_id);
    if (response === Steam.AUTH_SESSION_RESPONSE_OK) page.note(`${name} is verified.`);
    else page.note(`${name} is not verified: ${auth_reason(response)}.`);
  }

  validate_auth_session(ticket: Uint8Array, steam_id: bigint): void {
    const auth_response = Steam.beginAuthSession(ticket, ticket.length, steam_id);
    if (auth_response === Steam.BEGIN_AUTH_SESSION_RESULT_OK) this.client_auth_tickets.add(steam_id);
    else page.note(`The ticket of ${Steam.getFriendPersonaName(steam_id)} is refused: result ${auth_response}.`);
  }

  /** Everybody who is new here gets a ticket of ours. */
  override make_p2p_handshake(): void {
    super.make_p2p_handshake();
    for (const { steam_id } of this.lobby_members) {
      if (steam_id === this.steam_id || this.auth_tickets.has(steam_id)) continue;
      const auth_ticket = Steam.getAuthSessionTicket(steam_id);
      if (auth_ticket.id === undefined || auth_ticket.id === Steam.AUTH_TICKET_INVALID) continue;
      this.auth_tickets.set(steam_id, auth_ticket.id);
      // The buffer is larger than what counts of it.
      this.send_message(steam_id, { message: "ticket", ticket: auth_ticket.buffer.slice(0, auth_ticket.size) });
    }
  }

  override show_packet(sender: bigint, packet_data: Packet): void {
    if (packet_data.message === "ticket") this.validate_auth_session(packet_data.ticket, sender);
    else super.show_packet(sender, packet_data);
  }

  override _on_lobby_chat_update(this_lobby_id: bigint, change_id: bigint, making_change_id: bigint, chat_state: number): void {
    super._on_lobby_chat_update(this_lobby_id, change_id, making_change_id, chat_state);
    if (chat_state !== Steam.CHAT_MEMBER_STATE_CHANGE_ENTERED) this.end_session(change_id);
  }

  override close_session(member: bigint): void {
    super.close_session(member);
    this.end_session(member);
  }

  /** Whoever has gone needs no ticket of ours, and we need not watch over theirs. */
  end_session(member: bigint): void {
    const auth_ticket = this.auth_tickets.get(member);
    if (auth_ticket !== undefined) Steam.cancelAuthTicket(auth_ticket);
    this.auth_tickets.delete(member);
    if (this.client_auth_tickets.delete(member)) Steam.endAuthSession(member);
  }
}

function auth_reason(response: number): string {
  const reasons = new Map<number, string>([
    [Steam.AUTH_SESSION_RESPONSE_USER_NOT_CONNECTED_TO_STEAM, "this player is no longer online"],
    [Steam.AUTH_SESSION_RESPONSE_LOGGED_IN_ELSEWHERE, "this player went on elsewhere"],
    [Steam.AUTH_SESSION_RESPONSE_AUTH_TICKET_CANCELED, "the ticket was cancelled"],
    [Steam.AUTH_SESSION_RESPONSE_AUTH_TICKET_INVALID_ALREADY_USED, "the ticket was used before"],
    [Steam.AUTH_SESSION_RESPONSE_AUTH_TICKET_INVALID, "the ticket is not genuine"],
    [Steam.AUTH_SESSION_RESPONSE_AUTH_TICKET_NETWORK_IDENTITY_FAILURE, "the ticket is for somebody else"],
  ]);
  return reasons.get(response) ?? `response ${response}`;
}

const authentication = new Authentication("Authentication tutorial");
page.action("Create a lobby", () => authentication.create_lobby());
page.action("Search for lobbies", () => authentication._on_open_lobby_list_pressed());
await start(authentication);
