import { errors, jwtVerify, SignJWT } from "jose";
import { parseIndividualId } from "../wire/steam-id.js";

const ISSUER = "samovar";
const AUDIENCE = "samovar-relay";
const ALGORITHM = "HS256";

/** What a token turned out to be: a player's, or nothing, and why. */
export type TokenCheck = { readonly player: bigint } | { readonly refused: "expired" | "invalid" };

/**
 * A player's identity between connections: a JWT signed with the relay's key, `sub` the id in decimal. It is a bearer
 * token: whoever holds it is the player. It is given anew with each connection, so that whoever comes at least once in its lifetime stays the same player.
 */
export class Tokens {
  readonly #key: Uint8Array;
  readonly #lifetimeMs: number;
  readonly #now: () => number;

  /**
   * @param key 32 bytes.
   * @param now wall clock, milliseconds since 1970.
   */
  constructor(key: Uint8Array, lifetimeMs: number, now: () => number) {
    this.#key = key;
    this.#lifetimeMs = lifetimeMs;
    this.#now = now;
  }

  issue(player: bigint): Promise<string> {
    const nowS = Math.floor(this.#now() / 1000);
    return new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM, typ: "JWT" })
      .setSubject(player.toString())
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + Math.ceil(this.#lifetimeMs / 1000))
      .sign(this.#key);
  }

  /** Whose token it is. Only our algorithm, issuer and audience pass, and only a player's id. Never rejects. */
  async verify(token: string): Promise<TokenCheck> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: [ALGORITHM],
        typ: "JWT",
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ["sub", "iat", "exp"],
        currentDate: new Date(this.#now()),
      });
      const player = parseIndividualId(payload.sub ?? "");
      return player === undefined ? { refused: "invalid" } : { player };
    } catch (error) {
      return { refused: error instanceof errors.JWTExpired ? "expired" : "invalid" };
    }
  }
}
