import { createHmac } from "node:crypto";
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { SignJWT } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isIndividualId, individualId } from "../wire/steam-id.js";
import { Admissions } from "./admissions.js";
import { Lives } from "./lives.js";
import { silentLog } from "./log.js";
import { permuteAccount, PlayerIds } from "./player-ids.js";
import { RelayStartError } from "./relay-error.js";
import { keyFromFile, keyFromSecret } from "./relay-key.js";
import { ClockSerials, FileSerials, SERIAL_LIMIT, type Serials } from "./serials.js";
import { Tokens } from "./tokens.js";

const dayMs = 86_400_000;
const secret = "a secret of thirty-two characters or more";
const someTime = Date.UTC(2027, 0, 1);

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "samovar-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function take(count: number, serials: Serials): Promise<number[]> {
  const taken = await Promise.all(Array.from({ length: count }, () => serials.next()));
  return taken.filter((serial) => serial !== undefined);
}

/** A wall clock that stands until somebody waits. */
function standingClock(startMs: number) {
  const clock = {
    at: startMs,
    now: () => clock.at,
    wait: (ms: number) => {
      clock.at += ms;
      return Promise.resolve();
    },
  };
  return clock;
}

/** The permutation backwards: its rounds in reverse order. */
function serialOf(key: Uint8Array, account: number): number {
  let left = account >>> 16;
  let right = account & 0xffff;
  for (let round = 7; round >= 0; round--) {
    const mixed = createHmac("sha256", key).update(Uint8Array.of(round, left & 0xff, left >>> 8)).digest().readUInt16LE();
    [left, right] = [right ^ mixed, left];
  }
  return ((left << 16) | right) >>> 0;
}

describe("player ids", () => {
  it("are individual SteamID64s", async () => {
    const ids = new PlayerIds(new Uint8Array(32), { next: () => Promise.resolve(5) });
    const id = await ids.next();
    expect(id !== undefined && isIndividualId(id)).toBe(true);
  });

  it("come from a permutation: different serials, different accounts", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uniqueArray(fc.nat(SERIAL_LIMIT - 1), { minLength: 2, maxLength: 50 }),
        (key, serials) => {
          const accounts = serials.map((serial) => permuteAccount(key, serial));
          expect(new Set(accounts).size).toBe(serials.length);
          expect(accounts.every((account) => Number.isInteger(account) && account >= 0 && account < SERIAL_LIMIT)).toBe(true);
        },
      ),
    );
  });

  it("pass over the serial that leads to account 0", async () => {
    const key = new Uint8Array(32);
    const toNobody = serialOf(key, 0);
    expect(permuteAccount(key, toNobody)).toBe(0);
    let serial = toNobody - 1;
    const ids = new PlayerIds(key, { next: () => Promise.resolve(serial++) });
    const given = [await ids.next(), await ids.next()].map((id) => id ?? 0n);
    expect(serial).toBe(toNobody + 2);
    expect(given.every(isIndividualId)).toBe(true);
  });

  it("run out rather than repeat", async () => {
    const ids = new PlayerIds(new Uint8Array(32), { next: () => Promise.resolve(undefined) });
    expect(await ids.next()).toBeUndefined();
  });
});

describe("serials in the key file", () => {
  it("never repeat, whatever restarts and however many processes share the file", async () => {
    const path = join(folder, "relay-key");
    const { serials: first } = await keyFromFile(path);
    const { serials: second } = await keyFromFile(path);
    const seen = [...(await take(5000, first)), ...(await take(10, second)), ...(await take(5000, first))];
    for (let restart = 0; restart < 5; restart++) seen.push(...(await take(3, new FileSerials(path))));
    expect(new Set(seen).size).toBe(10_025);
  });

  it("survive a line torn by a crash", async () => {
    const path = join(folder, "relay-key");
    const { serials } = await keyFromFile(path);
    const seen = await take(2, serials);
    await appendFile(path, "block ab");
    seen.push(...(await take(2, new FileSerials(path))), ...(await take(2, new FileSerials(path))));
    expect(new Set(seen).size).toBe(6);
  });

  it("are refused, not repeated, when the file is gone", async () => {
    const path = join(folder, "relay-key");
    const { serials } = await keyFromFile(path);
    await rm(path);
    await expect(serials.next()).rejects.toThrow(/relay-key/);
  });
});

describe("serials of the clock", () => {
  it("never repeat across restarts, as long as the clock runs forward", async () => {
    const clock = standingClock(someTime);
    const seen: number[] = [];
    for (let restart = 0; restart < 10; restart++) {
      seen.push(...(await take(3, new ClockSerials(clock))));
      // A crash right after handing one out, and a start within the same tick.
    }
    expect(seen).toHaveLength(30);
    expect(new Set(seen).size).toBe(30);
  });

  it("are there for a rush, if the relay has run for a while", async () => {
    const clock = standingClock(someTime);
    const serials = new ClockSerials(clock);
    clock.at += 60_000;
    expect(await take(480, serials)).toHaveLength(480);
    expect(clock.at).toBe(someTime + 60_000);
  });

  it("are none while the clock is set back", async () => {
    const clock = standingClock(someTime);
    const serials = new ClockSerials(clock);
    clock.at -= 3_600_000;
    expect(await serials.next()).toBeUndefined();
  });
});

describe("the relay's key", () => {
  it("is made once, for its owner's eyes, and is the same after a restart", async () => {
    const path = join(folder, "deep", "relay-key");
    const [first, second] = await Promise.all([keyFromFile(path), keyFromFile(path)]);
    const third = await keyFromFile(path);
    expect(second.signing).toEqual(first.signing);
    expect(third.signing).toEqual(first.signing);
    expect(third.ids).toEqual(first.ids);
    expect(first.signing).not.toEqual(first.ids);
    if (process.platform !== "win32") expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it("is not made over a file that is something else", async () => {
    const path = join(folder, "relay-key");
    await writeFile(path, "my notes");
    await expect(keyFromFile(path)).rejects.toThrow(RelayStartError);
    expect(await readFile(path, "utf8")).toContain("my notes");
  });

  it("comes from a secret without any file", () => {
    const clock = standingClock(someTime);
    expect(keyFromSecret(secret, clock).signing).toEqual(keyFromSecret(secret, clock).signing);
    expect(keyFromSecret(secret, clock).signing).not.toEqual(keyFromSecret(`${secret}!`, clock).signing);
  });
});

describe("tokens", () => {
  const key = new Uint8Array(32).fill(1);
  const player = individualId(77);
  const tokens = (now = someTime) => new Tokens(key, 365 * dayMs, () => now);

  it("prove a player, for a year", async () => {
    const token = await tokens().issue(player);
    expect(await tokens(someTime + 364 * dayMs).verify(token)).toEqual({ player });
    expect(await tokens(someTime + 366 * dayMs).verify(token)).toEqual({ refused: "expired" });
  });

  it("of another key prove nothing", async () => {
    const token = await new Tokens(new Uint8Array(32).fill(2), dayMs, () => someTime).issue(player);
    expect(await tokens().verify(token)).toEqual({ refused: "invalid" });
  });

  it("of another kind prove nothing, even signed with our key", async () => {
    const iat = Math.floor(someTime / 1000);
    const base = () => new SignJWT().setSubject(player.toString()).setIssuedAt(iat).setExpirationTime(iat + 1000);
    const right = () => base().setIssuer("samovar").setAudience("samovar-relay");
    const header = { alg: "HS256", typ: "JWT" };
    const others = [
      base().setProtectedHeader(header),
      base().setProtectedHeader(header).setIssuer("samovar").setAudience("somebody"),
      base().setProtectedHeader(header).setIssuer("somebody").setAudience("samovar-relay"),
      right().setProtectedHeader({ alg: "HS512", typ: "JWT" }),
      right().setProtectedHeader(header).setSubject("1"),
      right().setProtectedHeader(header).setSubject("103582791429521408"),
    ];
    for (const other of others) expect(await tokens().verify(await other.sign(key))).toEqual({ refused: "invalid" });
    expect(await tokens().verify(await right().setProtectedHeader(header).sign(key))).toEqual({ player });
  });

  it("never make the check fail, whatever they are", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 300 }), async (text) => {
        expect(await tokens().verify(text)).toEqual({ refused: "invalid" });
      }),
      { numRuns: 50 },
    );
    const [head, body] = (await tokens().issue(player)).split(".");
    const none = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
    expect(await tokens().verify(`${none}.${body}.`)).toEqual({ refused: "invalid" });
    expect(await tokens().verify(`${head}.${body}.`)).toEqual({ refused: "invalid" });
  });
});

describe("admission", () => {
  function setUp() {
    const warnings: string[] = [];
    const log = { ...silentLog, warn: (line: string) => warnings.push(line) };
    let serial = 0;
    const lives = new Lives();
    const tokens = new Tokens(new Uint8Array(32), dayMs, () => someTime);
    const ids = new PlayerIds(new Uint8Array(32), { next: () => Promise.resolve(serial++) });
    return { admissions: new Admissions(ids, tokens, lives, log), lives, warnings, tokens };
  }

  async function admitted(admissions: Admissions, header: string) {
    const result = await admissions.admit(header);
    if (typeof result === "number") throw new Error(`refused with ${result}`);
    return result;
  }

  it("gives newcomers different ids, and takes those who come with a token for who they are", async () => {
    const { admissions } = setUp();
    const first = await admitted(admissions, "Samovar 1");
    const second = await admitted(admissions, "Samovar 1");
    expect(second.player).not.toBe(first.player);
    const again = await admitted(admissions, `Samovar 2 ${first.json.token}`);
    expect(again.player).toBe(first.player);
    expect(again.life).toBe(2);
    expect(again.json.id).toBe(first.player.toString());
  });

  it("makes a newcomer of one whose token is worth nothing, and says so once", async () => {
    const { admissions, warnings } = setUp();
    const stranger = await new Tokens(new Uint8Array(32).fill(9), dayMs, () => someTime).issue(individualId(5));
    for (let i = 0; i < 3; i++) expect((await admitted(admissions, `Samovar 1 ${stranger}`)).player).not.toBe(individualId(5));
    expect(warnings).toHaveLength(1);
  });

  it("refuses a page life that a later one replaced", async () => {
    const { admissions, lives } = setUp();
    const { player, json } = await admitted(admissions, "Samovar 1");
    lives.opened(player, 1);
    lives.opened(player, 2);
    expect(await admissions.admit(`Samovar 1 ${json.token}`)).toBe(409);
    expect((await admitted(admissions, `Samovar 2 ${json.token}`)).player).toBe(player);
  });

  it("refuses those who do not introduce themselves", async () => {
    const { admissions } = setUp();
    for (const header of [undefined, "", "Samovar", "Samovar x", "Samovar 4294967296", "Samovar -1", "Bearer abc", "Samovar 1 a b", "samovar 1"]) {
      expect(await admissions.admit(header)).toBe(401);
    }
  });

  it("turns newcomers away when there is no id, but lets known players in", async () => {
    const tokens = new Tokens(new Uint8Array(32), dayMs, () => someTime);
    const noIds = new PlayerIds(new Uint8Array(32), { next: () => Promise.reject(new Error("disk full")) });
    const admissions = new Admissions(noIds, tokens, new Lives(), silentLog);
    expect(await admissions.admit("Samovar 1")).toBe(503);
    expect((await admitted(admissions, `Samovar 1 ${await tokens.issue(individualId(8))}`)).player).toBe(individualId(8));
  });

  it("remembers a bounded number of lives", () => {
    const lives = new Lives(2);
    lives.opened(individualId(1), 1);
    lives.opened(individualId(1), 2);
    expect(lives.isReplaced(individualId(1), 1)).toBe(true);
    lives.opened(individualId(2), 1);
    lives.opened(individualId(3), 1);
    expect(lives.isReplaced(individualId(1), 1)).toBe(false);
  });
});
