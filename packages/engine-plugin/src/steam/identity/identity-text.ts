import * as T from "../constants/identity-types.js";
import { isWellFormedId } from "../steam-id.js";

/**
 * What a reference name stands for. `value` is its text form without the prefix: the decimal id of a SteamID, PSN or Stadia
 * identity, the text of a generic string, the hex digits of generic bytes, ...; empty when it is invalid.
 */
export interface Identity {
  readonly type: number;
  readonly value: string;
}

/** A blank identity. */
export const INVALID_IDENTITY: Identity = { type: T.IDENTITY_TYPE_INVALID, value: "" };

const NUMBER = /^(?!0+$)\d{1,20}$/;

/** What each kind looks like behind its prefix, and how many bytes of UTF-8 Steam's buffer for it holds. */
const FORMS: readonly (readonly [type: number, prefix: string, pattern: RegExp, maxBytes: number])[] = [
  [T.IDENTITY_TYPE_STEAMID, "steamid:", NUMBER, 20],
  [T.IDENTITY_TYPE_XBOX_PAIRWISE, "xboxpwid:", /./, 32],
  [T.IDENTITY_TYPE_SONY_PSN, "psn:", NUMBER, 20],
  [T.IDENTITY_TYPE_GOOGLE_STADIA, "stadia:", NUMBER, 20],
  // An address is only kept and shown; nothing here connects by it.
  [T.IDENTITY_TYPE_IP_ADDRESS, "ip:", /^[\da-f.:[\]]{2,}$/i, 64],
  [T.IDENTITY_TYPE_GENERIC_STRING, "str:", /^/, 31],
  [T.IDENTITY_TYPE_GENERIC_BYTES, "gen:", /^([\da-f]{2})+$/i, 64],
  [T.IDENTITY_TYPE_UNKNOWN_TYPE, "", /^[a-z]{1,16}:/, 127],
];

/** The text form: `invalid`, `steamid:7656…`, `str:…`, `gen:<hex>`, `ip:…`, `psn:…`, `xboxpwid:…`. */
export function formatIdentity({ type, value }: Identity): string {
  return (FORMS.find(([known]) => known === type)?.[1] ?? "invalid") + value;
}

/**
 * The identity in a text. A Steam id must be well formed. Text with an unknown lower-case prefix of up to 16 letters is an
 * identity of unknown type, kept as it is; `undefined` for anything else, `invalid` included.
 */
export function parseIdentity(text: string): Identity | undefined {
  const form = FORMS.find(([, prefix]) => text.startsWith(prefix));
  if (form === undefined) return undefined;
  const [type, prefix, pattern, maxBytes] = form;
  const value = text.slice(prefix.length);
  const fits = pattern.test(value) && new TextEncoder().encode(value).length <= maxBytes;
  const valid = fits && (type !== T.IDENTITY_TYPE_STEAMID || isWellFormedId(BigInt(value)));
  return valid ? { type, value } : undefined;
}
