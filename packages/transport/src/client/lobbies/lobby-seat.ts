import type { Ask, AskAnswer } from "../../wire/ask.js";
import { MAX_ALL_MEMBERS_DATA_BYTES, MAX_LOBBY_DATA_BYTES, MAX_MEMBER_DATA_BYTES, type LobbyGameServer, type LobbyType, type SealedLobby } from "../../wire/lobby.js";
import { isGameServer, isKeyAndValue, isLobbyType, isMemberLimit, pairsBytes } from "./lobby-limits.js";
import { LobbyMirror, type LocalWrite } from "./lobby-mirror.js";
import { sameServer, type LobbyState, type LocalChange } from "./lobby-state.js";
import type { LobbyEvent } from "../relay-endpoint.js";
import type { RelayLine } from "../relay-part.js";

/** How long values that are set wait for others, to be sent together. Ours. */
const GATHER_MS = 50;

/** What a seat needs of the lobbies it belongs to. */
export interface SeatHost {
  readonly line: RelayLine;
  push(event: LobbyEvent): void;
  /** Whether this is still the seat in its lobby. */
  isHeld(seat: LobbySeat): boolean;
}

/** A seat in a lobby, or what may become one: the mirror, and what we change there. The setters are those of the port `Lobbies`. */
export class LobbySeat {
  readonly mirror: LobbyMirror;
  readonly #host: SeatHost;
  /** Whether the game knows that we sit there: false until the ask that brought us there is answered. */
  claimed = false;
  /** Whether the relay has told of the lobby since we greeted it. */
  confirmed = true;
  /** When it should have; `Infinity` when it has, or cannot. */
  confirmByMs = Infinity;
  /** A revision was missed, and we have asked for the whole. */
  resyncing = false;
  /** When values that were set are to be sent; `Infinity`: there are none. */
  #flushAtMs = Infinity;

  constructor(host: SeatHost, sealed: SealedLobby) {
    this.#host = host;
    this.mirror = new LobbyMirror(sealed);
  }

  get lobby(): bigint {
    return this.mirror.shown.id;
  }

  /** When {@link flush} is due: not while the relay still owes an answer about other values. */
  get flushAtMs(): number {
    return this.mirror.writes.some(({ sent, change }) => sent && change.k === "values") ? Infinity : this.#flushAtMs;
  }

  set(key: string, value: string): boolean {
    const data = this.#owned?.data;
    if (data === undefined || !isKeyAndValue(key, value)) return false;
    if ((data.get(key) ?? "") === value) return true;
    return pairsBytes(new Map(data).set(key, value)) <= MAX_LOBBY_DATA_BYTES && this.#gather(this.lobby, key, value);
  }

  remove(key: string): boolean {
    return this.#owned?.data.has(key) === true && this.#gather(this.lobby, key, undefined);
  }

  setMemberValue(key: string, value: string): boolean {
    const { self } = this.#host.line;
    const { members } = this.mirror.shown;
    const mine = members.get(self);
    if (mine === undefined || !isKeyAndValue(key, value)) return false;
    if ((mine.get(key) ?? "") === value) return true;
    const bytes = pairsBytes(new Map(mine).set(key, value));
    let all = bytes;
    for (const [member, values] of members) if (member !== self) all += pairsBytes(values);
    return bytes <= MAX_MEMBER_DATA_BYTES && all <= MAX_ALL_MEMBERS_DATA_BYTES && this.#gather(self, key, value);
  }

  setOwner(to: bigint): boolean {
    const state = this.#owned;
    return state?.members.has(to) === true && (state.owner === to || this.#write({ k: "owner", owner: to }));
  }

  setType(type: LobbyType): boolean {
    return isLobbyType(type) && this.#setting(this.#owned?.type, type, { k: "settings", type });
  }

  setJoinable(joinable: boolean): boolean {
    return this.#setting(this.#owned?.joinable, joinable, { k: "settings", joinable });
  }

  setLimit(limit: number): boolean {
    return isMemberLimit(limit) && this.#setting(this.#owned?.limit, limit, { k: "settings", limit });
  }

  setServer(server: LobbyGameServer): boolean {
    const state = this.#owned;
    if (state === undefined || !isGameServer(server)) return false;
    return sameServer(server, state.server) || this.#write({ k: "server", server: { ...server } });
  }

  /** Asks the relay for everything we have changed and not asked for yet, in order. */
  flush(): void {
    this.#flushAtMs = Infinity;
    for (const write of this.mirror.writes) {
      if (write.sent) continue;
      write.sent = true;
      const ask = asAsk(this.lobby, write.change);
      this.#host.line.ask(ask, (answer, failed) => this.#settled(write, ask, answer, failed));
    }
  }

  /** Something we did in the lobby was refused. */
  refuse(what: string, { result, why }: AskAnswer): void {
    this.#host.push({ kind: "refused", lobby: this.lobby, what, why: why ?? `the relay answered ${result}` });
  }

  get #owned(): LobbyState | undefined {
    const state = this.mirror.shown;
    return state.owner === this.#host.line.self ? state : undefined;
  }

  #setting<T>(now: T | undefined, wanted: T, change: LocalChange): boolean {
    return now !== undefined && (now === wanted || this.#write(change));
  }

  #gather(of: bigint, key: string, value: string | undefined): boolean {
    this.mirror.write({ k: "values", of, values: new Map([[key, value]]) });
    this.#flushAtMs = Math.min(this.#flushAtMs, this.#host.line.now() + GATHER_MS);
    this.#host.line.hurry();
    return true;
  }

  #write(change: LocalChange): boolean {
    this.mirror.write(change);
    this.flush();
    return true;
  }

  #settled(write: LocalWrite, ask: Ask, answer: AskAnswer, failed: boolean): void {
    if (!this.#host.isHeld(this)) return;
    if (failed && answer.result === 2) {
      // The relay was restarted: it is said again when the lobby has been given back.
      write.sent = false;
      return;
    }
    this.mirror.settle(write);
    if (answer.result === 1) return;
    const { lobby } = this;
    this.refuse(ask.do, answer);
    this.#host.push({ kind: "data", lobby, member: write.change.k === "values" ? write.change.of : lobby, ok: true });
  }
}

function asAsk(lobby: bigint, change: LocalChange): Ask {
  if (change.k === "owner") return { do: "owner", lobby, to: change.owner };
  if (change.k === "server") return { do: "server", lobby, server: change.server };
  if (change.k === "settings") {
    const { k: _, ...settings } = change;
    return { do: "settings", lobby, ...settings };
  }
  const set: [string, string][] = [];
  const removed: string[] = [];
  for (const [key, value] of change.values) {
    if (value === undefined) removed.push(key);
    else set.push([key, value]);
  }
  return change.of === lobby ? { do: "data", lobby, set, removed } : { do: "member-data", lobby, set };
}
