import * as T from "../constants/identity-types.js";
import { type Identity, INVALID_IDENTITY } from "./identity-text.js";
import type { Log } from "../logger.js";
import { parseId } from "../steam-id.js";

/** The game's own labels for peers. Nothing of a label ever travels. */
export class IdentityTable {
  readonly #entries = new Map<string, Identity>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** What the label stands for. Naming an unknown one creates it, blank, as in GodotSteam. */
  get(label: string): Identity {
    const identity = this.#entries.get(label);
    if (identity === undefined) this.#entries.set(label, INVALID_IDENTITY);
    return identity ?? INVALID_IDENTITY;
  }

  set(label: string, identity: Identity): void {
    this.#entries.set(label, identity);
  }

  /** All labels, sorted. */
  entries(): [label: string, identity: Identity][] {
    return [...this.#entries].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** The Steam id behind a label; 0n when it stands for something else. */
  steamIdOf(label: string): bigint {
    const { type, value } = this.get(label);
    return type === T.IDENTITY_TYPE_STEAMID ? BigInt(value) : 0n;
  }

  /**
   * Who is meant: a label first, then `"steamid:…"` or decimal text, or the id itself; 0n, which no peer has, for anything else.
   * A name that is none of these becomes a blank label and is reported once, and so is a number.
   */
  resolve(argument: unknown): bigint {
    const id = this.find(argument);
    if (id !== 0n || typeof argument === "bigint") return id;
    if (typeof argument !== "string") {
      this.#log.errorOnce(
        `peer ${typeof argument}`,
        `[STEAM] A peer was given as ${typeof argument} (${String(argument)}): give its id as bigint, a number rounds the last digits away.`,
      );
      return 0n;
    }
    this.get(argument);
    this.#log.errorOnce(
      `peer ${argument}`,
      `[STEAM] "${argument}" is no peer: no Steam id, and no name that was given one by setIdentitySteamID64.`,
    );
    return 0n;
  }

  /** The same, without a word and without a new label. */
  find(argument: unknown): bigint {
    if (typeof argument === "bigint") return BigInt.asUintN(64, argument);
    if (typeof argument !== "string") return 0n;
    return (this.#entries.has(argument) && this.steamIdOf(argument)) || parseId(argument);
  }
}
