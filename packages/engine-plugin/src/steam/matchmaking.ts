import type { LobbyEvent, LobbyType } from "@samovar/transport";
import { Signal, type SignalHost } from "../godot/signal.js";
import type { PeerArgument } from "./api.js";
import { CHAT_ENTRY_TYPES, CHAT_MEMBER_CHANGES, CHAT_ROOM_ENTER_RESPONSES } from "./constants/chat.js";
import type { SteamContext } from "./context.js";
import { int32 } from "./gdscript-arguments.js";
import type { FriendsPart } from "./friends.js";
import type { Invitations } from "./matchmaking/invitations.js";
import { flag, type LobbyArgument, lobbyId, memberLimit, text } from "./matchmaking/lobby-arguments.js";
import { createLobbyFilters } from "./matchmaking/lobby-filters.js";
import { LobbyJoins } from "./matchmaking/lobby-joins.js";
import type { Matchmaking } from "./matchmaking/matchmaking-functions.js";
import type { ChatRoomEnterResponse, LobbyGameServerInfo, MatchmakingSignals } from "./matchmaking/matchmaking-types.js";
import type { SteamPart } from "./part.js";

const NAMES: readonly (keyof MatchmakingSignals)[] = [
  "lobby_created", "lobby_joined", "lobby_match_list", "lobby_chat_update", "lobby_data_update", "lobby_message", "lobby_invite",
  "lobby_game_created", "lobby_kicked", "steamworks_error",
];

/** Matchmaking over the endpoint's lobbies; what it hears of invitations and of people is handed on to `others`. */
export function createMatchmaking(
  { app, endpoint, identities, log, met, ready }: SteamContext,
  host: SignalHost,
  others: Pick<Invitations, "invited" | "invitedToGame" | "joining"> & Pick<FriendsPart<Uint8Array>, "sourceChanged">,
): SteamPart<Matchmaking, MatchmakingSignals> {
  const { lobbies, network } = endpoint;
  const filters = createLobbyFilters(log);
  const joins = new LobbyJoins();
  endpoint.onStateChange((state) => {
    if (state === "closed") joins.clear();
  });

  const guarded = (call: string) => ready("Matchmaking", call);
  /** A question about a lobby; `otherwise` while Steam is not running. */
  const about = <T>(call: string, lobby: LobbyArgument, otherwise: T, ask: (lobby: bigint) => T): T =>
    guarded(call) ? ask(lobbyId(lobby, log)) : otherwise;
  /** Something to be done in a lobby, reported when it was not: most games never look at the answer. */
  const change = (call: string, lobby: LobbyArgument, act: (lobby: bigint) => boolean): boolean =>
    about(call, lobby, false, (id) => {
      const done = act(id);
      if (!done) {
        log.errorOnce(
          `${call} refused`,
          `[STEAM] ${call} did nothing in lobby ${id}. Either we may not (do we sit there, are we its owner?), or what was given is empty, too long or unknown.`,
        );
      }
      return done;
    });
  const player = (argument: PeerArgument) => ((argument as unknown) === 0 ? 0n : identities.resolve(argument));
  const filter = (call: string, add: () => void) => {
    if (guarded(call)) add();
  };
  const none = <T>(call: string, answer: T): T => {
    if (guarded(call)) log.warnOnce(call, `[STEAM] ${call} is not here: there are no servers to be kept as favourites.`);
    return answer;
  };

  const functions: Matchmaking = {
    createLobby(type, max = 2) {
      if (guarded("createLobby")) lobbies.create(int32(type) as LobbyType, memberLimit(max, log));
    },
    joinLobby(argument: unknown) {
      if (!guarded("joinLobby")) return;
      const lobby = lobbyId(argument, log);
      others.joining(lobby);
      if (joins.ask(lobby, network.relayTimeMs) && lobby !== 0n) lobbies.join(lobby);
    },
    leaveLobby: (lobby) =>
      about("leaveLobby", lobby, undefined, (id) => {
        joins.leave(id);
        lobbies.leave(id);
      }),
    inviteUserToLobby: (lobby, invitee) =>
      about("inviteUserToLobby", lobby, false, (id) => {
        const who = player(invitee);
        const sent = who !== 0n && lobbies.invite(id, who);
        // Who is invited wants to see by whom.
        if (sent) met(who);
        return sent;
      }),

    requestLobbyList() {
      if (guarded("requestLobbyList")) lobbies.search(filters.take());
    },
    addRequestLobbyListStringFilter: (key, value, comparison) =>
      filter("addRequestLobbyListStringFilter", () =>
        filters.add({ k: "text", key: text(key), value: text(value), comparison: int32(comparison) }),
      ),
    addRequestLobbyListNumericalFilter: (key, value, comparison) =>
      filter("addRequestLobbyListNumericalFilter", () =>
        filters.add({ k: "number", key: text(key), value: int32(value), comparison: int32(comparison) }),
      ),
    addRequestLobbyListNearValueFilter: (key, value) =>
      filter("addRequestLobbyListNearValueFilter", () => filters.add({ k: "near", key: text(key), value: int32(value) })),
    addRequestLobbyListFilterSlotsAvailable: (free) =>
      filter("addRequestLobbyListFilterSlotsAvailable", () => filters.add({ k: "slots", free: int32(free) })),
    addRequestLobbyListDistanceFilter: (distance) => filter("addRequestLobbyListDistanceFilter", () => filters.setDistance(distance)),
    addRequestLobbyListResultCountFilter: (max) => filter("addRequestLobbyListResultCountFilter", () => filters.setMax(max)),

    getNumLobbyMembers: (lobby) => about("getNumLobbyMembers", lobby, 0, (id) => lobbies.memberCount(id)),
    getLobbyMemberByIndex: (lobby, member) =>
      about("getLobbyMemberByIndex", lobby, 0n, (id) => lobbies.members(id)[int32(member)] ?? 0n),
    getLobbyOwner: (lobby) => about("getLobbyOwner", lobby, 0n, (id) => lobbies.owner(id)),
    setLobbyOwner: (lobby, to) => change("setLobbyOwner", lobby, (id) => lobbies.setOwner(id, player(to))),
    getLobbyMemberLimit: (lobby) => about("getLobbyMemberLimit", lobby, 0, (id) => lobbies.limit(id)),
    setLobbyMemberLimit: (lobby, max) => change("setLobbyMemberLimit", lobby, (id) => lobbies.setLimit(id, int32(max))),
    setLobbyType: (lobby, type) => change("setLobbyType", lobby, (id) => lobbies.setType(id, int32(type) as LobbyType)),
    setLobbyJoinable: (lobby, joinable) => change("setLobbyJoinable", lobby, (id) => lobbies.setJoinable(id, flag(joinable))),

    getLobbyData: (lobby, key) => about("getLobbyData", lobby, "", (id) => lobbies.get(id, text(key))),
    setLobbyData: (lobby, key, value) => change("setLobbyData", lobby, (id) => lobbies.set(id, text(key), text(value))),
    deleteLobbyData: (lobby, key) => about("deleteLobbyData", lobby, false, (id) => lobbies.remove(id, text(key))),
    getAllLobbyData: (lobby) =>
      about("getAllLobbyData", lobby, {}, (id) =>
        Object.fromEntries(lobbies.all(id).map(([key, value], index) => [index, { index, key, value }])),
      ),
    getLobbyMemberData: (lobby, member, key) =>
      about("getLobbyMemberData", lobby, "", (id) => lobbies.memberValue(id, player(member), text(key))),
    setLobbyMemberData: (lobby, key, value) => void change("setLobbyMemberData", lobby, (id) => lobbies.setMemberValue(id, text(key), text(value))),
    requestLobbyData: (lobby) => about("requestLobbyData", lobby, false, (id) => lobbies.look(id)),

    sendLobbyChatMsg: (lobby, body) => change("sendLobbyChatMsg", lobby, (id) => lobbies.chat(id, text(body))),

    setLobbyGameServer: (lobby, ip = "0", port = 0, server = 0n) =>
      void change("setLobbyGameServer", lobby, (id) =>
        lobbies.setServer(id, { ip: text(ip).replace(/^0?$/, "0.0.0.0"), port: int32(port) & 0xffff, id: player(server) }),
      ),
    getLobbyGameServer: (lobby) =>
      about("getLobbyGameServer", lobby, {} as LobbyGameServerInfo, (id) => {
        const server = lobbies.server(id);
        return server === undefined ? { ret: false } : { ret: true, ip: server.ip, port: server.port, id: server.id };
      }),

    getFavoriteGames: () => (guarded("getFavoriteGames"), []),
    addFavoriteGame: () => none("addFavoriteGame", 0),
    removeFavoriteGame: () => none("removeFavoriteGame", false),
  };

  /** The signal has a number only, and games show their players a text of their own: who writes the game wants to know more. */
  const turnedDown = (call: string, result: number, why?: string) => {
    if (why !== undefined && result !== 1) log.warn(`[STEAM] ${call} was answered ${result}: ${why}.`);
  };

  const signals = Object.fromEntries(NAMES.map((name) => [name, new Signal(name, host)])) as unknown as MatchmakingSignals;

  const joined = (lobby: bigint, response: ChatRoomEnterResponse, why?: string): void => {
    const outcome = joins.answered(lobby);
    if (outcome === "stale") return;
    const calledOff = outcome === "left" && response === CHAT_ROOM_ENTER_RESPONSES.CHAT_ROOM_ENTER_RESPONSE_SUCCESS;
    // The seat was given up before we had it.
    if (calledOff) {
      lobbies.leave(lobby);
      joins.calledOff();
    }
    turnedDown(`joinLobby(${lobby})`, response, why);
    // Of a lobby that was not joined there are none.
    for (const member of lobbies.members(lobby)) met(member);
    signals.lobby_joined.emit(lobby, 0, false, calledOff ? CHAT_ROOM_ENTER_RESPONSES.CHAT_ROOM_ENTER_RESPONSE_ERROR : response);
    tellLost();
  };

  /** Who calls off a move too late sits nowhere, and has to hear so. */
  const tellLost = (): void => {
    const lost = joins.takeLost();
    if (lost !== 0n) signals.lobby_kicked.emit(lost, lost, 0);
  };

  const handle = (event: LobbyEvent): void => {
    switch (event.kind) {
      case "created":
        turnedDown("createLobby", event.result, event.why);
        return signals.lobby_created.emit(event.result, event.lobby);
      case "joined":
        return joined(event.lobby, event.response as ChatRoomEnterResponse, event.why);
      case "found":
        if (event.failure === undefined) return signals.lobby_match_list.emit([...event.lobbies]);
        log.error(`[STEAM] The lobby list could not be had (${event.failure}): ${event.why ?? "the relay refused it"}. There is no lobby_match_list; ask again.`);
        return signals.steamworks_error.emit("lobby_match_list", "io_failure");
      case "member":
        signals.lobby_chat_update.emit(event.lobby, event.member, event.by, event.state);
        return others.sourceChanged(event.member, event.state === CHAT_MEMBER_CHANGES.CHAT_MEMBER_STATE_CHANGE_ENTERED);
      case "data":
        return signals.lobby_data_update.emit(event.ok ? 1 : 0, event.lobby, event.member);
      case "chat":
        return signals.lobby_message.emit(event.lobby, event.from, event.text, CHAT_ENTRY_TYPES.CHAT_ENTRY_TYPE_CHAT_MSG);
      case "server":
        return signals.lobby_game_created.emit(event.lobby, event.server.id, event.server.ip, event.server.port);
      case "kicked":
        log.warn(`[STEAM] We lost our seat in lobby ${event.lobby}: the relay could not reach us for too long.`);
        return signals.lobby_kicked.emit(event.lobby, event.by, 1);
      case "moved":
        log.warnOnce(
          `moved ${event.lobby}`,
          `[STEAM] We left lobby ${event.lobby}, because we joined or made another one without leaving it: as Steam documents, one sits in one regular lobby at a time (and in two invisible ones).`,
        );
        joins.vacated(event.lobby);
        return tellLost();
      case "invite":
        signals.lobby_invite.emit(event.from, event.lobby, BigInt(app.get()));
        return others.invited(event.lobby, event.from);
      case "invite-to-game":
        return others.invitedToGame(event.from, event.connect);
      case "refused":
        return log.error(`[STEAM] Lobby ${event.lobby}: ${event.what} was refused by the relay and is as before. ${event.why}`);
    }
  };

  return {
    functions,
    signals,
    pump() {
      const due: LobbyEvent[] = [];
      // All of them first: what a handler asks may be answered at once, and it may ask again for ever.
      // Which lobby is meant is nothing the relay could say.
      if (joins.has(0n)) due.push({ kind: "joined", lobby: 0n, response: CHAT_ROOM_ENTER_RESPONSES.CHAT_ROOM_ENTER_RESPONSE_DOESNT_EXIST, why: "that is no lobby's id" });
      for (let event = lobbies.nextEvent(); event !== undefined; event = lobbies.nextEvent()) due.push(event);
      due.forEach(handle);
    },
  };
}
