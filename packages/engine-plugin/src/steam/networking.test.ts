import { expect, test } from "vitest";
import { PackedByteArray } from "../godot/index.js";
import { SteamWorld } from "../testing/index.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);

/** Anna and Ben, who let each other in. */
async function friends() {
  const world = new SteamWorld({ seed: 4 });
  const [anna, ben] = await world.players("Anna", "Ben");
  for (const { Steam } of [anna, ben]) Steam.p2p_session_request.connect((who) => Steam.acceptP2PSessionWithUser(who));
  anna.Steam.sendP2PPacket(ben.id, bytes("hello"), anna.Steam.P2P_SEND_RELIABLE);
  await world.advance(1_500);
  expect(text(ben.Steam.readP2PPacket(100).data)).toBe("hello");
  return { world, anna, ben };
}

test("a packet opens a session, the request is accepted, and what was sent is read as the tutorials do", async () => {
  const world = new SteamWorld({ seed: 4 });
  const [anna, ben] = await world.players("Anna", "Ben");
  expect(anna.Steam.getP2PSessionState(ben.id)).toEqual({});
  expect(anna.Steam.sendP2PPacket(ben.id, bytes("hello"), anna.Steam.P2PSend.P2P_SEND_RELIABLE, 0)).toBe(true);
  expect(anna.Steam.getP2PSessionState(ben.id)).toMatchObject({ connection_active: 0, connecting: 1, session_error: 0 });
  const [who] = await ben.next("p2p_session_request");
  expect(who).toBe(anna.id);
  expect(ben.Steam.getAvailableP2PPacketSize(0)).toBe(0);
  expect(ben.Steam.acceptP2PSessionWithUser(who)).toBe(true);
  await world.advance(1_500);

  expect(ben.Steam.getAvailableP2PPacketSize(0)).toBe(5);
  // Looking does not take it.
  expect(ben.Steam.getAvailableP2PPacketSize()).toBe(5);
  expect(ben.Steam.readP2PPacket(5, 0)).toEqual({ data: bytes("hello"), remote_steam_id: anna.id, steam_id_remote: anna.id, steamIDRemote: anna.id });
  expect(ben.Steam.readP2PPacket(5, 0)).toEqual({});
  expect(anna.Steam.getP2PSessionState(ben.id)).toEqual({
    connection_active: 1, connecting: 0, session_error: 0, using_relay: 1, bytes_queued_for_send: 0, packets_queued_for_send: 0, remote_ip: 0, remote_port: 0,
  });
  expect(anna.Steam.allowP2PPacketRelay(false)).toBe(true);
});

test("sending back accepts as well", async () => {
  const world = new SteamWorld();
  const [anna, ben] = await world.players("Anna", "Ben");
  anna.Steam.sendP2PPacket(ben.id, bytes("one"), 2);
  await ben.next("p2p_session_request");
  ben.Steam.sendP2PPacket(anna.id, bytes("two"), 2);
  await world.advance(1_500);
  expect(text(ben.Steam.readP2PPacket(9).data) + text(anna.Steam.readP2PPacket(9).data)).toBe("onetwo");
});

test("has nothing to do with Networking Messages: requests, channels and closing are apart", async () => {
  const { world, anna, ben } = await friends();
  expect(ben.all("network_messages_session_request")).toEqual([]);
  anna.Steam.sendMessageToUser(ben.id, bytes("message"), 8, 0);
  await ben.next("network_messages_session_request");
  expect(ben.all("p2p_session_request")).toHaveLength(1);
  ben.Steam.acceptSessionWithUser(anna.id);
  anna.Steam.sendP2PPacket(ben.id, bytes("packet"), 2, 0);
  await world.advance(1_500);
  expect(ben.Steam.receiveMessagesOnChannel(0, 10).map(({ payload }) => text(payload))).toEqual(["message"]);
  expect(ben.Steam.getAvailableP2PPacketSize(0)).toBe(6);
  ben.Steam.closeSessionWithUser(anna.id);
  expect(ben.Steam.getP2PSessionState(anna.id).connection_active).toBe(1);
  expect(text(ben.Steam.readP2PPacket(6).data)).toBe("packet");
});

test("keeps channels apart, takes as much of a packet as is asked, and loses the rest", async () => {
  const { world, anna, ben } = await friends();
  for (const [at, word] of ["zero", "one", "two"].entries()) anna.Steam.sendP2PPacket(ben.id, bytes(word), 2, at);
  anna.Steam.sendP2PPacket(ben.id, bytes("long packet"), 2, 7);
  anna.Steam.sendP2PPacket(ben.id, bytes("next"), 2, 7);
  await world.advance(200);
  expect([2, 1, 0].map((channel) => text(ben.Steam.readP2PPacket(32, channel).data))).toEqual(["two", "one", "zero"]);
  expect(text(ben.Steam.readP2PPacket(4, 7).data)).toBe("long");
  expect(text(ben.Steam.readP2PPacket(4, 7).data)).toBe("next");
  expect(ben.Steam.getAvailableP2PPacketSize(7)).toBe(0);
});

test("an empty packet does not stand in the way of others", async () => {
  const { world, anna, ben } = await friends();
  anna.Steam.sendP2PPacket(ben.id, new Uint8Array(0), 2);
  anna.Steam.sendP2PPacket(ben.id, new Uint8Array(0), 2);
  await world.advance(200);
  expect(ben.Steam.readP2PPacket(10)).toEqual({});
  anna.Steam.sendP2PPacket(ben.id, new Uint8Array(0), 2);
  anna.Steam.sendP2PPacket(ben.id, bytes("after"), 2);
  await world.advance(200);
  expect(ben.Steam.getAvailableP2PPacketSize()).toBe(5);
});

test("the sizes: 1200 bytes unreliably, 1 MiB reliably", async () => {
  const { world, anna, ben } = await friends();
  const { Steam } = anna;
  expect(Steam.sendP2PPacket(ben.id, new Uint8Array(1_201), Steam.P2P_SEND_UNRELIABLE)).toBe(false);
  expect(Steam.sendP2PPacket(ben.id, new Uint8Array(1_201), Steam.P2P_SEND_UNRELIABLE_NO_DELAY)).toBe(false);
  expect(Steam.sendP2PPacket(ben.id, new Uint8Array(1_200), Steam.P2P_SEND_UNRELIABLE)).toBe(true);
  expect(Steam.sendP2PPacket(ben.id, new Uint8Array(1_048_577), Steam.P2P_SEND_RELIABLE)).toBe(false);
  expect(Steam.sendP2PPacket(ben.id, new Uint8Array(1_048_576), Steam.P2P_SEND_RELIABLE, 1)).toBe(true);
  await world.advance(8_000);
  expect(ben.Steam.getAvailableP2PPacketSize()).toBe(1_200);
  expect(ben.Steam.getAvailableP2PPacketSize(1)).toBe(1_048_576);
});

test("the four ways to send: at once or gathered, surely or not", async () => {
  const { world, anna, ben } = await friends();
  const arrived = async (sendType: number): Promise<number> => {
    await world.advance(300);
    const from = world.now;
    anna.Steam.sendP2PPacket(ben.id, new Uint8Array(1), sendType);
    await world.until(() => ben.Steam.getAvailableP2PPacketSize() > 0);
    ben.Steam.readP2PPacket(1);
    return world.now - from;
  };
  const [unreliable, noDelay, reliable, gathered] = [await arrived(0), await arrived(1), await arrived(2), await arrived(3)];
  expect(gathered - reliable).toBe(5);
  expect([unreliable, noDelay]).toEqual([reliable, reliable]);

  anna.network.loss = 0.5;
  for (let number = 0; number < 100; number++) {
    anna.Steam.sendP2PPacket(ben.id, Uint8Array.of(number), 0, 5);
    anna.Steam.sendP2PPacket(ben.id, Uint8Array.of(number), 3, 6);
    await world.advance(20);
  }
  await world.advance(8_000);
  const all = (channel: number): number[] => {
    const numbers: number[] = [];
    while (ben.Steam.getAvailableP2PPacketSize(channel) > 0) numbers.push(ben.Steam.readP2PPacket(1, channel).data[0]!);
    return numbers;
  };
  expect(all(6)).toEqual(Array.from({ length: 100 }, (_, number) => number));
  expect(all(5).length).toBeLessThan(80);
});

test("NO_DELAY before there is a connection is dropped, other unreliable packets wait for it", async () => {
  const world = new SteamWorld();
  const [anna, ben] = await world.players("Anna", "Ben");
  ben.Steam.p2p_session_request.connect((who) => ben.Steam.acceptP2PSessionWithUser(who));
  expect(anna.Steam.sendP2PPacket(ben.id, bytes("dropped"), anna.Steam.P2P_SEND_UNRELIABLE_NO_DELAY)).toBe(true);
  expect(anna.Steam.getP2PSessionState(ben.id)).toMatchObject({ connection_active: 0, connecting: 1 });
  anna.Steam.sendP2PPacket(ben.id, bytes("kept"), anna.Steam.P2P_SEND_UNRELIABLE);
  await world.advance(2_000);
  expect(ben.Steam.getAvailableP2PPacketSize()).toBe(4);
});

test.each([false, true])("a game that sends nothing but NO_DELAY gets its session, and nobody sees a packet that was not sent (looks at the size first: %s)", async (looksFirst) => {
  const world = new SteamWorld();
  const [anna, ben] = await world.players("Anna", "Ben");
  const { Steam } = anna;
  const tick = (player: typeof anna, to: bigint, word: string) => player.Steam.sendP2PPacket(to, bytes(word), Steam.P2P_SEND_UNRELIABLE_NO_DELAY, 3);
  const read = (player: typeof anna): string[] => {
    const words: string[] = [];
    for (;;) {
      if (looksFirst && player.Steam.getAvailableP2PPacketSize(3) === 0) return words;
      const { data } = player.Steam.readP2PPacket(99, 3);
      if (data === undefined) return words;
      words.push(text(data));
    }
  };
  ben.Steam.p2p_session_request.connect((who) => tick(ben, who, "Ben's first"));
  for (let frame = 0; frame < 10; frame++) expect(tick(anna, ben.id, "too early")).toBe(true);
  await world.advance(2_000);
  expect(ben.all("p2p_session_request")).toEqual([[anna.id]]);
  expect(Steam.getP2PSessionState(ben.id).connection_active).toBe(1);
  expect([read(anna), read(ben)]).toEqual([[], []]);
  tick(anna, ben.id, "hello");
  tick(ben, anna.id, "hi");
  await world.advance(200);
  expect([read(anna), read(ben)]).toEqual([["hi"], ["hello"]]);

  // A session that failed or was closed begins anew likewise.
  ben.Steam.closeP2PSessionWithUser(anna.id);
  await world.advance(200);
  expect(tick(anna, ben.id, "dropped")).toBe(true);
  await world.advance(2_000);
  expect(ben.all("p2p_session_request")).toHaveLength(2);
  expect(Steam.getP2PSessionState(ben.id).connection_active).toBe(1);
});

test("a NO_DELAY packet to oneself arrives: it needs no session", async () => {
  const [anna] = await new SteamWorld().players("Anna");
  expect(anna.Steam.sendP2PPacket(anna.id, bytes("me"), anna.Steam.P2P_SEND_UNRELIABLE_NO_DELAY)).toBe(true);
  expect(text(anna.Steam.readP2PPacket(9).data)).toBe("me");
});

test("nobody accepts: after twenty seconds it has failed, and sending begins anew", async () => {
  const world = new SteamWorld();
  const [anna, ben] = await world.players("Anna", "Ben");
  anna.Steam.sendP2PPacket(ben.id, bytes("lost"), 2);
  await world.advance(19_500);
  expect(anna.all("p2p_session_connect_fail")).toEqual([]);
  await world.advance(1_000);
  expect(anna.all("p2p_session_connect_fail")).toEqual([[ben.id, anna.Steam.P2P_SESSION_ERROR_TIMEOUT]]);
  expect(anna.Steam.getP2PSessionState(ben.id)).toMatchObject({ connection_active: 0, connecting: 0, session_error: 4 });
  ben.Steam.p2p_session_request.connect((who) => ben.Steam.acceptP2PSessionWithUser(who));
  expect(anna.Steam.sendP2PPacket(ben.id, bytes("again"), 2)).toBe(true);
  await world.advance(2_000);
  expect(text(ben.Steam.readP2PPacket(9).data)).toBe("again");
});

test("closing ends the session, takes what was looked at with it, and the next packet asks again", async () => {
  const { world, anna, ben } = await friends();
  anna.Steam.sendP2PPacket(ben.id, bytes("unread"), 2);
  await world.advance(200);
  expect(ben.Steam.getAvailableP2PPacketSize()).toBe(6);
  expect(ben.Steam.closeP2PSessionWithUser(anna.id)).toBe(true);
  expect(ben.Steam.closeP2PSessionWithUser(anna.id)).toBe(false);
  expect(ben.Steam.getAvailableP2PPacketSize()).toBe(0);
  await world.advance(200);
  expect(anna.Steam.getP2PSessionState(ben.id)).toEqual({});
  anna.Steam.sendP2PPacket(ben.id, bytes("hello"), 2);
  expect(await ben.next("p2p_session_request")).toEqual([anna.id]);
});

test("closing a channel drops what is unread on it, and the last one ends the session", async () => {
  const { world, anna, ben } = await friends();
  for (const channel of [1, 1, 2]) anna.Steam.sendP2PPacket(ben.id, bytes("unread"), 2, channel);
  await world.advance(200);
  expect(ben.Steam.getAvailableP2PPacketSize(1)).toBe(6);
  expect(ben.Steam.closeP2PChannelWithUser(anna.id, 1)).toBe(true);
  expect(ben.Steam.closeP2PChannelWithUser(anna.id, 9)).toBe(false);
  expect([1, 2].map((channel) => ben.Steam.getAvailableP2PPacketSize(channel))).toEqual([0, 6]);
  expect(ben.Steam.getP2PSessionState(anna.id).connection_active).toBe(1);
  ben.Steam.closeP2PChannelWithUser(anna.id, 2);
  ben.Steam.closeP2PChannelWithUser(anna.id, 0);
  expect(ben.Steam.getP2PSessionState(anna.id)).toEqual({});
});

test("arguments as real projects give them: texts for ids, arrays for bytes, what is wrong answers false and says why once", async () => {
  const { world, anna, ben } = await friends();
  const { Steam } = anna;
  expect(Steam.sendP2PPacket(String(ben.id), [104, 105, 256 + 33], 2)).toBe(true);
  expect(Steam.sendP2PPacket(`steamid:${ben.id}`, bytes("ho"), 2)).toBe(true);
  // Of an id the account counts.
  expect(Steam.sendP2PPacket(ben.id & 0xffff_ffffn, bytes("ha"), 2)).toBe(true);
  await world.advance(200);
  expect([1, 2, 3].map(() => text(ben.Steam.readP2PPacket(9).data))).toEqual(["hi!", "ho", "ha"]);
  expect(Steam.sendP2PPacket(0n, bytes("x"), 2)).toBe(false);
  expect(Steam.acceptP2PSessionWithUser(0n)).toBe(false);
  expect(Steam.acceptP2PSessionWithUser(76561197960287999n)).toBe(true);
  expect(Steam.sendP2PPacket(ben.id, "text" as never, 2)).toBe(false);
  expect(Steam.sendP2PPacket(ben.id, bytes("x"), 9)).toBe(false);
  expect(Steam.sendP2PPacket(ben.id, bytes("x"), 9)).toBe(false);
  expect(anna.log.filter(({ message }) => message.includes("sendP2PPacket"))).toHaveLength(1);
});

test("without Steam every function answers GodotSteam's default, and nothing of before is left", async () => {
  const { world, anna, ben } = await friends();
  ben.Steam.sendP2PPacket(anna.id, bytes("before"), 2);
  await world.advance(200);
  expect(anna.Steam.getAvailableP2PPacketSize()).toBe(6);
  const { Steam } = anna;
  Steam.steamShutdown();
  expect([
    Steam.sendP2PPacket(ben.id, bytes("x"), 2), Steam.getAvailableP2PPacketSize(), Steam.readP2PPacket(9), Steam.acceptP2PSessionWithUser(ben.id),
    Steam.closeP2PSessionWithUser(ben.id), Steam.closeP2PChannelWithUser(ben.id, 0), Steam.getP2PSessionState(ben.id), Steam.allowP2PPacketRelay(true),
  ]).toEqual([false, 0, {}, false, false, false, {}, false]);
  Steam.steamInit();
  await world.advance(2_000);
  expect(Steam.getAvailableP2PPacketSize()).toBe(0);
});

test("packets bring PackedByteArrays where the port asks for them", async () => {
  const world = new SteamWorld({ payload: PackedByteArray });
  const [anna, ben] = await world.players("Anna", "Ben");
  ben.Steam.p2p_session_request.connect((who) => ben.Steam.acceptP2PSessionWithUser(who));
  anna.Steam.sendP2PPacket(ben.id, bytes("hello"), 2);
  await world.advance(2_000);
  const { data } = ben.Steam.readP2PPacket(4);
  expect(data).toBeInstanceOf(PackedByteArray);
  expect(data.size()).toBe(4);
  expect(data.get_string_from_utf8()).toBe("hell");
});
