import type { LobbyChange, Pairs } from "../../wire/lobby.js";
import { pairsMap, seatOf, type LobbyRecord } from "./lobby-record.js";

/**
 * What members are told to get from one revision of a lobby to another: in the order in which {@link LobbyChange} wants it, and complete, so that a view of the first with the
 * changes applied equals the view of the second. Empty when members see no difference. `undefined` when the difference cannot be told
 * in changes, because the lobby was rebuilt from another source in between, or more has happened than the record remembers: then it is told whole.
 */
export function differenceOf(before: LobbyRecord, now: LobbyRecord): readonly LobbyChange[] | undefined {
  if (before.revision === now.revision) return [];
  if (before.adopted !== now.adopted && before.adopted?.revision !== now.adopted?.revision) return undefined;
  const changes: LobbyChange[] = [];
  if (before.sequence !== now.sequence && !addTraffic(changes, before, now)) return undefined;
  if (before.owner !== now.owner) changes.push({ k: "owner", owner: now.owner });
  const { type, joinable, limit } = now;
  if (before.type !== type || before.joinable !== joinable || before.limit !== limit) changes.push({ k: "settings", type, joinable, limit });
  if (before.serverCount !== now.serverCount && now.server !== undefined) changes.push({ k: "server", server: now.server });
  const data = pairsDifference(before.data, now.data);
  if (data !== undefined) changes.push({ k: "data", ...data });
  for (const seat of now.seats) {
    if (seat.joined > before.sequence) continue;
    const old = seatOf(before, seat.id);
    const own = old && pairsDifference(old.data, seat.data);
    if (own !== undefined) changes.push({ k: "member-data", member: seat.id, ...own });
  }
  return changes;
}

/** Who went and who came, in the order it happened. False when the record has forgotten some of it. */
function addTraffic(changes: LobbyChange[], before: LobbyRecord, now: LobbyRecord): boolean {
  const traffic = new Map<number, LobbyChange>();
  for (const { member, state, by, sequence } of now.departures) {
    if (sequence > before.sequence) traffic.set(sequence, { k: "exit", member, state, by });
  }
  for (const { id, data, joined } of now.seats) {
    if (joined > before.sequence) traffic.set(joined, { k: "enter", member: { id, data } });
  }
  const present = new Set(before.seats.map(({ id }) => id));
  for (let sequence = before.sequence + 1; sequence <= now.sequence; sequence++) {
    const change = traffic.get(sequence);
    // One who came and went within the difference: of the coming nothing is left, and the going is nobody's concern.
    if (change?.k === "exit" && !present.delete(change.member)) continue;
    if (change?.k === "enter") present.add(change.member.id);
    if (change !== undefined) changes.push(change);
  }
  return present.size === now.seats.length && now.seats.every(({ id }) => present.has(id));
}

function pairsDifference(before: Pairs, now: Pairs): { readonly set: Pairs; readonly removed: readonly string[] } | undefined {
  if (before === now) return undefined;
  const old = pairsMap(before);
  const fresh = pairsMap(now);
  const set = now.filter(([key, value]) => old.get(key) !== value);
  const removed = before.flatMap(([key]) => (fresh.has(key) ? [] : [key]));
  return set.length + removed.length === 0 ? undefined : { set, removed };
}
