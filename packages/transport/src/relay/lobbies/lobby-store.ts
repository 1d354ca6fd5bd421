import type { Bucket } from "../backplane/backplane.js";
import { FAIL } from "../answers.js";
import type { LobbyRecord } from "./lobby-record.js";
import type { Outcome, Refusal } from "./lobby-rules.js";

/** How often a change is decided anew because somebody else was faster. Ours. */
const MAX_TRIES = 16;

const unavailable: Refusal = { refused: FAIL, why: "the relay cannot reach its store of lobbies at the moment" };

/** Lobby records in the backplane, changed by rules. */
export class LobbyStore {
  readonly #bucket: Bucket<LobbyRecord>;

  constructor(bucket: Bucket<LobbyRecord>) {
    this.#bucket = bucket;
  }

  get(lobby: bigint): LobbyRecord | undefined {
    return this.#bucket.get(lobby.toString())?.value;
  }

  *records(): Iterable<LobbyRecord> {
    for (const [, { value }] of this.#bucket.entries()) yield value;
  }

  watch(watcher: (now: LobbyRecord | undefined, before: LobbyRecord | undefined) => void): () => void {
    return this.#bucket.watch((_key, now, before) => watcher(now?.value, before?.value));
  }

  /**
   * Applies a rule to the lobby as it is, and again to what has become of it if somebody else was faster.
   * @param rule sees `undefined` when there is no such lobby.
   * @param done hears what came of it, once; when it was written, after the watchers.
   */
  change(lobby: bigint, rule: (record: LobbyRecord | undefined) => Outcome, done: (outcome: Outcome) => void = () => undefined): void {
    this.#try(lobby.toString(), rule, done, MAX_TRIES);
  }

  #try(key: string, rule: (record: LobbyRecord | undefined) => Outcome, done: (outcome: Outcome) => void, tries: number): void {
    const entry = this.#bucket.get(key);
    const outcome = rule(entry?.value);
    if ("refused" in outcome || outcome.record === entry?.value) {
      done(outcome);
      return;
    }
    this.#bucket.write(key, outcome.record, entry?.revision ?? 0, (written) => {
      if (written === "done") done(outcome);
      else if (written === "conflict" && tries > 1) this.#try(key, rule, done, tries - 1);
      else done(unavailable);
    });
  }
}
