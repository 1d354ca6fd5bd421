export type { SteamConstants } from "./steam/constants/index.js";

export { ERR_CANT_ACQUIRE_RESOURCE, ERR_INVALID_PARAMETER, ERR_UNAVAILABLE, OK } from "./godot/error.js";
export type { ObjectMethods } from "./godot/object-methods.js";
export type { ObjectSignals, SignalInfo } from "./godot/object-signals.js";
export {
  CONNECT_APPEND_SOURCE_OBJECT,
  CONNECT_DEFERRED,
  CONNECT_ONE_SHOT,
  CONNECT_ONESHOT,
  CONNECT_PERSIST,
  CONNECT_REFERENCE_COUNTED,
  Signal,
  type SignalConnection,
  type SignalHost,
  type SignalPromiseOptions,
  type SignalValue,
} from "./godot/signal.js";

export type { Api, PeerArgument, PeerIdentity } from "./steam/api.js";
export type { Friends } from "./steam/friends.js";
export type { Identities, IdentityEntry } from "./steam/identity.js";
export { consoleLogger, type Logger } from "./steam/logger.js";
export type { Main, SteamInitExResult, SteamInitResult } from "./steam/main.js";
export type { NetworkingMessages } from "./steam/networking-messages.js";
export type {
  NetworkingMessage,
  NetworkingMessagesSignals,
  PayloadClass,
  SessionConnectionDetails,
  SessionConnectionInfo,
  SessionFailedHandler,
  SessionRealTimeStatus,
  SessionRequestHandler,
  SessionState,
} from "./steam/networking-messages-types.js";
export { createSteam, type Steam, type SteamOptions, type SteamSignals } from "./steam/steam.js";
export type { User } from "./steam/user.js";

export type { EngineLike } from "./excalibur/engine-like.js";
export type { RelayOptions } from "./excalibur/relay-endpoint.js";
export type { SteamLoadable } from "./excalibur/steam-loadable.js";
export { SteamPlugin, type SteamPluginOptions } from "./excalibur/steam-plugin.js";
