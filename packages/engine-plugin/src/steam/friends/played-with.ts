/** Where it is kept, from one page load to the next, whom one has played with. What throws is ignored. */
export interface PlayedWithStore {
  /** What was saved last; null or undefined for nothing. */
  load(): string | null | undefined;
  save(text: string): void;
}

/** How many players are remembered; beyond, those longest not met are forgotten. Ours. */
export const MAX_PLAYED_WITH = 256;

interface Acquaintance {
  /** Seconds since 1970. */
  readonly metS: number;
  /** As it was last known; empty when it never was. */
  readonly name: string;
}

/** This browser's memory: one list for all its tabs. Nothing is kept where a page may store nothing. */
export function browserPlayedWith(): PlayedWithStore {
  const key = "samovar:played-with";
  return {
    load: () => globalThis.localStorage.getItem(key),
    save: (text) => globalThis.localStorage.setItem(key, text),
  };
}

/** Keeps the list as long as this object lives. */
export function memoryPlayedWith(text?: string): PlayedWithStore {
  let kept = text;
  return { load: () => kept, save: (saved) => void (kept = saved) };
}

/** Whom one has played with, and when. */
export class PlayedWith {
  readonly #store: PlayedWithStore;
  #met: Map<bigint, Acquaintance> | undefined;
  #changed = false;

  constructor(store: PlayedWithStore) {
    this.#store = store;
  }

  /** Latest first. */
  list(): bigint[] {
    return [...this.#all].sort(([, a], [, b]) => b.metS - a.metS).map(([id]) => id);
  }

  has(id: bigint): boolean {
    return this.#all.has(id);
  }

  /** Seconds since 1970; 0 for somebody never met. */
  metS(id: bigint): number {
    return this.#all.get(id)?.metS ?? 0;
  }

  /** As it was last known; empty for somebody never met, or whose name was never known. */
  name(id: bigint): string {
    return this.#all.get(id)?.name ?? "";
  }

  meet(id: bigint, metS: number, name: string): void {
    this.#put(id, { metS, name: name || this.name(id) });
    this.#trim(this.#all);
  }

  /** Keeps the name of somebody met. */
  rename(id: bigint, name: string): void {
    const before = this.#all.get(id);
    if (before !== undefined && name !== "" && name !== before.name) this.#put(id, { ...before, name });
  }

  /** Writes what changed since the last time, beside what other tabs wrote meanwhile. */
  save(): void {
    if (!this.#changed) return;
    this.#changed = false;
    const all = this.#load();
    for (const [id, entry] of this.#all) if (entry.metS >= (all.get(id)?.metS ?? 0)) all.set(id, entry);
    this.#trim(all);
    this.#met = all;
    try {
      this.#store.save(JSON.stringify([...all].map(([id, { metS, name }]) => [String(id), metS, name])));
    } catch {
      // Full, or forbidden: the list lives as long as the page.
    }
  }

  get #all(): Map<bigint, Acquaintance> {
    return (this.#met ??= this.#load());
  }

  #put(id: bigint, entry: Acquaintance): void {
    this.#all.set(id, entry);
    this.#changed = true;
  }

  #trim(all: Map<bigint, Acquaintance>): void {
    for (; all.size > MAX_PLAYED_WITH; ) {
      let oldest: bigint | undefined;
      for (const [id, { metS }] of all) if (oldest === undefined || metS < all.get(oldest)!.metS) oldest = id;
      all.delete(oldest!);
    }
  }

  /** What is stored may have been written by anybody who can run a script on this origin, or by another version. */
  #load(): Map<bigint, Acquaintance> {
    const all = new Map<bigint, Acquaintance>();
    try {
      const stored = JSON.parse(this.#store.load() ?? "[]") as unknown;
      for (const entry of Array.isArray(stored) ? (stored as unknown[]) : []) {
        const [id, metS, name] = Array.isArray(entry) ? (entry as unknown[]) : [];
        if (typeof id !== "string" || !/^\d{1,20}$/.test(id) || typeof metS !== "number" || typeof name !== "string") continue;
        all.set(BigInt(id), { metS, name });
      }
    } catch {
      // As if nothing had been stored.
    }
    this.#trim(all);
    return all;
  }
}
