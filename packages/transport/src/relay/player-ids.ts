import { createHmac } from "node:crypto";
import { individualId } from "../wire/steam-id.js";
import type { Serials } from "./serials.js";

const ROUNDS = 8;

/**
 * A permutation of the 32-bit numbers, chosen by the key: a Feistel network, which is one-to-one whatever its round function is.
 * Different serials therefore give different accounts; and without the key, accounts tell neither who is next nor how many there are.
 */
export function permuteAccount(key: Uint8Array, serial: number): number {
  let left = serial >>> 16;
  let right = serial & 0xffff;
  for (let round = 0; round < ROUNDS; round++) {
    const mixed = createHmac("sha256", key).update(Uint8Array.of(round, right & 0xff, right >>> 8)).digest().readUInt16LE();
    [left, right] = [right, left ^ mixed];
  }
  return ((left << 16) | right) >>> 0;
}

/**
 * Makes the ids of newcomers: SteamID64-shaped, and never the same to two players.
 *
 * Why that holds: serials never repeat (see {@link Serials}), and a serial becomes an account through a permutation, so
 * accounts do not repeat either. No list of issued ids is kept or searched, and chance has no part in it. What `Serials` does not
 * promise, this does not. With another key the permutation is another one and ids may come again; but then no token of the earlier ones
 * is valid any more, so still no two players can prove the same id.
 */
export class PlayerIds {
  readonly #key: Uint8Array;
  readonly #serials: Serials;

  constructor(key: Uint8Array, serials: Serials) {
    this.#key = key;
    this.#serials = serials;
  }

  /** A new player's id; `undefined` when there is none to give now. Rejects when the serials cannot be kept. */
  async next(): Promise<bigint | undefined> {
    const serial = await this.#serials.next();
    if (serial === undefined) return undefined;
    const account = permuteAccount(this.#key, serial);
    // Account 0 is nobody's; one serial leads to it, which is passed over.
    return account === 0 ? this.next() : individualId(account);
  }
}
