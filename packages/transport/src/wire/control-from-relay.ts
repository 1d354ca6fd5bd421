import { isToken, MAX_DROPPED_PEERS, parseControlJson, type Admission, type RelayToPlayer } from "./control.js";
import { parseIndividualId } from "./steam-id.js";

// Read by hand: this is all that a browser has to check, and a schema library would be a quarter of what a game downloads.

/** Reads what the relay said; `undefined` for anything malformed, too long, or of a kind unknown to this version. Never throws. */
export function decodeFromRelay(bytes: Uint8Array): RelayToPlayer | undefined {
  const message = asRecord(parseControlJson(bytes));
  const t = message["t"];
  switch (t) {
    case "welcome": {
      const version = message["version"];
      return isUint32(version) ? { t: "welcome", version } : undefined;
    }
    case "replaced":
    case "shutdown": return { t };
    case "dropped": {
      const peers = readPlayerIds(message["peers"]);
      return peers === undefined ? undefined : { t: "dropped", peers };
    }
    default: return undefined;
  }
}

/** Reads the `userData` of the relay's answer; `undefined` when it is not an {@link Admission}. Never throws. */
export function parseAdmission(value: unknown): Admission | undefined {
  const admission = asRecord(value);
  const id = readPlayerId(admission["id"]);
  const token = admission["token"];
  return id !== undefined && isToken(token) ? { id, token } : undefined;
}

/** Anything as an object: what is none has no field that we look for. */
function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return Object(value) as Record<string, unknown>;
}

function isUint32(value: unknown): value is number {
  return typeof value === "number" && value >>> 0 === value;
}

function readPlayerId(value: unknown): bigint | undefined {
  return typeof value === "string" ? parseIndividualId(value) : undefined;
}

function readPlayerIds(value: unknown): bigint[] | undefined {
  if (!Array.isArray(value) || value.length > MAX_DROPPED_PEERS) return undefined;
  const ids = value.map(readPlayerId);
  return ids.every((id) => id !== undefined) ? ids : undefined;
}
