import { noDiagnosis } from "../session/diagnose.js";
import type { Sessions } from "../session/endpoint.js";
import type { Messages } from "../session/messages.js";
import * as SendResults from "../session/results.js";
import { noInfo } from "../session/session-info.js";
import { defaultSessionSettings } from "../session/settings.js";

/** What {@link engineSessions} needs of whoever drives the engine. */
export interface EngineDriver {
  /** The engine, if there is one; with `make`, one is made where that is possible. */
  readonly engine: (make: boolean) => Messages | undefined;
  /** The time, ms. */
  readonly clock: () => number;
  /** Something was fed: `transmit` is due. */
  readonly turn: () => void;
  /** The same, when the game has what it asked for. */
  readonly turnSoon: () => void;
  /** The game sends to this peer. */
  readonly onSend: (peer: bigint) => void;
}

/** An engine's sessions as a game sees them. Without an engine nothing is there, and sending answers 11 (invalid state). */
export function engineSessions({ engine, clock, turn, turnSoon, onSend }: EngineDriver): Sessions {
  const ask = <T>(make: boolean, otherwise: T, call: (messages: Messages, now: number) => T): T => {
    const messages = engine(make);
    if (messages === undefined) return otherwise;
    const answer = call(messages, clock());
    turn();
    return answer;
  };
  return {
    send(peer, payload, flags, channel) {
      onSend(peer);
      return ask<ReturnType<Sessions["send"]>>(true, SendResults.INVALID_STATE, (messages, now) => messages.send(now, peer, payload, flags, channel));
    },
    receive(channel, max) {
      const received = engine(false)?.receive(clock(), channel, max) ?? [];
      // Reading makes room, of which the sender wants to hear.
      if (received.length > 0) turnSoon();
      return received;
    },
    accept: (peer) => ask(false, false, (messages, now) => messages.accept(now, peer)),
    closeSession: (peer) => ask(false, false, (messages, now) => messages.closeSession(now, peer)),
    closeChannel: (peer, channel) => ask(false, false, (messages, now) => messages.closeChannel(now, peer, channel)),
    info: (peer) => engine(false)?.info(clock(), peer) ?? noInfo(),
    peers: () => engine(false)?.peers() ?? [],
    diagnose: (peer) => engine(false)?.diagnose(clock(), peer) ?? noDiagnosis(defaultSessionSettings),
    nextEvent: () => engine(false)?.nextEvent(),
  };
}
