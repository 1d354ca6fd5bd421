import type { Endpoint, EndpointState, Sessions } from "../session/endpoint.js";
import type { SessionSettings } from "../session/settings.js";
import type { Departure, LobbyGameServer, LobbySearch, LobbyType, Pairs } from "../wire/lobby.js";
import type { Person } from "../wire/people.js";
import type { FakeNetworkSettings } from "./fake-network.js";
import type { RelayError } from "./relay-error.js";

/**
 * Everything a relay offers one player: messages, lobbies, people and tickets. `RelayClient` is one; so is a player of the testing kit.
 *
 * Nothing here throws for what a game can do wrong at run time. Calls that take time answer by an event; each part hands its events out, oldest first, by
 * `nextEvent()`, and keeps a bounded number of them.
 */
export interface RelayEndpoint extends Endpoint {
  /** The older P2P class's sessions, apart from those of Networking Messages in every way. Messages of up to 1 MiB; 20 s to be accepted in. */
  readonly p2p: Sessions;
  /** The sessions beneath Networking Sockets, apart from the others likewise. Messages and send buffers may exceed the configured sizes by what sockets say to each other. */
  readonly sockets: Sessions;
  readonly lobbies: Lobbies;
  readonly people: People;
  readonly tickets: Tickets;
  readonly network: NetworkControls;
  /** Why the last attempt to open failed, the link was last lost, or this is closed; `undefined` while nothing has gone wrong. */
  readonly lastError: RelayError | undefined;
  /** Calls back on each change of `state`, in the midst of it. Answers how to stop. */
  onStateChange(listener: (state: EndpointState) => void): () => void;
}

/** How an ask went when no answer came: EResult, 3 (not connected), 16 (no answer within 20 s), 2 (the relay was restarted meanwhile). */
export type AskFailure = 2 | 3 | 16;

/** What happened to lobbies. The mirror is as described **before** the event can be taken. */
export type LobbyEvent =
  /** `lobby` 0n unless `result` is 1. A `joined` and a `data` follow. `why` is for the log: what stood in the way, where anybody said. */
  | { readonly kind: "created"; readonly result: number; readonly lobby: bigint; readonly why?: string | undefined }
  /** The answer to {@link Lobbies.join}; `response` is `CHAT_ROOM_ENTER_RESPONSE_*`, `why` as above. */
  | { readonly kind: "joined"; readonly lobby: bigint; readonly response: number; readonly why?: string | undefined }
  /** Answer to the search under way. `failure`: there is none; `why` as above. */
  | { readonly kind: "found"; readonly lobbies: readonly bigint[]; readonly failure?: AskFailure | undefined; readonly why?: string | undefined }
  /** Another member came (1, ENTERED) or went. Never about ourselves. */
  | { readonly kind: "member"; readonly lobby: bigint; readonly member: bigint; readonly by: bigint; readonly state: 1 | Departure }
  /** Data of the lobby (`member` equals `lobby`) or of a member changed, or the owner or the settings did; `ok` false: {@link Lobbies.look} found no such lobby. */
  | { readonly kind: "data"; readonly lobby: bigint; readonly member: bigint; readonly ok: boolean }
  | { readonly kind: "chat"; readonly lobby: bigint; readonly from: bigint; readonly text: string }
  | { readonly kind: "server"; readonly lobby: bigint; readonly server: LobbyGameServer }
  /** We sit there no more, because we could not be reached for too long. */
  | { readonly kind: "kicked"; readonly lobby: bigint; readonly by: bigint }
  /** We sit there no more, because we took a seat in another regular lobby; as if we had left. For the log. */
  | { readonly kind: "moved"; readonly lobby: bigint }
  | { readonly kind: "invite"; readonly lobby: bigint; readonly from: bigint }
  | { readonly kind: "invite-to-game"; readonly from: bigint; readonly connect: string }
  /** Something we set was refused after it had been readable here; it is as before again. For the log. */
  | { readonly kind: "refused"; readonly lobby: bigint; readonly what: string; readonly why: string };

/**
 * The lobbies we sit in, as a mirror that answers at once, and those we have heard of.
 *
 * What we set ourselves is readable here at once, before the relay has it. While the relay is being looked for the mirror stays as it was.
 */
export interface Lobbies {
  /** Answers by `created`. Like {@link join}, takes us out of the regular lobby we sit in. */
  create(type: LobbyType, limit: number): void;
  /** Answers by `joined`: at once when we sit there already. A regular lobby takes the place of the one we sit in, as soon as the seat is sure; that one's `moved` comes before or after. */
  join(lobby: bigint): void;
  /** At once, without an event. False when we did not sit there. */
  leave(lobby: bigint): boolean;
  /** Answers by `found`. A search under way is given up: its answer is not told. */
  search(search: LobbySearch): void;
  /** Fetches what everybody may know of a lobby; answers by `data`. False while not connected. */
  look(lobby: bigint): boolean;

  /** Whether we sit there. */
  isMember(lobby: bigint): boolean;
  /** The lobbies we sit in, oldest seat first. */
  mine(): readonly bigint[];
  /** 0n unless we sit there. */
  owner(lobby: bigint): bigint;
  /** How many sit there, also of a lobby that was found or looked at; 0 when it is unknown. */
  memberCount(lobby: bigint): number;
  /** In the order they came; empty unless we sit there. */
  members(lobby: bigint): readonly bigint[];
  /** 0 when the lobby is unknown. */
  limit(lobby: bigint): number;
  /** `""` when the lobby or the key is unknown. */
  get(lobby: bigint, key: string): string;
  /** In the order the keys were first set; empty when the lobby is unknown. */
  all(lobby: bigint): Pairs;
  memberValue(lobby: bigint, member: bigint, key: string): string;
  server(lobby: bigint): LobbyGameServer | undefined;

  /** The owner's: sets a value, to be sent a little later together with others. False, and nothing happens: not the owner, or beyond a limit. */
  set(lobby: bigint, key: string, value: string): boolean;
  /** False when not the owner, or there is no such key. */
  remove(lobby: bigint, key: string): boolean;
  /** False when we do not sit there, or beyond a limit. */
  setMemberValue(lobby: bigint, key: string, value: string): boolean;
  setOwner(lobby: bigint, to: bigint): boolean;
  setType(lobby: bigint, type: LobbyType): boolean;
  setJoinable(lobby: bigint, joinable: boolean): boolean;
  setLimit(lobby: bigint, limit: number): boolean;
  setServer(lobby: bigint, server: LobbyGameServer): boolean;
  /** To all members, ourselves included. False when we do not sit there, or it is too long. */
  chat(lobby: bigint, text: string): boolean;
  /** False when we do not sit there or are not connected; true says nothing about whether it arrives. */
  invite(lobby: bigint, player: bigint): boolean;
  inviteToGame(player: bigint, connect: string): boolean;

  nextEvent(): LobbyEvent | undefined;
}

/** Somebody became known, or changed. `before` is undefined for somebody new. */
export interface PersonEvent {
  readonly before: Person | undefined;
  readonly person: Person;
}

/** Who is who, as far as they show themselves to us (see `wire/people.ts`). */
export interface People {
  /** What we say of ourselves; sent when it changed, and again at each reconnect. Beyond the limits: cut. */
  setName(name: string): void;
  readonly name: string;
  setState(state: number): void;
  readonly state: number;
  setRich(rich: ReadonlyMap<string, string>): void;
  readonly rich: ReadonlyMap<string, string>;

  /** Lets them see us from now on. Whomever we send a message to or share a lobby with needs no call. */
  showTo(players: Iterable<bigint>): void;
  /** What is known; undefined when nothing is. */
  get(player: bigint): Person | undefined;
  /** Asks the relay, unless it is known, or was asked and not shown lately. An event follows when something is learnt, or {@link isAsking} turns false without one. */
  ask(player: bigint): void;
  /** Whether an answer about this player is still awaited; for at most 2 s. */
  isAsking(player: bigint): boolean;
  /** Everybody known, in the order they became known. */
  known(): readonly Person[];
  nextEvent(): PersonEvent | { readonly unknown: bigint } | undefined;
}

/** What became of tickets. */
export type TicketEvent =
  /** Our ticket can be checked by others now (1), or not (an EResult). */
  | { readonly kind: "issued"; readonly handle: number; readonly result: number }
  /** What the relay says of the ticket of a player we asked about; again when that changes. `response` is `AUTH_SESSION_RESPONSE_*`. */
  | { readonly kind: "verdict"; readonly player: bigint; readonly response: number };

/** Tickets that prove to another player, or to a server, who one is. */
export interface Tickets {
  /**
   * Takes a ticket; `issued` follows. Undefined when there is none at the moment: before the relay sent some, which is right after `open()`, or when all were taken (new ones are on their way).
   * @param forPlayer only this one can check it; 0n: anybody.
   */
  take(forPlayer: bigint): { readonly handle: number; readonly bytes: Uint8Array } | undefined;
  /** Everybody who checked it hears so. */
  cancel(handle: number): void;
  /** Has a ticket checked: answers `BEGIN_AUTH_SESSION_RESULT_*` of what can be seen at once; for 0 (OK) at least one `verdict` follows. */
  begin(ticket: Uint8Array, player: bigint): number;
  end(player: bigint): void;
  nextEvent(): TicketEvent | undefined;
}

/** How WebRTC may get to the relay. */
export interface IceSettings {
  readonly iceServers?: readonly RTCIceServer[] | undefined;
  readonly iceTransportPolicy?: RTCIceTransportPolicy | undefined;
}

/** Settings of the network that can be changed while it runs. */
export interface NetworkControls {
  /** Of all sessions, those that are there included. */
  configure(settings: Partial<SessionSettings>): void;
  readonly settings: Readonly<SessionSettings>;
  /** Makes our own link worse than it is. */
  fake(settings: Partial<FakeNetworkSettings>): void;
  readonly faked: Readonly<FakeNetworkSettings>;
  /** How links to the relay are made from the next one on, in place of what the client was made with; `undefined`: as that said. */
  ice(settings: IceSettings | undefined): void;
  /** The clock that `receivedAtUs` of messages goes by, ms; never goes back. */
  readonly nowMs: number;
  /** Round trip to the relay, ms; -1 unknown. */
  readonly relayPingMs: number;
  /** The relay's clock, ms since 1970; ours before it has told. */
  readonly relayTimeMs: number;
}
