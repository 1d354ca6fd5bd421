/** Checked by the compiler, never run. */
import type { RelayEndpoint } from "@samovar/transport";
import { PackedByteArray } from "../godot/index.js";
import type { FriendsProvider } from "./friends/friends-types.js";
import { createSteam, type Steam } from "./steam.js";

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- how the compiler is asked whether two types are one
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles when `value` is of exactly this type. */
type Exactly = <Expected>() => <Actual>(value: Actual, ...differs: Equal<Actual, Expected> extends true ? [] : [never]) => void;
declare const exactly: Exactly;
declare const endpoint: RelayEndpoint;
declare const id: bigint;
declare const number: number;

export function playersAreTextOrBigint(Steam: Steam): void {
  exactly<string>()(Steam.getFriendPersonaName(id));
  exactly<string>()(Steam.getFriendPersonaName("steamid:76561197960287930"));
  exactly<bigint>()(Steam.getFriendByIndex(0, Steam.FRIEND_FLAG_IMMEDIATE));
  exactly<boolean>()(Steam.requestUserInformation(id, false));
  // @ts-expect-error a number cannot hold an id
  Steam.getFriendPersonaName(number);
  // @ts-expect-error a number cannot hold an id
  Steam.setPlayedWith(number);
  // @ts-expect-error the flags must be those of the count
  Steam.getFriendByIndex(0);
  // @ts-expect-error whether the name is enough has to be said
  Steam.requestUserInformation(id);
}

export function avatarsComeInThePayloadClass(Steam: Steam): void {
  Steam.getPlayerAvatar();
  Steam.getPlayerAvatar(Steam.AVATAR_MEDIUM);
  Steam.getPlayerAvatar(3, id);
  Steam.getPlayerAvatar(2, 0);
  Steam.getPlayerAvatar(id);
  // @ts-expect-error a number cannot hold an id
  Steam.getPlayerAvatar(2, number);
  Steam.avatar_loaded.connect((avatar_id, size, data) => {
    exactly<bigint>()(avatar_id);
    exactly<number>()(size);
    exactly<Uint8Array>()(data);
  });
  const godot = createSteam({ endpoint, payload: PackedByteArray });
  godot.avatar_loaded.connect((_id, _size, data) => exactly<PackedByteArray>()(data));
  exactly<PackedByteArray>()(godot.getImageRGBA(1).buffer);
  exactly<PackedByteArray>()(godot.getAuthSessionTicket().buffer);
}

export function signalsHaveTheirArguments(Steam: Steam): void {
  Steam.persona_state_change.connect((steam_id, flags) => exactly<[bigint, number]>()([steam_id, flags] as [typeof steam_id, typeof flags]));
  Steam.connect("friend_rich_presence_update", (steam_id, app_id) => void [exactly<bigint>()(steam_id), exactly<number>()(app_id)]);
  Steam.overlay_toggled.connect((active) => exactly<boolean>()(active));
  Steam.validate_auth_ticket_response.connect((auth_id, response, owner_id) => void [exactly<bigint>()(auth_id), exactly<number>()(response), exactly<bigint>()(owner_id)]);
  Steam.steam_server_disconnected.connect(() => {});
  // @ts-expect-error ids are bigints
  Steam.persona_state_change.connect((steam_id: number) => void steam_id);
}

export function whatAFriendPlaysMayBeNothing(Steam: Steam): void {
  const game = Steam.getFriendGamePlayed(id);
  exactly<bigint | undefined>()(game.lobby);
  // @ts-expect-error there is no such key
  void game.gamePort;
  exactly<string | undefined>()(Steam.getRecentPlayers()[0]?.name);
}

export function ticketsInBothGenerations(Steam: Steam, Current: Steam<"steam_id">): void {
  Steam.getAuthSessionTicket();
  Steam.getAuthSessionTicket("host");
  Current.getAuthSessionTicket(id);
  Current.getAuthSessionTicket(0);
  const { buffer, size } = Steam.getAuthSessionTicket();
  exactly<number>()(Steam.beginAuthSession(buffer, size, id));
  Steam.beginAuthSession([1, 2, 3], 3, id);
  // @ts-expect-error a number cannot hold an id
  Current.getAuthSessionTicket(number);
  // @ts-expect-error whose ticket it should be has to be said
  Steam.beginAuthSession(buffer, size);
}

export function anApplicationsFriends(): void {
  const friends: FriendsProvider = { list: () => [id] };
  createSteam({ endpoint, friends, overlay: (request) => request.kind === "web-page" && request.url !== "" });
  // @ts-expect-error ids are bigints
  createSteam({ endpoint, friends: { list: () => [number] } });
}

export function constantsHaveTheirLiteralType(Steam: Steam): void {
  exactly<4>()(Steam.FRIEND_FLAG_IMMEDIATE);
  exactly<2>()(Steam.AvatarSizes.AVATAR_MEDIUM);
  exactly<3>()(Steam.PersonaState.PERSONA_STATE_AWAY);
  exactly<6>()(Steam.AuthSessionResponse.AUTH_SESSION_RESPONSE_AUTH_TICKET_CANCELED);
}
