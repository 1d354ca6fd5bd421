import { expect, test } from "vitest";
import { SteamWorld } from "../testing/index.js";

const text = (message: { payload: Uint8Array } | undefined) => new TextDecoder().decode(message?.payload);
const bytes = (words: string) => new TextEncoder().encode(words);

/** Anna and Ben, who lets in whoever knocks. */
async function setUp() {
  const world = new SteamWorld();
  const [anna, ben] = await world.players("Anna", "Ben");
  ben.Steam.network_messages_session_request.connect((identity) => void ben.Steam.acceptSessionWithUser(identity));
  return { world, anna, ben, Anna: anna.Steam, Ben: ben.Steam };
}

test("the course of the tutorial: write, be asked, accept, read, answer", async () => {
  const world = new SteamWorld({ network: { lagMs: 40, jitterMs: 20, loss: 0.1 } });
  const [anna, ben] = await world.players("Anna", "Ben");
  const { Steam: Anna } = anna;
  const { Steam: Ben } = ben;
  expect(Anna.sendMessageToUser(ben.id, bytes("hello"), Anna.NETWORKING_SEND_RELIABLE_NO_NAGLE, 0)).toBe(Anna.RESULT_OK);
  const [identity] = await ben.next("network_messages_session_request");
  expect(identity).toBe(`steamid:${anna.id}`);
  expect(Ben.receiveMessagesOnChannel(0, 10)).toEqual([]);
  expect(Ben.acceptSessionWithUser(identity)).toBe(true);
  await world.advance(500);
  const messages = Ben.receiveMessagesOnChannel(0, 10);
  expect(messages.map(text)).toEqual(["hello"]);

  expect(Ben.sendMessageToUser(messages[0]?.identity ?? "", bytes("hi"), 8, 0)).toBe(1);
  await world.advance(2000);
  expect(Anna.receiveMessagesOnChannel(0, 10).map(text)).toEqual(["hi"]);
  // Who wrote first need not be asked.
  expect(anna.all("network_messages_session_request")).toEqual([]);
  expect(Anna.acceptSessionWithUser(`steamid:${ben.id}`)).toBe(true);
  expect([anna.log, ben.log]).toEqual([[], []]);
});

test("a message has every key of both generations, and belongs to the game", async () => {
  const { world, anna, ben, Anna, Ben } = await setUp();
  Anna.sendMessageToUser(ben.id, bytes("abc"), 8, -5);
  await world.advance(500);
  const [message] = Ben.receiveMessagesOnChannel(-5, 1);
  expect(message).toEqual({
    payload: bytes("abc"),
    data: bytes("abc"),
    size: 3,
    connection: 0,
    identity: `steamid:${anna.id}`,
    remote_steam_id: anna.id,
    user_data: 0,
    receiver_user_data: 0,
    sender_user_data: 0,
    time_received: expect.any(Number) as number,
    message_number: 1,
    channel: -5,
    flags: 8,
  });
  if (message !== undefined) message.payload = bytes("changed");
  expect(text(message)).toBe("changed");
});

test("in the generation of ids, messages, info and the request show ids", async () => {
  const world = new SteamWorld({ api: "steam_id" });
  const [anna, ben] = await world.players("Anna", "Ben");
  anna.Steam.sendMessageToUser(ben.id, bytes("hello"), 0, 0);
  const [who] = await ben.next("network_messages_session_request");
  expect(who).toBe(anna.id);
  ben.Steam.acceptSessionWithUser(who);
  await world.advance(500);
  expect(ben.Steam.receiveMessagesOnChannel(0, 1)[0]?.identity).toBe(anna.id);
  const info = ben.Steam.getSessionConnectionInfo(anna.id, true, false);
  expect(info.identity).toBe(anna.id);
  expect(info.remote_address).toBe("::");
  expect(ben.Steam.getSessionConnectionInfo(76561197960299999n, true, false).identity).toBe(0n);
});

test("data may be an array of numbers, wrapped to bytes, and may be empty", async () => {
  const { world, anna, ben, Anna, Ben } = await setUp();
  expect(Anna.sendMessageToUser(ben.id, [1, 256, -1, 2.9], 8, 0)).toBe(1);
  expect(Anna.sendMessageToUser(ben.id, new Uint8Array(0), 8, 0)).toBe(1);
  expect(Anna.sendMessageToUser(ben.id, bytes("abcdef").subarray(1, 3), 8, 0)).toBe(1);
  await world.advance(500);
  expect(Ben.receiveMessagesOnChannel(0, 10).map(({ payload, size }) => [Array.from(payload), size])).toEqual([
    [[1, 0, 255, 2], 4],
    [[], 0],
    [[98, 99], 2],
  ]);
  expect(Anna.sendMessageToUser(ben.id, "text" as never, 8, 0)).toBe(8);
  expect(Anna.sendMessageToUser(ben.id, null as never, 8, 0)).toBe(8);
  expect(anna.log).toMatchObject([{ level: "error", message: expect.stringContaining("string") as string }]);
});

test("no more is taken than asked for, and the rest stays", async () => {
  const { world, ben, Anna, Ben } = await setUp();
  for (const word of ["one", "two", "three"]) Anna.sendMessageToUser(ben.id, bytes(word), 8, 0);
  await world.advance(500);
  expect(Ben.receiveMessagesOnChannel(0, 2).map(text)).toEqual(["one", "two"]);
  expect(Ben.receiveMessagesOnChannel(0, 2).map(text)).toEqual(["three"]);
});

test("a failure is signalled in the order reason, id, state, text, and sending answers 3", async () => {
  const { world, anna, ben, Anna } = await setUp();
  Anna.sendMessageToUser(ben.id, [1], 8, 0);
  await world.advance(500);
  ben.crash();
  Anna.sendMessageToUser(ben.id, [1], 8, 0);
  const reasons: number[] = [];
  Anna.network_messages_session_failed.connect((reason) => void reasons.push(reason));
  const failure = await anna.next("network_messages_session_failed", { withinMs: 15_000 });
  expect(failure).toEqual([Anna.CONNECTION_END_REMOTE_TIMEOUT, ben.id, 5, expect.stringContaining("silent")]);
  expect(reasons).toEqual([4001]);
  expect(Anna.sendMessageToUser(ben.id, [1], 8, 0)).toBe(Anna.RESULT_NO_CONNECTION);
  expect(Anna.closeSessionWithUser(ben.id)).toBe(true);
  expect(Anna.closeSessionWithUser(ben.id)).toBe(false);
});

test("a channel is open when something was received on it", async () => {
  const { world, anna, ben, Anna, Ben } = await setUp();
  Anna.sendMessageToUser(ben.id, [1], 8, 3);
  await world.advance(500);
  expect(Anna.closeChannelWithUser(ben.id, 3)).toBe(false);
  expect(Ben.closeChannelWithUser(anna.id, 3)).toBe(true);
  expect(Ben.closeChannelWithUser(anna.id, 3)).toBe(false);
});

test("the functions can be taken out of Steam", async () => {
  const { anna, ben, Anna } = await setUp();
  // oxlint-disable-next-line typescript/unbound-method -- which is what is tested
  const { sendMessageToUser, getSteamID } = Anna;
  expect(sendMessageToUser(ben.id, [1], 8, 0)).toBe(1);
  expect(getSteamID()).toBe(anna.id);
});
