// The course of GodotSteam's tutorial on lobbies, function by function. The other tutorials build on it, as they do there: what they
// do otherwise, they override.

import { int, OS } from "@samovar/engine-plugin/godot";
import { type Script, Steam } from "./game.js";
import { type MemberRow, page } from "./page.js";

export class Lobby implements Script {
  lobby_id = 0n;
  lobby_members: MemberRow[] = [];
  lobby_members_max = 10;
  steam_id = 0n;
  steam_username = "";
  /** What kind of lobby this is, so that each tutorial finds its own. */
  readonly mode: string;

  constructor(mode: string) {
    this.mode = mode;
  }

  _ready(): void {
    this.steam_id = Steam.getSteamID();
    this.steam_username = Steam.getPersonaName();
    Steam.join_requested.connect((...args) => this._on_lobby_join_requested(...args));
    Steam.lobby_chat_update.connect((...args) => this._on_lobby_chat_update(...args));
    Steam.lobby_created.connect((...args) => this._on_lobby_created(...args));
    Steam.lobby_data_update.connect((...args) => this._on_lobby_data_update(...args));
    Steam.lobby_invite.connect((...args) => this._on_lobby_invite(...args));
    Steam.lobby_joined.connect((...args) => this._on_lobby_joined(...args));
    Steam.lobby_kicked.connect((...args) => this._on_lobby_kicked(...args));
    Steam.lobby_match_list.connect((...args) => this._on_lobby_match_list(...args));
    Steam.lobby_message.connect((...args) => this._on_lobby_message(...args));
    Steam.persona_state_change.connect((...args) => this._on_persona_change(...args));
    page.insideAction("Leave", () => this.leave_lobby());
    page.onSay("Say something", (text) => this._on_send_chat_pressed(text));
    this.check_command_line();
  }

  _process(): void {
    Steam.run_callbacks();
  }

  /** Steam starts a game that somebody was invited into with "+connect_lobby" and the lobby's id. In a browser, a link does. */
  check_command_line(): void {
    const these_arguments = OS.get_cmdline_args();
    if (these_arguments.length > 0 && these_arguments[0] === "+connect_lobby" && int(these_arguments[1]) > 0) {
      this.join_lobby(BigInt(int(these_arguments[1])));
    }
  }

  create_lobby(): void {
    // One lobby at a time.
    if (this.lobby_id === 0n) Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, this.lobby_members_max);
  }

  _on_lobby_created(connect: number, this_lobby_id: bigint): void {
    page.signal("lobby_created", connect, this_lobby_id);
    if (connect !== Steam.RESULT_OK) {
      page.note(`There is no lobby: result ${connect}.`);
      return;
    }
    this.lobby_id = this_lobby_id;
    // It can be joined from the beginning; this is how to say so.
    Steam.setLobbyJoinable(this_lobby_id, true);
    Steam.setLobbyData(this_lobby_id, "name", `${this.steam_username}'s lobby`);
    Steam.setLobbyData(this_lobby_id, "mode", this.mode);
    // Here packets always go by the relay.
    Steam.allowP2PPacketRelay(true);
  }

  _on_open_lobby_list_pressed(): void {
    Steam.addRequestLobbyListDistanceFilter(Steam.LOBBY_DISTANCE_FILTER_WORLDWIDE);
    Steam.addRequestLobbyListStringFilter("mode", this.mode, Steam.LOBBY_COMPARISON_EQUAL);
    Steam.requestLobbyList();
  }

  _on_lobby_match_list(these_lobbies: readonly bigint[]): void {
    page.signal("lobby_match_list", `[${these_lobbies.join(", ")}]`);
    const rows = these_lobbies.map((id) => ({
      id,
      name: Steam.getLobbyData(id, "name"),
      members: Steam.getNumLobbyMembers(id),
      limit: Steam.getLobbyMemberLimit(id),
    }));
    page.lobbies(rows, (id) => this.join_lobby(id));
  }

  join_lobby(this_lobby_id: bigint): void {
    if (this_lobby_id === this.lobby_id) return;
    this.leave_lobby();
    Steam.joinLobby(this_lobby_id);
  }

  _on_lobby_joined(this_lobby_id: bigint, permissions: number, locked: boolean, response: number): void {
    page.signal("lobby_joined", this_lobby_id, permissions, locked, response);
    if (response !== Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS) {
      this._on_join_failed(fail_reason(response));
      return;
    }
    this.lobby_id = this_lobby_id;
    page.enter(this_lobby_id, this.lobby_name());
    this.get_lobby_members();
    this.make_p2p_handshake();
  }

  _on_join_failed(reason: string): void {
    page.note(reason);
    // Look for others.
    this._on_open_lobby_list_pressed();
  }

  /** Somebody's invitation was accepted. */
  _on_lobby_join_requested(this_lobby_id: bigint, friend_id: bigint): void {
    page.signal("join_requested", this_lobby_id, friend_id);
    this.join_lobby(this_lobby_id);
  }

  _on_lobby_invite(inviter: bigint, this_lobby_id: bigint, game: bigint): void {
    page.signal("lobby_invite", inviter, this_lobby_id, game);
  }

  get_lobby_members(): void {
    this.lobby_members = [];
    const num_of_members = Steam.getNumLobbyMembers(this.lobby_id);
    for (let this_member = 0; this_member < num_of_members; this_member++) {
      const steam_id = Steam.getLobbyMemberByIndex(this.lobby_id, this_member);
      this.lobby_members.push({ steam_id, steam_name: Steam.getFriendPersonaName(steam_id) });
    }
    this.show_members();
  }

  show_members(): void {
    page.members(this.lobby_members, Steam.getLobbyOwner(this.lobby_id), this.steam_id);
  }

  /** Somebody's name became known, or changed. */
  _on_persona_change(_this_steam_id: bigint, _flag: number): void {
    if (this.lobby_id > 0n) this.get_lobby_members();
  }

  _on_lobby_data_update(success: number, this_lobby_id: bigint, this_member_id: bigint): void {
    page.signal("lobby_data_update", success, this_lobby_id, this_member_id);
    if (this_lobby_id !== this.lobby_id) return;
    page.enter(this_lobby_id, this.lobby_name());
    this.show_members();
  }

  _on_lobby_chat_update(this_lobby_id: bigint, change_id: bigint, making_change_id: bigint, chat_state: number): void {
    page.signal("lobby_chat_update", this_lobby_id, change_id, making_change_id, chat_state);
    const changer_name = Steam.getFriendPersonaName(change_id);
    if (chat_state === Steam.CHAT_MEMBER_STATE_CHANGE_ENTERED) page.note(`${changer_name} has come.`);
    else if (chat_state === Steam.CHAT_MEMBER_STATE_CHANGE_LEFT) page.note(`${changer_name} has left.`);
    else if (chat_state === Steam.CHAT_MEMBER_STATE_CHANGE_DISCONNECTED) page.note(`${changer_name} is gone.`);
    else page.note(`${changer_name} did… something.`);
    this.get_lobby_members();
  }

  /** We were away for too long, and the seat was given up. */
  _on_lobby_kicked(this_lobby_id: bigint, admin_id: bigint, due_to_disconnect: number): void {
    page.signal("lobby_kicked", this_lobby_id, admin_id, due_to_disconnect);
    if (this_lobby_id === this.lobby_id) this.leave_lobby();
  }

  _on_send_chat_pressed(this_message: string): void {
    if (!Steam.sendLobbyChatMsg(this.lobby_id, this_message)) page.note("It could not be sent.");
  }

  /** What members say comes back to the one who said it, too. */
  _on_lobby_message(_this_lobby_id: bigint, user: bigint, message: string, _chat_type: number): void {
    page.say(Steam.getFriendPersonaName(user), message);
  }

  leave_lobby(): void {
    if (this.lobby_id === 0n) return;
    Steam.leaveLobby(this.lobby_id);
    this.lobby_id = 0n;
    for (const { steam_id } of this.lobby_members) if (steam_id !== this.steam_id) this.close_session(steam_id);
    this.lobby_members = [];
    page.exit();
  }

  // For the tutorials on networking.

  make_p2p_handshake(): void {}

  close_session(_member: bigint): void {}

  lobby_name(): string {
    return Steam.getLobbyData(this.lobby_id, "name") || "A lobby";
  }

  is_member(steam_id: bigint): boolean {
    return this.lobby_members.some((member) => member.steam_id === steam_id);
  }
}

function fail_reason(response: number): string {
  const reasons = new Map<number, string>([
    [Steam.CHAT_ROOM_ENTER_RESPONSE_DOESNT_EXIST, "This lobby no longer exists."],
    [Steam.CHAT_ROOM_ENTER_RESPONSE_NOT_ALLOWED, "You are not allowed to join this lobby."],
    [Steam.CHAT_ROOM_ENTER_RESPONSE_FULL, "The lobby is full."],
    [Steam.CHAT_ROOM_ENTER_RESPONSE_ERROR, "Something unexpected happened."],
    [Steam.CHAT_ROOM_ENTER_RESPONSE_BANNED, "You are banned from this lobby."],
    [Steam.CHAT_ROOM_ENTER_RESPONSE_LIMITED, "You cannot join: your account is limited."],
    [Steam.CHAT_ROOM_ENTER_RESPONSE_CLAN_DISABLED, "This lobby is locked or disabled."],
    [Steam.CHAT_ROOM_ENTER_RESPONSE_COMMUNITY_BAN, "This lobby is locked for the community."],
    [Steam.CHAT_ROOM_ENTER_RESPONSE_MEMBER_BLOCKED_YOU, "Somebody in the lobby has blocked you."],
    [Steam.CHAT_ROOM_ENTER_RESPONSE_YOU_BLOCKED_MEMBER, "Somebody whom you have blocked is in the lobby."],
    [Steam.CHAT_ROOM_ENTER_RESPONSE_RATE_LIMIT_EXCEEDED, "Too many attempts: wait a moment."],
  ]);
  return reasons.get(response) ?? `The lobby cannot be joined: response ${response}.`;
}
