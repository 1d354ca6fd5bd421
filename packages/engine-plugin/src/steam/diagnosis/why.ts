import type { RelayEndpoint } from "@samovar/transport";
import type { Case, Listened } from "./case.js";
import { diagnosePeer } from "./peer-diagnosis.js";
import type { Watch } from "./watch.js";
import { whyFailed, whyNoSession } from "./why-no-session.js";
import { whyNobody, whyNotAPeer } from "./why-nobody.js";
import { allIsWell, whyNotYet, whyTooLittle, whyUnread } from "./why-silent.js";
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

/** Of several sessions with somebody the first in trouble is spoken of. */
function whyThem(endpoint: RelayEndpoint, watch: Watch, requests: RequestSignals, id: bigint): string {
  const person = endpoint.people.get(id);
  const cases = diagnosePeer(endpoint, watch, id).map((about): Case => {
    const kind = about.kind || "messages";
    return {
      name: visible(person?.name ?? "") || String(id),
      about,
      calls: CALLS[kind],
      watch,
      request: kind === "sockets" ? undefined : requests[kind],
      offline: person?.state === 0,
      faked: endpoint.network.faked,
    };
  });
  return cases.map(whyInTrouble).find((trouble) => trouble !== undefined) ?? allIsWell(cases[0] as Case);
}

function whyInTrouble(one: Case): string | undefined {
  const { state } = one.about;
  const unread = whyUnread(one);
  if (unread !== undefined) return unread;
  if (state === 0) return whyNoSession(one);
  return state < FAILED ? (whyNotYet(one) ?? whyTooLittle(one)) : whyFailed(one);
}
