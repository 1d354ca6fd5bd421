import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Player, SteamWorld } from "../testing/index.js";
import * as Frames from "./networking-sockets/socket-frames.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);
const read = ({ Steam }: Player, connection: number, max = 2_000): string[] => Steam.receiveMessagesOnConnection(connection, max).map(({ payload }) => text(payload));
/** The states one connection went through, as `old>new`. */
const states = (player: Player, connection: number): string[] =>
  player.all("network_connection_status_changed").flatMap(([handle, info, old]) => (handle === connection ? [`${old}>${info.connection_state}`] : []));
/** Accepts whoever comes. */
const welcome = ({ Steam }: Player): void => {
  Steam.network_connection_status_changed.connect((handle, info, old) => {
    if (old === 0 && info.connection_state === 1 && info.listen_socket !== 0) Steam.acceptConnection(handle);
  });
};
const incoming = (player: Player): number[] =>
  player.all("network_connection_status_changed").flatMap(([handle, info, old]) => (old === 0 && info.listen_socket !== 0 ? [handle] : []));

async function strangers(network = {}) {
  const world = new SteamWorld({ seed: 5, network });
  const [anna, ben] = await world.players("Anna", "Ben");
  return { world, anna, ben };
}

/** Anna is connected to Ben, who listens on port 0: `out` is her end, `into` his. */
async function connected(network = {}) {
  const { world, anna, ben } = await strangers(network);
  const socket = ben.Steam.createListenSocketP2P(0);
  welcome(ben);
  const out = anna.Steam.connectP2P(ben.id, 0);
  await world.until(() => states(anna, out).at(-1) === "2>3" && states(ben, incoming(ben)[0] ?? 0).at(-1) === "2>3");
  return { world, anna, ben, socket, out, into: incoming(ben)[0]! };
}

describe("connecting", () => {
  test("the listener is asked, accepts, and both see the states go by; what was sent before waits for that", async () => {
    const { world, anna, ben } = await strangers();
    const socket = ben.Steam.createListenSocketP2P(7, {});
    expect(socket).toBeGreaterThan(0);
    const out = anna.Steam.connectP2P(ben.id, 7, {});
    expect(out).toBeGreaterThan(0);
    expect(anna.Steam.sendMessageToConnection(out, bytes("early"), anna.Steam.NETWORKING_SEND_RELIABLE)).toEqual({ result: 1, message_number: 1 });
    const [into, info, old] = await ben.next("network_connection_status_changed");
    expect(old).toBe(0);
    expect(info).toEqual({
      identity: `steamid:${anna.id}`, user_data: -1, listen_socket: socket, remote_address: "[::]:0", remote_pop: 0, pop_relay: 0, connection_state: 1,
      end_reason: 0, end_debug: "", debug_description: `#${into} P2P RELAY steamid:${anna.id} vport 7`,
    });
    await world.advance(2_000);
    expect(ben.Steam.receiveMessagesOnConnection(into, 10)).toEqual([]);
    expect(states(anna, out)).toEqual(["0>1"]);

    expect(ben.Steam.acceptConnection(into)).toBe(1);
    expect(ben.Steam.acceptConnection(into)).toBe(11);
    expect(ben.Steam.acceptConnection(999)).toBe(8);
    await world.advance(500);
    expect([states(anna, out), states(ben, into)]).toEqual([["0>1", "1>2", "2>3"], ["0>1", "1>2", "2>3"]]);
    const [message] = ben.Steam.receiveMessagesOnConnection(into, 10);
    expect(message).toMatchObject({
      payload: bytes("early"), size: 5, connection: into, identity: `steamid:${anna.id}`, remote_steam_id: anna.id, message_number: 1, channel: 0, flags: 8, receiver_user_data: -1,
    });
    ben.Steam.sendMessageToConnection(into, bytes("back"), 8);
    await world.advance(200);
    expect(read(anna, out)).toEqual(["back"]);
    expect(anna.Steam.getConnectionInfo(out)).toMatchObject({ connection_state: 3, listen_socket: 0, info_flags: 16 });
  });

  test("has nothing to do with Networking Messages and P2P packets", async () => {
    const { world, anna, ben, out, into } = await connected();
    expect(ben.all("network_messages_session_request")).toEqual([]);
    expect(ben.all("p2p_session_request")).toEqual([]);
    anna.Steam.sendMessageToUser(ben.id, bytes("message"), 8, into);
    await ben.next("network_messages_session_request");
    ben.Steam.closeSessionWithUser(anna.id);
    anna.Steam.sendMessageToConnection(out, bytes("socket"), 8);
    await world.advance(200);
    expect(read(ben, into)).toEqual(["socket"]);
  });

  test("where nobody listens, nobody answers, as in Steam: 5003 after ten seconds", async () => {
    const { world, anna, ben } = await strangers();
    const out = anna.Steam.connectP2P(ben.id, 0);
    await world.advance(9_000);
    expect(states(anna, out)).toEqual(["0>1"]);
    await world.advance(2_000);
    expect(states(anna, out)).toEqual(["0>1", "1>5"]);
    expect(anna.Steam.getConnectionInfo(out)).toMatchObject({ connection_state: 5, end_reason: 5003 });
    expect(anna.Steam.sendMessageToConnection(out, bytes("late"), 8)).toEqual({ result: 3, message_number: 0 });
    expect(ben.all("network_connection_status_changed")).toEqual([]);
    expect(anna.Steam.closeConnection(out, 0, "", false)).toBe(true);
    expect(anna.Steam.closeConnection(out, 0, "", false)).toBe(false);
    expect(anna.Steam.getConnectionInfo(out)).toEqual({});
  });

  test("listening on another port is not listening; beginning to listen in time is", async () => {
    const { world, anna, ben } = await strangers();
    ben.Steam.createListenSocketP2P(1);
    welcome(ben);
    const out = anna.Steam.connectP2P(ben.id, 2);
    await world.advance(5_000);
    expect(states(anna, out)).toEqual(["0>1"]);
    ben.Steam.createListenSocketP2P(2);
    await world.advance(2_500);
    expect(states(anna, out).at(-1)).toBe("2>3");
  });

  test("the first to listen may be late as well", async () => {
    const { world, anna, ben } = await strangers();
    welcome(ben);
    const out = anna.Steam.connectP2P(ben.id, 0);
    await world.advance(4_000);
    ben.Steam.createListenSocketP2P(0);
    await world.advance(2_500);
    expect(states(anna, out).at(-1)).toBe("2>3");
  });

  test("not accepting in time ends it on both sides", async () => {
    const { world, anna, ben } = await strangers();
    ben.Steam.createListenSocketP2P(0);
    const out = anna.Steam.connectP2P(ben.id, 0);
    await world.advance(11_500);
    const into = incoming(ben)[0]!;
    expect(states(anna, out)).toEqual(["0>1", "1>5"]);
    expect(anna.Steam.getConnectionInfo(out).end_reason).toBe(5003);
    expect(["1>4", "1>5"]).toContain(states(ben, into).at(-1));
    expect(ben.Steam.getConnectionInfo(into).end_reason).toBe(5003);
  });

  test("turning somebody down tells them why", async () => {
    const { world, anna, ben } = await strangers();
    ben.Steam.createListenSocketP2P(0);
    const out = anna.Steam.connectP2P(ben.id, 0);
    const [into] = await ben.next("network_connection_status_changed");
    ben.Steam.closeConnection(into, 1234, "The table is full.", false);
    await world.advance(300);
    expect(anna.last("network_connection_status_changed")).toMatchObject([out, { connection_state: 4, end_reason: 1234, end_debug: "The table is full." }, 1]);
    expect(states(ben, into)).toEqual(["0>1", "1>0"]);
  });

  test("whoever changes their mind is not accepted", async () => {
    const { world, anna, ben } = await strangers();
    ben.Steam.createListenSocketP2P(0);
    const out = anna.Steam.connectP2P(ben.id, 0);
    const [into] = await ben.next("network_connection_status_changed");
    anna.Steam.closeConnection(out, 1001, "Never mind.", false);
    await world.advance(300);
    expect(states(ben, into)).toEqual(["0>1", "1>4"]);
    expect(ben.Steam.acceptConnection(into)).toBe(11);
  });

  test("both at once makes two connections", async () => {
    const { world, anna, ben } = await strangers();
    for (const player of [anna, ben]) {
      player.Steam.createListenSocketP2P(0);
      welcome(player);
    }
    const [a, b] = [anna.Steam.connectP2P(ben.id, 0), ben.Steam.connectP2P(anna.id, 0)];
    await world.advance(3_000);
    expect([states(anna, a), states(ben, b), states(anna, incoming(anna)[0]!), states(ben, incoming(ben)[0]!)].map((all) => all.at(-1))).toEqual(["2>3", "2>3", "2>3", "2>3"]);
  });

  test("to oneself works if one listens", async () => {
    const { world, anna } = await strangers();
    expect(anna.Steam.connectP2P(anna.id, 0)).toBe(0);
    anna.Steam.createListenSocketP2P(0);
    welcome(anna);
    const out = anna.Steam.connectP2P(anna.id, 0);
    await world.advance(200);
    const [into] = incoming(anna);
    expect(states(anna, out)).toEqual(["0>1", "1>2", "2>3"]);
    anna.Steam.sendMessageToConnection(out, bytes("me"), 8);
    expect(read(anna, into!)).toEqual(["me"]);
    anna.Steam.closeConnection(into!, 1000, "", true);
    await world.advance(100);
    expect(states(anna, out).at(-1)).toBe("3>4");
  });

  test("what makes no sense is 0: a port twice, no port, nobody", async () => {
    const { anna } = await strangers();
    const { Steam } = anna;
    expect([Steam.createListenSocketP2P(3) > 0, Steam.createListenSocketP2P(3), Steam.createListenSocketP2P(-1)]).toEqual([true, 0, 0]);
    expect([Steam.connectP2P(0n, 0), Steam.connectP2P("nobody", 0), Steam.connectP2P(anna.id + 1n, -1)]).toEqual([0, 0, 0]);
  });
});

describe("closing", () => {
  test("with linger, all that was sent arrives before the end does", async () => {
    const { world, anna, ben, out, into } = await connected({ lagMs: 30 });
    for (let index = 0; index < 40; index++) expect(anna.Steam.sendMessageToConnection(out, new Uint8Array(10_000).fill(index), 8).result).toBe(1);
    expect(anna.Steam.closeConnection(out, 1042, "Good night.", true)).toBe(true);
    await world.until(() => states(ben, into).at(-1) === "3>4");
    expect(ben.last("network_connection_status_changed")).toMatchObject([into, { end_reason: 1042, end_debug: "Good night." }, 3]);
    expect(ben.Steam.receiveMessagesOnConnection(into, 100).map(({ payload }) => payload[0])).toEqual(Array.from({ length: 40 }, (_, index) => index));
    expect(states(anna, out).at(-1)).toBe("3>0");
    expect(ben.Steam.closeConnection(into, 0, "", false)).toBe(true);
    expect(states(ben, into).at(-1)).toBe("3>4");
  });

  test("with linger, whatever the link loses and however short the connection was", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.double({ min: 0, max: 0.3, noNaN: true }), fc.nat(60), async (seed, loss, count) => {
        const world = new SteamWorld({ seed, network: { loss, lagMs: 25, jitterMs: 10 } });
        const [anna, ben] = await world.players("Anna", "Ben");
        ben.Steam.createListenSocketP2P(0);
        welcome(ben);
        const out = anna.Steam.connectP2P(ben.id, 0);
        for (let index = 0; index < count; index++) anna.Steam.sendMessageToConnection(out, bytes(`${index}`), 8);
        await world.until(() => states(anna, out).at(-1) === "2>3");
        anna.Steam.closeConnection(out, 1001, "Done.", true);
        await world.until(() => states(ben, incoming(ben)[0] ?? 0).at(-1) === "3>4", { withinMs: 20_000 });
        expect(read(ben, incoming(ben)[0]!)).toEqual(Array.from({ length: count }, (_, index) => `${index}`));
        expect(states(ben, incoming(ben)[0]!)).toEqual(["0>1", "1>2", "2>3", "3>4"]);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test("without, the end overtakes what is under way", async () => {
    const { world, anna, ben, out, into } = await connected({ lagMs: 30 });
    for (let index = 0; index < 40; index++) anna.Steam.sendMessageToConnection(out, new Uint8Array(10_000), 8);
    anna.Steam.closeConnection(out, 1000, "", false);
    await world.until(() => states(ben, into).at(-1) === "3>4");
    expect(ben.Steam.receiveMessagesOnConnection(into, 100).length).toBeLessThan(40);
    await world.advance(5_000);
    // A new one is not disturbed by what the old one left.
    const again = anna.Steam.connectP2P(ben.id, 0);
    await world.until(() => states(anna, again).at(-1) === "2>3");
    anna.Steam.sendMessageToConnection(again, bytes("new"), 8);
    await world.advance(200);
    expect(read(ben, incoming(ben)[1]!)).toEqual(["new"]);
    expect(read(ben, into)).toEqual([]);
  });

  test("a listen socket takes its connections along", async () => {
    const { world, anna, ben, out, into, socket } = await connected();
    expect(ben.Steam.closeListenSocket(socket)).toBe(true);
    expect(ben.Steam.closeListenSocket(socket)).toBe(false);
    await world.advance(200);
    expect(states(anna, out).at(-1)).toBe("3>4");
    expect(states(ben, into).at(-1)).toBe("3>0");
    expect(ben.Steam.createListenSocketP2P(0)).toBeGreaterThan(0);
  });

  test("a reason that is not the game's to give counts as 1000", async () => {
    const { world, anna, ben, out, into } = await connected();
    anna.Steam.closeConnection(out, 5003, "x".repeat(500), true);
    await world.advance(200);
    expect(ben.Steam.getConnectionInfo(into)).toMatchObject({ end_reason: 1000, end_debug: "x".repeat(127) });
  });
});

describe("carrying messages", () => {
  test("a thousand, over a link that loses a fifth: each once, in order", async () => {
    const { world, anna, ben, out, into } = await connected({ loss: 0.2, lagMs: 20 });
    const got: number[] = [];
    for (let index = 0; index < 1_000; index++) expect(anna.Steam.sendMessageToConnection(out, bytes(`${index}`), 8)).toEqual({ result: 1, message_number: index + 1 });
    await world.until(
      () => {
        for (const { payload, message_number: number } of ben.Steam.receiveMessagesOnConnection(into, 100)) {
          got.push(Number(text(payload)));
          expect(number).toBe(got.length);
        }
        return got.length >= 1_000;
      },
      { withinMs: 60_000 },
    );
    expect(got).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
  });

  test("two ports of one peer do not disturb each other", async () => {
    const { world, anna, ben, out, into } = await connected();
    ben.Steam.createListenSocketP2P(1);
    const second = anna.Steam.connectP2P(ben.id, 1);
    await world.until(() => states(anna, second).at(-1) === "2>3");
    const other = incoming(ben)[1]!;
    anna.Steam.sendMessageToConnection(out, bytes("zero"), 8);
    anna.Steam.sendMessageToConnection(second, bytes("one"), 8);
    await world.advance(200);
    expect([read(ben, other), read(ben, into)]).toEqual([["one"], ["zero"]]);
    anna.Steam.closeConnection(out, 0, "", false);
    await world.advance(200);
    anna.Steam.sendMessageToConnection(second, bytes("still"), 8);
    await world.advance(200);
    expect(read(ben, other)).toEqual(["still"]);
    expect(ben.Steam.getConnectionInfo(other).connection_state).toBe(3);
  });

  test("512 KiB and no more; the send buffer holds as much; empty is fine", async () => {
    const { world, anna, ben, out, into } = await connected();
    const { Steam } = anna;
    expect(Steam.sendMessageToConnection(out, new Uint8Array(524_289), 8).result).toBe(8);
    expect(Steam.sendMessageToConnection(out, new Uint8Array(524_288), 8)).toEqual({ result: 1, message_number: 1 });
    expect(Steam.sendMessageToConnection(out, new Uint8Array(524_288), 8)).toEqual({ result: 25, message_number: 0 });
    await world.until(() => Steam.sendMessageToConnection(out, new Uint8Array(0), 0).result === 1, { withinMs: 20_000 });
    await world.advance(5_000);
    expect(ben.Steam.receiveMessagesOnConnection(into, 10).map(({ size }) => size).sort((a, b) => b - a)).toContain(524_288);
    expect(Steam.sendMessageToConnection(out, "text" as never, 8).result).toBe(8);
    expect(Steam.sendMessageToConnection(999, bytes(""), 8).result).toBe(8);
    expect(Steam.sendMessages(bytes("x"), 999, 8)).toEqual([-8]);
    expect(Steam.flushMessagesOnConnection(out)).toBe(1);
  });

  test("a game that does not read for a while misses nothing, and the peer is made to wait", async () => {
    const { world, anna, ben, out, into } = await connected();
    let sent = 0;
    anna.onFrame(() => {
      while (sent < 60 && anna.Steam.sendMessageToConnection(out, new Uint8Array(100_000).fill(sent), 8).result === 1) sent++;
    });
    await world.advance(20_000);
    expect(sent).toBe(60);
    const got: (number | undefined)[] = [];
    await world.until(() => {
      for (const { payload } of ben.Steam.receiveMessagesOnConnection(into, 5)) got.push(payload[0]);
      return got.length === 60;
    });
    expect(got).toEqual(Array.from({ length: 60 }, (_, index) => index));
  });

  test("a poll group reads several connections, in the order in which messages arrived", async () => {
    const { world, anna, ben, into } = await connected();
    const cleo = await world.player("Cleo");
    const third = cleo.Steam.connectP2P(ben.id, 0);
    await world.until(() => states(cleo, third).at(-1) === "2>3");
    await world.advance(100);
    const group = ben.Steam.createPollGroup();
    const other = incoming(ben)[1]!;
    expect([into, other].map((one) => ben.Steam.setConnectionPollGroup(one, group))).toEqual([true, true]);
    expect(ben.Steam.setConnectionPollGroup(into, 999)).toBe(false);
    for (const [index, [player, handle]] of [[anna, 1], [cleo, third], [anna, 1], [cleo, third]].entries() as IterableIterator<[number, [Player, number]]>) {
      player.Steam.sendMessageToConnection(handle, bytes(`${index}`), 9);
      await world.advance(150);
    }
    const got = [...ben.Steam.receiveMessagesOnPollGroup(group, 3), ...ben.Steam.receiveMessagesOnPollGroup(group, 3)];
    expect(got.map(({ payload, connection }) => [text(payload), connection])).toEqual([["0", into], ["1", other], ["2", into], ["3", other]]);
    expect(ben.Steam.destroyPollGroup(group)).toBe(true);
    expect(ben.Steam.destroyPollGroup(group)).toBe(false);
    expect(ben.Steam.receiveMessagesOnPollGroup(group, 3)).toEqual([]);
  });
});

describe("losing a peer", () => {
  test("a peer that reloads the page ends it: 4001; and connects anew", async () => {
    const { world, anna, ben, out, into } = await connected();
    anna.reload();
    await anna.ready();
    await world.advance(1_000);
    expect(ben.last("network_connection_status_changed")).toMatchObject([into, { connection_state: 5, end_reason: 4001 }, 3]);
    const again = anna.Steam.connectP2P(ben.id, 0);
    expect(again).toBe(out);
    await world.advance(1_500);
    const fresh = incoming(ben)[1]!;
    expect(states(ben, fresh)).toEqual(["0>1", "1>2", "2>3"]);
    anna.Steam.sendMessageToConnection(again, bytes("hello"), 8);
    await world.advance(200);
    expect([read(ben, fresh), read(ben, into)]).toEqual([["hello"], []]);
  });

  test("connecting to somebody who was restarted without a word gets through", async () => {
    const { world, anna, ben, out } = await connected();
    ben.crash();
    ben.reload();
    await ben.ready();
    ben.Steam.createListenSocketP2P(0);
    welcome(ben);
    const again = anna.Steam.connectP2P(ben.id, 0);
    await world.advance(5_000);
    expect(anna.Steam.getConnectionInfo(again).connection_state).toBe(3);
    expect(anna.Steam.getConnectionInfo(out)).toMatchObject({ connection_state: 5, end_reason: 4001 });
  });

  test("a peer that falls silent is noticed; a short break is not", async () => {
    const { world, anna, ben, out, into } = await connected();
    anna.network.drop();
    anna.Steam.sendMessageToConnection(out, bytes("through"), 8);
    await world.advance(5_000);
    expect(read(ben, into)).toEqual(["through"]);
    anna.crash();
    await world.advance(30_000);
    expect(ben.last("network_connection_status_changed")).toMatchObject([into, { connection_state: 5, end_reason: 4001 }, 3]);
  });

  test("an idle connection stays, for longer than a session would", async () => {
    const { world, anna, ben, out, into } = await connected();
    await world.advance(400_000);
    anna.Steam.sendMessageToConnection(out, bytes("still here"), 8);
    await world.advance(300);
    expect(read(ben, into)).toEqual(["still here"]);
  });

  test("shutting down leaves no handles", async () => {
    const { world, anna, ben, out, into } = await connected();
    anna.Steam.steamShutdown();
    await world.advance(1_000);
    expect(ben.Steam.getConnectionInfo(into)).toMatchObject({ connection_state: 5, end_reason: 4001 });
    expect(anna.Steam.getConnectionInfo(out)).toEqual({});
  });
});

test("figures, names, user data, detailed status", async () => {
  const { world, anna, ben } = await strangers();
  ben.Steam.createListenSocketP2P(0, [[ben.Steam.NETWORKING_CONFIG_CONNECTION_USER_DATA, ben.Steam.NETWORKING_CONFIG_TYPE_INT64, 77]]);
  welcome(ben);
  const out = anna.Steam.connectP2P(ben.id, 0, { [anna.Steam.NETWORKING_CONFIG_CONNECTION_USER_DATA]: 5 });
  await world.advance(2_500);
  const [into] = incoming(ben);
  expect([anna.Steam.getConnectionUserData(out), ben.Steam.getConnectionUserData(into!), ben.Steam.getConnectionUserData(99)]).toEqual([5n, 77n, -1n]);
  anna.Steam.sendMessageToConnection(out, bytes("x"), 8);
  await world.advance(200);
  expect(ben.Steam.receiveMessagesOnConnection(into!, 1)[0]?.receiver_user_data).toBe(77);
  anna.Steam.setConnectionName(out, "the host");
  expect(anna.Steam.getConnectionName(out)).toBe("the host");
  const { response, connection_status: figures, lanes_status: lanes } = anna.Steam.getConnectionRealTimeStatus(out, 1);
  expect(response).toBe(1);
  expect(figures).toMatchObject({ state: 3, pending_reliable: 0 });
  expect(figures["ping"]).toBeGreaterThan(0);
  expect(lanes).toEqual([{ pending_unreliable: 0, pending_reliable: 0, sent_unacknowledged_reliable: 0, queue_time: 0n }]);
  expect(anna.Steam.getConnectionRealTimeStatus(99, 0).response).toBe(3);
  expect(anna.Steam.getDetailedConnectionStatus(out)).toMatchObject({ success: 0, status: expect.stringContaining("the host") as string });
  expect(anna.Steam.getDetailedConnectionStatus(99)).toEqual({ success: -1, status: "" });
});

test("a pair of sockets carries messages within the page", async () => {
  const { anna, ben } = await strangers();
  const { success, connection1, connection2 } = anna.Steam.createSocketPair(true, anna.id, ben.id);
  expect(success).toBe(true);
  anna.Steam.sendMessageToConnection(connection1, bytes("one"), 8);
  anna.Steam.sendMessageToConnection(connection2, bytes("two"), 8);
  expect([read(anna, connection1), read(anna, connection2)]).toEqual([["two"], ["one"]]);
  expect(anna.Steam.getConnectionInfo(connection1)).toMatchObject({ connection_state: 3, identity: `steamid:${ben.id}` });
});

test("without Steam every function answers its default", () => {
  const world = new SteamWorld();
  const { Steam } = world.addPlayer("Nobody", { connect: false });
  expect([Steam.createListenSocketP2P(0), Steam.connectP2P(5n, 0), Steam.acceptConnection(1), Steam.createPollGroup()]).toEqual([0, 0, 0, 0]);
  expect([Steam.sendMessageToConnection(1, bytes(""), 8), Steam.getConnectionInfo(1), Steam.receiveMessagesOnConnection(1, 1)]).toEqual([{}, {}, []]);
});

describe("hostile peers", () => {
  test("no frame of a peer, whatever is in it, disturbs connections of others or throws", async () => {
    const { world, anna, ben, out, into } = await connected();
    const mallory = await world.player("Mallory");
    const raw = mallory.endpoint.sockets;
    const frame = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.tuple(fc.nat(3), fc.nat(2)).map(([from, port]) => Frames.openFrame(from, port)),
      fc.nat(3).map((from) => Frames.acceptFrame(from)),
      fc.constant(Frames.readyFrame()),
      fc.nat(3).map((number) => Frames.dataFrame(number, bytes("evil"))),
      fc.nat(70_000).map((reason) => Frames.closeFrame(reason, "evil")),
      fc.tuple(fc.nat(3), fc.nat(3)).map(([from, to]) => Frames.closeNowFrame(from, to, 1000, "evil")),
    );
    let said = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(frame, fc.nat(4)), { maxLength: 30 }), async (attacks) => {
        for (const [payload, channel] of attacks) raw.send(ben.id, payload, 8 | 32, channel);
        const word = `${++said}`;
        anna.Steam.sendMessageToConnection(out, bytes(word), 9);
        await world.advance(200);
        expect(read(ben, into)).toEqual([word]);
      }),
      { numRuns: 60 },
    );
    expect(ben.Steam.getConnectionInfo(into).connection_state).toBe(3);
    expect(incoming(ben).length).toBeLessThan(70);
  }, 60_000);

  test("a peer that begins connections by the thousand has 64", async () => {
    const { world, ben, anna, out, into } = await connected();
    const mallory = await world.player("Mallory");
    for (let index = 1; index <= 2_000; index++) mallory.endpoint.sockets.send(ben.id, Frames.openFrame(index, 0), 8, 0);
    await world.advance(5_000);
    expect(incoming(ben)).toHaveLength(65);
    anna.Steam.sendMessageToConnection(out, bytes("through"), 8);
    await world.advance(200);
    expect(read(ben, into)).toEqual(["through"]);
  });
});
