import type { LobbyChange, SealedLobby } from "../../wire/lobby.js";
import { applyChange, copyOfState, differences, stateOf, viewOf, type LobbyState, type LocalChange } from "./lobby-state.js";

/** Something we changed, and the relay has not confirmed. */
export interface LocalWrite {
  readonly change: LocalChange;
  /** Whether the relay has been asked. */
  sent: boolean;
}

/** One lobby we sit in: what the relay says of it, and over that what we changed ourselves and the relay has not answered yet. */
export class LobbyMirror {
  #base: LobbyState;
  #seal: string;
  #writes: LocalWrite[] = [];
  /** The base with the writes; made when it is looked at. */
  #shown: LobbyState | undefined;

  constructor({ lobby, seal }: SealedLobby) {
    this.#base = stateOf(lobby);
    this.#seal = seal;
  }

  /** As a game sees it: with what we changed. Not to be changed by the caller. */
  get shown(): LobbyState {
    if (this.#writes.length === 0) return this.#base;
    if (this.#shown === undefined) {
      this.#shown = copyOfState(this.#base);
      for (const { change } of this.#writes) applyChange(this.#shown, change);
    }
    return this.#shown;
  }

  /** What the relay said last, with its seal. */
  get sealed(): SealedLobby {
    return { lobby: viewOf(this.#base), seal: this.#seal };
  }

  /** What is not confirmed, in the order in which it was changed. */
  get writes(): readonly LocalWrite[] {
    return this.#writes;
  }

  /** Takes the whole lobby as the relay says it is; answers what is different now. */
  replace({ lobby, seal }: SealedLobby): readonly LobbyChange[] {
    const before = this.#base;
    this.#base = stateOf(lobby);
    this.#seal = seal;
    this.#shown = undefined;
    return differences(before, this.#base);
  }

  /** Takes the next revision. False, and nothing happens: it is not the next. */
  advance(revision: number, changes: readonly LobbyChange[], seal: string): boolean {
    if (revision !== this.#base.revision + 1) return false;
    for (const change of changes) applyChange(this.#base, change);
    this.#base.revision = revision;
    this.#seal = seal;
    this.#shown = undefined;
    return true;
  }

  /** Whether this revision is known already. */
  knows(revision: number): boolean {
    return revision <= this.#base.revision;
  }

  /** Changes what is shown. Values are put to those of the same owner that wait to be sent. */
  write(change: LocalChange): void {
    if (this.#writes.length > 0) applyChange(this.shown, change);
    const draft = change.k === "values" ? this.#writes.find((write) => isDraft(write, change.of)) : undefined;
    if (change.k === "values" && draft?.change.k === "values") {
      for (const [key, value] of change.values) draft.change.values.set(key, value);
    } else {
      this.#writes.push({ change, sent: false });
    }
  }

  /** The relay has confirmed or refused this. */
  settle(write: LocalWrite): void {
    this.#writes = this.#writes.filter((other) => other !== write);
    this.#shown = undefined;
  }
}

const isDraft = ({ sent, change }: LocalWrite, of: bigint): boolean => !sent && change.k === "values" && change.of === of;
