import type { Endpoint } from "@samovar/transport";
import { singletons } from "../godot/helpers/singletons.js";
import { MessageQueue } from "../godot/message-queue.js";
import { createObjectMethods, type ObjectMethods } from "../godot/object-methods.js";
import { createObjectSignals, type ObjectSignals } from "../godot/object-signals.js";
import type { SignalHost } from "../godot/signal.js";
import type { Api } from "./api.js";
import { Connection } from "./connection.js";
import { type SteamConstants, steamConstants } from "./constants/index.js";
import { createGuard, type SteamContext } from "./context.js";
import { createFriends, type Friends } from "./friends.js";
import { createIdentities, type Identities } from "./identity.js";
import { IdentityTable } from "./identity-table.js";
import { Log, type Logger } from "./logger.js";
import { createMain, type Main } from "./main.js";
import { createNetworkingMessages, type NetworkingMessages } from "./networking-messages.js";
import type { NetworkingMessagesSignals, PayloadClass } from "./networking-messages-types.js";
import { createUser, type User } from "./user.js";

/** Every signal of {@link Steam}, by name. */
export interface SteamSignals<A extends Api = "identity"> extends NetworkingMessagesSignals<A> {}

/**
 * GodotSteam's `Steam` singleton, as an object: the functions, constants and signals of the same names, with the same arguments,
 * answers and quirks. `A` is the generation of the networking functions, see {@link Api}.
 *
 * Nothing throws for what a game can do wrong at run time; it answers what GodotSteam answers and says why once. (The one
 * exception is connecting a method that does not exist.) `P` is what messages bring their bytes in. Functions can be taken out: `const { sendMessageToUser } = Steam`.
 */
export interface Steam<A extends Api = "identity", P extends Uint8Array = Uint8Array>
  extends SteamConstants,
    SteamSignals<A>,
    ObjectSignals<SteamSignals<A>>,
    ObjectMethods,
    Main,
    User,
    Friends,
    Identities,
    NetworkingMessages<A, P> {}

/** What {@link createSteam} wants to know. */
export interface SteamOptions<A extends Api = "identity", P extends Uint8Array = Uint8Array> {
  /** What carries the messages: a `RelayClient`, or a simulated one in tests. Need not be open yet. */
  endpoint: Endpoint;
  /** The generation of the networking functions; `"identity"` by default. */
  api?: A | undefined;
  /** What messages bring their bytes in; `Uint8Array` by default. A port of GDScript wants `PackedByteArray`, see {@link PayloadClass}. */
  payload?: PayloadClass<P> | undefined;
  /** This player's name; by default one made from the id. */
  personaName?: string | undefined;
  /** Where warnings and errors go; the console by default. */
  logger?: Logger | undefined;
  /** Called when `steamInit` is asked to embed callbacks: run `run_callbacks` once a frame from now on. Without it, that is reported. */
  onEmbedCallbacks?: (() => void) | undefined;
}

/**
 * Makes a `Steam` over an endpoint. The Excalibur plugin does this for you; without Excalibur:
 *
 * ```ts
 * const relay = new RelayClient();
 * await relay.open();
 * const Steam = createSteam({ endpoint: relay });
 * ```
 *
 * and call `Steam.run_callbacks()` once a frame. Connects nothing by itself.
 */
export function createSteam<A extends Api = "identity", P extends Uint8Array = Uint8Array>(options: SteamOptions<A, P>): Steam<A, P> {
  return assembleSteam(options).Steam;
}

/** `Steam`, and the connection beneath it that whoever makes it may want to wait for. */
export function assembleSteam<A extends Api = "identity", P extends Uint8Array = Uint8Array>(
  options: SteamOptions<A, P>,
): { readonly Steam: Steam<A, P>; readonly connection: Connection; readonly log: Log } {
  const { endpoint, api = "identity" as A, personaName } = options;
  const log = new Log(options.logger);
  const deferred = new MessageQueue();
  const host: SignalHost = {
    reportError: (message, cause) => log.error(`[STEAM] ${message}`, cause),
    defer: (call) => deferred.push(call),
  };
  const context: SteamContext<A> = { api, endpoint, log, identities: new IdentityTable(log), ready: createGuard(endpoint, log) };
  const connection = new Connection(endpoint, log);
  const messages = createNetworkingMessages<A, P>(context, host, options.payload);
  const signals: SteamSignals<A> = messages.signals;

  const main = createMain(context, {
    connection,
    pump() {
      for (let event = endpoint.nextEvent(); event !== undefined; event = endpoint.nextEvent()) messages.handle(event);
      deferred.flush();
    },
    onEmbedCallbacks:
      options.onEmbedCallbacks ??
      (() => log.warnOnce("embed", "[STEAM] There is no frame to embed callbacks in: call run_callbacks() yourself.")),
  });

  const Steam: Steam<A, P> = {
    ...steamConstants,
    ...signals,
    ...createObjectSignals("Steam", signals, host),
    ...createObjectMethods("Steam", host),
    ...main,
    ...createUser(context),
    ...createFriends(context, personaName),
    ...createIdentities(context),
    ...messages.functions,
  };
  host.object = Steam;
  singletons.set("Steam", Steam);
  return { Steam, connection, log };
}
