/**
 * Why the relay was not reached, or not any more.
 * - `unreachable`: nothing answered at the address, or what answered is out of order. Trying again can help.
 * - `refused`: the relay answered no: a wrong address, a wrong credential, or too many attempts.
 * - `replaced`: another page took this player over. Never retried by itself: the two would throw each other out forever.
 * - `timeout`: no connection came about in the time allowed.
 * - `unsupported`: this browser has no WebRTC, or it is switched off.
 * - `protocol`: something answered that does not speak as a relay of this version does.
 * - `closed`: the client was closed meanwhile.
 */
export type RelayErrorReason = "unreachable" | "refused" | "replaced" | "timeout" | "unsupported" | "protocol" | "closed";

/**
 * What {@link RelayClient.open} rejects with. The message says what happened and what to do about it; `cause` is the
 * error beneath, where there was one.
 */
export class RelayError extends Error {
  override readonly name = "RelayError";
  readonly reason: RelayErrorReason;

  constructor(reason: RelayErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Another page took the player over. */
export function replacedError(options?: ErrorOptions): RelayError {
  return new RelayError("replaced", "This player is connected from another page now. Go on there, or open the connection here again.", options);
}
