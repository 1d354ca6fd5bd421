import type { Lane } from "../wire/lane.js";
import { CONTROL_CHANNEL, CONTROL_VERSION, encodeControl, type PlayerToRelay, type RelayToPlayer } from "../wire/control.js";
import { decodeFromRelay } from "../wire/control-from-relay.js";
import { RELAY_PEER } from "../wire/envelope.js";
import { Messages } from "../session/messages.js";
import type { Outlet } from "../session/outlet.js";
import * as SendFlags from "../session/send-flags.js";
import * as SendResults from "../session/results.js";

/** How often we look whether the session with the relay still lives, and how long we wait between two greetings. */
const CHECK_MS = 1_000;

/** How long the relay may be silent, or leave a greeting unanswered, before the session is begun anew. */
const SESSION_TIMEOUT_MS = 5_000;

/**
 * Our side of the conversation with the relay: a session with peer 0, apart from those with players, so that a game
 * never sees any of it. It outlives a link, as every session does; where the relay has forgotten it, being
 * restarted, it is begun anew. Its keepalive is what makes the relay speak at least once a second.
 */
export class ControlChannel {
  readonly #messages: Messages;
  readonly #onGreet: () => void;
  #greeting = false;
  /** `Infinity` while there is no link. */
  #checkAtMs = Infinity;

  /** @param options `onGreet` is called after each greeting, to say what the relay has to know. */
  constructor(options: { readonly self: bigint; readonly life: number; readonly random: () => number; readonly onGreet: () => void }) {
    this.#onGreet = options.onGreet;
    this.#messages = new Messages({
      ...options,
      isPeer: (id) => id === RELAY_PEER,
      settings: { timeoutInitialMs: SESSION_TIMEOUT_MS, timeoutConnectedMs: SESSION_TIMEOUT_MS, idleTimeoutMs: Infinity },
    });
  }

  /** When {@link transmit} wants to be called next. */
  get nextWakeMs(): number {
    return Math.min(this.#messages.nextWakeMs, this.#checkAtMs);
  }

  /** Round trip to the relay, ms; -1 unknown. */
  pingMs(now: number): number {
    return this.#messages.info(now, RELAY_PEER).status.ping;
  }

  /** A link is open: greets the relay, over the old session if there is one. */
  linkUp(now: number): void {
    this.#messages.linkUp(now);
    this.#greet(now);
  }

  linkDown(now: number): void {
    this.#checkAtMs = Infinity;
    this.#messages.linkDown(now);
  }

  /** The link, which had no room, has some again. */
  linkWritable(): void {
    this.#messages.linkWritable();
  }

  /** Says something, after a greeting if the session has ended. False, and it is not said: there is no link, or no room. */
  say(now: number, message: PlayerToRelay): boolean {
    if (this.#checkAtMs === Infinity) return false;
    if (!this.#greeting && !this.#isLive(now)) this.#greet(now);
    return this.#send(now, message);
  }

  /** Tells the relay that we go. With `lobbies`, for good: our seats are free at once. */
  leave(now: number, lobbies?: true): void {
    if (this.#checkAtMs < Infinity) this.#send(now, lobbies ? { t: "leaving", lobbies } : { t: "leaving" });
  }

  /** Takes a packet of the relay and answers what it says, oldest first. What is malformed or unknown is left out. */
  handlePacket(now: number, lane: Lane, packet: Uint8Array): RelayToPlayer[] {
    this.#messages.handlePacket(now, RELAY_PEER, lane, packet);
    // The relay may be the first to speak; whatever else happens to the session is seen in `transmit`.
    this.#messages.accept(now, RELAY_PEER);
    while (this.#messages.nextEvent() !== undefined);
    return this.#messages
      .receive(now, CONTROL_CHANNEL, Infinity)
      .map(({ payload }) => decodeFromRelay(payload))
      .filter((message) => message !== undefined);
  }

  transmit(now: number, outlet: Outlet): void {
    if (now >= this.#checkAtMs) {
      if (!this.#isLive(now)) this.#greet(now);
      this.#checkAtMs = now + CHECK_MS;
    }
    this.#messages.transmit(now, outlet);
  }

  #isLive(now: number): boolean {
    const { state } = this.#messages.info(now, RELAY_PEER);
    return state >= 1 && state <= 3;
  }

  #greet(now: number): void {
    this.#checkAtMs = now + CHECK_MS;
    this.#send(now, { t: "hello", version: CONTROL_VERSION });
    this.#greeting = true;
    this.#onGreet();
    this.#greeting = false;
  }

  #send(now: number, message: PlayerToRelay): boolean {
    const flags = SendFlags.RELIABLE | SendFlags.NO_NAGLE | SendFlags.AUTO_RESTART_BROKEN_SESSION;
    return this.#messages.send(now, RELAY_PEER, encodeControl(message), flags, CONTROL_CHANNEL) === SendResults.OK;
  }
}
