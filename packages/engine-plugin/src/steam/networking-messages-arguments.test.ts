// What the functions make of their arguments on the way to the endpoint, which here is a fake one that shows what reached it.
import { expect, test } from "vitest";
import { ANNA, BORIS, FakeEndpoint, fakeLogger, fakePair } from "./fake-endpoints.test.helper.js";
import { createSteam } from "./steam.js";

const bytes = (words: string) => new TextEncoder().encode(words);

async function setUp() {
  const [anna, boris] = await fakePair();
  const logger = fakeLogger();
  return {
    anna,
    boris,
    logger,
    Anna: createSteam({ endpoint: anna, logger }),
    Boris: createSteam({ endpoint: boris, logger }),
  };
}

test.each<[string, (Steam: Awaited<ReturnType<typeof setUp>>["Anna"]) => string | bigint]>([
  ["its id", () => BORIS],
  ["its id as GDScript's signed number", () => BigInt.asIntN(64, BORIS)],
  ["decimal text", () => BORIS.toString()],
  ["identity text that nobody registered", () => `steamid:${BORIS}`],
  [
    "a registered name",
    (Steam) => {
      Steam.setIdentitySteamID64("host", BORIS);
      return "host";
    },
  ],
  [
    "identity text that was registered as its own name",
    (Steam) => {
      const identity = `steamid:${BORIS}`;
      Steam.addIdentity(identity);
      Steam.setIdentitySteamID(identity, BigInt(identity.split(":")[1] ?? ""));
      return identity;
    },
  ],
  [
    "a name that looks like another id",
    (Steam) => {
      Steam.setIdentitySteamID64(ANNA.toString(), BORIS);
      return ANNA.toString();
    },
  ],
])("a peer can be given as %s", async (_, peerOf) => {
  const { Anna, anna, logger } = await setUp();
  const peer = peerOf(Anna);
  expect(Anna.sendMessageToUser(peer, bytes("x"), 8, 0)).toBe(1);
  expect(anna.sends).toEqual([[BORIS, 8, 0]]);
  expect(Anna.getSessionConnectionInfo(peer, true, false).identity).toBe(`steamid:${BORIS}`);
  expect(logger.errors).toEqual([]);
});

test.each<[string, unknown]>([
  ["an unknown name", "stranger"],
  ["empty text", ""],
  ["nobody", 0n],
  ["a number, which has lost digits", Number(BORIS)],
  ["nothing", undefined],
  ["more than 64 bits", "99999999999999999999"],
])("%s is no peer: 8, false, state 0", async (_, argument) => {
  const { Anna, anna } = await setUp();
  const peer = argument as bigint;
  expect(Anna.sendMessageToUser(peer, bytes("x"), 8, 0)).toBe(Anna.RESULT_INVALID_PARAM);
  expect(Anna.acceptSessionWithUser(peer)).toBe(false);
  expect(Anna.closeSessionWithUser(peer)).toBe(false);
  expect(Anna.closeChannelWithUser(peer, 0)).toBe(false);
  expect(Anna.getSessionConnectionInfo(peer, false, false).connection_state).toBe(0);
  expect(anna.sends).toEqual([]);
});

test("an unknown name is reported once and is a blank identity afterwards; so is a name that stands for no player", async () => {
  const { Anna, logger } = await setUp();
  Anna.sendMessageToUser("stranger", bytes("x"), 8, 0);
  Anna.sendMessageToUser("stranger", bytes("x"), 8, 0);
  expect(logger.errors).toEqual([expect.stringContaining('"stranger"')]);
  Anna.setGenericString("text", "hello");
  expect(Anna.sendMessageToUser("text", bytes("x"), 8, 0)).toBe(8);
  expect(Anna.getIdentities()).toEqual([
    { reference_name: "stranger", steam_id: 0n, type: 0 },
    { reference_name: "text", steam_id: 0n, type: 2 },
  ]);
});

test("whole numbers are cut and wrapped as GDScript hands them over", async () => {
  const { Anna, anna, Boris } = await setUp();
  Anna.sendMessageToUser(BORIS, [1], 8.9, 2.7);
  Anna.sendMessageToUser(BORIS, [1], 8n as never, 4294967295);
  Anna.sendMessageToUser(BORIS, [1], NaN, undefined as never);
  expect(anna.sends).toEqual([
    [BORIS, 8, 2],
    [BORIS, 8, -1],
    [BORIS, 0, 0],
  ]);
  Boris.acceptSessionWithUser(ANNA);
  expect(Boris.receiveMessagesOnChannel(2.2, 1.9)).toHaveLength(1);
  expect(Boris.receiveMessagesOnChannel(-1, 0)).toEqual([]);
  expect(Boris.receiveMessagesOnChannel(-1, -1)).toEqual([]);
  expect(Boris.receiveMessagesOnChannel(-1, 1)).toHaveLength(1);
});

test("session info has the keys that were asked for", async () => {
  const { Anna } = await setUp();
  expect(Anna.getSessionConnectionInfo(BORIS, true, true)).toEqual(expect.objectContaining({
    connection_state: 0,
    identity: "invalid",
    user_data: 0,
    end_reason: 0,
    ping: 0,
  }));
  Anna.sendMessageToUser(BORIS, [1], 8, 0);
  expect(Anna.getSessionConnectionInfo(BORIS, false, false)).toEqual({ connection_state: 3, state: 3 });
  expect(Anna.getSessionConnectionInfo(BORIS, true, false)).toEqual({
    connection_state: 3,
    state: 3,
    identity: `steamid:${BORIS}`,
    user_data: -1,
    listen_socket: 0,
    remote_address: "[::]:0",
    remote_pop: 0,
    pop_relay: 0,
    end_reason: 0,
    end_debug: "",
    debug_description: `#1 P2P RELAY steamid:${BORIS} msg vport`,
    info_flags: 16,
  });
  expect(Anna.getSessionConnectionInfo(BORIS, false, true)).toEqual({
    connection_state: 3,
    state: 3,
    ping: 42,
    local_quality: 1,
    remote_quality: 0.5,
    packets_out_per_second: 1,
    bytes_out_per_second: 2,
    packets_in_per_second: 3,
    bytes_in_per_second: 4,
    send_rate: 262144,
    pending_unreliable: 5,
    pending_reliable: 6,
    sent_unacknowledged_reliable: 7,
    send_unacknowledged_reliable: 7,
    queue_time: 0n,
  });
});

test("before anything is connected every function answers GodotSteam's default and says why, once", () => {
  const endpoint = new FakeEndpoint(ANNA);
  const logger = fakeLogger();
  const Steam = createSteam({ endpoint, logger });
  for (let frame = 0; frame < 3; frame++) {
    expect(Steam.sendMessageToUser(BORIS, [1], 8, 0)).toBe(0);
    expect(Steam.acceptSessionWithUser(BORIS)).toBe(false);
    expect(Steam.closeChannelWithUser(BORIS, 0)).toBe(false);
    expect(Steam.closeSessionWithUser(BORIS)).toBe(false);
    expect(Steam.getSessionConnectionInfo(BORIS, true, true)).toEqual({});
    expect(Steam.receiveMessagesOnChannel(0, 10)).toEqual([]);
    Steam.run_callbacks();
  }
  expect(endpoint.sends).toEqual([]);
  expect(logger.errors.map((message) => message.split(". ")[0])).toEqual(
    [
      "sendMessageToUser",
      "acceptSessionWithUser",
      "closeChannelWithUser",
      "closeSessionWithUser",
      "getSessionConnectionInfo",
      "receiveMessagesOnChannel",
    ].map((name) => `[STEAM] Networking Messages class not found when calling: ${name}`),
  );
  expect(Steam.RESULT_OK).toBe(1);
  expect(Steam.network_messages_session_request.connect(() => {})).toBe(0);
});
