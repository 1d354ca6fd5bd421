import { expect, test } from "vitest";
import { ANNA, BORIS } from "../fake-endpoints.test.helper.js";
import { person } from "./fake-people.test.helper.js";
import { friendsWorld, NOON_S } from "./friends-world.test.helper.js";
import type { FriendsProvider } from "./friends-types.js";
import { memoryPlayedWith } from "./played-with.js";

const CARLA = BORIS + 1n;
const DORA = BORIS + 2n;
const LOBBY = 109775240917155841n;

test("friends are whom we have played with, also after a reload, by the name they had", async () => {
  const { Steam, people, playedWith } = await friendsWorld();
  expect(Steam.getFriendCount()).toBe(0);
  people.tell(person(BORIS, { name: "Boris" }));
  Steam.setPlayedWith(BORIS);
  Steam.setPlayedWith(ANNA);
  Steam.run_callbacks();
  expect(Steam.getUserSteamFriends()).toEqual([{ id: BORIS, name: "Boris", status: 1 }]);
  expect(people.shown).toEqual(new Set([BORIS]));

  const reloaded = await friendsWorld({ playedWith });
  expect(reloaded.Steam.getUserSteamFriends()).toEqual([{ id: BORIS, name: "Boris", status: 0 }]);
  expect(reloaded.Steam.hasFriend(BORIS, Steam.FRIEND_FLAG_IMMEDIATE)).toBe(true);
  expect(reloaded.Steam.getFriendRelationship(BORIS)).toBe(Steam.FRIEND_RELATION_FRIEND);
  expect(reloaded.Steam.getFriendRelationship(CARLA)).toBe(Steam.FRIEND_RELATION_NONE);
  reloaded.Steam.run_callbacks();
  expect(reloaded.people.shown).toEqual(new Set([BORIS]));
});

test("a friend who comes while we play comes online; one who was there already does not", async () => {
  const { playedWith, ...before } = await friendsWorld();
  for (const id of [BORIS, CARLA]) before.Steam.setPlayedWith(id);
  before.Steam.run_callbacks();

  const { Steam, people, heard } = await friendsWorld({ playedWith });
  Steam.run_callbacks();
  people.tell(person(BORIS, { name: "Boris" }));
  people.keepSilent(CARLA);
  Steam.run_callbacks();
  people.tell(person(CARLA, { name: "Carla" }));
  people.tell(person(DORA, { name: "Dora" }));
  Steam.run_callbacks();
  const online = heard.filter(([, flags]) => flags & Steam.PERSONA_CHANGE_COME_ONLINE).map(([id]) => id);
  expect(heard.map(([id]) => id)).toEqual([BORIS, CARLA, DORA]);
  expect(online).toEqual([CARLA]);
});

test("the index goes through those that were counted, whatever happens meanwhile", async () => {
  const { Steam } = await friendsWorld();
  for (const id of [BORIS, CARLA]) Steam.setPlayedWith(id);
  const count = Steam.getFriendCount(Steam.FRIEND_FLAG_IMMEDIATE);
  const first = Steam.getFriendByIndex(0, Steam.FRIEND_FLAG_IMMEDIATE);
  Steam.setPlayedWith(DORA);
  const second = Steam.getFriendByIndex(1, Steam.FRIEND_FLAG_IMMEDIATE);
  expect(count).toBe(2);
  expect(new Set([first, second])).toEqual(new Set([BORIS, CARLA]));
  expect(Steam.getFriendByIndex(2, Steam.FRIEND_FLAG_IMMEDIATE)).toBe(0n);
  expect(Steam.getFriendByIndex(-1, Steam.FRIEND_FLAG_IMMEDIATE)).toBe(0n);
  expect(Steam.getFriendCount()).toBe(3);
});

test("an application's friends take the place of those played with, by relation and with nicknames", async () => {
  const relations = new Map([
    [BORIS, 3],
    [CARLA, 1],
    [DORA, 2],
  ]);
  let tellChange: (player?: bigint) => void = () => {};
  const friends: FriendsProvider = {
    list: () => relations.keys(),
    relationship: (id) => relations.get(id) ?? 0,
    nickname: (id) => (id === BORIS ? "The Bear" : undefined),
    name: (id) => (id === DORA ? "Dora" : undefined),
    subscribe: (changed) => (tellChange = changed),
  };
  const { Steam, people, heard } = await friendsWorld({ friends });
  Steam.setPlayedWith(DORA + 1n);
  const { FRIEND_FLAG_IMMEDIATE, FRIEND_FLAG_BLOCKED, FRIEND_FLAG_FRIENDSHIP_REQUESTED, FRIEND_FLAG_ALL } = Steam;
  expect([FRIEND_FLAG_IMMEDIATE, FRIEND_FLAG_BLOCKED, FRIEND_FLAG_FRIENDSHIP_REQUESTED, FRIEND_FLAG_ALL].map((flags) => Steam.getFriendCount(flags))).toEqual([1, 1, 1, 3]);
  expect(Steam.hasFriend(CARLA, FRIEND_FLAG_IMMEDIATE)).toBe(false);
  expect(Steam.getPlayerNickname(BORIS)).toBe("The Bear");
  expect(Steam.getPlayerNickname(CARLA)).toBe("");
  expect(Steam.getFriendPersonaName(DORA)).toBe("Dora");

  relations.set(CARLA, 3);
  tellChange(CARLA);
  expect(heard).toEqual([]);
  Steam.run_callbacks();
  expect(heard).toEqual([[CARLA, Steam.PERSONA_CHANGE_RELATIONSHIP_CHANGED | Steam.PERSONA_CHANGE_NICKNAME]]);
  expect(Steam.getFriendCount(FRIEND_FLAG_IMMEDIATE)).toBe(2);
  expect(people.shown.has(CARLA)).toBe(true);
});

test("an application that throws has no friends, and is told once", async () => {
  const friends: FriendsProvider = {
    list: () => {
      throw new Error("The list is not loaded.");
    },
  };
  const { Steam, logger } = await friendsWorld({ friends });
  Steam.run_callbacks();
  expect(Steam.getFriendCount()).toBe(0);
  expect(Steam.getUserSteamFriends()).toEqual([]);
  expect(logger.errors).toEqual([expect.stringContaining("not loaded")]);
});

test("a friend who is there plays this game, in a lobby if friends may see it", async () => {
  const { Steam, people } = await friendsWorld();
  expect(Steam.getFriendGamePlayed(BORIS)).toEqual({});
  people.tell(person(BORIS, { lobby: LOBBY }));
  expect(Steam.getFriendGamePlayed(BORIS)).toMatchObject({ ip: "0.0.0.0", game_port: 0, query_port: 0, lobby: LOBBY });
  people.tell(person(BORIS));
  expect(Steam.getFriendGamePlayed(BORIS).lobby).toBe(0n);
  people.tell(person(BORIS, { state: 0 }));
  expect(Steam.getFriendGamePlayed(BORIS)).toEqual({});
});

test("members of our lobbies count as such", async () => {
  const { Steam, seats } = await friendsWorld();
  seats.set(LOBBY, [ANNA, BORIS]);
  expect(Steam.hasFriend(BORIS, Steam.FRIEND_FLAG_CHAT_MEMBER)).toBe(true);
  expect(Steam.hasFriend(BORIS, Steam.FRIEND_FLAG_IMMEDIATE)).toBe(false);
  expect(Steam.getFriendCountFromSource(LOBBY)).toBe(1);
  expect(Steam.getFriendFromSourceByIndex(LOBBY, 0)).toBe(BORIS);
  expect(Steam.getFriendFromSourceByIndex(LOBBY, 1)).toBe(0n);
  expect(Steam.isUserInSource(BORIS, LOBBY)).toBe(true);
  expect(Steam.isUserInSource(CARLA, LOBBY)).toBe(false);
});

test("whom we played with, and when", async () => {
  const stored = JSON.stringify([[String(CARLA), NOON_S - 60, "Carla"]]);
  const { Steam } = await friendsWorld({ playedWith: memoryPlayedWith(stored) });
  Steam.setPlayedWith(BORIS);
  expect(Steam.getCoplayFriendCount()).toBe(2);
  expect([0, 1, 2].map((index) => Steam.getCoplayFriend(index))).toEqual([BORIS, CARLA, 0n]);
  expect(Steam.getFriendCoplayTime(CARLA)).toBe(NOON_S - 60);
  expect(Steam.getFriendCoplayTime(DORA)).toBe(0);
  expect(Steam.getRecentPlayers()).toEqual([
    { id: BORIS, name: "", status: 0, time: NOON_S },
    { id: CARLA, name: "Carla", status: 0, time: NOON_S - 60 },
  ]);
});

test("there are neither clans nor groups", async () => {
  const { Steam } = await friendsWorld();
  expect([Steam.getClanCount(), Steam.getFriendsGroupCount(), Steam.getUserSteamGroups(), Steam.getUserFriendsGroups()]).toEqual([0, 0, [], []]);
});
