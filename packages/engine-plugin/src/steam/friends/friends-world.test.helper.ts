import type { Lobbies } from "@samovar/transport";
import { ANNA, FakeEndpoint, fakeLogger } from "../fake-endpoints.test.helper.js";
import { FakePeople } from "./fake-people.test.helper.js";
import { memoryPlayedWith } from "./played-with.js";
import { assembleSteam, type SteamOptions } from "../steam.js";

/** Noon of 9 September 2001, UTC: seconds since 1970. */
export const NOON_S = 1_000_036_800;

/** Anna's Steam, connected, over a relay that says what the test has it say; `heard` is every change of a person, as `[id, flags]`. */
export async function friendsWorld<P extends Uint8Array = Uint8Array>(options: Partial<SteamOptions<"identity", P>> = {}, open = true) {
  const people = new FakePeople();
  const invitations: [player: bigint, connect: string][] = [];
  /** Who sits in which lobby of ours. */
  const seats = new Map<bigint, bigint[]>();
  const lobbies: Partial<Lobbies> = {
    mine: () => [...seats.keys()],
    members: (lobby) => seats.get(lobby) ?? [],
    inviteToGame: (player, connect) => invitations.push([player, connect]) > 0,
  };
  const plain = new FakeEndpoint(ANNA);
  const endpoint = Object.assign(plain, {
    people,
    lobbies: { ...plain.lobbies, ...lobbies },
    network: { ...plain.network, relayTimeMs: NOON_S * 1000 },
  });
  const logger = fakeLogger();
  const playedWith = options.playedWith ?? memoryPlayedWith();
  if (open) await endpoint.open();
  const { Steam } = assembleSteam<"identity", P>({ endpoint, logger, ...options, playedWith });
  const heard: [id: bigint, flags: number][] = [];
  Steam.persona_state_change.connect((id, flags) => void heard.push([id, flags]));
  return { Steam, endpoint, people, logger, heard, playedWith, seats, invitations };
}
