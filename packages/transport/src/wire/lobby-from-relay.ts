import type { AskAnswer } from "./ask.js";
import {
  MAX_LOBBY_MEMBERS,
  MAX_SEARCH_RESULTS,
  type Departure,
  type LobbyChange,
  type LobbyGameServer,
  type LobbyListing,
  type LobbyMember,
  type LobbyType,
  type LobbyView,
  type Pairs,
  type SealedLobby,
} from "./lobby.js";
import { asRecord, isIntegerIn, isText, isUint32, readList, readPlayerId, readUint64 } from "./read-json.js";

// Each reader answers `undefined` for what is malformed, and none throws. Lengths of texts are left to the relay; the message as a whole is bounded.

/** Keys and values, or keys, in one list: more than fit into a message. */
const MAX_LIST = 65_536;
/** Every change of one revision: all members new, with data. */
const MAX_CHANGES = 1024;

export function readLobbyId(value: unknown): bigint | undefined {
  const id = readUint64(value);
  return id === 0n ? undefined : id;
}

/** A lobby whose owner sits in it, and in which nobody sits twice. */
export function readSealedLobby(value: unknown): SealedLobby | undefined {
  const { lobby, seal } = asRecord(value);
  const view = readLobbyView(lobby);
  return view !== undefined && isText(seal) ? { lobby: view, seal } : undefined;
}

function readLobbyView(value: unknown): LobbyView | undefined {
  const { id: idText, revision, owner: ownerText, members: memberList, data: pairs, server: serverValue, ...rest } = asRecord(value);
  const id = readLobbyId(idText);
  const settings = readSettings(rest);
  const owner = readPlayerId(ownerText);
  const members = readList(memberList, MAX_LOBBY_MEMBERS, readMember);
  const data = readPairs(pairs);
  const server = serverValue === undefined ? undefined : readServer(serverValue);
  if (id === undefined || settings === undefined || owner === undefined || members === undefined || data === undefined) return undefined;
  if (!isRevision(revision) || (serverValue !== undefined && server === undefined)) return undefined;
  const ids = new Set(members.map((member) => member.id));
  if (!ids.has(owner) || ids.size < members.length) return undefined;
  const view = { id, revision, ...settings, owner, members, data };
  return server === undefined ? view : { ...view, server };
}

/** The changes of one revision; a kind unknown to this version makes the whole unreadable, since what follows would be built on it. */
export function readChanges(value: unknown): LobbyChange[] | undefined {
  return readList(value, MAX_CHANGES, readChange);
}

function readChange(value: unknown): LobbyChange | undefined {
  const change = asRecord(value);
  const k = change["k"];
  switch (k) {
    case "exit": {
      const member = readPlayerId(change["member"]);
      const by = readUint64(change["by"]);
      const state = change["state"];
      return member !== undefined && by !== undefined && isDeparture(state) ? { k, member, state, by } : undefined;
    }
    case "enter": {
      const member = readMember(change["member"]);
      return member && { k, member };
    }
    case "owner": {
      const owner = readPlayerId(change["owner"]);
      return owner === undefined ? undefined : { k, owner };
    }
    case "settings": {
      const settings = readSettings(change);
      return settings && { k, ...settings };
    }
    case "server": {
      const server = readServer(change["server"]);
      return server && { k, server };
    }
    case "data":
    case "member-data": {
      const set = readPairs(change["set"]);
      const removed = readList(change["removed"], MAX_LIST, (key) => (isText(key) ? key : undefined));
      if (set === undefined || removed === undefined) return undefined;
      if (k === "data") return { k, set, removed };
      const member = readPlayerId(change["member"]);
      return member === undefined ? undefined : { k, member, set, removed };
    }
    default: return undefined;
  }
}

/** The answer to an ask. */
export function readAnswer(value: unknown): AskAnswer | undefined {
  const { result, why, lobby: lobbyText, lobbies: list } = asRecord(value);
  const lobby = lobbyText === undefined ? undefined : readLobbyId(lobbyText);
  const lobbies = list === undefined ? undefined : readList(list, MAX_SEARCH_RESULTS, readListing);
  if (!isUint32(result) || (lobbyText !== undefined && lobby === undefined) || (list !== undefined && lobbies === undefined)) return undefined;
  return { result, ...(isText(why) && { why }), ...(lobby && { lobby }), ...(lobbies && { lobbies }) };
}

function readListing(value: unknown): LobbyListing | undefined {
  const { id: idText, members, limit, joinable, data: pairs, server: serverValue } = asRecord(value);
  const id = readLobbyId(idText);
  const data = readPairs(pairs);
  const server = serverValue === undefined ? undefined : readServer(serverValue);
  if (id === undefined || data === undefined || !isIntegerIn(members, 0, MAX_LOBBY_MEMBERS) || !isLimit(limit) || typeof joinable !== "boolean") return undefined;
  if (serverValue !== undefined && server === undefined) return undefined;
  const listing = { id, members, limit, joinable, data };
  return server === undefined ? listing : { ...listing, server };
}

function readMember(value: unknown): LobbyMember | undefined {
  const { id: idText, data: pairs } = asRecord(value);
  const id = readPlayerId(idText);
  const data = readPairs(pairs);
  return id !== undefined && data !== undefined ? { id, data } : undefined;
}

function readSettings(value: unknown): Pick<LobbyView, "type" | "joinable" | "limit"> | undefined {
  const { type, joinable, limit } = asRecord(value);
  return isType(type) && typeof joinable === "boolean" && isLimit(limit) ? { type, joinable, limit } : undefined;
}

function readServer(value: unknown): LobbyGameServer | undefined {
  const { ip, port, id: idText } = asRecord(value);
  const id = readUint64(idText);
  return isText(ip) && isIntegerIn(port, 0, 0xffff) && id !== undefined ? { ip, port, id } : undefined;
}

function readPairs(value: unknown): Pairs | undefined {
  return readList(value, MAX_LIST, (pair) => {
    if (!Array.isArray(pair) || pair.length !== 2) return undefined;
    const [key, text] = pair as unknown[];
    return isText(key) && isText(text) ? ([key, text] as const) : undefined;
  });
}

/** Counts from 1. */
export function isRevision(value: unknown): value is number {
  return isIntegerIn(value, 1, Number.MAX_SAFE_INTEGER);
}

const isType = (value: unknown): value is LobbyType => isIntegerIn(value, 0, 4);
const isLimit = (value: unknown): value is number => isIntegerIn(value, 1, MAX_LOBBY_MEMBERS);
const isDeparture = (value: unknown): value is Departure => value === 2 || value === 4 || value === 8 || value === 16;
