import { isIndividualId, type RelayEndpoint } from "@samovar/transport";
import { accountTypeOf } from "../steam-id.js";
import { clause, duration, visible } from "./words.js";
import type { Watch } from "./watch.js";

const LOBBY = 8;
const MAX_QUOTED = 40;

/** Why nothing arrives from anybody at all, and what to do; undefined when that is not so. Without the full stop, as are all that follow. */
export function whyNobody(endpoint: RelayEndpoint, watch: Watch): string | undefined {
  const { lastError, state } = endpoint;
  const { lossSend, lossRecv } = endpoint.network.faked;
  const since = duration(watch.now - watch.stateSinceMs);
  if (state === "closed" && lastError?.reason === "replaced") {
    return "This player went on in another tab, and can only be in one: go on there, or call steamInit() to be here again";
  }
  if (state === "closed") return "Steam was shut down here: call steamInit() to begin again";
  if (state === "connecting") return `Steam is not there yet, as the relay has not answered for ${since}: wait for plugin.loadable, or for steam_server_connected`;
  if (state === "idle" && lastError !== undefined) return `Steam is not running, and steamInit() tries again: ${clause(lastError.message)}`;
  if (state === "idle") return "Steam is not running yet: call steamInit(), or load plugin.loadable";
  for (const [lost, way, name] of [[lossSend, "we send", "SEND"], [lossRecv, "comes to us", "RECV"]] as const) {
    if (lost >= 100) return `Our own fake network loses everything that ${way}: set NETWORKING_CONFIG_FAKE_PACKET_LOSS_${name} back to 0`;
  }
  if (state === "online") return undefined;
  return `Our link to the relay broke ${since} ago and is being looked for, so nothing comes or goes: what is reliable arrives once it is back, if that is within ${duration(endpoint.network.settings.timeoutConnectedMs)}`;
}

/** Why this cannot be a peer, and what to give instead; undefined when it can be one. */
export function whyNotAPeer(endpoint: RelayEndpoint, id: bigint, argument: unknown): string | undefined {
  if (id === endpoint.self) return "That is this player: what we send to ourselves needs no session, and can be read right away on the channel it was sent on";
  if (typeof argument === "number") return "A peer was given as a number, which rounds the last digits of an id away: give it as a bigint";
  if (isIndividualId(id)) return undefined;
  if (accountTypeOf(id) === LOBBY) return `${id} is a lobby and not a player: send to its members, whom getLobbyMemberByIndex names`;
  const what = typeof argument === "string" ? `"${visible(argument.slice(0, MAX_QUOTED))}"` : typeof argument === "bigint" ? String(id) : `A value of type ${typeof argument}`;
  return `${what} is no player: give an id as a bigint, or a name that setIdentitySteamID64 was given`;
}
