/** Checked by the compiler, never run. */
import { int } from "../godot/index.js";
import type { InviteDialog, Invitation } from "./matchmaking/invite-dialog.js";
import type { ChatMemberStateChange, ChatRoomEnterResponse, LobbyDataEntry } from "./matchmaking/matchmaking-types.js";
import type { Steam, SteamOptions } from "./steam.js";

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- how the compiler is asked whether two types are one
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles when `value` is of exactly this type. */
type Exactly = <Expected>() => <Actual>(value: Actual, ...differs: Equal<Actual, Expected> extends true ? [] : [never]) => void;
declare const exactly: Exactly;
declare const lobby: bigint;
declare const number: number;

export function lobbiesAreTextOrBigint(Steam: Steam, pasted: string): void {
  Steam.joinLobby(lobby);
  Steam.joinLobby(pasted);
  Steam.joinLobby(int(pasted));
  exactly<number>()(Steam.getNumLobbyMembers(pasted));
  exactly<bigint>()(Steam.getLobbyOwner(lobby));
  exactly<bigint>()(Steam.getLobbyMemberByIndex(lobby, number));
  // @ts-expect-error a number cannot hold an id
  Steam.joinLobby(number);
  // @ts-expect-error a number cannot hold an id
  Steam.getLobbyData(number, "mode");
  // @ts-expect-error a number cannot hold an id
  Steam.setLobbyOwner(lobby, number);
  // @ts-expect-error the key is required
  Steam.getLobbyData(lobby);
}

export function typesAreNumbersOrConstants(Steam: Steam): void {
  Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC);
  Steam.createLobby(Steam.LobbyType.LOBBY_TYPE_FRIENDS_ONLY, 4);
  Steam.createLobby(2, 4);
  Steam.createLobby(number, number);
  Steam.addRequestLobbyListDistanceFilter(Steam.LobbyDistanceFilter.LOBBY_DISTANCE_FILTER_WORLDWIDE);
  Steam.addRequestLobbyListStringFilter("mode", "duel", Steam.LobbyComparison.LOBBY_COMPARISON_EQUAL);
  Steam.addRequestLobbyListStringFilter("level", 3, Steam.LOBBY_COMPARISON_NOT_EQUAL);
  exactly<2>()(Steam.OBBY_COMPARISON_EQUAL_TO_GREATER_THAN);
  // @ts-expect-error a type is a number
  Steam.createLobby("public");
}

export function valuesAreAnyText(Steam: Steam): void {
  exactly<boolean>()(Steam.setLobbyData(lobby, "level", 3));
  Steam.setLobbyMemberData(lobby, "ready", true);
  Steam.sendLobbyChatMsg(lobby, 7n);
  // @ts-expect-error an object is no text
  Steam.setLobbyData(lobby, "level", { level: 3 });
}

export function shapes(Steam: Steam): void {
  const all = Steam.getAllLobbyData(lobby);
  exactly<LobbyDataEntry | undefined>()(all[0]);
  for (const { key, value } of Object.values(all)) exactly<string>()(key + value);
  const server = Steam.getLobbyGameServer(lobby);
  if (server.ret) {
    exactly<string>()(server.ip);
    exactly<number>()(server.port);
    exactly<bigint>()(server.id);
  }
  // @ts-expect-error only when there is one
  void server.ip;
  exactly<string>()(Steam.getAppInstallDir(480).directory);
  exactly<boolean>()(Steam.steamInit(480));
  exactly<number>()(Steam.steamInit(true, 480).status);
  exactly<number>()(Steam.get_steam_init_result().status);
}

export class Game {
  _on_lobby_created(connect: number, lobby_id: bigint): void {
    void [connect, lobby_id];
  }
  _on_lobby_joined(lobby_id: bigint, permissions: number, locked: boolean, response: number): void {
    void [lobby_id, permissions, locked, response];
  }
  _on_lobby_kicked(lobby_id: bigint, admin_id: bigint, due_to_disconnect: number, name: string): void {
    void [lobby_id, admin_id, due_to_disconnect, name];
  }

  _ready(Steam: Steam): void {
    Steam.connect("lobby_created", this, "_on_lobby_created");
    Steam.lobby_created.connect((connect, lobby_id) => [exactly<number>()(connect), exactly<bigint>()(lobby_id)]);
    Steam.connect("lobby_joined", this, "_on_lobby_joined");
    Steam.connect("lobby_kicked", this, "_on_lobby_kicked", ["bound"]);
    Steam.lobby_joined.connect((id, _permissions, _locked, response) => {
      exactly<bigint>()(id);
      exactly<ChatRoomEnterResponse>()(response);
      if (response === Steam.CHAT_ROOM_ENTER_RESPONSE_RATE_LIMIT_EXCEEDED) Steam.leaveLobby(id);
    });
    Steam.lobby_chat_update.connect((_id, _changed, _by, state) => {
      exactly<ChatMemberStateChange>()(state);
      if (state === Steam.CHAT_MEMBER_STATE_CHANGE_KICKED) Steam.requestLobbyList();
    });
    Steam.lobby_match_list.connect((lobbies) => exactly<bigint[]>()(lobbies));
    Steam.lobby_data_update.connect((success: number, id: bigint, member: bigint) => void [success, id, member]);
    Steam.lobby_message.connect((id: bigint, user: bigint, message: string, chat_type: number) => void [id, user, message, chat_type]);
    Steam.lobby_invite.connect((inviter, id, game) => exactly<bigint[]>()([inviter, id, game]));
    Steam.lobby_game_created.connect((_id, server_id, server_ip, port) => [exactly<bigint>()(server_id), exactly<string>()(server_ip), exactly<number>()(port)]);
    Steam.join_requested.connect((id, steam_id) => exactly<bigint[]>()([id, steam_id]));
    Steam.join_game_requested.connect((user, connect) => [exactly<bigint>()(user), exactly<string>()(connect)]);
    Steam.new_launch_url_parameters.connect(() => Steam.getLaunchCommandLine());
    // @ts-expect-error Steam emits three arguments
    Steam.connect("lobby_kicked", this, "_on_lobby_kicked");
    // @ts-expect-error ids are bigints
    Steam.lobby_match_list.connect((lobbies: number[]) => void lobbies);
  }
}

export function invitations(options: SteamOptions): SteamOptions {
  const inviteDialog: InviteDialog = ({ link }: Invitation) => void link;
  return {
    ...options,
    inviteDialog,
    onLobbyInvite: ({ lobby: invitedTo, from, accept }) => {
      exactly<bigint[]>()([invitedTo, from]);
      accept();
    },
    page: location,
  };
}
