import { expect, test } from "vitest";
import { type Player, SteamWorld } from "../../testing/index.js";
import { fakeNetworkWords, readFakeNetwork, resetFakeNetwork, setTrouble, setTroubles, troubles } from "./fake-network.js";
import { isInForce, presets } from "./presets.js";

const plain = (text: string) => text.replaceAll("\u202f", " ");
const nothing = { loss: 0, lag: 0, jitter: 0, reorder: 0, duplication: 0 };
const quietWorld = () => new SteamWorld({ connect: false });

test("what the sliders set are GodotSteam's own config values, in force before there is a connection", () => {
  const { Steam } = quietWorld().addPlayer("Anna");
  const value = (name: number) => Steam.getConfigValue(name, Steam.NETWORKING_CONFIG_SCOPE_GLOBAL, 0).value;

  setTrouble(Steam, "loss", "both", 2.5);
  setTrouble(Steam, "lag", "send", 80);
  setTrouble(Steam, "duplication", "receive", 10);

  expect(value(Steam.NETWORKING_CONFIG_FAKE_PACKET_LOSS_SEND)).toBe(2.5);
  expect(value(Steam.NETWORKING_CONFIG_FAKE_PACKET_LOSS_RECV)).toBe(2.5);
  expect(value(Steam.NETWORKING_CONFIG_FAKE_PACKET_LAG_SEND)).toBe(80);
  expect(value(Steam.NETWORKING_CONFIG_FAKE_PACKET_LAG_RECV)).toBe(0);
  expect(value(Steam.NETWORKING_CONFIG_FAKE_PACKET_DUP_REVC)).toBe(10);
  expect(readFakeNetwork(Steam)).toEqual({ send: { ...nothing, loss: 2.5, lag: 80 }, receive: { ...nothing, loss: 2.5, duplication: 10 } });
});

test("what the game has set itself is read as well", () => {
  const { Steam } = quietWorld().addPlayer("Anna");
  Steam.setGlobalConfigValueFloat(Steam.NETWORKING_CONFIG_FAKE_PACKET_REORDER_RECV, 7);
  expect(readFakeNetwork(Steam).receive.reorder).toBe(7);
});

test("jitter can be as large as is asked for: its limit moves along", () => {
  const { Steam } = quietWorld().addPlayer("Anna");
  const limit = () => Steam.getConfigValue(Steam.NETWORKING_CONFIG_FAKE_PACKET_JITTER_SEND_MAX, 1, 0).value;
  setTrouble(Steam, "jitter", "both", 10);
  expect(limit()).toBe(100);
  setTrouble(Steam, "jitter", "both", 300);
  expect(limit()).toBe(1200);
});

test("it is said in words what is on", () => {
  const { Steam } = quietWorld().addPlayer("Anna");
  expect(fakeNetworkWords(Steam)).toBe("");
  setTrouble(Steam, "loss", "both", 5);
  setTrouble(Steam, "lag", "send", 100);
  expect(plain(fakeNetworkWords(Steam))).toBe("5 % loss, 100 ms lag (sending)");
  setTrouble(Steam, "lag", "receive", 40);
  expect(plain(fakeNetworkWords(Steam))).toBe("5 % loss, 100/40 ms lag (sending/receiving)");
  Steam.setGlobalConfigValueInt32(Steam.NETWORKING_CONFIG_FAKE_RATE_LIMIT_RECV_RATE, 20_000);
  expect(fakeNetworkWords(Steam)).toMatch(/, limited rate$/);
});

test("resetting takes off everything, what has no slider too", () => {
  const { Steam } = quietWorld().addPlayer("Anna");
  const fake = Object.entries(Steam).flatMap(([name, value]) => (name.startsWith("NETWORKING_CONFIG_FAKE_") ? [value as number] : []));
  const values = () => fake.map((name) => Steam.getConfigValue(name, 1, 0).value);
  const fresh = values();
  for (const name of fake) Steam.setGlobalConfigValueInt32(name, 33);
  expect(values()).not.toEqual(fresh);

  resetFakeNetwork(Steam);
  expect(values()).toEqual(fresh);
  expect(fakeNetworkWords(Steam)).toBe("");
});

test("a preset is known again, by direction", () => {
  const { Steam } = quietWorld().addPlayer("Anna");
  const inForce = (direction: "both" | "send" | "receive") => presets.filter((preset) => isInForce(preset, readFakeNetwork(Steam), direction)).map(({ name }) => name);
  for (const { name, figures } of presets) {
    setTroubles(Steam, figures, "both");
    expect(inForce("both")).toEqual([name]);
  }
  resetFakeNetwork(Steam);
  expect(inForce("both")).toEqual([]);

  const [preset] = presets;
  setTroubles(Steam, preset?.figures ?? nothing, "send");
  expect(inForce("send")).toEqual([preset?.name]);
  expect(inForce("both")).toEqual([]);
  expect(readFakeNetwork(Steam).receive).toEqual(nothing);
});

test("every preset is within its sliders", () => {
  for (const { figures } of presets) {
    for (const { name, most, step } of troubles) {
      expect(figures[name]).toBeLessThanOrEqual(most);
      expect(figures[name] % step).toBe(0);
    }
  }
});

/** A pair that has met, and whose unreliable messages are counted. */
async function pair() {
  const world = new SteamWorld({ seed: 3, network: { lagMs: 10 } });
  const [anna, ben] = await world.players("Anna", "Ben");
  ben.Steam.network_messages_session_request.connect((peer) => void ben.Steam.acceptSessionWithUser(peer));
  anna.Steam.sendMessageToUser(ben.id, new Uint8Array(4), anna.Steam.NETWORKING_SEND_RELIABLE, 0);
  await world.until(() => anna.Steam.diagnose(ben.id).state === anna.Steam.CONNECTION_STATE_CONNECTED);
  return { world, anna, ben };
}

async function arriving(world: SteamWorld, from: Player, to: Player): Promise<number> {
  to.Steam.receiveMessagesOnChannel(5, 1000);
  for (let count = 0; count < 100; count++) {
    from.Steam.sendMessageToUser(to.id, new Uint8Array(20), from.Steam.NETWORKING_SEND_URELIABLE_NO_NAGLE, 5);
    await world.advance(20);
  }
  await world.advance(200);
  return to.Steam.receiveMessagesOnChannel(5, 1000).length;
}

test("loss is lost, the way that was chosen", async () => {
  const { world, anna, ben } = await pair();
  expect(await arriving(world, anna, ben)).toBe(100);
  setTrouble(anna.Steam, "loss", "send", 50);
  expect(await arriving(world, anna, ben)).toBeLessThan(70);
  expect(await arriving(world, ben, anna)).toBe(100);
  resetFakeNetwork(anna.Steam);
  expect(await arriving(world, anna, ben)).toBe(100);
});
