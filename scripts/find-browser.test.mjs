import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findBrowser } from "./find-browser.mjs";

describe.skipIf(process.platform === "win32")("looking for a browser", () => {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "samovar-browser-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /**
   * @param {string} name
   * @param {number} exitCode what it ends with when it is asked for its version
   */
  function program(name, exitCode) {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\nexit ${exitCode}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  test("takes what the PATH has", () => {
    const chrome = program("google-chrome", 0);
    expect(findBrowser({ PATH: folder }, "linux")).toBe(chrome);
  });

  test("passes over one that does not run", () => {
    program("chromium-browser", 1);
    expect(findBrowser({ PATH: folder }, "linux")).toBeUndefined();
  });

  test("obeys SAMOVAR_CHROMIUM before all else", () => {
    program("chromium", 0);
    const chosen = program("my-browser", 0);
    expect(findBrowser({ PATH: folder, SAMOVAR_CHROMIUM: chosen }, "linux")).toBe(chosen);
  });

  test("says so when SAMOVAR_CHROMIUM names no program", () => {
    const wrong = join(folder, "nothing");
    expect(() => findBrowser({ PATH: folder, SAMOVAR_CHROMIUM: wrong }, "linux")).toThrow(`SAMOVAR_CHROMIUM is "${wrong}"`);
  });
});
