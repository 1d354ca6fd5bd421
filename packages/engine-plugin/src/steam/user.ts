import type { EndpointState } from "@samovar/transport";
import { Signal, type SignalHost } from "../godot/signal.js";
import { type AuthTickets, type AuthTicketsSignals, createAuthTickets } from "./auth-tickets.js";
import { RESULTS } from "./constants/results.js";
import type { SteamContext } from "./context.js";
import type { PayloadClass } from "./networking-messages-types.js";
import type { SteamPart } from "./part.js";

/** Who we are, and how we prove it. */
export interface User<P extends Uint8Array = Uint8Array> extends AuthTickets<P> {
  /**
   * This player's id, issued by the relay and the same again after a reload. As the relay knows it: nobody else can have it.
   * @returns 0n (reported once) while not connected.
   */
  getSteamID(): bigint;
  /** Whether the relay is reached right now: false while a lost one is being looked for, though sessions may survive that. */
  loggedOn(): boolean;
}

/** Signals of GodotSteam's User. */
export interface UserSignals extends AuthTicketsSignals {
  /** The relay is reached: at the start, and again after it was lost. */
  readonly steam_server_connected: Signal<() => void>;
  /**
   * The relay was lost, and is being looked for; or this player went on elsewhere, which is for good: then `isSteamRunning()` is false. Not after `steamShutdown()`.
   * (GodotSteam from 4.16 on adds an argument.)
   */
  readonly steam_server_disconnected: Signal<() => void>;
  /**
   * The relay could not be reached at the start, or is not looked for any more after it was lost. `result` is 3; `retrying` is false: call `steamInit()` again.
   *
   * Differs from GodotSteam, whose handlers never hear of it: there it is emitted under a misspelt name.
   */
  readonly steam_server_connect_failed: Signal<(result: number, retrying: boolean) => void>;
}

/** User, with what start-up and shut-down need of it. */
export interface UserPart<P extends Uint8Array> extends SteamPart<User<P>, UserSignals> {
  readonly pump: () => void;
  /** The game closes the connection: nothing is lost, so nothing is told. Call it before. */
  readonly shutDown: () => void;
}

/** State changes waiting to be told, at most: a game that never pumps must not fill the memory. */
const MAX_WAITING = 64;

/** GodotSteam's User over the context's endpoint. */
export function createUser<P extends Uint8Array = Uint8Array>(context: SteamContext, host: SignalHost, payload?: PayloadClass<P>): UserPart<P> {
  const { endpoint, ready } = context;
  const tickets = createAuthTickets(context, host, payload);
  const signals: UserSignals = {
    ...tickets.signals,
    steam_server_connected: new Signal("steam_server_connected", host),
    steam_server_disconnected: new Signal("steam_server_disconnected", host),
    steam_server_connect_failed: new Signal("steam_server_connect_failed", host),
  };

  let before: EndpointState = endpoint.state;
  let waiting: (() => void)[] = [];
  const tell = (state: EndpointState): void => {
    const { steam_server_connected: connected, steam_server_disconnected: lost, steam_server_connect_failed: failed } = signals;
    const was = before;
    before = state;
    if (state === was) return;
    if (waiting.length >= MAX_WAITING) waiting.shift();
    if (state === "online") waiting.push(() => connected.emit());
    else if (was === "online") waiting.push(() => lost.emit());
    else if (was === "reconnecting" || (was === "connecting" && state !== "reconnecting")) waiting.push(() => failed.emit(RESULTS.RESULT_NO_CONNECTION, false));
  };
  endpoint.onStateChange(tell);

  return {
    functions: {
      getSteamID: () => (ready("User", "getSteamID") ? endpoint.self : 0n),
      loggedOn: () => endpoint.state === "online",
      ...tickets.functions,
    },
    signals,
    pump() {
      // Those of an endpoint that does not call back.
      tell(endpoint.state);
      tickets.pump();
      for (const call of waiting.splice(0)) call();
    },
    shutDown() {
      before = "closed";
      waiting = [];
    },
  };
}
