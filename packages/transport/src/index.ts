/**
 * Messages between players, for browsers: a client of a relay, and the engine beneath it. The relay itself is `@samovar/transport/relay`, and
 * what tests need `@samovar/transport/testing`.
 * @module
 */
export type {
  ConnectionState,
  Endpoint,
  EndpointState,
  ReceivedMessage,
  SessionEvent,
  SessionFailedEvent,
  SessionInfo,
  SessionRequestEvent,
  SessionStatus,
} from "./session/endpoint.js";
export type { SessionDiagnosis, UnreadChannel } from "./session/diagnosis.js";
export * as EndReasons from "./session/end-reason.js";
export type { SendResult } from "./session/results.js";
export * as SendResults from "./session/results.js";
export * as SendFlags from "./session/send-flags.js";
export { defaultSessionSettings, type SessionSettings } from "./session/settings.js";

export { RelayClient, type RelayClientStats } from "./client/relay-client.js";
export type { RelayClientLog, RelayClientOptions } from "./client/relay-client-options.js";
export { RelayError, type RelayErrorReason } from "./client/relay-error.js";
export {
  browserCredentials,
  type CredentialGround,
  type CredentialStore,
  memoryCredentials,
  tabCredentials,
  type TokenLocks,
} from "./client/credentials.js";
export type { GeckosLinkOptions } from "./client/geckos-link.js";
export type { LinkOpener, LinkRequest, OpenedLink } from "./client/link-opener.js";
export type { PageEvents } from "./client/page-life.js";
export type { SteadyTimer, TimerFactory } from "./client/steady-timer.js";

export { Messages, type MessagesCounters, type MessagesOptions } from "./session/messages.js";
export type { Outlet } from "./session/outlet.js";
export type { Admission } from "./wire/control.js";
export type { Link, LinkListener } from "./wire/link.js";
export { FAST_LANE, type Lane, MAX_DATAGRAM_BYTES, SURE_LANE } from "./wire/lane.js";
export { individualId, isIndividualId, parseIndividualId } from "./wire/steam-id.js";
export type { Sessions } from "./session/endpoint.js";
export type {
  AskFailure,
  IceSettings,
  Lobbies,
  LobbyEvent,
  NetworkControls,
  People,
  PersonEvent,
  RelayEndpoint,
  TicketEvent,
  Tickets,
} from "./client/relay-endpoint.js";
export { defaultFakeNetwork, type FakeNetworkSettings } from "./client/fake-network.js";
export type { Departure, LobbyGameServer, LobbySearch, LobbyType, Pairs, SearchFilter } from "./wire/lobby.js";
export * as LobbyLimits from "./wire/lobby.js";
export type { Person, Profile } from "./wire/people.js";
export * as PeopleLimits from "./wire/people.js";
export { readTicket, TICKET_BYTES, type TicketFields } from "./wire/ticket.js";
