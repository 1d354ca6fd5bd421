import { MAX_LOBBY_CHAT_BYTES, MAX_LOBBY_KEY_BYTES, MAX_LOBBY_MEMBERS, MAX_LOBBY_VALUE_BYTES, type LobbyGameServer, type Pairs } from "../../wire/lobby.js";

/** The longest address of a game server. Ours. */
const MAX_IP_BYTES = 64;

const encoder = new TextEncoder();

/** Bytes of UTF-8. */
export const utf8Bytes = (text: string): number => encoder.encode(text).length;
/** Bytes of the JSON of these keys and values, as the limits of `wire/lobby.ts` count. */
export const pairsBytes = (pairs: Iterable<Pairs[number]>): number => utf8Bytes(JSON.stringify([...pairs]));

const isIntegerIn = (value: number, least: number, most: number): boolean => Number.isInteger(value) && value >= least && value <= most;

/** Whether it is one of `LOBBY_TYPE_*`. */
export const isLobbyType = (type: number): boolean => isIntegerIn(type, 0, 4);
/** Whether a lobby can take so many members. */
export const isMemberLimit = (limit: number): boolean => isIntegerIn(limit, 1, MAX_LOBBY_MEMBERS);
export const isUint64 = (id: bigint): boolean => id === BigInt.asUintN(64, id);
/** Whether this can be a key and its value; whether there is room for them is another matter. */
export const isKeyAndValue = (key: string, value: string): boolean => key !== "" && utf8Bytes(key) <= MAX_LOBBY_KEY_BYTES && utf8Bytes(value) <= MAX_LOBBY_VALUE_BYTES;
/** Whether this can be said in a lobby: something, and not too long. The limit counts a NUL at the end. */
export const isChat = (text: string): boolean => text !== "" && utf8Bytes(text) < MAX_LOBBY_CHAT_BYTES;
export const isGameServer = ({ ip, port, id }: LobbyGameServer): boolean => utf8Bytes(ip) <= MAX_IP_BYTES && isIntegerIn(port, 0, 0xffff) && isUint64(id);
