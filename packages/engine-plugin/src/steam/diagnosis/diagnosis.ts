import type { SteamContext } from "../context.js";
import type { SteamPart } from "../part.js";
import type { Diagnosis } from "./diagnosis-types.js";
import { diagnosePeer, kindsOfSession } from "./peer-diagnosis.js";
import { type RequestSignals, why } from "./why.js";

/** The functions of {@link Diagnosis}. */
export function createDiagnosis({ endpoint, identities, watch }: SteamContext, requests: RequestSignals): SteamPart<Diagnosis> {
  return {
    functions: {
      peers: () => [...new Set(kindsOfSession(endpoint).flatMap(([, sessions]) => sessions.peers()))],
      diagnose: (peer) => diagnosePeer(endpoint, watch, identities.find(peer))[0],
      why: (peer) => why(endpoint, watch, requests, identities.find(peer), peer),
    },
    signals: {},
  };
}
