import type { PeerArgument } from "./api.js";
import * as T from "./constants/identity-types.js";
import type { SteamContext } from "./context.js";
import { formatIdentity, INVALID_IDENTITY, parseIdentity } from "./identity/identity-text.js";
import { accountOf, playerId } from "./steam-id.js";


/** One entry of {@link Identities.getIdentities}. */
export interface IdentityEntry {
  reference_name: string;
  /** 0n unless `type` is IDENTITY_TYPE_STEAMID. */
  steam_id: bigint;
  /** One of `IDENTITY_TYPE_*`. */
  type: number;
}

/**
 * GodotSteam's Networking Types: labels ("reference names") for peers, until 3.24 and 4.7 the only way to name one. A label
 * is known to this game alone; nothing of it travels. **Naming an unknown label in any of these creates it, blank**, and it then
 * shows in `getIdentities`; sending to a blank one answers 8. Labels can be made before anything is connected.
 *
 * Not here: the functions for IP addresses (`addIPAddress`, `setIdentityIPAddr`, `setIPv4`, …). There is no address to connect to.
 */
export interface Identities {
  /** Puts a blank identity under the name, over whatever was there. @returns always true. */
  addIdentity(reference_name: string): boolean;
  /** Blanks the identity; the name stays. */
  clearIdentity(reference_name: string): void;
  /** Every name with its identity, sorted by name. The array and its entries are the caller's to change. */
  getIdentities(): IdentityEntry[];
  /** Whether the identity is blank. */
  isIdentityInvalid(reference_name: string): boolean;
  /**
   * Makes the name stand for a player, by account number. Only the low 32 bits count, so that a whole id works as well.
   * @param steam_id a `number` must be an account number, 0 to 2^32-1; beyond, it would have lost digits, is reported and blanks the name.
   */
  setIdentitySteamID(reference_name: string, steam_id: PeerArgument | number): void;
  /** The low 32 bits of {@link getIdentitySteamID64}. */
  getIdentitySteamID(reference_name: string): number;
  /** Makes the name stand for a player. */
  setIdentitySteamID64(reference_name: string, steam_id: PeerArgument): void;
  /** The player's id; 0n when the name stands for something else. */
  getIdentitySteamID64(reference_name: string): bigint;
  /** Makes the name stand for this computer. It cannot be sent to. */
  setIdentityLocalHost(reference_name: string): void;
  isIdentityLocalHost(reference_name: string): boolean;
  /** Makes the name stand for a text of at most 31 bytes. @returns false, and changes nothing, when it is longer. */
  setGenericString(reference_name: string, this_string: string): boolean;
  /** The text; empty when the name stands for something else. */
  getGenericString(reference_name: string): string;
  /** Makes the name stand for one byte, not more (as in GodotSteam); wraps beyond 255. @returns always true. */
  setGenericBytes(reference_name: string, data: number): boolean;
  /** The first byte; 0 when the name stands for something else. */
  getGenericBytes(reference_name: string): number;
  setPSNID(reference_name: string, psn_id: bigint): void;
  /** 0n when the name stands for something else. */
  getPSNID(reference_name: string): bigint;
  setStadiaID(reference_name: string, stadia_id: bigint): void;
  /** 0n when the name stands for something else. */
  getStadiaID(reference_name: string): bigint;
  /** @returns false, and changes nothing, when the id is empty or longer than 32 bytes. */
  setXboxPairwiseID(reference_name: string, xbox_id: string): boolean;
  /** Empty when the name stands for something else. */
  getXboxPairwiseID(reference_name: string): string;
  /**
   * Makes the name stand for what the text says, for instance `"steamid:76561197960287930"`.
   * @returns false when either is empty (nothing happens) or the text is malformed (the name is blank then).
   */
  parseIdentityString(reference_name: string, string_to_parse: string): boolean;
  /** The identity as text: `"steamid:76561197960287930"`, `"str:…"`, …, `"invalid"`. */
  toIdentityString(reference_name: string): string;
  /** This player's own identity as text, `"steamid:…"`; empty (reported once) while not connected. */
  getIdentity(): string;
  /** No effect but to create the name: who we are is for the relay to say. */
  resetIdentity(reference_name: string): void;
}

/** The identity functions over the context's table. */
export function createIdentities({ identities, endpoint, log, ready }: SteamContext): Identities {
  const valueOf = (label: string, type: number): string => {
    const identity = identities.get(label);
    return identity.type === type ? identity.value : "";
  };
  const idOf = (label: string, type: number): bigint => BigInt(valueOf(label, type));
  const setId = (label: string, type: number, id: bigint): void =>
    identities.set(label, { type, value: typeof id === "bigint" ? `${BigInt.asUintN(64, id)}` : "0" });
  const setText = (label: string, text: string): boolean => {
    const identity = parseIdentity(text);
    if (identity === undefined) identities.get(label);
    else identities.set(label, identity);
    return identity !== undefined;
  };

  return {
    addIdentity(label) {
      identities.set(label, INVALID_IDENTITY);
      return true;
    },
    clearIdentity: (label) => identities.set(label, INVALID_IDENTITY),
    getIdentities: () =>
      identities.entries().map(([reference_name, { type }]) => ({ reference_name, steam_id: identities.steamIdOf(reference_name), type })),
    isIdentityInvalid: (label) => identities.get(label).type === T.IDENTITY_TYPE_INVALID,
    setIdentitySteamID(label, id) {
      if (typeof id === "number" && !(id >= 0 && id <= 0xffff_ffff)) {
        log.errorOnce("account number", `[STEAM] setIdentitySteamID: ${id} is no account number; give a whole id as bigint.`);
        identities.set(label, INVALID_IDENTITY);
      } else {
        setId(label, T.IDENTITY_TYPE_STEAMID, playerId(typeof id === "number" ? BigInt(Math.trunc(id)) : identities.resolve(id)));
      }
    },
    getIdentitySteamID: (label) => accountOf(identities.steamIdOf(label)),
    setIdentitySteamID64: (label, id) => setId(label, T.IDENTITY_TYPE_STEAMID, identities.resolve(id)),
    getIdentitySteamID64: (label) => identities.steamIdOf(label),
    setIdentityLocalHost: (label) => void setText(label, "ip:::1"),
    isIdentityLocalHost: (label) => /^(127\.0\.0\.1(:|$)|::1$|\[::1\])/.test(valueOf(label, T.IDENTITY_TYPE_IP_ADDRESS)),
    setGenericString: (label, text) => setText(label, `str:${text}`),
    getGenericString: (label) => valueOf(label, T.IDENTITY_TYPE_GENERIC_STRING),
    setGenericBytes: (label, byte) => setText(label, `gen:${(byte & 0xff).toString(16).padStart(2, "0")}`),
    getGenericBytes: (label) => parseInt(valueOf(label, T.IDENTITY_TYPE_GENERIC_BYTES).slice(0, 2), 16) || 0,
    setPSNID: (label, id) => setId(label, T.IDENTITY_TYPE_SONY_PSN, id),
    getPSNID: (label) => idOf(label, T.IDENTITY_TYPE_SONY_PSN),
    setStadiaID: (label, id) => setId(label, T.IDENTITY_TYPE_GOOGLE_STADIA, id),
    getStadiaID: (label) => idOf(label, T.IDENTITY_TYPE_GOOGLE_STADIA),
    setXboxPairwiseID: (label, id) => setText(label, `xboxpwid:${id}`),
    getXboxPairwiseID: (label) => valueOf(label, T.IDENTITY_TYPE_XBOX_PAIRWISE),
    parseIdentityString(label, text) {
      if (label === "" || text === "") return false;
      identities.set(label, INVALID_IDENTITY);
      return setText(label, text);
    },
    toIdentityString: (label) => formatIdentity(identities.get(label)),
    getIdentity: () => (ready("Networking Sockets", "getIdentity") ? `steamid:${endpoint.self}` : ""),
    resetIdentity: (label) => void identities.get(label),
  };
}
