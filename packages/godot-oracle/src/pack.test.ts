import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { writePack } from "./pack.js";

test("a pack leads from its header to the directory, and from there to each file", () => {
  const files = { "project.godot": "config_version=5\n", "main.gd": "extends Node\n".repeat(5) };
  const pack = writePack(files);

  expect(pack.toString("latin1", 0, 4)).toBe("GDPC");
  const base = Number(pack.readBigUInt64LE(24));
  let at = Number(pack.readBigUInt64LE(32));
  const count = pack.readUInt32LE(at);
  at += 4;
  const found: Record<string, string> = {};
  for (let index = 0; index < count; index++) {
    const length = pack.readUInt32LE(at);
    const path = pack.toString("utf8", at + 4, at + 4 + length).replaceAll("\0", "");
    const offset = base + Number(pack.readBigUInt64LE(at + 4 + length));
    const content = pack.subarray(offset, offset + Number(pack.readBigUInt64LE(at + 12 + length)));
    expect(offset % 32, path).toBe(base % 32);
    expect(pack.subarray(at + 20 + length, at + 36 + length)).toEqual(createHash("md5").update(content).digest());
    found[path] = content.toString("utf8");
    at += 40 + length;
  }
  expect(found).toEqual(files);
  expect(at).toBe(pack.length);
});
