import { Signal } from "@samovar/engine-plugin";
import { expect, test } from "vitest";
import { Link, type LinkState, type LinkSteam } from "./link.js";

function setUp(...answers: number[]) {
  let running = true;
  const Steam: LinkSteam = {
    STEAM_API_INIT_RESULT_OK: 0,
    isSteamRunning: () => running,
    steam_server_connected: new Signal("steam_server_connected"),
    steam_server_disconnected: new Signal("steam_server_disconnected"),
    steam_server_connect_failed: new Signal("steam_server_connect_failed"),
  };
  const link = new Link(Steam, { load: () => Promise.resolve({ status: answers.shift() ?? 0 }) });
  const states: LinkState[] = [];
  link.changed.connect((state) => void states.push(state));
  return { Steam, link, states, stop: () => (running = false) };
}

test("a relay that is reached is online", async () => {
  const { link, states } = setUp(0);
  expect(link.state).toBe("connecting");
  await link.start();
  expect(states).toEqual(["online"]);
});

test("a relay that is not reached can be tried again", async () => {
  const { link, states } = setUp(2, 0);
  await link.start();
  await link.start();
  expect(states).toEqual(["failed", "connecting", "online"]);
});

test("a relay that is lost is looked for, and found", async () => {
  const { Steam, link, states } = setUp(0);
  await link.start();
  Steam.steam_server_disconnected.emit();
  Steam.steam_server_connected.emit();
  expect(states).toEqual(["online", "away", "online"]);
});

test("a player who went on elsewhere is not looked for", async () => {
  const { Steam, link, stop } = setUp(0);
  await link.start();
  stop();
  Steam.steam_server_disconnected.emit();
  expect(link.state).toBe("elsewhere");
});

test("a relay that stays away has failed", async () => {
  const { Steam, link, states } = setUp(0);
  await link.start();
  Steam.steam_server_disconnected.emit();
  Steam.steam_server_connect_failed.emit(3, false);
  expect(states).toEqual(["online", "away", "failed"]);
});
