// Each reason why nothing arrives, made to happen, and what Steam.why says of it.
import { RelayError } from "@samovar/transport";
import { expect, test } from "vitest";
import { type Player, SteamWorld } from "../../testing/index.js";
import { FakeEndpoint, fakeLogger, ANNA, BORIS } from "../fake-endpoints.test.helper.js";
import { createSteam } from "../steam.js";

type Id = Player<"steam_id">;

const hello = new Uint8Array([104, 105]);
const RELIABLE = 8;
const UNRELIABLE = 0;

/** Two who sit in one lobby, so that each knows the other's name. */
async function inALobby(): Promise<{ world: SteamWorld<"steam_id">; anna: Id; ben: Id }> {
  const world = new SteamWorld({ api: "steam_id", seed: 6 });
  const [anna, ben] = await world.players("Anna", "Ben");
  anna.Steam.createLobby(anna.Steam.LOBBY_TYPE_PUBLIC, 4);
  const [, lobby] = await anna.next("lobby_created");
  ben.Steam.joinLobby(lobby);
  await ben.next("lobby_joined");
  await world.advance(500);
  return { world, anna, ben };
}

/** The same, with a session over which Ben has said something that Anna has read. */
async function connected() {
  const { world, anna, ben } = await inALobby();
  for (const { Steam } of [anna, ben]) Steam.network_messages_session_request.connect((peer) => void Steam.acceptSessionWithUser(peer));
  ben.Steam.sendMessageToUser(anna.id, hello, RELIABLE, 0);
  anna.onFrame(() => void anna.Steam.receiveMessagesOnChannel(0, 100));
  ben.onFrame(() => void ben.Steam.receiveMessagesOnChannel(0, 100));
  await world.until(() => anna.Steam.diagnose(ben.id).since_message_ms >= 0);
  await world.advance(400);
  return { world, anna, ben };
}

test("Steam was never started", () => {
  const world = new SteamWorld({ connect: false, api: "steam_id" });
  const anna = world.addPlayer("Anna");
  expect(anna.Steam.why(1n)).toBe("Steam is not running yet: call steamInit(), or load plugin.loadable.");
});

test("the relay could not be reached, and why", () => {
  const endpoint = new FakeEndpoint(ANNA);
  const Steam = createSteam({ endpoint, logger: fakeLogger() });
  endpoint.lastError = new RelayError("unreachable", "http://here:9208: nothing answers. Is the relay running, and the address right?");
  expect(Steam.why(BORIS)).toBe(
    "Steam is not running, and steamInit() tries again: http://here:9208: nothing answers; is the relay running, and the address right.",
  );
});

test("the relay has not answered yet; and then it is clear that it will not", async () => {
  const world = new SteamWorld({ connect: false, api: "steam_id" });
  const anna = world.addPlayer("Anna");
  anna.network.cut();
  anna.Steam.steamInit();
  await world.advance(1500);
  expect(anna.Steam.why(1n)).toBe("Steam is not there yet, as the relay has not answered for 1.5 s: wait for plugin.loadable, or for steam_server_connected.");
  await world.advance(10_000);
  expect(anna.Steam.why(1n)).toMatch(/^Steam is not running, and steamInit\(\) tries again: \S+: no answer in time/);
});

test("another tab took the player over", async () => {
  const endpoint = new FakeEndpoint(ANNA);
  const Steam = createSteam({ endpoint, logger: fakeLogger() });
  await endpoint.open();
  endpoint.close();
  endpoint.lastError = new RelayError("replaced", "This player is connected from another page now.");
  expect(Steam.why(BORIS)).toBe("This player went on in another tab, and can only be in one: go on there, or call steamInit() to be here again.");
});

test("the game shut Steam down", async () => {
  const { anna, ben } = await connected();
  anna.Steam.steamShutdown();
  expect(anna.Steam.why(ben.id)).toBe("Steam was shut down here: call steamInit() to begin again.");
  expect(anna.Steam.peers()).toEqual([]);
  expect(anna.Steam.diagnose(ben.id)).toMatchObject({ state: 0, kind: "", silent_ms: -1 });
});

test("our own link to the relay is down", async () => {
  const { world, anna, ben } = await connected();
  anna.network.cut();
  await world.advance(8000);
  expect(anna.Steam.why(ben.id)).toMatch(/^Our link to the relay broke 3\.\d s ago and is being looked for, so nothing comes or goes: what is reliable arrives once it is back, if that is within 10 s\.$/);
});

test("our own fake network loses everything", async () => {
  const { world, anna, ben } = await connected();
  anna.Steam.setGlobalConfigValueFloat(anna.Steam.NETWORKING_CONFIG_FAKE_PACKET_LOSS_RECV, 100);
  await world.advance(8000);
  expect(anna.Steam.why(ben.id)).toBe("Our own fake network loses everything that comes to us: set NETWORKING_CONFIG_FAKE_PACKET_LOSS_RECV back to 0.");
});

test("who was meant is nobody, oneself, or a lobby", async () => {
  const { anna } = await inALobby();
  const { Steam } = anna;
  const why = (peer: unknown): string => Steam.why(peer as bigint);
  expect(why(anna.id)).toBe("That is this player: what we send to ourselves needs no session, and can be read right away on the channel it was sent on.");
  expect(why("host")).toBe('"host" is no player: give an id as a bigint, or a name that setIdentitySteamID64 was given.');
  expect(why(0n)).toBe("0 is no player: give an id as a bigint, or a name that setIdentitySteamID64 was given.");
  expect(why(Number(ANNA))).toBe("A peer was given as a number, which rounds the last digits of an id away: give it as a bigint.");
  expect(why(anna.last("lobby_joined")?.[0])).toMatch(/^\d+ is a lobby and not a player: send to its members, whom getLobbyMemberByIndex names\.$/);
  expect(why(undefined)).toMatch(/^A value of type undefined is no player/);
  // Asking is no mistake, and makes no label.
  expect(Steam.getIdentities()).toEqual([]);
  expect(anna.log).toEqual([]);
});

test("neither has sent the other anything", async () => {
  const { anna, ben } = await inALobby();
  expect(anna.Steam.why(ben.id)).toBe(
    "There is no session with Ben, because neither of us has sent the other anything lately: send something, and a new one begins.",
  );
  expect(anna.Steam.peers()).toEqual([]);
});

test("a stranger is called by the id", async () => {
  const world = new SteamWorld({ api: "steam_id" });
  const [anna, ben] = await world.players("Anna", "Ben");
  expect(anna.Steam.why(ben.id)).toMatch(new RegExp(`^There is no session with ${ben.id}, `));
  anna.Steam.setIdentitySteamID64("host", ben.id);
  expect(anna.Steam.why("host")).toBe(anna.Steam.why(ben.id));
  expect(anna.Steam.why(`steamid:${ben.id}`)).toBe(anna.Steam.why(ben.id));
});

test("they ask, and nothing is connected to the signal", async () => {
  const { world, anna, ben } = await inALobby();
  ben.Steam.sendMessageToUser(anna.id, hello, RELIABLE, 0);
  await world.advance(2000);
  expect(anna.Steam.why(ben.id)).toMatch(
    /^Ben has written and waits to be let in, but nothing is connected to network_messages_session_request: call acceptSessionWithUser there within 8\.\d s\.$/,
  );
  expect(anna.Steam.peers()).toEqual([ben.id]);
  expect(anna.Steam.diagnose(ben.id)).toMatchObject({ kind: "messages", state: 1, asks_us: true, unread: [], since_message_ms: -1 });
});

test("they ask, and the handler does not accept", async () => {
  const { world, anna, ben } = await inALobby();
  anna.Steam.network_messages_session_request.connect(() => {});
  ben.Steam.sendMessageToUser(anna.id, hello, RELIABLE, 0);
  await world.advance(2000);
  expect(anna.Steam.why(ben.id)).toMatch(/^Ben has written and waits to be let in: call acceptSessionWithUser within 8\.\d s, for instance in network_messages_session_request\.$/);
});

test("they ask, and nobody runs the callbacks", async () => {
  const world = new SteamWorld({ api: "steam_id" });
  const [ben] = await world.players("Ben");
  const anna = await world.player("Anna", { pump: false });
  ben.Steam.sendMessageToUser(anna.id, hello, RELIABLE, 0);
  await world.advance(2000);
  expect(anna.Steam.why(ben.id)).toMatch(/but run_callbacks\(\) was never called: call it in each frame\.$/);
  anna.Steam.run_callbacks();
  expect(anna.Steam.why(ben.id)).toMatch(/but nothing is connected/);
  await world.advance(4000);
  expect(anna.Steam.why(ben.id)).toMatch(/but run_callbacks\(\) was last called 4\.0 s ago:/);
});

test("we wrote, and they have not accepted yet", async () => {
  const { world, anna, ben } = await inALobby();
  anna.Steam.sendMessageToUser(ben.id, hello, RELIABLE, 0);
  await world.advance(3000);
  expect(anna.Steam.why(ben.id)).toBe(
    "Ben has not let us in yet: we wrote 3.0 s ago, and their game has 7.0 s left to call acceptSessionWithUser in network_messages_session_request.",
  );
});

test("we wrote, and they are offline", async () => {
  const { world, anna, ben } = await inALobby();
  ben.close();
  await world.advance(1000);
  anna.Steam.sendMessageToUser(ben.id, hello, RELIABLE, 0);
  await world.advance(2000);
  expect(anna.Steam.why(ben.id)).toBe("We wrote 2.0 s ago, but Ben is offline: wait until they are back.");
});

test("it is agreed on, and nothing has come through", async () => {
  const { world, anna, ben } = await inALobby();
  ben.Steam.sendMessageToUser(anna.id, hello, RELIABLE, 0);
  await world.advance(200);
  ben.network.cut();
  anna.Steam.acceptSessionWithUser(ben.id);
  await world.advance(3000);
  expect(anna.Steam.why(ben.id)).toBe("Ben and we have agreed on a session 3.0 s ago, and the first packet is still under way: wait.");
});

test("they did not accept in time; and we did not", async () => {
  const { world, anna, ben } = await inALobby();
  anna.Steam.sendMessageToUser(ben.id, hello, RELIABLE, 0);
  await world.advance(10_500);
  expect(anna.Steam.why(ben.id)).toBe(
    "The session with Ben has failed (5003), because they did not answer or did not call acceptSessionWithUser in time: " +
      "call closeSessionWithUser, or add NETWORKING_SEND_AUTORESTART_BROKEN_SESSION to the flags, for until then sending answers 3.",
  );
  expect(anna.Steam.sendMessageToUser(ben.id, hello, RELIABLE, 0)).toBe(3);
  expect(ben.Steam.why(anna.id)).toMatch(/^The session with Anna has failed \(5003\), because they wrote and we did not call acceptSessionWithUser in time: call/);
});

test("they turned us down", async () => {
  const { world, anna, ben } = await inALobby();
  ben.Steam.network_messages_session_request.connect((peer) => void ben.Steam.closeSessionWithUser(peer));
  anna.Steam.sendMessageToUser(ben.id, hello, RELIABLE, 0);
  await world.advance(500);
  expect(anna.Steam.why(ben.id)).toMatch(/^The session with Ben has failed \(1001\), because they closed it instead of accepting it: call closeSessionWithUser/);
});

test("they loaded their page anew while something was under way", async () => {
  const { world, anna, ben } = await connected();
  ben.crash();
  anna.Steam.sendMessageToUser(ben.id, hello, RELIABLE, 0);
  ben.reload();
  await ben.ready();
  await world.advance(3000);
  expect(anna.Steam.why(ben.id)).toMatch(/^The session with Ben has failed \(4001\), because they know nothing of it any more, as after loading their page anew: call closeSessionWithUser/);
  // Who writes to us from there begins a new one.
  ben.Steam.sendMessageToUser(anna.id, hello, RELIABLE, 0);
  await world.advance(1000);
  expect(anna.Steam.why(ben.id)).toMatch(/^All is well with Ben/);
});

test("they left the page, with something under way and without", async () => {
  const { world, anna, ben } = await connected();
  ben.close();
  await world.advance(500);
  expect(anna.Steam.why(ben.id)).toBe("The session with Ben is over, because they left the page, or loaded it anew: wait until they are back, for they are offline.");

  const other = await connected();
  other.anna.Steam.sendMessageToUser(other.ben.id, new Uint8Array(500_000), RELIABLE, 0);
  other.ben.close();
  await other.world.advance(500);
  expect(other.anna.Steam.why(other.ben.id)).toMatch(/^The session with Ben has failed \(4001\), because they left the page, or loaded it anew: call/);
});

test("they vanished while something was under way", async () => {
  const { world, anna, ben } = await connected();
  ben.crash();
  anna.Steam.sendMessageToUser(ben.id, hello, RELIABLE, 0);
  await world.advance(20_000);
  expect(anna.Steam.why(ben.id)).toMatch(/^The session with Ben has failed \(4001\), because nothing was heard of them for too long: call/);
});

test("we closed it", async () => {
  const { world, anna, ben } = await connected();
  anna.Steam.closeSessionWithUser(ben.id);
  await world.advance(2000);
  expect(anna.Steam.why(ben.id)).toBe("We closed the session with Ben 2.0 s ago: send something, and a new one begins.");
  expect(ben.Steam.why(anna.id)).toBe("Anna closed the session: send something, and a new one begins, once they let us in.");
});

test("we closed its last channel", async () => {
  const { anna, ben } = await connected();
  anna.Steam.closeChannelWithUser(ben.id, 0);
  expect(anna.Steam.why(ben.id)).toMatch(/^We closed the session with Ben 0 ms ago/);
});

test("it ended quietly", async () => {
  const { world, anna, ben } = await connected();
  ben.crash();
  await world.advance(20_000);
  expect(anna.Steam.why(ben.id)).toBe("The session with Ben is over, because nothing was heard of them for too long: wait until they are back, for they are offline.");
});

test("they are connected and fall silent", async () => {
  const { world, anna, ben } = await connected();
  ben.crash();
  await world.advance(5000);
  expect(anna.Steam.why(ben.id)).toMatch(
    /^Nothing is heard of Ben for 5\.\d s, not even signs of life, so their tab is frozen or gone, or a link is down: wait, for in \d\.\d s it is over\.$/,
  );
});

test("the wrong channel: they write on one, and the game reads others", async () => {
  const { world, anna, ben } = await connected();
  anna.onFrame(() => void anna.Steam.receiveMessagesOnChannel(2, 10));
  for (let message = 0; message < 3; message++) ben.Steam.sendMessageToUser(anna.id, hello, RELIABLE, 5);
  await world.advance(200);
  expect(anna.Steam.why(ben.id)).toBe("3 messages from Ben lie unread on channel 5, while the game reads 0 and 2: call receiveMessagesOnChannel(5, 100), or send on another channel.");
  expect(anna.Steam.diagnose(ben.id)).toMatchObject({ unread: [{ channel: 5, messages: 3, is_read: false }], unread_bytes: 3 * 258 });
  anna.Steam.receiveMessagesOnChannel(5, 100);
  expect(anna.Steam.why(ben.id)).toMatch(/^All is well/);
});

test("nobody reads anything", async () => {
  const { world, anna, ben } = await inALobby();
  anna.Steam.network_messages_session_request.connect((peer) => void anna.Steam.acceptSessionWithUser(peer));
  ben.Steam.sendMessageToUser(anna.id, hello, RELIABLE, 0);
  await world.advance(500);
  expect(anna.Steam.why(ben.id)).toBe("1 message from Ben lies unread on channel 0, which nobody reads: call receiveMessagesOnChannel(0, 100), or send on another channel.");
  // What they left behind can still be read.
  ben.close();
  await world.advance(500);
  expect(anna.Steam.why(ben.id)).toMatch(/^1 message from Ben lies unread/);
});

test("the game reads too slowly", async () => {
  const { world, anna, ben } = await inALobby();
  anna.Steam.network_messages_session_request.connect((peer) => void anna.Steam.acceptSessionWithUser(peer));
  anna.onFrame(() => void anna.Steam.receiveMessagesOnChannel(0, 1));
  ben.onFrame(() => {
    for (let message = 0; message < 5; message++) ben.Steam.sendMessageToUser(anna.id, hello, RELIABLE, 0);
  });
  await world.advance(1500);
  expect(anna.Steam.why(ben.id)).toMatch(/^The game reads channel 0 more slowly than Ben writes, and \d+ messages wait \(\d+ of 16777216 bytes\): read until nothing is left in each frame\.$/);
});

test("the send buffer is full", async () => {
  const { anna, ben } = await connected();
  while (anna.Steam.sendMessageToUser(ben.id, new Uint8Array(20_000), RELIABLE, 0) !== 25);
  expect(anna.Steam.why(ben.id)).toMatch(/^The send buffer for Ben is full \(\d{6} of 524288 bytes\) and refuses more: send less, wait, and see that they read\.$/);
});

test("much is lost on the way, by our own doing too", async () => {
  const { world, anna, ben } = await connected();
  for (const { Steam, id } of [anna, ben]) {
    const other = id === anna.id ? ben.id : anna.id;
    (id === anna.id ? anna : ben).onFrame(() => void Steam.sendMessageToUser(other, hello, UNRELIABLE, 0));
  }
  anna.Steam.setGlobalConfigValueFloat(anna.Steam.NETWORKING_CONFIG_FAKE_PACKET_LOSS_SEND, 40);
  await world.advance(12_000);
  expect(anna.Steam.why(ben.id)).toMatch(
    /^About [34]\d % of the packets to Ben get lost, not least in our own fake network \(40 %\), and unreliable messages with them: send reliably what must arrive\.$/,
  );
  expect(ben.Steam.why(anna.id)).toMatch(/^About [34]\d % of the packets from Anna get lost or come out of order, and unreliable messages with them: send reliably what must arrive\.$/);
  expect(anna.Steam.diagnose(ben.id).loss_out).toBeCloseTo(0.4, 0);
});

test("all is well; and their game has nothing to say", async () => {
  const { world, anna, ben } = await connected();
  expect(anna.Steam.why(ben.id)).toMatch(/^All is well with Ben: the last message came \d+ ms ago \(ping \d+ ms\)\.$/);
  expect(ben.Steam.why(anna.id)).toMatch(/^The session with Anna works \(ping \d+ ms\), but they have not sent anything yet: ask Steam\.why on their side\.$/);
  await world.advance(10_000);
  expect(anna.Steam.why(ben.id)).toMatch(/^The session with Ben works \(ping \d+ ms\), but their game has sent nothing for 1\d s: ask Steam\.why on their side\.$/);
});

test("packets of the P2P class have their own sessions, and the sentences name its functions", async () => {
  const { world, anna, ben } = await inALobby();
  ben.Steam.sendP2PPacket(anna.id, hello, ben.Steam.P2P_SEND_RELIABLE, 3);
  await world.advance(1000);
  expect(anna.Steam.why(ben.id)).toMatch(/nothing is connected to p2p_session_request: call acceptP2PSessionWithUser there within 19 s\.$/);
  expect(ben.Steam.why(anna.id)).toMatch(/left to call acceptP2PSessionWithUser in p2p_session_request\.$/);
  expect(anna.Steam.peers()).toEqual([ben.id]);
  anna.Steam.acceptP2PSessionWithUser(ben.id);
  await world.advance(500);
  anna.Steam.readP2PPacket(100, 0);
  expect(anna.Steam.diagnose(ben.id)).toMatchObject({ kind: "p2p", state: 3, unread: [{ channel: 3, messages: 1 }] });
  expect(anna.Steam.why(ben.id)).toBe("1 packet from Ben lies unread on channel 3, while the game reads 0: call readP2PPacket(size, 3), or send on another channel.");
  anna.Steam.readP2PPacket(100, 3);
  expect(anna.Steam.why(ben.id)).toMatch(/^All is well with Ben/);
  anna.Steam.closeP2PSessionWithUser(ben.id);
  expect(anna.Steam.why(ben.id)).toMatch(/^We closed the session with Ben 0 ms ago/);
});

test("a name is shown in one line, whatever is in it", async () => {
  const world = new SteamWorld({ api: "steam_id" });
  const anna = await world.player("Anna");
  const ben = await world.player("Ben", { personaName: "Ben\n[ERROR]\u202e evil" });
  ben.Steam.sendMessageToUser(anna.id, hello, RELIABLE, 0);
  await world.advance(500);
  anna.Steam.requestUserInformation(ben.id, true);
  await world.advance(500);
  expect(anna.Steam.why(ben.id)).toMatch(/^Ben \[ERROR\] evil has written and waits/);
});

test("redundancy, jitter and buffers can be told from the diagnosis", async () => {
  const { world, anna, ben } = await connected();
  anna.network.set({ loss: 0.1, jitterMs: 30 });
  anna.onFrame(() => void anna.Steam.sendMessageToUser(ben.id, hello, RELIABLE, 0));
  await world.advance(12_000);
  const about = anna.Steam.diagnose(ben.id);
  expect(about.repeats_out_per_second).toBeGreaterThan(5);
  expect(about.repeats_out_per_second).toBeLessThanOrEqual(about.packets_out_per_second);
  expect(about.repeated_bytes_out_per_second).toBeGreaterThan(50);
  expect(about.repeated_bytes_out_per_second).toBeLessThan(about.bytes_out_per_second);
  expect(about.jitter_ms).toBeGreaterThan(2);
  expect(about.jitter_ms).toBeLessThan(60);
  expect(about).toMatchObject({ buffer_limit_bytes: 524_288, unread_limit_bytes: 16_777_216, steam_id: ben.id });
});

test("a session beneath Networking Sockets counts when there is no other", async () => {
  const { world, anna, ben } = await inALobby();
  ben.Steam.createListenSocketP2P(0, {});
  const handle = anna.Steam.connectP2P(ben.id, 0, {});
  await world.advance(1000);
  expect(anna.Steam.diagnose(ben.id)).toMatchObject({ kind: "sockets", state: 3 });
  expect(anna.Steam.why(ben.id)).toMatch(/^Beneath Networking Sockets the session with Ben works \(ping \d+ ms\): ask getConnectionInfo how each connection is\.$/);
  ben.crash();
  anna.Steam.sendMessageToConnection(handle, hello, RELIABLE);
  await world.advance(20_000);
  expect(anna.Steam.why(ben.id)).toMatch(/^The session with Ben has failed \(4001\), because nothing was heard of them for too long: call closeConnection and then connectP2P\.$/);
});

test("what is beneath Networking Sockets is not the game's to read or to accept", async () => {
  const { world, anna, ben } = await inALobby();
  const handle = ben.Steam.connectP2P(anna.id, 0, {});
  await world.advance(1000);
  expect(anna.Steam.why(ben.id)).toBe("Ben has written and waits to be let in: call createListenSocketP2P within 9.0 s.");
  anna.Steam.createListenSocketP2P(0, {});
  ben.onFrame(() => void ben.Steam.sendMessageToConnection(handle, hello, RELIABLE));
  await world.advance(500);
  for (let look = 0; look < 30; look++) {
    await world.advance(7);
    expect(anna.Steam.why(ben.id)).toMatch(/^Beneath Networking Sockets/);
  }
});

test("of a P2P session that they closed", async () => {
  const { world, anna, ben } = await inALobby();
  ben.Steam.sendP2PPacket(anna.id, hello, ben.Steam.P2P_SEND_RELIABLE, 3);
  await world.advance(500);
  anna.Steam.acceptP2PSessionWithUser(ben.id);
  await world.advance(500);
  ben.Steam.closeP2PSessionWithUser(anna.id);
  await world.advance(500);
  expect(anna.Steam.why(ben.id)).toMatch(/^1 packet from Ben lies unread on channel 3, which nobody reads/);
  anna.Steam.readP2PPacket(100, 3);
  expect(anna.Steam.why(ben.id)).toBe("Ben closed the session: send something, and a new one begins, once they let us in.");
  expect(anna.Steam.diagnose(ben.id)).toMatchObject({ kind: "p2p", state: 0, end_reason: 1001 });
});

test("of two sessions the one in trouble is spoken of", async () => {
  const { world, anna, ben } = await connected();
  ben.Steam.sendP2PPacket(anna.id, hello, ben.Steam.P2P_SEND_RELIABLE, 3);
  await world.advance(500);
  expect(anna.Steam.why(ben.id)).toMatch(/^Ben has written and waits to be let in, but nothing is connected to p2p_session_request/);
  expect(anna.Steam.diagnose(ben.id).kind).toBe("messages");
});

test("who lost the session first had a reason", async () => {
  const { world, anna, ben } = await connected();
  ben.Steam.setGlobalConfigValueInt32(ben.Steam.NETWORKING_CONFIG_RECV_MAX_MESSAGE_SIZE, 1000);
  anna.Steam.sendMessageToUser(ben.id, new Uint8Array(5000), RELIABLE, 0);
  await world.advance(1000);
  expect(anna.Steam.why(ben.id)).toMatch(/^The session with Ben has failed \(4001\), because we sent a message larger than they take: /);
  expect(ben.Steam.why(anna.id)).toMatch(/^The session with Anna has failed \(5002\), because they sent a message larger than NETWORKING_CONFIG_RECV_MAX_MESSAGE_SIZE: /);

  const other = await connected();
  other.ben.Steam.setGlobalConfigValueFloat(other.ben.Steam.NETWORKING_CONFIG_FAKE_PACKET_LOSS_RECV, 100);
  other.anna.onFrame(() => void other.anna.Steam.sendMessageToUser(other.ben.id, hello, RELIABLE, 0));
  await other.world.until(() => other.anna.Steam.diagnose(other.ben.id).state === 5, { withinMs: 20_000 });
  expect(other.anna.Steam.why(other.ben.id)).toMatch(/^The session with Ben has failed \(4001\), because they heard nothing of us for too long: /);
});

test("who reloaded while nothing was under way is not called silent", async () => {
  const { world, anna, ben } = await connected();
  ben.crash();
  ben.reload();
  await ben.ready();
  await world.advance(5000);
  expect(anna.Steam.why(ben.id)).toBe("The session with Ben is over, because they know nothing of it any more, as after loading their page anew: send something, and a new one begins.");
});

test("they left before they let us in, and are gone", async () => {
  const { world, anna, ben } = await inALobby();
  anna.Steam.sendMessageToUser(ben.id, hello, RELIABLE, 0);
  await world.advance(500);
  ben.close();
  await world.advance(1000);
  // Whoever they are when they come back will be asked, if it is soon.
  expect(anna.Steam.why(ben.id)).toMatch(/^We wrote 1\.5 s ago, but Ben is offline/);
  anna.Steam.closeSessionWithUser(ben.id);
  expect(anna.Steam.why(ben.id)).toBe("We closed the session with Ben 0 ms ago: wait until they are back, for they are offline.");
  anna.Steam.sendMessageToUser(ben.id, hello, RELIABLE, 0);
  await world.advance(11_000);
  expect(anna.Steam.why(ben.id)).toMatch(/^The session with Ben has failed \(5003\), because they are offline: /);
});

test("late is not lost, and the fake network of the other direction is not to blame", async () => {
  const { world, anna, ben } = await connected();
  for (const [one, other] of [[anna, ben], [ben, anna]] as const) one.onFrame(() => void one.Steam.sendMessageToUser(other.id, hello, UNRELIABLE, 0));
  ben.network.set({ jitterMs: 80 });
  anna.Steam.setGlobalConfigValueFloat(anna.Steam.NETWORKING_CONFIG_FAKE_PACKET_LOSS_SEND, 10);
  await world.advance(12_000);
  expect(anna.Steam.why(ben.id)).toMatch(/^About \d\d % of the packets from Ben get lost or come out of order, and unreliable/);
  anna.Steam.setGlobalConfigValueFloat(anna.Steam.NETWORKING_CONFIG_FAKE_PACKET_LOSS_RECV, 30);
  expect(anna.Steam.why(ben.id)).toMatch(/come out of order, not least in our own fake network \(30 %\), and/);
});
