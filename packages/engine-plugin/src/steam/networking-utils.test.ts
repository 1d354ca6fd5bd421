import { describe, expect, test } from "vitest";
import { PackedByteArray } from "../godot/index.js";
import { SteamWorld } from "../testing/index.js";
import { CONFIG_VALUES } from "./constants/networking-utils.js";

/** Anna and Ben, who talk: and how long, and how often, a message takes from one to the other. */
async function talking(options: ConstructorParameters<typeof SteamWorld>[0] = {}) {
  const world = new SteamWorld({ seed: 5, ...options });
  const [anna, ben] = await world.players("Anna", "Ben");
  anna.Steam.sendMessageToUser(ben.id, new Uint8Array(1), 8, 0);
  await ben.next("network_messages_session_request");
  ben.Steam.acceptSessionWithUser(anna.id);
  await world.advance(2_000);
  ben.Steam.receiveMessagesOnChannel(0, 10);
  type Someone = typeof anna;

  /** Sends numbered messages, one each 10 ms, and answers which came, in the order they came, with the time each took. */
  const flow = async (from: Someone, to: Someone, count: number, flags = 1): Promise<{ readonly number: number; readonly tookMs: number }[]> => {
    const sentAt: number[] = [];
    const came: { number: number; tookMs: number }[] = [];
    const listen = (): void => {
      for (const { payload } of to.Steam.receiveMessagesOnChannel(3, 1_000)) {
        const number = payload[0]! + 256 * payload[1]!;
        came.push({ number, tookMs: world.now - sentAt[number]! });
      }
    };
    for (let number = 0; number < count + 500; number++) {
      if (number < count) {
        sentAt.push(world.now);
        from.Steam.sendMessageToUser(to.id, Uint8Array.of(number & 255, number >> 8), flags, 3);
      }
      for (let ms = 0; ms < 10; ms++) {
        await world.advance(1);
        listen();
      }
    }
    return came;
  };
  return { world, anna, ben, flow };
}

const numbersOf = (came: readonly { readonly number: number }[]): number[] => came.map(({ number }) => number);
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const countTo = (count: number): number[] => Array.from({ length: count }, (_, number) => number);

describe("config values that act on sessions which are there already", () => {
  test.each(["SEND", "RECV"] as const)("FAKE_PACKET_LOSS_%s loses unreliable messages, and no reliable ones", async (way) => {
    const { anna, ben, flow } = await talking();
    const [from, to] = way === "SEND" ? [anna, ben] : [ben, anna];
    expect(anna.Steam.setGlobalConfigValueFloat(anna.Steam[`NETWORKING_CONFIG_FAKE_PACKET_LOSS_${way}`], 30)).toBe(true);
    const share = (await flow(from, to, 400)).length / 400;
    expect(share).toBeGreaterThan(0.6);
    expect(share).toBeLessThan(0.8);
    // The other way is as it was.
    expect(await flow(to, from, 100)).toHaveLength(100);
    expect(numbersOf(await flow(from, to, 100, 9))).toEqual(countTo(100));
  });

  test.each(["SEND", "RECV"] as const)("FAKE_PACKET_LAG_%s delays messages", async (way) => {
    const { anna, ben, flow } = await talking();
    const [from, to] = way === "SEND" ? [anna, ben] : [ben, anna];
    const before = mean((await flow(from, to, 20)).map(({ tookMs }) => tookMs));
    anna.Steam.setGlobalConfigValueInt32(anna.Steam[`NETWORKING_CONFIG_FAKE_PACKET_LAG_${way}`], 120);
    const after = mean((await flow(from, to, 20)).map(({ tookMs }) => tookMs));
    expect(after - before).toBeCloseTo(120, 0);
  });

  test.each(["SEND", "RECV"] as const)("FAKE_PACKET_REORDER_%s and _TIME let later messages overtake", async (way) => {
    const { anna, ben, flow } = await talking();
    const [from, to] = way === "SEND" ? [anna, ben] : [ben, anna];
    anna.Steam.setGlobalConfigValueFloat(anna.Steam[`NETWORKING_CONFIG_FAKE_PACKET_REORDER_${way}`], 20);
    anna.Steam.setGlobalConfigValueInt32(anna.Steam.NETWORKING_CONFIG_FAKE_PACKET_REORDER_TIME, 35);
    const came = await flow(from, to, 300);
    const overtaken = came.filter(({ number }, at) => came.slice(0, at).some((earlier) => earlier.number > number));
    expect(overtaken.length / 300).toBeGreaterThan(0.1);
    expect(overtaken.length / 300).toBeLessThan(0.3);
    expect(numbersOf(await flow(from, to, 100, 9))).toEqual(countTo(100));
  });

  test.each(["SEND", "REVC"] as const)("FAKE_PACKET_DUP_%s sends datagrams twice, of which no message comes twice", async (way) => {
    const { world, anna, ben, flow } = await talking();
    const [from, to] = way === "SEND" ? [anna, ben] : [ben, anna];
    const packets = async (): Promise<number> => {
      for (let number = 0; number < 600; number++) {
        from.Steam.sendMessageToUser(to.id, new Uint8Array(1), 1, 4);
        await world.advance(10);
      }
      to.Steam.receiveMessagesOnChannel(4, 1_000);
      return to.Steam.getSessionConnectionInfo(from.id, true, true).packets_in_per_second;
    };
    const before = await packets();
    anna.Steam.setGlobalConfigValueFloat(anna.Steam[`NETWORKING_CONFIG_FAKE_PACKET_DUP_${way}`], 100);
    const after = await packets();
    expect(after / before).toBeGreaterThan(1.6);
    expect(numbersOf(await flow(from, to, 100)).sort((a, b) => a - b)).toEqual(countTo(100));
  });

  test("FAKE_PACKET_JITTER_* varies how long messages take", async () => {
    const { anna, ben, flow } = await talking();
    anna.Steam.setGlobalConfigValueFloat(anna.Steam.NETWORKING_CONFIG_FAKE_PACKET_JITTER_SEND_AVG, 30);
    anna.Steam.setGlobalConfigValueFloat(anna.Steam.NETWORKING_CONFIG_FAKE_PACKET_JITTER_SEND_MAX, 60);
    anna.Steam.setGlobalConfigValueFloat(anna.Steam.NETWORKING_CONFIG_FAKE_PACKET_JITTER_SEND_PCT, 50);
    const took = (await flow(anna, ben, 300)).map(({ tookMs }) => tookMs);
    const least = Math.min(...took);
    expect(Math.max(...took) - least).toBeLessThanOrEqual(62);
    expect(took.filter((ms) => ms > least + 1).length / 300).toBeGreaterThan(0.4);
    expect(took.filter((ms) => ms > least + 1).length / 300).toBeLessThan(0.6);
  });

  test.each(["SEND", "RECV"] as const)("FAKE_RATE_LIMIT_%s_RATE and _BURST: what is too much is lost, reliable messages wait", async (way) => {
    const { world, anna, ben } = await talking();
    const [from, to] = way === "SEND" ? [anna, ben] : [ben, anna];
    anna.Steam.setGlobalConfigValueInt32(anna.Steam[`NETWORKING_CONFIG_FAKE_RATE_LIMIT_${way}_RATE`], 20_000);
    anna.Steam.setGlobalConfigValueInt32(anna.Steam[`NETWORKING_CONFIG_FAKE_RATE_LIMIT_${way}_BURST`], 4_000);
    let bytes = 0;
    for (let number = 0; number < 500; number++) {
      from.Steam.sendMessageToUser(to.id, new Uint8Array(1_000), 1, 4);
      await world.advance(10);
      bytes += to.Steam.receiveMessagesOnChannel(4, 1_000).length * 1_000;
    }
    expect(bytes).toBeLessThan(5 * 20_000 + 4_000);
    expect(bytes).toBeGreaterThan(5 * 20_000 * 0.6);
    for (let number = 0; number < 60; number++) from.Steam.sendMessageToUser(to.id, new Uint8Array(1_000), 8, 5);
    await world.advance(1_500);
    const early = to.Steam.receiveMessagesOnChannel(5, 100).length;
    expect(early).toBeLessThan(60);
    await world.advance(6_000);
    expect(early + to.Steam.receiveMessagesOnChannel(5, 100).length).toBe(60);
  });

  test("SEND_BUFFER_SIZE: how much may wait", async () => {
    const { world, anna, ben } = await talking();
    world.partition(anna, ben);
    const taken = (): number => {
      let count = 0;
      while (anna.Steam.sendMessageToUser(ben.id, new Uint8Array(1_000), 8, 0) === anna.Steam.RESULT_OK) count++;
      return count;
    };
    anna.Steam.setGlobalConfigValueInt32(anna.Steam.NETWORKING_CONFIG_SEND_BUFFER_SIZE, 50_000);
    expect(taken()).toBeLessThan(60);
    anna.Steam.setGlobalConfigValueInt32(anna.Steam.NETWORKING_CONFIG_SEND_BUFFER_SIZE, 150_000);
    const more = taken();
    expect(more).toBeGreaterThan(90);
    expect(more).toBeLessThan(110);
  });

  test("SEND_RATE_MAX and _MIN: how fast a session sends", async () => {
    const { world, anna, ben } = await talking();
    const rate = async (bytesPerSecond: number): Promise<number> => {
      anna.Steam.setGlobalConfigValueInt32(anna.Steam.NETWORKING_CONFIG_SEND_RATE_MAX, bytesPerSecond);
      for (let number = 0; number < 400; number++) anna.Steam.sendMessageToUser(ben.id, new Uint8Array(1_000), 8, 6);
      await world.advance(2_000);
      const came = ben.Steam.receiveMessagesOnChannel(6, 1_000).length * 500;
      await world.until(() => anna.Steam.getSessionConnectionInfo(ben.id, true, true).pending_reliable === 0, { withinMs: 60_000 });
      await world.advance(500);
      ben.Steam.receiveMessagesOnChannel(6, 1_000);
      return came;
    };
    expect(await rate(40_000)).toBeLessThan(45_000);
    expect(await rate(80_000)).toBeGreaterThan(70_000);
    anna.Steam.setGlobalConfigValueInt32(anna.Steam.NETWORKING_CONFIG_SEND_RATE_MIN, 150_000);
    expect(await rate(40_000)).toBeGreaterThan(130_000);
  });

  test("NAGLE_TIME: how long a small message waits for company", async () => {
    const { anna, ben, flow } = await talking();
    const took = async (us: number): Promise<number> => {
      anna.Steam.setGlobalConfigValueInt32(anna.Steam.NETWORKING_CONFIG_NAGLE_TIME, us);
      return mean((await flow(anna, ben, 10, 8)).map(({ tookMs }) => tookMs));
    };
    const soon = await took(0);
    expect((await took(20_000)) - soon).toBeGreaterThan(8);
    expect((await took(4_000)) - soon).toBeCloseTo(4, 0);
  });

  test("TIMEOUT_INITIAL and TIMEOUT_CONNECTED: how long to wait for somebody", async () => {
    const { world, anna, ben } = await talking();
    const cara = await world.player("Cara");
    anna.Steam.setGlobalConfigValueInt32(anna.Steam.NETWORKING_CONFIG_TIMEOUT_INITIAL, 2_500);
    anna.Steam.sendMessageToUser(cara.id, new Uint8Array(1), 8, 0);
    const from = world.now;
    expect((await anna.next("network_messages_session_failed"))[1]).toBe(cara.id);
    expect(world.now - from).toBeGreaterThan(2_400);
    expect(world.now - from).toBeLessThan(2_700);

    world.partition(anna, ben);
    anna.Steam.sendMessageToUser(ben.id, new Uint8Array(1), 8, 0);
    await world.advance(1_000);
    anna.Steam.setGlobalConfigValueInt32(anna.Steam.NETWORKING_CONFIG_TIMEOUT_CONNECTED, 3_000);
    const [reason] = await anna.next("network_messages_session_failed", { withinMs: 4_000 });
    expect(reason).toBe(4001);
  });

  test("RECV_MAX_MESSAGE_SIZE ends the session with whoever sends a larger reliable one; RECV_BUFFER_SIZE makes senders wait", async () => {
    const { world, anna, ben } = await talking();
    ben.Steam.setGlobalConfigValueInt32(ben.Steam.NETWORKING_CONFIG_RECV_BUFFER_SIZE, 50_000);
    anna.Steam.setGlobalConfigValueInt32(anna.Steam.NETWORKING_CONFIG_SEND_BUFFER_SIZE, 4_000_000);
    for (let number = 0; number < 1_500; number++) anna.Steam.sendMessageToUser(ben.id, new Uint8Array(1_000), 8, 0);
    await world.advance(8_000);
    expect(anna.Steam.getSessionConnectionInfo(ben.id, true, true).pending_reliable).toBeGreaterThan(100_000);
    let read = 0;
    for (let frame = 0; frame < 600; frame++) {
      read += ben.Steam.receiveMessagesOnChannel(0, 1_000).length;
      await world.advance(16);
    }
    expect(read).toBe(1_500);

    ben.Steam.setGlobalConfigValueInt32(ben.Steam.NETWORKING_CONFIG_RECV_MAX_MESSAGE_SIZE, 10_000);
    anna.Steam.sendMessageToUser(ben.id, new Uint8Array(10_001), 8, 0);
    const [reason, who] = await ben.next("network_messages_session_failed");
    expect([reason, who]).toEqual([ben.Steam.CONNECTION_END_MISC_INTERNAL_ERROR, anna.id]);
  });

  test("P2P sessions feel the bad network as well, and keep their own twenty seconds", async () => {
    const { world, anna, ben } = await talking();
    ben.Steam.p2p_session_request.connect((who) => ben.Steam.acceptP2PSessionWithUser(who));
    anna.Steam.setGlobalConfigValueInt32(anna.Steam.NETWORKING_CONFIG_FAKE_PACKET_LAG_SEND, 300);
    anna.Steam.setGlobalConfigValueInt32(anna.Steam.NETWORKING_CONFIG_TIMEOUT_INITIAL, 100);
    const from = world.now;
    anna.Steam.sendP2PPacket(ben.id, new Uint8Array(1), 2);
    await world.until(() => ben.Steam.getAvailableP2PPacketSize() > 0);
    expect(world.now - from).toBeGreaterThan(600);
    expect(anna.all("p2p_session_connect_fail")).toEqual([]);
  });
});

describe("config values, asked and set", () => {
  test("each has its type and scope, and what Steam has as default unless it is ours", async () => {
    const world = new SteamWorld();
    const { Steam } = await world.player("Anna");
    const value = (id: number) => Steam.getConfigValue(id, Steam.NETWORKING_CONFIG_SCOPE_GLOBAL, 0);
    expect(value(Steam.NETWORKING_CONFIG_TIMEOUT_INITIAL)).toEqual({ result: Steam.NETWORKING_GET_CONFIG_VALUE_OK, type: 1, value: 10_000, buffer: 4 });
    expect(value(Steam.NETWORKING_CONFIG_FAKE_RATE_LIMIT_SEND_BURST).value).toBe(16_384);
    expect(value(Steam.NETWORKING_CONFIG_FAKE_PACKET_JITTER_RECV_PCT)).toMatchObject({ type: Steam.NETWORKING_CONFIG_TYPE_FLOAT, value: 75 });
    expect(value(Steam.NETWORKING_CONFIG_P2P_STUN_SERVER_LIST)).toEqual({ result: 1, type: 4, value: "", buffer: 1 });
    expect(Steam.getConfigValueInfo(Steam.NETWORKING_CONFIG_NAGLE_TIME)).toEqual({ type: 1, scope: Steam.NETWORKING_CONFIG_SCOPE_CONNECTION });
    expect(Steam.getConfigValueInfo(Steam.NETWORKING_CONFIG_FAKE_PACKET_LOSS_SEND)).toEqual({ type: 3, scope: Steam.NETWORKING_CONFIG_SCOPE_GLOBAL });
    expect(Steam.getConfigValueInfo(12_345)).toEqual({});
    expect(value(12_345)).toMatchObject({ result: Steam.NETWORKING_GET_CONFIG_VALUE_BAD_VALUE });
    expect(Steam.getConfigValue(12, Steam.NETWORKING_CONFIG_SCOPE_CONNECTION, 7).result).toBe(Steam.NETWORKING_GET_CONFIG_VALUE_BAD_SCOPE_OBJ);
    for (const [name, id] of Object.entries(CONFIG_VALUES)) {
      const real = !["NETWORKING_CONFIG_INVALID", "NETWORKING_CONFIG_VALUE_FORCE32BIT"].includes(name);
      expect([name, "type" in Steam.getConfigValueInfo(id)]).toEqual([name, real]);
    }
  });

  test("setting brings within range, converts between numbers, and refuses the rest", async () => {
    const world = new SteamWorld();
    const anna = await world.player("Anna");
    const { Steam } = anna;
    const value = (id: number) => Steam.getConfigValue(id, 1, 0).value;
    expect(Steam.setGlobalConfigValueInt32(Steam.NETWORKING_CONFIG_SEND_RATE_MIN, 0)).toBe(true);
    expect(value(Steam.NETWORKING_CONFIG_SEND_RATE_MIN)).toBe(1024);
    Steam.setGlobalConfigValueFloat(Steam.NETWORKING_CONFIG_NAGLE_TIME, 1234.6);
    expect(value(Steam.NETWORKING_CONFIG_NAGLE_TIME)).toBe(1235);
    Steam.setGlobalConfigValueString(Steam.NETWORKING_CONFIG_FAKE_PACKET_LOSS_SEND, "2.5");
    expect(value(Steam.NETWORKING_CONFIG_FAKE_PACKET_LOSS_SEND)).toBe(2.5);
    expect(Steam.setGlobalConfigValueString(Steam.NETWORKING_CONFIG_NAGLE_TIME, "soon")).toBe(false);
    expect(Steam.setGlobalConfigValueInt32(Steam.NETWORKING_CONFIG_P2P_STUN_SERVER_LIST, 3)).toBe(false);
    expect(Steam.setGlobalConfigValueInt32(Steam.NETWORKING_CONFIG_MTU_DATA_SIZE, 900)).toBe(false);
    expect(Steam.setGlobalConfigValueInt32(Steam.NETWORKING_CONFIG_CALLBACK_FAKE_IP_RESULT, 1)).toBe(false);
    expect(Steam.setGlobalConfigValueInt32(Steam.NETWORKING_CONFIG_INVALID, 1)).toBe(false);
    expect(Steam.setGlobalConfigValueFloat(Steam.NETWORKING_CONFIG_NAGLE_TIME, Number.NaN)).toBe(false);
    expect(Steam.setConnectionConfigValueInt32(1, Steam.NETWORKING_CONFIG_NAGLE_TIME, 0)).toBe(false);
    expect(Steam.setConnectionConfigValueFloat(1, Steam.NETWORKING_CONFIG_NAGLE_TIME, 0)).toBe(false);
    expect(Steam.setConnectionConfigValueString(1, Steam.NETWORKING_CONFIG_NAGLE_TIME, "0")).toBe(false);
    expect(value(Steam.NETWORKING_CONFIG_NAGLE_TIME)).toBe(1235);
  });

  test("what means nothing over a relay is kept, and said once", async () => {
    const world = new SteamWorld();
    const anna = await world.player("Anna");
    const { Steam } = anna;
    for (const value of [99, 3, 2]) expect(Steam.setGlobalConfigValueInt32(Steam.NETWORKING_CONFIG_UNENCRYPTED, value)).toBe(true);
    expect(Steam.getConfigValue(Steam.NETWORKING_CONFIG_UNENCRYPTED, 1, 0).value).toBe(2);
    expect(anna.log.filter(({ message }) => message.includes("changes nothing over a relay"))).toHaveLength(1);
  });

  test("STUN and TURN servers, and the way ICE may go, are for the next link", async () => {
    const world = new SteamWorld();
    const anna = await world.player("Anna");
    const told: unknown[] = [];
    anna.endpoint.network.ice = (settings) => void told.push(settings);
    const { Steam } = anna;
    Steam.setGlobalConfigValueString(Steam.NETWORKING_CONFIG_P2P_STUN_SERVER_LIST, "stun.example.org:3478, stun:other.example.org");
    Steam.setGlobalConfigValueString(Steam.NETWORKING_CONFIG_P2P_TURN_uSER_LIST, "anna,ben");
    Steam.setGlobalConfigValueString(Steam.NETWORKING_CONFIG_P2P_TURN_PASS_LIST, "secret,hidden");
    Steam.setGlobalConfigValueString(Steam.NETWORKING_CONFIG_P2P_TURN_SERVER_LIST, "turn:one.example.org,two.example.org");
    Steam.setGlobalConfigValueInt32(Steam.NETWORKING_CONFIG_P2P_TRANSPORT_ICE_ENABLE, Steam.NETWORKING_CONFIG_P2P_TRANSPORT_ICE_RELAY);
    expect(told.at(-1)).toEqual({
      iceServers: [
        { urls: "stun:stun.example.org:3478" }, { urls: "stun:other.example.org" },
        { urls: "turn:one.example.org", username: "anna", credential: "secret" }, { urls: "turn:two.example.org", username: "ben", credential: "hidden" },
      ],
      iceTransportPolicy: "relay",
    });
  });
});

describe("the relay's network", () => {
  test("its status goes from not tried over trying to there, lost and there again", async () => {
    const world = new SteamWorld();
    const anna = await world.player("Anna");
    const { Steam } = anna;
    expect(Steam.getRelayNetworkStatus()).toBe(Steam.NETWORKING_AVAILABILITY_CURRENT);
    const before = anna.all("relay_network_status").length;
    Steam.initRelayNetworkAccess();
    expect(await anna.next("relay_network_status")).toMatchObject([100, expect.any(Number), 100, 100, "Connected to the relay."]);
    anna.network.drop();
    await world.advance(5_000);
    expect(anna.all("relay_network_status").slice(before).map(([available]) => available)).toEqual([
      Steam.NETWORKING_AVAILABILITY_CURRENT, Steam.NETWORKING_AVAILABILITY_RETRYING, Steam.NETWORKING_AVAILABILITY_CURRENT,
    ]);
    Steam.steamShutdown();
    expect(Steam.getRelayNetworkStatus()).toBe(Steam.NETWORKING_AVAILABILITY_UNKNOWN);
  });

  test("before the first connection, and when the relay is not reached", async () => {
    const world = new SteamWorld();
    world.stopRelay();
    const anna = world.addPlayer("Anna");
    await world.advance(100);
    const { Steam } = anna;
    expect([Steam.NETWORKING_AVAILABILITY_ATTEMPTING, Steam.NETWORKING_AVAILABILITY_FAILED]).toContain(Steam.getRelayNetworkStatus());
    await world.advance(20_000);
    Steam.initRelayNetworkAccess();
    Steam.run_callbacks();
    expect(anna.all("relay_network_status").map(([available]) => available)).toContain(Steam.NETWORKING_AVAILABILITY_FAILED);
  });

  test("pings: to the one place there is, and to others by what they say of theirs", async () => {
    const world = new SteamWorld();
    const [anna, ben] = [await world.player("Anna", { network: { lagMs: 30 } }), await world.player("Ben", { network: { lagMs: 10 } })];
    await world.advance(10_000);
    const [pop] = anna.Steam.getPOPList();
    expect(anna.Steam.getPOPCount()).toBe(1);
    const ping = anna.Steam.getDirectPingToPOP(pop!);
    expect(ping).toBeGreaterThanOrEqual(60);
    expect(ping).toBeLessThan(70);
    expect(anna.Steam.getPingToDataCenter(pop!)).toEqual({ pop_relay: 0, ping });
    expect(anna.Steam.getPingToDataCenter(7)).toEqual({ pop_relay: 0, ping: -1 });

    const { age, location } = ben.Steam.getLocalPingLocation();
    expect([age, location.length]).toEqual([0, 512]);
    const words = ben.Steam.convertPingLocationToString(location);
    const { success, ping_location } = anna.Steam.parsePingLocationString(words);
    expect([success, ping_location]).toEqual([true, location]);
    const estimate = anna.Steam.estimatePingTimeFromLocalHost(ping_location);
    expect(estimate).toBeGreaterThanOrEqual(80);
    expect(estimate).toBeLessThan(95);
    expect(anna.Steam.estimatePingTimeBetweenTwoLocations(anna.Steam.getLocalPingLocation().location, ping_location)).toBe(estimate);
    // What really is.
    ben.Steam.network_messages_session_request.connect((who) => ben.Steam.acceptSessionWithUser(who));
    anna.Steam.sendMessageToUser(ben.id, new Uint8Array(1), 8, 0);
    await world.advance(5_000);
    expect(Math.abs(anna.Steam.getSessionConnectionInfo(ben.id, true, true).ping - estimate)).toBeLessThan(10);
    expect(anna.Steam.checkPingDataUpToDate(5)).toBe(true);
  });

  test("ages when the relay is lost, and refuses what is no location", async () => {
    const world = new SteamWorld();
    const anna = await world.player("Anna");
    const { Steam } = anna;
    await world.advance(5_000);
    expect(Steam.estimatePingTimeFromLocalHost(new Uint8Array(512))).toBe(Steam.NETWORKING_PING_FAILED);
    expect(Steam.estimatePingTimeFromLocalHost(new Uint8Array(3))).toBe(-1);
    expect(Steam.estimatePingTimeBetweenTwoLocations("x" as never, undefined as never)).toBe(-1);
    expect(Steam.convertPingLocationToString(new Uint8Array(3))).toBe("");
    expect(Steam.parsePingLocationString("fra=4+0")).toEqual({ success: false, ping_location: new Uint8Array(512) });
    anna.network.cut();
    await world.advance(12_000);
    expect(Steam.getLocalPingLocation().age).toBeGreaterThan(5);
    expect(Steam.checkPingDataUpToDate(5)).toBe(false);
    expect(Steam.checkPingDataUpToDate(60)).toBe(true);
  });

  test("the local timestamp is the clock of messages, and begins at thirty days", async () => {
    const { world, anna, ben } = await talking();
    expect(anna.Steam.getLocalTimestamp()).toBe(30 * 24 * 3600 * 1e6 + Math.floor(world.now * 1000));
    anna.Steam.sendMessageToUser(ben.id, new Uint8Array(1), 9, 0);
    await world.advance(1_000);
    const [message] = ben.Steam.receiveMessagesOnChannel(0, 1);
    const sinceUs = ben.Steam.getLocalTimestamp() - message!.time_received;
    expect(sinceUs).toBeGreaterThan(900_000);
    expect(sinceUs).toBeLessThan(1_000_000);
  });

  test("without Steam, what asks for it answers GodotSteam's defaults; locations bring PackedByteArrays where asked for", async () => {
    const world = new SteamWorld({ payload: PackedByteArray });
    const { Steam } = await world.player("Anna");
    expect(Steam.getLocalPingLocation().location.size()).toBe(512);
    expect(Steam.parsePingLocationString("smv=3").ping_location).toBeInstanceOf(PackedByteArray);
    Steam.steamShutdown();
    expect([
      Steam.getPingToDataCenter(1), Steam.getDirectPingToPOP(1), Steam.getPOPCount(), Steam.getPOPList(), Steam.getLocalPingLocation(),
      Steam.estimatePingTimeFromLocalHost(new Uint8Array(512)), Steam.checkPingDataUpToDate(1), Steam.getLocalTimestamp(),
    ]).toEqual([{}, 0, 0, [], {}, 0, false, 0]);
  });
});
