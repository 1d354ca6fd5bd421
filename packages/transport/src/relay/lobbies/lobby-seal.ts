import type { LobbyView, SealedLobby } from "../../wire/lobby.js";
import { pairsJson, viewOf, type LobbyRecord } from "./lobby-record.js";

/** What a seal says, besides that the lobby is as presented. */
export interface Unsealed {
  /** The run of the relay that made it. */
  readonly run: string;
  readonly exposed: boolean;
}

const SEAL = /^([A-Za-z0-9]{1,64})\.([01])\.([A-Za-z0-9_-]{43})$/;

/**
 * The relay's signature on a lobby, so that members can bring it back to a relay that has lost it. What is signed names the run, whether the lobby was ever exposed, and all
 * of the view at its revision; nobody without the key can make one for anything else.
 */
export class LobbySeals {
  readonly #run: string;
  readonly #sign: (bytes: Uint8Array) => Uint8Array;
  readonly #known = new WeakMap<LobbyRecord, SealedLobby>();

  /**
   * @param run letters and digits, another at each start.
   * @param sign HMAC-SHA-256: 32 bytes.
   */
  constructor(run: string, sign: (bytes: Uint8Array) => Uint8Array) {
    this.#run = run;
    this.#sign = sign;
  }

  /** The lobby as members get it. Made once for each record. */
  seal(record: LobbyRecord): SealedLobby {
    let sealed = this.#known.get(record);
    if (sealed === undefined) {
      const lobby = viewOf(record);
      sealed = { lobby, seal: `${this.#run}.${record.exposed ? 1 : 0}.${this.#signature(this.#run, record.exposed, lobby)}` };
      this.#known.set(record, sealed);
    }
    return sealed;
  }

  /** Who made this seal; `undefined` when no relay with this key did, for this lobby. */
  open({ lobby, seal }: SealedLobby): Unsealed | undefined {
    const [, run, flag, signature] = SEAL.exec(seal) ?? [];
    if (run === undefined || signature === undefined) return undefined;
    const exposed = flag === "1";
    return sameText(this.#signature(run, exposed, lobby), signature) ? { run, exposed } : undefined;
  }

  #signature(run: string, exposed: boolean, lobby: LobbyView): string {
    const text = `samovar lobby 1\n${run}\n${exposed ? 1 : 0}\n${canonicalJson(lobby)}`;
    return base64url(this.#sign(new TextEncoder().encode(text)));
  }
}

/** Field by field in one order, whoever made the object. */
function canonicalJson({ id, revision, type, joinable, limit, owner, members, data, server }: LobbyView): string {
  const seats = members.map((member) => `["${member.id}",${pairsJson(member.data)}]`).join();
  const game = server === undefined ? "null" : JSON.stringify([server.ip, server.port, server.id.toString()]);
  return `["${id}",${revision},${type},${joinable},${limit},"${owner}",[${seats}],${pairsJson(data)},${game}]`;
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** In the same time wherever they differ. */
function sameText(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let i = 0; i < one.length; i++) difference |= one.charCodeAt(i) ^ other.charCodeAt(i);
  return difference === 0;
}
