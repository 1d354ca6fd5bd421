/**
 * What a player and the relay say to each other: control messages, and the data of the HTTP answer that admits a player.
 *
 * A control message is JSON in UTF-8, sent as a reliable message on {@link CONTROL_CHANNEL} of the session with peer 0.
 * A reader ignores what it does not know: a kind of message it has never heard of, or a field too many. So new kinds and new
 * fields need no new {@link CONTROL_VERSION}; a changed meaning does.
 */
import type { Ask, AskAnswer } from "./ask.js";
import type { LobbyChange, SealedLobby } from "./lobby.js";
import type { Person, Profile } from "./people.js";

/** The version of the conversation with the relay. Both sides say theirs first and decide for themselves what to do about a difference. */
export const CONTROL_VERSION = 1;
/** The channel of the session with peer 0 that carries control messages. */
export const CONTROL_CHANNEL = 0;
/** The largest control message, in bytes; longer ones are not looked at. A whole lobby, or the answer to a search, is the longest. */
export const MAX_CONTROL_BYTES = 262_144;
/** The most peers one `dropped` message names; of more that wait at the same time the sender is not told. Ours. */
export const MAX_DROPPED_PEERS = 256;
/** A player hears of drops on the way to the same peer at most this often. Ours. */
export const DROPPED_SPACING_MS = 250;
/**
 * The HTTP status that answers a player who was replaced by another connection of the same player, and connects again with the
 * same page life. It is final: connecting again would only throw the other one out.
 */
export const REPLACED_STATUS = 409;

/**
 * What the relay says to a player.
 * - `welcome`: the answer to `hello`; the relay's {@link CONTROL_VERSION}, which run of it this is (another one has forgotten lobbies and asks),
 *   and its clock, ms since 1970.
 * - `replaced`: another connection with this player's token came; this link closes now, and must not be opened again.
 * - `shutdown`: the relay is going away; this link closes now. Connect again, with back-off.
 * - `dropped`: datagrams this player sent on the sure lane to these peers were dropped, because a peer's queue was full.
 * - `answer`: to the ask of the same number.
 * - `lobby`: a lobby the player sits in, whole. What the player knew of it before is void.
 * - `change`: what changed in it, to `revision`, which is one more than the last; the seal is that of the whole.
 * - `gone`: the player does not sit in this lobby (any more); `moved`: because the same page took a seat in another regular one.
 * - `chat`, `invite`, `invite-to-game`: as they say; the sender as the relay verified it.
 * - `people`: these are, or now are, so.
 * - `blanks`: tickets to be, in base64url; each can be used once.
 * - `verdict`: about a ticket the player asked about; `response` is `AUTH_SESSION_RESPONSE_*`.
 */
export type RelayToPlayer =
  | { readonly t: "welcome"; readonly version: number; readonly run?: string | undefined; readonly timeMs?: number | undefined }
  | { readonly t: "replaced" }
  | { readonly t: "shutdown" }
  | { readonly t: "dropped"; readonly peers: readonly bigint[] }
  | { readonly t: "answer"; readonly n: number; readonly answer: AskAnswer }
  | { readonly t: "lobby"; readonly sealed: SealedLobby }
  | { readonly t: "change"; readonly lobby: bigint; readonly revision: number; readonly changes: readonly LobbyChange[]; readonly seal: string }
  | { readonly t: "gone"; readonly lobby: bigint; readonly moved?: boolean | undefined }
  | { readonly t: "chat"; readonly lobby: bigint; readonly from: bigint; readonly text: string }
  | { readonly t: "invite"; readonly lobby: bigint; readonly from: bigint }
  | { readonly t: "invite-to-game"; readonly from: bigint; readonly connect: string }
  | { readonly t: "people"; readonly people: readonly Person[] }
  | { readonly t: "blanks"; readonly tickets: readonly string[] }
  | { readonly t: "verdict"; readonly player: bigint; readonly response: number };

/**
 * What a player says to the relay.
 * - `hello`: the first message after a link opened; the player's {@link CONTROL_VERSION}.
 * - `leaving`: the relay closes the link. With `lobbies`, the player's seats are free at once: the game is over. Without, the page may be loading anew, and they are kept a while.
 * - `ask`: something that is answered.
 * - `profile`: what the player says of itself, whole, in place of what was said before.
 * - `show`: the player wants to be seen by these from now on, besides those named before.
 */
export type PlayerToRelay =
  | { readonly t: "hello"; readonly version: number }
  | { readonly t: "leaving"; readonly lobbies?: boolean | undefined }
  | { readonly t: "ask"; readonly n: number; readonly ask: Ask }
  | { readonly t: "profile"; readonly profile: Profile }
  | { readonly t: "show"; readonly to: readonly bigint[] };

/** The bytes of a control message, for either direction. Does not check the message: its type has. */
export function encodeControl(message: RelayToPlayer | PlayerToRelay): Uint8Array {
  return new TextEncoder().encode(
    JSON.stringify(message, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value)),
  );
}

/** The JSON of a control message; `undefined` when it is none, or too long. */
export function parseControlJson(bytes: Uint8Array): unknown {
  if (bytes.byteLength > MAX_CONTROL_BYTES) return undefined;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

/** Who the relay says a player is, and the token that proves it next time. Given anew with each connection. */
export interface Admission {
  readonly id: bigint;
  /** A signed token (JWT). Whoever holds it is this player: keep it like a password. */
  readonly token: string;
}

/** The admission as it stands in JSON: the `userData` of geckos' answer to `POST /connections`. */
export interface AdmissionJson {
  readonly id: string;
  readonly token: string;
}

/** The admission, ready for `JSON.stringify`. */
export function admissionToJson(value: Admission): AdmissionJson {
  return { id: value.id.toString(), token: value.token };
}

/** What a player says when connecting. */
export interface Credentials {
  /** A uint32 chosen anew by each page load (each process): tells a reconnect from a second tab. */
  readonly life: number;
  /** The token of the last admission; absent for a newcomer, who is then given an identity. */
  readonly token?: string;
}

/** The `Authorization` header of `POST /connections`: `Samovar <life> <token>`, without the token for a newcomer. */
export function formatAuthorization(credentials: Credentials): string {
  return credentials.token === undefined ? `Samovar ${credentials.life}` : `Samovar ${credentials.life} ${credentials.token}`;
}

/** Whether this could be a token, which is to fit into the `Authorization` header. Whether it is worth anything only the relay's key can tell. */
export function isToken(value: unknown): value is string {
  return typeof value === "string" && /^[\w.~+/=-]{1,2048}$/.test(value);
}

/** Reads the header of {@link formatAuthorization}; `undefined` when it has another form. */
export function parseAuthorization(header: string): Credentials | undefined {
  const match = /^Samovar (\d{1,10})(?: (.+))?$/.exec(header);
  if (match === null) return undefined;
  const life = Number(match[1]);
  const token = match[2];
  if (life > 0xffff_ffff) return undefined;
  if (token === undefined) return { life };
  return isToken(token) ? { life, token } : undefined;
}
