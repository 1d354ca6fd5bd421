// A member comes and asks for a session at once. A game that lets in whoever sits in its lobby must have heard of the member by then, however rarely it looks.
import { expect, test } from "vitest";
import { SteamWorld } from "./index.js";

test.each([1, 2, 3])("a newcomer's seat is told before the newcomer's request (seed %d)", async (seed) => {
  const world = new SteamWorld({ seed, network: { lagMs: 20 } });
  const [anna, ben] = [await world.player("Anna", { pump: false }), await world.player("Ben")];
  const told: string[] = [];
  for (const name of ["lobby_chat_update", "network_messages_session_request", "p2p_session_request"] as const) {
    anna.Steam[name].connect(() => told.push(name));
  }
  let lobby = 0n;
  anna.Steam.lobby_created.connect((_result, id) => (lobby = id));
  anna.Steam.createLobby(anna.Steam.LOBBY_TYPE_PUBLIC, 4);
  await world.advance(300);
  anna.Steam.run_callbacks();

  ben.Steam.lobby_joined.connect(() => {
    ben.Steam.sendMessageToUser(anna.id, new Uint8Array([1]), ben.Steam.NETWORKING_SEND_RELIABLE_NO_NAGLE, 0);
    ben.Steam.sendP2PPacket(anna.id, new Uint8Array([1]), ben.Steam.P2P_SEND_RELIABLE);
  });
  ben.Steam.joinLobby(lobby);
  await world.advance(400);
  anna.Steam.run_callbacks();
  expect(told).toEqual(["lobby_chat_update", "network_messages_session_request", "p2p_session_request"]);
});
