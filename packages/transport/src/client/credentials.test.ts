import { describe, expect, it } from "vitest";
import { browserCredentials, memoryCredentials, tabCredentials, type CredentialGround, type TokenLocks } from "./credentials.js";

const RELAY = "https://relay.example";

/** What one tab keeps; a duplicated tab begins with a copy. */
const storageOf = (entries: Iterable<readonly [string, string]> = []) => {
  const kept = new Map(entries);
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
};

/** The locks of one browser, and a way to unload the page that holds some. */
class Browser {
  #held = new Map<string, number>();
  #waiting: (() => void)[] = [];

  /** The locks as the page with this number sees them. */
  locks(page: number): TokenLocks {
    return {
      request: (name, { signal }, granted) =>
        new Promise((_resolve, reject) => {
          const attempt = (): void => {
            if (this.#held.has(name) || signal.aborted) return;
            this.#held.set(name, page);
            void granted();
          };
          attempt();
          if (this.#held.get(name) === page) return;
          this.#waiting.push(attempt);
          signal.addEventListener("abort", () => reject(signal.reason as Error));
        }),
    };
  }

  unload(page: number): void {
    for (const [name, holder] of this.#held) if (holder === page) this.#held.delete(name);
    for (const attempt of this.#waiting) attempt();
  }
}

const ground = (storage: ReturnType<typeof storageOf>, locks?: TokenLocks, lockWaitMs = 1_000): Partial<CredentialGround> => ({
  storage: () => storage,
  locks: () => locks,
  lockWaitMs,
});

describe("tab credentials", () => {
  it("know nothing of a newcomer, and the token after a reload", async () => {
    const storage = storageOf();
    const first = tabCredentials(RELAY, ground(storage));
    expect(await first.load()).toBeUndefined();
    first.save("token");
    expect(await first.load()).toBe("token");
    expect(await tabCredentials(RELAY, ground(storage)).load()).toBe("token");
  });

  it("keep the tokens of two relays apart", async () => {
    const storage = storageOf();
    tabCredentials(RELAY, ground(storage)).save("token");
    expect(await tabCredentials("https://other.example", ground(storage)).load()).toBeUndefined();
  });

  it("make a newcomer of a duplicated tab", async () => {
    const browser = new Browser();
    const original = storageOf();
    tabCredentials(RELAY, ground(original, browser.locks(1))).save("token");
    const duplicate = tabCredentials(RELAY, ground(storageOf(original.kept), browser.locks(2), 10));
    expect(await duplicate.load()).toBeUndefined();
    duplicate.save("another");
    expect(await duplicate.load()).toBe("another");
  });

  it("wait for the page that a reload is about to unload", async () => {
    const browser = new Browser();
    const storage = storageOf();
    tabCredentials(RELAY, ground(storage, browser.locks(1))).save("token");
    const loading = tabCredentials(RELAY, ground(storage, browser.locks(2), 60_000)).load();
    browser.unload(1);
    expect(await loading).toBe("token");
  });

  it("guard a renewed token as well", async () => {
    const browser = new Browser();
    const storage = storageOf();
    const tab = tabCredentials(RELAY, ground(storage, browser.locks(1)));
    tab.save("token");
    tab.save("renewed");
    const duplicate = tabCredentials(RELAY, ground(storageOf(storage.kept), browser.locks(2), 10));
    expect(await duplicate.load()).toBeUndefined();
  });

  it("do without locks where locking is not allowed", async () => {
    const storage = storageOf([[`samovar:token:${RELAY}`, "token"]]);
    const locks: TokenLocks = { request: () => Promise.reject(new DOMException("not here", "SecurityError")) };
    expect(await tabCredentials(RELAY, ground(storage, locks)).load()).toBe("token");
  });
});

describe("browser credentials", () => {
  it("are shared by the tabs of a browser", async () => {
    const browser = new Browser();
    const storage = storageOf();
    browserCredentials(RELAY, ground(storage, browser.locks(1))).save("token");
    expect(await browserCredentials(RELAY, ground(storage, browser.locks(2))).load()).toBe("token");
  });
});

describe("credentials without storage", () => {
  it.each([
    ["is missing", () => undefined],
    [
      "throws",
      () => {
        throw new DOMException("denied", "SecurityError");
      },
    ],
  ])("live as long as the page when storage %s, and say so once", async (_how, storage) => {
    const warnings: string[] = [];
    const store = tabCredentials(RELAY, { storage, locks: () => undefined, warn: (message) => warnings.push(message) });
    expect(await store.load()).toBeUndefined();
    store.save("token");
    store.save("renewed");
    expect(await store.load()).toBe("renewed");
    expect(warnings).toHaveLength(1);
  });

  it("can be meant so", async () => {
    const store = memoryCredentials();
    expect(await store.load()).toBeUndefined();
    store.save("token");
    expect(await store.load()).toBe("token");
    expect(await memoryCredentials("given").load()).toBe("given");
  });
});
