import { describe, expect, test } from "vitest";
import { PackedByteArray } from "../godot/index.js";
import { createAbsent } from "./absent.js";
import { Log } from "./logger.js";

function absent() {
  const said: string[] = [];
  const log = new Log({ info: () => {}, warn: (message) => said.push(message), error: (message) => said.push(message) });
  const reported: string[] = [];
  const part = createAbsent({ log }, { reportError: (message) => reported.push(message), defer: (call) => call() });
  return { ...part, pump: part.pump ?? (() => {}), said, reported };
}

describe("functions that are not here", () => {
  const { functions, said } = absent();
  const byName = functions as unknown as Record<string, (...args: unknown[]) => unknown>;
  const names = Object.keys(functions);

  test("say so once each, and what to do instead", () => {
    for (const name of names) byName[name]?.("anything", 1n);
    expect(said).toHaveLength(names.length);
    for (const name of names) expect(said.filter((line) => line.startsWith(`[STEAM] ${name} is not here. `))).toHaveLength(1);
    expect(said.every((line) => line.length > 60)).toBe(true);
  });

  test("give each caller dictionaries and arrays of its own", () => {
    expect(functions.getClanActivityCounts()).not.toBe(functions.getClanActivityCounts());
    expect(functions.getDLCData()).not.toBe(functions.getDLCData());
    expect(functions.getAchievement("x")).not.toBe(functions.getAchievement("x"));
  });
});

describe("statistics, achievements, leaderboards and voice, as if Steam had none", () => {
  test("nothing is achieved and nothing stored", () => {
    const { functions: Steam } = absent();
    expect(Steam.setAchievement("FIRST_TEA")).toBe(false);
    expect(Steam.getAchievement("FIRST_TEA")).toEqual({ ret: false, achieved: false });
    expect(Steam.getStatInt("cups")).toBe(0);
    expect(Steam.storeStats()).toBe(false);
  });

  test("nobody is heard", () => {
    const { functions: Steam } = absent();
    Steam.startVoiceRecording();
    expect(Steam.getAvailableVoice()).toEqual({ result: 1, buffer: 0 });
    expect(Steam.getVoice().buffer).toHaveLength(0);
    expect(Steam.decompressVoice(new Uint8Array(3), 48_000).size).toBe(0);
    const { functions: InGodotsBytes } = createAbsent({ log: new Log() }, { reportError: () => {}, defer: () => {} }, PackedByteArray);
    expect(InGodotsBytes.getVoice().buffer.is_empty()).toBe(true);
  });

  test("a game that waits for a leaderboard is told that there is none, in run_callbacks and not before", () => {
    const { functions: Steam, signals, pump } = absent();
    const heard: unknown[] = [];
    signals.leaderboard_find_result.connect((handle, found) => heard.push(["found", handle, found]));
    signals.leaderboard_scores_downloaded.connect((_message, handle, entries) => heard.push(["scores", handle, entries]));
    signals.leaderboard_score_uploaded.connect((success, handle, score) => heard.push(["uploaded", success, handle, score]));
    signals.user_stats_received.connect((game, result, user) => heard.push(["stats", game, result, user]));

    Steam.findLeaderboard("Most cups");
    Steam.downloadLeaderboardEntries(1, 10, 0);
    Steam.uploadLeaderboardScore(7);
    Steam.requestUserStats(76561197960287930n);
    expect(heard).toEqual([]);
    pump();
    expect(heard).toEqual([
      ["found", 0n, 0],
      ["scores", 0n, []],
      ["uploaded", false, 0n, {}],
      ["stats", 0n, 2, 76561197960287930n],
    ]);
    pump();
    expect(heard).toHaveLength(4);
  });

  test("a game that asks again whenever it is told no does not hang", () => {
    const { functions: Steam, signals, pump } = absent();
    let told = 0;
    signals.leaderboard_find_result.connect(() => {
      told++;
      Steam.findLeaderboard("Most cups");
    });
    Steam.findLeaderboard("Most cups");
    pump();
    pump();
    expect(told).toBe(2);
  });

  test("a game that asks for ever and never listens fills no memory", () => {
    const { functions: Steam, signals, pump } = absent();
    let told = 0;
    signals.leaderboard_find_result.connect(() => told++);
    for (let i = 0; i < 10_000; i++) Steam.findLeaderboard("Most cups");
    pump();
    expect(told).toBe(256);
  });
});

test("signals of what is not here can be connected and waited for", () => {
  const { signals, reported } = absent();
  expect(signals.music_playback_status_has_changed.connect(() => {})).toBe(0);
  expect(signals.favorites_list_changed.get_name()).toBe("favorites_list_changed");
  expect(reported).toEqual([]);
});
