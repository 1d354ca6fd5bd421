import type { RelayEndpoint } from "@samovar/transport";
import type { Listened } from "./why-silent.js";
import { diagnosePeer } from "./peer-diagnosis.js";
import type { Watch } from "./watch.js";
import { whyFailed, whyNoSession } from "./why-no-session.js";
import { whyNobody, whyNotAPeer } from "./why-nobody.js";
import { allIsWell, type Case, whyNotYet, whyTooLittle, whyUnread } from "./why-silent.js";
import { CALLS, visible } from "./words.js";

const FAILED = 4;

/** The signals by which a game hears that somebody asks. */
export interface RequestSignals {
  readonly messages: Listened;
  readonly p2p: Listened;
}

/**
 * The most telling sentence about a peer, see `Steam.why`.
 * @param id who is meant; 0n when that is nobody.
 * @param argument as the game put it.
 */
export function why(endpoint: RelayEndpoint, watch: Watch, requests: RequestSignals, id: bigint, argument: unknown): string {
  return `${whyNobody(endpoint, watch) ?? whyNotAPeer(endpoint, id, argument) ?? whyThem(endpoint, watch, requests, id)}.`;
}

function whyThem(endpoint: RelayEndpoint, watch: Watch, requests: RequestSignals, id: bigint): string {
  const about = diagnosePeer(endpoint, id);
  const person = endpoint.people.get(id);
  const kind = about.kind || "messages";
  const one: Case = {
    name: visible(person?.name ?? "") || String(id),
    about,
    calls: CALLS[kind],
    watch,
    request: kind === "sockets" ? undefined : requests[kind],
    offline: person?.state === 0,
    fakedLoss: endpoint.network.faked.lossSend,
  };
  const unread = whyUnread(one);
  if (unread !== undefined) return unread;
  if (about.state === 0) return whyNoSession(one.name, about, watch.sinceClosed(id), one.offline);
  if (about.state >= FAILED) return whyFailed(one.name, about, one.calls);
  return whyNotYet(one) ?? whyTooLittle(one) ?? allIsWell(one);
}
