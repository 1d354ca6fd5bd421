import { Signal, type SignalHost } from "../godot/signal.js";
import type { PeerArgument } from "./api.js";
import { BEGIN_AUTH_RESULTS } from "./constants/user.js";
import type { SteamContext } from "./context.js";
import { int32, toBytes } from "./gdscript-arguments.js";
import type { PayloadClass } from "./networking-messages-types.js";
import { bytesAs } from "./wrap-bytes.js";

/** What {@link AuthTickets.getAuthSessionTicket} answers. */
export interface AuthSessionTicket<P extends Uint8Array = Uint8Array> {
  /** For `cancelAuthTicket`; AUTH_TICKET_INVALID (0) when there is no ticket. */
  id: number;
  /** **Always 1024 bytes**, of which the first {@link size} count and the rest are 0. */
  buffer: P;
  /** Bytes that count; 0 when there is no ticket. */
  size: number;
}

/**
 * Tickets that prove who one is to whoever does not want to believe it. The relay signs them and the relay checks them, so a ticket is worth what the relay's key is worth.
 *
 * Nobody needs them for messages: there the relay vouches for each sender anyway.
 */
export interface AuthTickets<P extends Uint8Array = Uint8Array> {
  /**
   * A ticket that proves who we are, to be sent to whoever is to believe it: a new one each time. `get_auth_session_ticket_response` fires when it can be checked.
   * @param remote_steam_id the only one who can check it: an id, or in the older generation the name of an identity; 0n or "": anybody.
   * @returns `id` and `size` 0 (reported once) when there is none at the moment, which is so in the first moment after connecting; **`{}` while not connected.**
   */
  getAuthSessionTicket(remote_steam_id?: PeerArgument | 0): AuthSessionTicket<P>;
  /** Takes a ticket back: whoever checked it hears 6 (AUTH_TICKET_CANCELED), and nobody can from now on. */
  cancelAuthTicket(auth_ticket: number): void;
  /**
   * Has a ticket checked that somebody sent.
   * @param ticket_size how many of the bytes count, as `size` said.
   * @param steam_id whose it should be.
   * @returns BEGIN_AUTH_SESSION_RESULT_*: 0 (OK), and `validate_auth_ticket_response` brings the verdict; 1 no ticket, or somebody else's; 2 one of this player is being checked
   * or valid already; 3 of another version; 5 too old. 4 (another game) never: that is invalid. **-1 while not connected.**
   */
  beginAuthSession(ticket: Uint8Array | readonly number[], ticket_size: number, steam_id: PeerArgument): number;
  /** Ends what {@link beginAuthSession} began: nothing more is heard of that player's ticket. */
  endAuthSession(steam_id: PeerArgument): void;
}

/** Signals of {@link AuthTickets}. */
export interface AuthTicketsSignals {
  /** A ticket can be checked by others now: `result` 1; or cannot: another EResult. */
  readonly get_auth_session_ticket_response: Signal<(auth_ticket: number, result: number) => void>;
  /**
   * What the relay says of a ticket: `response` is AUTH_SESSION_RESPONSE_*. 0 OK: it is who it says; 8 forged, expired or never put to use; 7 checked by this page before, and ended; 10 for
   * somebody else to check. After OK it fires again when its owner takes it back (6) or goes away (1); after anything else, never. `owner_id` is `auth_id`.
   */
  readonly validate_auth_ticket_response: Signal<(auth_id: bigint, response: number, owner_id: bigint) => void>;
}

/** Steam's buffer for a ticket. */
const BUFFER_BYTES = 1024;

/** The part of User that deals in tickets. */
export function createAuthTickets<P extends Uint8Array>({ endpoint, identities, log, ready }: SteamContext, host: SignalHost, payload: PayloadClass<P> | undefined) {
  const { tickets } = endpoint;
  const wrap = bytesAs(payload);
  const signals: AuthTicketsSignals = {
    get_auth_session_ticket_response: new Signal("get_auth_session_ticket_response", host),
    validate_auth_ticket_response: new Signal("validate_auth_ticket_response", host),
  };

  const functions: AuthTickets<P> = {
    getAuthSessionTicket(whose = 0n) {
      if (!ready("User", "getAuthSessionTicket")) return {} as AuthSessionTicket<P>;
      const anybody = whose === 0 || whose === 0n || whose === "";
      const id = anybody ? 0n : identities.resolve(whose);
      // A name that means nobody must not make a ticket for everybody.
      const ticket = anybody || id !== 0n ? tickets.take(id) : undefined;
      if (ticket === undefined && (anybody || id !== 0n)) {
        log.warnOnce("ticket", "[STEAM] getAuthSessionTicket: there is no ticket yet; the relay sends some right after it was reached. Ask again a moment later.");
      }
      const buffer = new Uint8Array(BUFFER_BYTES);
      if (ticket !== undefined) buffer.set(ticket.bytes);
      return { id: ticket?.handle ?? 0, buffer: wrap(buffer), size: ticket?.bytes.length ?? 0 };
    },
    cancelAuthTicket(handle) {
      if (ready("User", "cancelAuthTicket")) tickets.cancel(int32(handle));
    },
    beginAuthSession(data, size, argument) {
      if (!ready("User", "beginAuthSession")) return -1;
      const bytes = toBytes(data);
      const id = identities.resolve(argument);
      if (bytes === undefined || id === 0n) return BEGIN_AUTH_RESULTS.BEGIN_AUTH_SESSION_RESULT_INVALID_TICKET;
      return tickets.begin(bytes.slice(0, Math.max(0, int32(size))), id);
    },
    endAuthSession(argument) {
      if (ready("User", "endAuthSession")) tickets.end(identities.resolve(argument));
    },
  };

  return {
    functions,
    signals,
    pump() {
      for (let event = tickets.nextEvent(); event !== undefined; event = tickets.nextEvent()) {
        if (event.kind === "issued") signals.get_auth_session_ticket_response.emit(event.handle, event.result);
        else signals.validate_auth_ticket_response.emit(event.player, event.response, event.player);
      }
    },
  };
}
