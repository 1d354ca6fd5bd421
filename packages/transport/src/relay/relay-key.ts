import { hkdfSync, randomBytes } from "node:crypto";
import { access, appendFile, constants, link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { errorText, RelayStartError, systemCode } from "./relay-error.js";
import { ClockSerials, FileSerials, type Serials, type WallClock } from "./serials.js";

/** What a relay signs identities with, and makes new ones from. */
export interface RelayKey {
  /** 32 bytes, for tokens. */
  readonly signing: Uint8Array;
  /** 32 bytes, for the order in which ids are given. */
  readonly ids: Uint8Array;
  /** 32 bytes, for what players bring back to the relay: lobbies, tickets. */
  readonly seals: Uint8Array;
  readonly serials: Serials;
}

/** The shortest secret, in characters: 32 random ones are out of reach of guessing. Ours. */
export const MIN_SECRET_LENGTH = 32;

const FIRST_LINE = /^samovar-relay-key 1 ([A-Za-z0-9_-]{43})\r?$/;

/**
 * The key in a file, made with a random one if there is none (mode 0600; its directory, 0700). The file also keeps the ledger of issued ids, see
 * {@link FileSerials}: it must stay writable, and is not to be copied to a second relay that runs at the same time.
 * Rejects with a {@link RelayStartError} `key-file`.
 */
export async function keyFromFile(path: string): Promise<RelayKey> {
  let text: string;
  try {
    text = await readOrCreate(path);
    await access(path, constants.W_OK);
    // Somebody's editor took the last line's end; the ledger needs it.
    if (!text.endsWith("\n")) await appendFile(path, "\n");
  } catch (cause) {
    throw new RelayStartError(
      "key-file",
      `The relay's key file ${path} cannot be used (${errorText(cause)}). Make it readable and writable, choose another with SAMOVAR_KEY_FILE, or set SAMOVAR_SECRET.`,
      { cause },
    );
  }
  const match = FIRST_LINE.exec(text.split("\n", 1)[0] as string);
  if (match === null) {
    throw new RelayStartError(
      "key-file",
      `${path} is not a Samovar key file. Put the right one back, or move it away to start with a new key; all players then get new ids.`,
    );
  }
  return derive(Buffer.from(match[1] as string, "base64url"), new FileSerials(path));
}

/**
 * The key from a secret of at least {@link MIN_SECRET_LENGTH} characters, for relays without a disk of their own.
 * What is guaranteed of ids is what {@link ClockSerials} guarantees: one relay at a time per secret.
 */
export function keyFromSecret(secret: string, clock: WallClock): RelayKey {
  return derive(Buffer.from(secret, "utf8"), new ClockSerials(clock));
}

function derive(material: Uint8Array, serials: Serials): RelayKey {
  const part = (use: string) => new Uint8Array(hkdfSync("sha256", material, "samovar relay", use, 32));
  return { signing: part("token signing"), ids: part("player ids"), seals: part("seals"), serials };
}

async function readOrCreate(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `samovar-relay-key 1 ${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  try {
    // Complete or not there at all, and never over another's: whoever comes second takes the first one's key.
    await link(draft, path).catch((error: unknown) => {
      if (systemCode(error) !== "EEXIST") throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(path, "utf8");
}
