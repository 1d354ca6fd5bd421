import { IDENTITY_TYPES } from "./constants/identity-types.js";
import { isWellFormedId, parseUint64 } from "./steam-id.js";

/**
 * What a reference name stands for. `value` is the id of a SteamID, PSN or Stadia identity; the text of a generic string,
 * an Xbox id, an address or an identity of unknown type; the hex digits of generic bytes; empty when it is invalid.
 */
export interface Identity {
  readonly type: number;
  readonly value: bigint | string;
}

const T = IDENTITY_TYPES;

/** A blank identity. */
export const INVALID_IDENTITY: Identity = { type: T.IDENTITY_TYPE_INVALID, value: "" };
/** This computer: the IPv6 loopback address. */
export const LOCAL_HOST_IDENTITY: Identity = { type: T.IDENTITY_TYPE_IP_ADDRESS, value: "::1" };

const PREFIXES: readonly (readonly [type: number, prefix: string])[] = [
  [T.IDENTITY_TYPE_STEAMID, "steamid:"],
  [T.IDENTITY_TYPE_XBOX_PAIRWISE, "xboxpwid:"],
  [T.IDENTITY_TYPE_SONY_PSN, "psn:"],
  [T.IDENTITY_TYPE_GOOGLE_STADIA, "stadia:"],
  [T.IDENTITY_TYPE_IP_ADDRESS, "ip:"],
  [T.IDENTITY_TYPE_GENERIC_STRING, "str:"],
  [T.IDENTITY_TYPE_GENERIC_BYTES, "gen:"],
];

/** Bytes the text has in UTF-8, which is what Steam's buffers hold. */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** A generic string, undefined when it is longer than 31 bytes. */
export function genericString(text: string): Identity | undefined {
  return utf8Length(text) > 31 ? undefined : { type: T.IDENTITY_TYPE_GENERIC_STRING, value: text };
}

/** An Xbox pairwise id, undefined when it is empty or longer than 32 bytes. */
export function xboxIdentity(text: string): Identity | undefined {
  return text === "" || utf8Length(text) > 32 ? undefined : { type: T.IDENTITY_TYPE_XBOX_PAIRWISE, value: text };
}

/** The text form: `invalid`, `steamid:7656…`, `str:…`, `gen:<hex>`, `ip:…`, `psn:…`, `xboxpwid:…`. */
export function formatIdentity({ type, value }: Identity): string {
  if (type === T.IDENTITY_TYPE_INVALID) return "invalid";
  return `${PREFIXES.find(([known]) => known === type)?.[1] ?? ""}${value}`;
}

/**
 * The identity in a text. A Steam id must be well formed. Text with an unknown lower-case prefix of up to 16 letters is an
 * identity of unknown type, kept as it is; `undefined` for anything else, `invalid` included.
 */
export function parseIdentity(text: string): Identity | undefined {
  const found = PREFIXES.find(([, prefix]) => text.startsWith(prefix));
  if (found === undefined) {
    return /^[a-z]{1,16}:/.test(text) && utf8Length(text) < 128 ? { type: T.IDENTITY_TYPE_UNKNOWN_TYPE, value: text } : undefined;
  }
  const [type, prefix] = found;
  const rest = text.slice(prefix.length);
  switch (type) {
    case T.IDENTITY_TYPE_STEAMID: {
      const id = parseUint64(rest);
      return isWellFormedId(id) ? { type, value: id } : undefined;
    }
    case T.IDENTITY_TYPE_SONY_PSN:
    case T.IDENTITY_TYPE_GOOGLE_STADIA: {
      const id = parseUint64(rest);
      return id === 0n ? undefined : { type, value: id };
    }
    case T.IDENTITY_TYPE_XBOX_PAIRWISE:
      return xboxIdentity(rest);
    case T.IDENTITY_TYPE_GENERIC_STRING:
      return genericString(rest);
    case T.IDENTITY_TYPE_GENERIC_BYTES:
      return /^(?:[0-9a-fA-F]{2}){1,32}$/.test(rest) ? { type, value: rest.toLowerCase() } : undefined;
    default:
      // An address is only kept and shown; nothing here connects by it.
      return /^[0-9a-fA-F.:[\]]{2,}$/.test(rest) ? { type, value: rest } : undefined;
  }
}
