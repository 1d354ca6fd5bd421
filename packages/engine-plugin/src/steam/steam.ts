import type { RelayEndpoint } from "@samovar/transport";
import { singletons } from "../godot/helpers/singletons.js";
import { MessageQueue } from "../godot/message-queue.js";
import { createObjectMethods, type ObjectMethods } from "../godot/object-methods.js";
import { createObjectSignals, type ObjectSignals } from "../godot/object-signals.js";
import type { SignalHost } from "../godot/signal.js";
import { type Absent, createAbsent } from "./absent.js";
import type { AbsentSignals } from "./absent/absent-signals.js";
import type { Api } from "./api.js";
import { createAppId } from "./app-id.js";
import { type Apps, createApps } from "./apps.js";
import { Connection } from "./connection.js";
import { type SteamConstants, steamConstants } from "./constants/index.js";
import { createGuard, type SteamContext } from "./context.js";
import { createDiagnosis } from "./diagnosis/diagnosis.js";
import type { Diagnosis } from "./diagnosis/diagnosis-types.js";
import { Watch } from "./diagnosis/watch.js";
import { createFriends, type Friends } from "./friends.js";
import type { FriendsProvider, FriendsSignals } from "./friends/friends-types.js";
import { createIdentities, type Identities } from "./identity.js";
import { IdentityTable } from "./identity/identity-table.js";
import type { ImageFunctions } from "./friends/images.js";
import { createInvitations, type InvitationOptions, type InvitationSignals } from "./matchmaking/invitations.js";
import { Log, type Logger } from "./logger.js";
import { createMain, type Main } from "./main.js";
import { createMatchmaking } from "./matchmaking.js";
import type { Matchmaking } from "./matchmaking/matchmaking-functions.js";
import type { MatchmakingSignals } from "./matchmaking/matchmaking-types.js";
import { createNetworking, type Networking } from "./networking.js";
import { createNetworkingMessages, type NetworkingMessages } from "./networking-messages.js";
import type { NetworkingMessagesSignals, PayloadClass } from "./networking-messages-types.js";
import { createNetworkingSockets } from "./networking-sockets.js";
import type { NetworkingSockets, NetworkingSocketsSignals } from "./networking-sockets/networking-sockets-types.js";
import type { NetworkingSignals } from "./networking-types.js";
import { createNetworkingUtils } from "./networking-utils.js";
import type { NetworkingUtils, NetworkingUtilsSignals } from "./networking-utils/networking-utils-types.js";
import type { OverlayHandler } from "./friends/overlay.js";
import type { PlayedWithStore } from "./friends/played-with.js";
import { createUser, type User, type UserSignals } from "./user.js";
import { createUtils, type Utils } from "./utils.js";

/** Every signal of {@link Steam}, by name. */
export interface SteamSignals<A extends Api = "identity", P extends Uint8Array = Uint8Array>
  extends NetworkingMessagesSignals<A>,
    NetworkingSignals,
    NetworkingSocketsSignals<A>,
    NetworkingUtilsSignals,
    MatchmakingSignals,
    InvitationSignals,
    FriendsSignals<P>,
    UserSignals,
    AbsentSignals {}

/**
 * GodotSteam's `Steam` singleton, as an object: the functions, constants and signals of the same names, with the same arguments,
 * answers and quirks. `A` is the generation of the networking functions, see {@link Api}.
 *
 * Nothing throws for what a game can do wrong at run time; it answers what GodotSteam answers and says why once. (The one
 * exception is connecting a method that does not exist.) `P` is what messages bring their bytes in. Functions can be taken out: `const { sendMessageToUser } = Steam`.
 */
export interface Steam<A extends Api = "identity", P extends Uint8Array = Uint8Array>
  extends SteamConstants,
    SteamSignals<A, P>,
    ObjectSignals<SteamSignals<A, P>>,
    ObjectMethods,
    Main,
    Apps,
    Utils,
    User<P>,
    Friends,
    ImageFunctions<P>,
    Identities,
    Matchmaking,
    Networking<P>,
    NetworkingMessages<A, P>,
    NetworkingSockets<A, P>,
    NetworkingUtils<P>,
    Diagnosis,
    Absent<P> {}

/** What {@link createSteam} wants to know. */
export interface SteamOptions<A extends Api = "identity", P extends Uint8Array = Uint8Array> extends InvitationOptions {
  /** What carries the messages: a `RelayClient`, or a simulated one in tests. Need not be open yet. */
  endpoint: RelayEndpoint;
  /** The generation of the networking functions; `"identity"` by default. */
  api?: A | undefined;
  /** What messages bring their bytes in; `Uint8Array` by default. A port of GDScript wants `PackedByteArray`, see {@link PayloadClass}. */
  payload?: PayloadClass<P> | undefined;
  /** This player's name; by default one made from the id. */
  personaName?: string | undefined;
  /** Where friends come from; by default they are whom this browser has played with. */
  friends?: FriendsProvider | undefined;
  /** Where it is kept whom one has played with; `localStorage` by default, see `memoryPlayedWith`. */
  playedWith?: PlayedWithStore | undefined;
  /** What is shown in place of Steam's overlay. */
  overlay?: OverlayHandler | undefined;
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
  const { endpoint, api = "identity" as A, payload } = options;
  const log = new Log(options.logger);
  const deferred = new MessageQueue();
  const host: SignalHost = {
    reportError: (message, cause) => log.error(`[STEAM] ${message}`, cause),
    defer: (call) => deferred.push(call),
  };
  const app = createAppId();
  const context: SteamContext<A> = {
    api, endpoint, log, app,
    identities: new IdentityTable(log),
    ready: createGuard(endpoint, log),
    met: (player) => friends.met(player),
    watch: new Watch(endpoint),
  };
  const invitations = createInvitations(context, host, options);
  const messages = createNetworkingMessages<A, P>(context, host, payload);
  const p2p = createNetworking<P>(context, host, payload);
  const sockets = createNetworkingSockets<A, P>(context, host, payload);
  const friends = createFriends<P>(context, host, { ...options, showInvitation: invitations.show });
  const lobbies = createMatchmaking(context, host, { ...invitations, sourceChanged: friends.sourceChanged });
  const user = createUser<P>(context, host, payload);
  const network = createNetworkingUtils<P>(context, host, payload);
  const absent = createAbsent(context, host, payload);
  const connection = new Connection(endpoint, log, user.shutDown);
  const signals: SteamSignals<A, P> = {
    ...absent.signals,
    ...messages.signals,
    ...p2p.signals,
    ...sockets.signals,
    ...network.signals,
    ...lobbies.signals,
    ...invitations.signals,
    ...friends.signals,
    ...user.signals,
  };

  const main = createMain(context, {
    connection,
    pump() {
      context.watch.pumpedAtMs = context.watch.now;
      // Who somebody is, and that they have come, before what they want: games look up in the lobby who asks for a session.
      for (const part of [friends, lobbies, invitations]) part.pump?.();
      for (let event = endpoint.nextEvent(); event !== undefined; event = endpoint.nextEvent()) messages.handle(event);
      for (const part of [p2p, sockets, user, absent, network]) part.pump?.();
      deferred.flush();
    },
    onEmbedCallbacks:
      options.onEmbedCallbacks ??
      (() => log.warnOnce("embed", "[STEAM] There is no frame to embed callbacks in: call run_callbacks() yourself.")),
  });

  const Steam: Steam<A, P> = {
    ...steamConstants,
    ...absent.functions,
    ...signals,
    ...createObjectSignals("Steam", signals, host),
    ...createObjectMethods("Steam", host),
    ...main,
    ...createApps(context, invitations).functions,
    ...createUtils(context).functions,
    ...user.functions,
    ...friends.functions,
    ...createIdentities(context),
    ...lobbies.functions,
    ...p2p.functions,
    ...sockets.functions,
    ...messages.functions,
    ...network.functions,
    ...createDiagnosis(context, { messages: signals.network_messages_session_request, p2p: signals.p2p_session_request }).functions,
  };
  host.object = Steam;
  singletons.set("Steam", Steam);
  return { Steam, connection, log };
}
