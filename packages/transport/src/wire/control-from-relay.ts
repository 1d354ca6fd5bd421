import { isToken, MAX_DROPPED_PEERS, parseControlJson, type Admission, type RelayToPlayer } from "./control.js";
import { isRevision, readAnswer, readChanges, readLobbyId, readSealedLobby } from "./lobby-from-relay.js";
import { readBlanks, readPeople, readVerdict } from "./people-from-relay.js";
import { asRecord, isText, isUint32, readList, readPlayerId } from "./read-json.js";

/** Reads what the relay said; `undefined` for anything malformed, too long, or of a kind unknown to this version. Never throws. */
export function decodeFromRelay(bytes: Uint8Array): RelayToPlayer | undefined {
  const message = asRecord(parseControlJson(bytes));
  const t = message["t"];
  switch (t) {
    case "welcome": {
      const { version, run, timeMs } = message;
      return isUint32(version) ? { t, version, ...(isText(run) && { run }), ...(Number.isFinite(timeMs) && { timeMs: timeMs as number }) } : undefined;
    }
    case "replaced":
    case "shutdown": return { t };
    case "dropped": {
      const peers = readList(message["peers"], MAX_DROPPED_PEERS, readPlayerId);
      return peers && { t, peers };
    }
    case "answer": {
      const { n } = message;
      const answer = readAnswer(message["answer"]);
      return answer && isUint32(n) ? { t, n, answer } : undefined;
    }
    case "lobby": {
      const sealed = readSealedLobby(message["sealed"]);
      return sealed && { t, sealed };
    }
    case "change": {
      const { revision, seal } = message;
      const lobby = readLobbyId(message["lobby"]);
      const changes = readChanges(message["changes"]);
      return lobby !== undefined && changes && isRevision(revision) && isText(seal) ? { t, lobby, revision, changes, seal } : undefined;
    }
    case "gone": {
      const lobby = readLobbyId(message["lobby"]);
      return lobby === undefined ? undefined : { t, lobby, ...(message["moved"] === true && { moved: true }) };
    }
    case "chat":
    case "invite": {
      const lobby = readLobbyId(message["lobby"]);
      const from = readPlayerId(message["from"]);
      const { text } = message;
      if (lobby === undefined || from === undefined) return undefined;
      if (t === "invite") return { t, lobby, from };
      return isText(text) ? { t, lobby, from, text } : undefined;
    }
    case "invite-to-game": {
      const { connect } = message;
      const from = readPlayerId(message["from"]);
      return from !== undefined && isText(connect) ? { t, from, connect } : undefined;
    }
    case "people": {
      const people = readPeople(message["people"]);
      return people && { t, people };
    }
    case "blanks": {
      const tickets = readBlanks(message["tickets"]);
      return tickets && { t, tickets };
    }
    case "verdict": {
      const verdict = readVerdict(message);
      return verdict && { t, ...verdict };
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
