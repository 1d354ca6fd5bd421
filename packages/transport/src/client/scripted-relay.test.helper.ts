import { encodeControl, type PlayerToRelay, type RelayToPlayer } from "../wire/control.js";
import { decodeFromRelay } from "../wire/control-from-relay.js";
import type { Ask, AskAnswer } from "../wire/ask.js";
import type { LobbyChange, LobbyView } from "../wire/lobby.js";
import { individualId } from "../wire/steam-id.js";
import { Conversation } from "./conversation.js";
import type { LobbyEvent } from "./relay-endpoint.js";

export const ANNA = individualId(1);
export const BEN = individualId(2);
export const CARA = individualId(3);
export const LOBBY = 0x0186_0000_0000_0007n;

/** A lobby as a relay might tell of it. */
export function lobbyView(fields: Partial<LobbyView> = {}): LobbyView {
  return {
    id: LOBBY, revision: 1, type: 2, joinable: true, limit: 4, owner: ANNA,
    members: [{ id: ANNA, data: [] }, { id: BEN, data: [] }], data: [], ...fields,
  };
}

type Said = Extract<PlayerToRelay, { t: "ask" }>;
type AskOf<K extends Ask["do"]> = Extract<Ask, { do: K }>;

/** Anna's conversation with a relay that says what a test tells it to, on virtual time. */
export class ScriptedRelay {
  readonly anna: Conversation;
  /** Everything Anna said. */
  readonly heard: PlayerToRelay[] = [];
  nowMs = 0;
  /** While false there is no room in Anna's session. */
  hasRoom = true;
  #open = true;
  #linked = false;

  constructor() {
    this.anna = new Conversation({
      self: () => ANNA,
      isOnline: () => this.#linked,
      isOpen: () => this.#open,
      now: () => this.nowMs,
      say: (message) => {
        if (!this.#linked || !this.hasRoom) return false;
        this.heard.push(message);
        return true;
      },
      hurry: () => {},
      relayTimeMs: () => this.nowMs,
    });
  }

  /** A relay with a link to Anna, who sits in a lobby and has taken all events. */
  static seated(fields: Partial<LobbyView> = {}, run = "one"): ScriptedRelay {
    const relay = new ScriptedRelay();
    relay.connect(run);
    relay.anna.lobbies.join(LOBBY);
    relay.say({ t: "lobby", sealed: { lobby: lobbyView(fields), seal: "seal 1" } });
    relay.answer("join", { result: 1 });
    relay.events();
    relay.heard.length = 0;
    return relay;
  }

  /** A link is open, and the relay welcomes Anna. */
  connect(run = "one"): void {
    this.link();
    this.say({ t: "welcome", version: 1, run });
  }

  link(): void {
    this.#linked = true;
    this.anna.greet();
  }

  cut(): void {
    this.#linked = false;
  }

  /** The client is opened again. */
  reopen(): void {
    this.anna.reset();
    this.#open = true;
  }

  close(): void {
    this.#open = false;
    this.#linked = false;
    this.anna.reset();
  }

  say(message: RelayToPlayer): void {
    const read = decodeFromRelay(encodeControl(message));
    if (read === undefined) throw new Error(`the client cannot read ${JSON.stringify(message, (_key, value: unknown) => String(value))}`);
    this.anna.heard(read);
  }

  change(revision: number, ...changes: LobbyChange[]): void {
    this.say({ t: "change", lobby: LOBBY, revision, changes, seal: `seal ${revision}` });
  }

  pass(ms: number): void {
    const end = this.nowMs + ms;
    for (let next = this.anna.nextWakeMs; next <= end; next = this.anna.nextWakeMs) {
      this.nowMs = Math.max(this.nowMs, next);
      this.anna.wake(this.nowMs);
    }
    this.nowMs = end;
    this.anna.wake(end);
  }

  /** What Anna asked, of one kind, oldest first. */
  asks<K extends Ask["do"]>(kind: K): AskOf<K>[] {
    return this.#said(kind).map(({ ask }) => ask as AskOf<K>);
  }

  /** How often each kind was asked, in order. */
  get asked(): string[] {
    return this.heard.flatMap((said) => (said.t === "ask" ? [said.ask.do] : []));
  }

  /** Answers the latest ask of a kind. */
  answer(kind: Ask["do"], answer: AskAnswer): void {
    const said = this.#said(kind).at(-1);
    if (said === undefined) throw new Error(`nobody asked for ${kind}`);
    this.say({ t: "answer", n: said.n, answer });
  }

  /** Answers one ask by its number. */
  answerNumber(n: number, answer: AskAnswer): void {
    this.say({ t: "answer", n, answer });
  }

  numbers(kind: Ask["do"]): number[] {
    return this.#said(kind).map(({ n }) => n);
  }

  /** Takes all events. */
  events(): LobbyEvent[] {
    const events: LobbyEvent[] = [];
    for (let event = this.anna.lobbies.nextEvent(); event !== undefined; event = this.anna.lobbies.nextEvent()) events.push(event);
    return events;
  }

  #said(kind: Ask["do"]): Said[] {
    return this.heard.filter((said): said is Said => said.t === "ask" && said.ask.do === kind);
  }
}
