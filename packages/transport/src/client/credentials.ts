/**
 * Where a player keeps the token that makes the relay know them again. Whoever holds the token is the player, so it
 * belongs nowhere else.
 */
export interface CredentialStore {
  /** The token of last time; `undefined` for a newcomer. Never rejects. */
  load(): Promise<string | undefined>;
  /** Keeps a token in place of the last one. Never throws; a store that cannot write keeps it as long as it lives itself. */
  save(token: string): void;
}

/** The part of the browser's `LockManager` that is needed here. */
export interface TokenLocks {
  request(name: string, options: { signal: AbortSignal }, granted: () => Promise<never>): Promise<unknown>;
}

/** What the stores use of the browser; tests put their own in. */
export interface CredentialGround {
  /** May answer `undefined` or throw, as where a page is not allowed to store anything. */
  readonly storage: () => Pick<Storage, "getItem" | "setItem"> | undefined;
  /** `undefined` where there are none. */
  readonly locks: () => TokenLocks | undefined;
  /** How long a reloaded page waits for its predecessor to let go of its identity. */
  readonly lockWaitMs: number;
  /** Is told, once, that nothing can be stored. */
  readonly warn: (message: string) => void;
}

/** A page that was opened anew: the token is most likely that of the tab it was copied from. */
const COPY_WAIT_MS = 1_000;
/** A page that was reloaded: its predecessor is on its way out, which takes more than a second on a machine under load. Ours; giving up would make another player of it. */
const RELOAD_WAIT_MS = 5_000;

const ground: Omit<CredentialGround, "storage"> = {
  locks: () => (typeof navigator === "undefined" ? undefined : navigator.locks),
  lockWaitMs: wasReloaded() ? RELOAD_WAIT_MS : COPY_WAIT_MS,
  // The console is where a developer looks; a store is made before any client that could have a logger.
  warn: (message) => console.warn(message),
};

function wasReloaded(): boolean {
  const [navigation] = globalThis.performance?.getEntriesByType("navigation") ?? [];
  return navigation !== undefined && "type" in navigation && navigation.type === "reload";
}

/**
 * Each tab is a player of its own, and the same one after a reload: the token is kept in `sessionStorage`, by relay
 * address. A duplicated tab gets a copy of that, so the store also holds a lock on the token for as long as the
 * page lives: the copy finds it taken and begins as a newcomer. Browsers without Web Locks (and pages that are not
 * served securely) cannot tell; there a duplicated tab takes the player over.
 */
export function tabCredentials(relayUrl: string, own: Partial<CredentialGround> = {}): CredentialStore {
  return storedCredentials(relayUrl, { ...ground, storage: () => globalThis.sessionStorage, ...own });
}

/**
 * One player for the whole browser, also after it was closed: the token is kept in `localStorage`, by relay address.
 * Of two tabs, the later takes the player over from the earlier.
 */
export function browserCredentials(relayUrl: string, own: Partial<CredentialGround> = {}): CredentialStore {
  return storedCredentials(relayUrl, {
    ...ground,
    storage: () => globalThis.localStorage,
    ...own,
    locks: () => undefined,
  });
}

/** Keeps the token as long as this object lives: a reloaded page is a newcomer. */
export function memoryCredentials(token?: string): CredentialStore {
  let kept = token;
  return {
    load: () => Promise.resolve(kept),
    save: (saved) => {
      kept = saved;
    },
  };
}

function storedCredentials(relayUrl: string, { storage, locks, lockWaitMs, warn }: CredentialGround): CredentialStore {
  const key = `samovar:token:${relayUrl}`;
  /** The token this page is known to hold; wins over the storage, which it may not have reached. */
  let held: string | undefined;
  let warned = false;

  const use = <T>(act: (stored: Pick<Storage, "getItem" | "setItem">) => T): T | undefined => {
    try {
      const stored = storage();
      if (stored !== undefined) return act(stored);
    } catch {
      // Said below: which exception it is depends on the browser and tells the developer nothing more.
    }
    if (!warned) {
      warned = true;
      warn(
        "Samovar: this page can store nothing, so a reload makes a new player. Allow site data, or use memoryCredentials().",
      );
    }
    return undefined;
  };

  return {
    async load() {
      if (held !== undefined) return held;
      const token = use((stored) => stored.getItem(key)) ?? undefined;
      if (token !== undefined && (await lockForLife(token, locks(), lockWaitMs))) held = token;
      return held;
    },
    save(token) {
      if (token !== held) void lockForLife(token, locks(), lockWaitMs);
      held = token;
      use((stored) => stored.setItem(key, token));
    },
  };
}

/** Locks a token until the page is gone. False when another page holds it. */
async function lockForLife(token: string, locks: TokenLocks | undefined, waitMs: number): Promise<boolean> {
  if (locks === undefined) return true;
  return new Promise((resolve) => {
    locks
      .request(`samovar:${token}`, { signal: AbortSignal.timeout(waitMs) }, () => {
        resolve(true);
        return new Promise<never>(() => {});
      })
      // Not only the time-out ends here: a page in an odd place (an opaque origin) may not lock, nor be duplicated.
      .catch((error: unknown) => resolve(!(error instanceof Error && error.name === "TimeoutError")));
  });
}
