import { beforeEach, describe, expect, it, vi } from "vitest";
import { type MuteStore, Sounds } from "./sounds.js";

beforeEach(() => {
  vi.stubGlobal("addEventListener", () => {});
});

function store(): MuteStore {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

describe("sounds", () => {
  it("are on at first; silence is remembered for the next visit, and so is its end", () => {
    const browser = store();
    expect(new Sounds(browser).muted).toBe(false);
    new Sounds(browser).muted = true;
    expect(new Sounds(browser).muted).toBe(true);
    new Sounds(browser).muted = false;
    expect(new Sounds(browser).muted).toBe(false);
  });

  it("a browser that keeps nothing, and one without sound, do no harm", () => {
    const forbidden: MuteStore = {
      getItem() {
        throw new Error("forbidden");
      },
      setItem() {
        throw new Error("full");
      },
    };
    const sounds = new Sounds(forbidden);
    sounds.muted = true;
    expect(sounds.muted).toBe(true);
    sounds.muted = false;
    sounds.play("clink", 0.5);
    sounds.dispose();
  });
});
