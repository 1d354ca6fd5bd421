import { MAX_LOBBY_MEMBERS, type LobbyChange, type LobbyGameServer, type LobbyType, type LobbyView, type Pairs } from "../../wire/lobby.js";

/** More keys than fit into the limits of `wire/lobby.ts`: what a relay says beyond is not kept. */
const MAX_KEYS = 16_384;

type Values = Map<string, string>;

/** A lobby as its members know it, in a form that is fast to read and to change. Maps keep the order in which things came. */
export interface LobbyState {
  readonly id: bigint;
  revision: number;
  type: LobbyType;
  joinable: boolean;
  limit: number;
  owner: bigint;
  readonly members: Map<bigint, Values>;
  readonly data: Values;
  server: LobbyGameServer | undefined;
}

/** What we change ourselves, before the relay knows. `values` are those of the lobby or of a member, `undefined` where one is removed. */
export type LocalChange =
  | { readonly k: "values"; readonly of: bigint; readonly values: Map<string, string | undefined> }
  | { readonly k: "settings"; readonly type?: LobbyType; readonly joinable?: boolean; readonly limit?: number }
  | Extract<LobbyChange, { k: "owner" | "server" }>;

export function stateOf({ members, data, server, ...rest }: LobbyView): LobbyState {
  return { ...rest, members: new Map(members.map((member) => [member.id, new Map(member.data)])), data: new Map(data), server };
}

export function copyOfState({ members, data, ...rest }: LobbyState): LobbyState {
  return { ...rest, members: new Map([...members].map(([id, values]) => [id, new Map(values)])), data: new Map(data) };
}

/** The same as it crosses the network. */
export function viewOf({ members, data, server, ...rest }: LobbyState): LobbyView {
  const view = { ...rest, members: [...members].map(([id, values]) => ({ id, data: [...values] })), data: [...data] };
  return server === undefined ? view : { ...view, server };
}

/** Changes the state. What makes no sense, such as an owner who is no member, changes nothing. */
export function applyChange(state: LobbyState, change: LobbyChange | LocalChange): void {
  const { members } = state;
  switch (change.k) {
    case "exit":
      members.delete(change.member);
      break;
    case "enter":
      if (members.size < MAX_LOBBY_MEMBERS && !members.has(change.member.id)) members.set(change.member.id, new Map(change.member.data));
      break;
    case "owner":
      if (members.has(change.owner)) state.owner = change.owner;
      break;
    case "settings":
      state.type = change.type ?? state.type;
      state.joinable = change.joinable ?? state.joinable;
      state.limit = change.limit ?? state.limit;
      break;
    case "server":
      state.server = change.server;
      break;
    case "data":
      putValues(state.data, change.set, change.removed);
      break;
    case "member-data":
      putValues(members.get(change.member), change.set, change.removed);
      break;
    case "values":
      putValues(change.of === state.id ? state.data : members.get(change.of), change.values, []);
      break;
  }
}

function putValues(values: Values | undefined, set: Iterable<readonly [string, string | undefined]>, removed: readonly string[]): void {
  if (values === undefined) return;
  for (const key of removed) values.delete(key);
  for (const [key, value] of set) {
    if (value === undefined) values.delete(key);
    else if (values.has(key) || values.size < MAX_KEYS) values.set(key, value);
  }
}

/**
 * What must have happened between two states of a lobby, in the order in which a relay tells it. How somebody went cannot be seen: it is told as LEFT.
 * Who went and came again is not seen to have moved.
 */
export function differences(before: LobbyState, after: LobbyState): LobbyChange[] {
  const changes: LobbyChange[] = [];
  for (const member of before.members.keys()) {
    if (!after.members.has(member)) changes.push({ k: "exit", member, state: 2, by: member });
  }
  for (const [id, data] of after.members) {
    if (!before.members.has(id)) changes.push({ k: "enter", member: { id, data: [...data] } });
  }
  const { owner, type, joinable, limit, server } = after;
  if (owner !== before.owner) changes.push({ k: "owner", owner });
  if (type !== before.type || joinable !== before.joinable || limit !== before.limit) changes.push({ k: "settings", type, joinable, limit });
  if (server !== undefined && !sameServer(server, before.server)) changes.push({ k: "server", server });
  const data = differentValues(before.data, after.data);
  if (data !== undefined) changes.push({ k: "data", ...data });
  for (const [member, values] of after.members) {
    const old = before.members.get(member);
    const different = old && differentValues(old, values);
    if (different !== undefined) changes.push({ k: "member-data", member, ...different });
  }
  return changes;
}

function differentValues(before: Values, after: Values): { readonly set: Pairs; readonly removed: readonly string[] } | undefined {
  const set = [...after].filter(([key, value]) => before.get(key) !== value);
  const removed = [...before.keys()].filter((key) => !after.has(key));
  return set.length + removed.length > 0 ? { set, removed } : undefined;
}

export function sameServer(one: LobbyGameServer, other: LobbyGameServer | undefined): boolean {
  return one.ip === other?.ip && one.port === other.port && one.id === other.id;
}
