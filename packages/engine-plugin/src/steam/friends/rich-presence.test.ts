import { expect, test } from "vitest";
import { ANNA, BORIS } from "../fake-endpoints.test.helper.js";
import { person } from "./fake-people.test.helper.js";
import { friendsWorld } from "./friends-world.test.helper.js";

async function richWorld() {
  const world = await friendsWorld();
  const updates: bigint[] = [];
  world.Steam.friend_rich_presence_update.connect((id) => void updates.push(id));
  return { ...world, updates };
}

test("what is set is read back, and said to the relay", async () => {
  const { Steam, people } = await richWorld();
  expect(Steam.setRichPresence("status", "Level 1")).toBe(true);
  expect(Steam.setRichPresence("connect", "+connect_lobby 5")).toBe(true);
  expect(Steam.getFriendRichPresence(ANNA, "status")).toBe("Level 1");
  expect([...people.rich]).toEqual([["status", "Level 1"], ["connect", "+connect_lobby 5"]]);
  expect(Steam.setRichPresence("status", "")).toBe(true);
  expect(Steam.getFriendRichPresenceKeyCount(ANNA)).toBe(1);
  Steam.clearRichPresence();
  expect(people.rich.size).toBe(0);
});

test("Steam's limits hold, in bytes of UTF-8", async () => {
  const { Steam } = await richWorld();
  expect(Steam.setRichPresence("", "x")).toBe(false);
  expect(Steam.setRichPresence("ä".repeat(32), "x")).toBe(true);
  expect(Steam.setRichPresence("ä".repeat(32) + "b", "x")).toBe(false);
  expect(Steam.setRichPresence("a", "ä".repeat(128))).toBe(true);
  expect(Steam.setRichPresence("a", "ä".repeat(128) + "b")).toBe(false);
  expect(Steam.getFriendRichPresence(ANNA, "a")).toBe("ä".repeat(128));
  for (let index = 2; index < Steam.MAX_RICH_PRESENCE_KEYS; index++) expect(Steam.setRichPresence(`key${index}`, "x")).toBe(true);
  expect(Steam.setRichPresence("one too many", "x")).toBe(false);
  expect(Steam.setRichPresence("a", "changed")).toBe(true);
});

test("what another shows is read by key and by index, and a change is told", async () => {
  const { Steam, people, updates } = await richWorld();
  expect(Steam.getFriendRichPresence(BORIS, "status")).toBe("");
  people.tell(person(BORIS, { rich: [["status", "Lobby"], ["score", "3"]] }));
  Steam.run_callbacks();
  expect(updates).toEqual([BORIS]);
  expect(Steam.getFriendRichPresence(BORIS, "score")).toBe("3");
  const keys = Array.from({ length: Steam.getFriendRichPresenceKeyCount(BORIS) }, (_, index) => Steam.getFriendRichPresenceKeyByIndex(BORIS, index));
  expect(keys).toEqual(["status", "score"]);
  expect(Steam.getFriendRichPresenceKeyByIndex(BORIS, 2)).toBe("");
  people.tell(person(BORIS, { name: "Boris", rich: [["status", "Lobby"], ["score", "3"]] }));
  Steam.run_callbacks();
  expect(updates).toEqual([BORIS]);
});

test("asking for it is answered once there is an answer, and never for somebody who does not show himself", async () => {
  const { Steam, people, updates } = await richWorld();
  const shy = BORIS + 1n;
  Steam.requestFriendRichPresence(BORIS);
  Steam.requestFriendRichPresence(shy);
  Steam.run_callbacks();
  expect(updates).toEqual([]);
  people.tell(person(BORIS));
  people.keepSilent(shy);
  Steam.run_callbacks();
  expect(updates).toEqual([BORIS]);
  people.tell(person(shy));
  Steam.run_callbacks();
  Steam.requestFriendRichPresence(BORIS);
  Steam.run_callbacks();
  expect(updates).toEqual([BORIS, BORIS]);
});
