import { createHmac } from "node:crypto";
import { SeededRandom } from "../testing/random.js";
import { VirtualTime } from "../testing/virtual-time.js";
import type { AskAnswer } from "../wire/ask.js";
import { encodeControl, MAX_CONTROL_BYTES, type RelayToPlayer } from "../wire/control.js";
import { decodeFromPlayer } from "../wire/control-from-player.js";
import { decodeFromRelay } from "../wire/control-from-relay.js";
import type { LobbyChange, LobbyMember, LobbyView, Pairs, SealedLobby } from "../wire/lobby.js";
import { MemoryBackplane } from "./backplane/memory-backplane.js";
import type { Audience, ControlClock, LobbyAsk, Parting } from "./control-part.js";
import { Lobbies } from "./lobbies.js";
import { LobbySeats } from "./lobbies/lobby-seats.js";

export const GRACE_MS = 15_000;
export const RELOAD_MS = 5000;

/** What the lobbies told their audience: a change of seats. */
export type SeatsChange = Parameters<Audience["seatsChanged"]>[0];

/** A relay's lobbies on virtual time, with players who hear everything at once. Everything said crosses the wire format both ways. */
export class LobbyWorld {
  readonly time = new VirtualTime();
  readonly players = new Map<bigint, TestMember>();
  /** X shows itself to Y, as `${X}>${Y}`. */
  readonly shown = new Set<string>();
  readonly seatsChanges: SeatsChange[] = [];
  lobbies: Lobbies;
  seats = new LobbySeats();
  backplane = new MemoryBackplane();
  #runs = 0;
  readonly #random: SeededRandom;

  constructor(seed = 1) {
    this.#random = new SeededRandom(seed);
    this.lobbies = this.#start();
  }

  /** The relay dies and another one starts, which knows nothing. */
  restart(): void {
    this.lobbies.stop();
    for (const player of this.players.values()) player.online = false;
    this.backplane = new MemoryBackplane();
    this.seats = new LobbySeats();
    this.lobbies = this.#start();
  }

  player(id: bigint, life = 1): TestMember {
    const known = this.players.get(id);
    if (known !== undefined && known.life === life) return known;
    if (known?.online === true) known.part("replaced");
    const player = new TestMember(this, id, life);
    this.players.set(id, player);
    player.arrive();
    return player;
  }

  #start(): Lobbies {
    const { time, backplane, seats } = this;
    const clock: ControlClock = {
      now: () => time.now,
      wallMs: () => 1_700_000_000_000 + time.now,
      after: (ms, callback) => {
        const timer = time.schedule(time.now + ms, callback);
        return () => time.cancel(timer);
      },
    };
    return new Lobbies({
      say: (player, message) => this.players.get(player)?.hear(message),
      clock, backplane, seats,
      random: () => this.#random.uint32(),
      audience: {
        isShownTo: (x, y) => this.shown.has(`${x}>${y}`),
        seatsChanged: (change) => void this.seatsChanges.push(change),
      },
      run: `run${++this.#runs}`,
      sign: (bytes) => createHmac("sha256", "test").update(bytes).digest(),
      lobbyGraceMs: GRACE_MS,
      reloadGraceMs: RELOAD_MS,
    });
  }
}

/** One page of a player, with a mirror of its lobbies that is strict about what it is told. */
export class TestMember {
  readonly id: bigint;
  readonly life: number;
  readonly heard: RelayToPlayer[] = [];
  readonly mirror = new Map<bigint, SealedLobby>();
  online = false;
  readonly #world: LobbyWorld;

  constructor(world: LobbyWorld, id: bigint, life: number) {
    this.#world = world;
    this.id = id;
    this.life = life;
  }

  /** The link opens (again). */
  arrive(): this {
    this.online = true;
    this.#world.lobbies.attached(this.id, this.life);
    return this;
  }

  part(how: Parting): void {
    this.online = false;
    this.#world.lobbies.detached(this.id, how);
    if (how === "over") this.mirror.clear();
  }

  /** Asks over the wire; the answer of a memory backplane is there at once. */
  ask(ask: LobbyAsk): AskAnswer {
    const message = decodeFromPlayer(encodeControl({ t: "ask", n: 1, ask }));
    if (message?.t !== "ask" || message.ask === undefined) throw new Error(`the relay does not understand ${ask.do}`);
    let answer: AskAnswer | undefined;
    this.#world.lobbies.ask(this.id, message.ask as LobbyAsk, (given) => (answer ??= given));
    if (answer === undefined) throw new Error(`no answer to ${ask.do}`);
    if (ask.do === "leave") this.mirror.delete(ask.lobby);
    const read = decodeFromRelay(encodeControl({ t: "answer", n: 1, answer }));
    if (read?.t !== "answer") throw new Error(`the client does not understand the answer to ${ask.do}`);
    return read.answer;
  }

  /** Makes a lobby, which must work. */
  create(type: LobbyView["type"] = 2, limit = 4): bigint {
    const { lobby = 0n, result } = this.ask({ do: "create", type, limit });
    if (result !== 1) throw new Error(`create: ${result}`);
    return lobby;
  }

  join(lobby: bigint): number {
    return this.ask({ do: "join", lobby }).result;
  }

  set(lobby: bigint, set: Pairs, removed: readonly string[] = []): number {
    return this.ask({ do: "data", lobby, set, removed }).result;
  }

  /** Presents everything it remembers to a relay that has forgotten. */
  restore(): number[] {
    return [...this.mirror.values()].map((sealed) => {
      const { result } = this.ask({ do: "restore", sealed });
      if (result !== 1) this.mirror.delete(sealed.lobby.id);
      return result;
    });
  }

  view(lobby: bigint): LobbyView | undefined {
    return this.mirror.get(lobby)?.lobby;
  }

  /** What it was told of a lobby's changes since the last call, flat. */
  changes(): LobbyChange[] {
    return this.heard.splice(0).flatMap((message) => (message.t === "change" ? message.changes : []));
  }

  hear(said: RelayToPlayer): void {
    if (!this.online) return;
    const bytes = encodeControl(said);
    if (bytes.length > MAX_CONTROL_BYTES) throw new Error(`a ${said.t} message of ${bytes.length} bytes`);
    const message = decodeFromRelay(bytes);
    if (message === undefined) throw new Error(`the client does not understand a ${said.t} message`);
    this.heard.push(message);
    if (message.t === "lobby") this.mirror.set(message.sealed.lobby.id, message.sealed);
    if (message.t === "gone") this.mirror.delete(message.lobby);
    if (message.t === "change") {
      const known = this.mirror.get(message.lobby)?.lobby;
      if (known === undefined) throw new Error("a change of a lobby that one does not sit in");
      if (message.revision !== known.revision + 1) throw new Error(`revision ${message.revision} after ${known.revision}`);
      this.mirror.set(message.lobby, { lobby: applied(known, message.changes, message.revision), seal: message.seal });
    }
  }
}

/** A view with changes applied. Throws for changes that make no sense of it. */
export function applied(view: LobbyView, changes: readonly LobbyChange[], revision: number): LobbyView {
  const next: { -readonly [Key in keyof LobbyView]: LobbyView[Key] } = { ...view, revision };
  const member = (id: bigint): LobbyMember => {
    const found = next.members.find((other) => other.id === id);
    if (found === undefined) throw new Error(`nobody with the id ${id} sits there`);
    return found;
  };
  for (const change of changes) {
    switch (change.k) {
      case "exit": {
        const gone = member(change.member);
        next.members = next.members.filter((other) => other !== gone);
        break;
      }
      case "enter":
        if (next.members.some(({ id }) => id === change.member.id)) throw new Error("somebody came who is there");
        next.members = next.members.concat(change.member);
        break;
      case "owner": next.owner = member(change.owner).id; break;
      case "settings": [next.type, next.joinable, next.limit] = [change.type, change.joinable, change.limit]; break;
      case "server": next.server = change.server; break;
      case "data": next.data = withPairs(next.data, change.set, change.removed); break;
      case "member-data": {
        const old = member(change.member);
        const fresh = { id: old.id, data: withPairs(old.data, change.set, change.removed) };
        next.members = next.members.map((other) => (other === old ? fresh : other));
      }
    }
  }
  return next;
}

function withPairs(pairs: Pairs, set: Pairs, removed: readonly string[]): Pairs {
  const map = new Map(pairs);
  for (const [key, value] of set) map.set(key, value);
  for (const key of removed) map.delete(key);
  return [...map];
}
