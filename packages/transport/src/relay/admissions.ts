import { admissionToJson, parseAuthorization, REPLACED_STATUS, type AdmissionJson } from "../wire/control.js";
import type { Lives } from "./lives.js";
import { once, type RelayLog } from "./log.js";
import type { PlayerIds } from "./player-ids.js";
import { errorText } from "./relay-error.js";
import type { Tokens } from "./tokens.js";

/** A player who may open a link. */
export interface Admitted {
  readonly player: bigint;
  readonly life: number;
  /** What the player is told: id, and a fresh token. */
  readonly json: AdmissionJson;
}

/**
 * Why a player may not: an HTTP status.
 * - 401: no `Authorization` header, or not ours.
 * - 409: another connection of the same player replaced this page life.
 * - 503: there is no id to give to a newcomer now.
 */
export type Refused = 401 | 409 | 503;

/** Decides who a connecting player is: the one the token proves, or a newcomer. */
export class Admissions {
  readonly #ids: PlayerIds;
  readonly #tokens: Tokens;
  readonly #lives: Lives;
  readonly #log: RelayLog;
  readonly #warnOnce: (kind: string, line: string) => void;

  constructor(ids: PlayerIds, tokens: Tokens, lives: Lives, log: RelayLog) {
    this.#ids = ids;
    this.#tokens = tokens;
    this.#lives = lives;
    this.#log = log;
    this.#warnOnce = once((line) => log.warn(line));
  }

  /**
   * A token that is expired, or not signed with our key, makes a newcomer of its holder: nobody is locked out by a changed key.
   * Never rejects.
   */
  async admit(authorization: string | undefined): Promise<Admitted | Refused> {
    const credentials = parseAuthorization(authorization ?? "");
    if (credentials === undefined) return 401;
    const { life, token } = credentials;
    try {
      const known = token === undefined ? undefined : await this.#playerOf(token);
      if (known !== undefined && this.#lives.isReplaced(known, life)) return REPLACED_STATUS;
      const player = known ?? (await this.#ids.next());
      if (player === undefined) {
        this.#warnOnce("no ids", "newcomers are turned away: there is no player id to give just now");
        return 503;
      }
      return { player, life, json: admissionToJson({ id: player, token: await this.#tokens.issue(player) }) };
    } catch (error) {
      this.#log.error(`a newcomer was turned away: ${errorText(error)}`);
      return 503;
    }
  }

  async #playerOf(token: string): Promise<bigint | undefined> {
    const check = await this.#tokens.verify(token);
    if ("player" in check) return check.player;
    this.#warnOnce(
      check.refused,
      check.refused === "expired"
        ? "a player came with an expired token and got a new id"
        : "a player came with a token that this relay's key did not sign, and got a new id",
    );
    return undefined;
  }
}
