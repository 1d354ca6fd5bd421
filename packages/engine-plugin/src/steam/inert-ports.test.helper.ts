import { defaultSessionSettings, type Lobbies, type NetworkControls, type People, type RelayEndpoint, type Sessions, type Tickets } from "@samovar/transport";
import type { FakeNetworkSettings, SessionDiagnosis, SessionInfo } from "@samovar/transport";

/** Of a peer nothing is known of. */
export const noDiagnosis: SessionDiagnosis = {
  asksUs: false, unansweredMs: -1, leftMs: -1, silentMs: -1, sinceMessageMs: -1, unread: [], unreadBytes: 0, unreadLimitBytes: 16_777_216, sinceReadMs: -1,
  bufferedBytes: 0, bufferLimitBytes: 524_288, sinceDroppedMs: -1, lossOut: -1, jitterMs: -1, repeatsOutPerSecond: 0, repeatedBytesOutPerSecond: 0, endReason: 0, endDebug: "",
};

const noSessions = (info: () => SessionInfo): Sessions => ({
  send: () => 3,
  receive: () => [],
  accept: () => false,
  closeSession: () => false,
  closeChannel: () => false,
  info,
  peers: () => [],
  diagnose: () => noDiagnosis,
  nextEvent: () => undefined,
});

const noLobbies: Lobbies = {
  create() {},
  join() {},
  leave: () => false,
  search() {},
  look: () => false,
  isMember: () => false,
  mine: () => [],
  owner: () => 0n,
  memberCount: () => 0,
  members: () => [],
  limit: () => 0,
  get: () => "",
  all: () => [],
  memberValue: () => "",
  server: () => undefined,
  set: () => false,
  remove: () => false,
  setMemberValue: () => false,
  setOwner: () => false,
  setType: () => false,
  setJoinable: () => false,
  setLimit: () => false,
  setServer: () => false,
  chat: () => false,
  invite: () => false,
  inviteToGame: () => false,
  nextEvent: () => undefined,
};

const noPeople = (): People => ({
  setName(name) {
    (this as { name: string }).name = name;
  },
  name: "",
  setState() {},
  state: 1,
  setRich() {},
  rich: new Map(),
  showTo() {},
  get: () => undefined,
  ask() {},
  isAsking: () => false,
  known: () => [],
  nextEvent: () => undefined,
});

const noTickets: Tickets = { take: () => undefined, cancel() {}, begin: () => 1, end() {}, nextEvent: () => undefined };

const noNetwork: NetworkControls = {
  configure() {},
  settings: defaultSessionSettings,
  fake() {},
  faked: {} as FakeNetworkSettings,
  ice() {},
  nowMs: 0,
  relayPingMs: -1,
  relayTimeMs: 0,
};

/** What a relay offers beyond messages, with nothing in it: nobody knows anybody, and no lobby is ever made. */
export const inertPorts = (
  info: () => SessionInfo,
): Pick<RelayEndpoint, "p2p" | "sockets" | "lobbies" | "people" | "tickets" | "network" | "onStateChange"> => ({
  p2p: noSessions(info),
  sockets: noSessions(info),
  lobbies: noLobbies,
  people: noPeople(),
  tickets: noTickets,
  network: noNetwork,
  onStateChange: () => () => {},
});
