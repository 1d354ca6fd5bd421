import fc from "fast-check";
import { expect, test } from "vitest";
import { ANNA, BORIS } from "../fake-endpoints.test.helper.js";
import { person } from "./fake-people.test.helper.js";
import { friendsWorld } from "./friends-world.test.helper.js";

const CARLA = BORIS + 1n;

test("a name that has to be asked for is empty until it is there, and then a signal says so", async () => {
  const { Steam, people, heard } = await friendsWorld();
  expect(Steam.getFriendPersonaName(BORIS)).toBe("");
  expect(Steam.getFriendPersonaName(BORIS)).toBe("");
  Steam.run_callbacks();
  expect(heard).toEqual([]);

  people.tell(person(BORIS, { name: "Boris" }));
  Steam.run_callbacks();
  expect(heard).toHaveLength(1);
  expect(heard[0]).toEqual([BORIS, expect.any(Number)]);
  expect(heard[0]![1] & Steam.PERSONA_CHANGE_NAME).toBeTruthy();
  expect(heard[0]![1] & Steam.PERSONA_CHANGE_AVATAR).toBeTruthy();
  expect(heard[0]![1] & Steam.PERSONA_CHANGE_COME_ONLINE).toBe(0);
  expect(Steam.getFriendPersonaName(BORIS)).toBe("Boris");
  expect(Steam.getFriendPersonaName(`steamid:${BORIS}`)).toBe("Boris");
});

test.each([true, false])("somebody who does not show himself gets a made-up name, and keeps it (told so: %s)", async (told) => {
  const { Steam, people, heard } = await friendsWorld();
  expect(Steam.getFriendPersonaName(BORIS)).toBe("");
  people.keepSilent(BORIS, told);
  Steam.run_callbacks();
  expect(heard).toEqual([[BORIS, Steam.PERSONA_CHANGE_NAME]]);
  const name = Steam.getFriendPersonaName(BORIS);
  expect(name).toMatch(/^Player \d{4}$/);

  // Asked again later, the name does not vanish while that takes.
  expect(people.isAsking(BORIS)).toBe(true);
  people.keepSilent(BORIS, told);
  Steam.run_callbacks();
  expect(Steam.getFriendPersonaName(BORIS)).toBe(name);
  expect(heard).toHaveLength(1);

  people.tell(person(BORIS, { name: "Boris" }));
  Steam.run_callbacks();
  expect(Steam.getFriendPersonaName(BORIS)).toBe("Boris");
});

test("whom the relay told of, a member of our lobby say, is known at once; a player without a name has a made-up one", async () => {
  const { Steam, people } = await friendsWorld();
  people.tell(person(BORIS, { name: "Boris", state: 3 }));
  people.tell(person(CARLA));
  expect(Steam.getFriendPersonaName(BORIS)).toBe("Boris");
  expect(Steam.getFriendPersonaState(BORIS)).toBe(Steam.PERSONA_STATE_AWAY);
  expect(Steam.getFriendPersonaName(CARLA)).toMatch(/^Player \d{4}$/);
  expect(Steam.requestUserInformation(BORIS, false)).toBe(false);
  expect(people.asked).toEqual([]);
});

test("requestUserInformation says whether a signal will come", async () => {
  const { Steam, people, heard } = await friendsWorld();
  expect(Steam.requestUserInformation(BORIS, true)).toBe(true);
  people.keepSilent(BORIS);
  Steam.run_callbacks();
  expect(heard).toEqual([[BORIS, Steam.PERSONA_CHANGE_NAME]]);
  expect(Steam.requestUserInformation(ANNA, true)).toBe(false);
});

test("each change of somebody known is told with what changed", async () => {
  const { Steam, people, heard } = await friendsWorld();
  const change = (known: Parameters<typeof person>[1]) => {
    people.tell(person(BORIS, known));
    heard.length = 0;
    Steam.run_callbacks();
    return heard.map(([, flags]) => flags);
  };
  change({ name: "Boris" });
  expect(change({ name: "Boris" })).toEqual([]);
  expect(change({ name: "Bo" })).toEqual([Steam.PERSONA_CHANGE_NAME]);
  expect(change({ name: "Bo", state: 3 })).toEqual([Steam.PERSONA_CHANGE_STATUS]);
  expect(change({ name: "Bo", state: 3, lobby: 7n })).toEqual([Steam.PERSONA_CHANGE_GAME_PLAYED]);
  expect(change({ name: "Bo", state: 3, lobby: 7n, rich: [["status", "Level 1"]] })).toEqual([Steam.PERSONA_CHANGE_RICH_PRESENCE]);
  expect(change({ name: "Bo", state: 0 })).toEqual([
    Steam.PERSONA_CHANGE_STATUS | Steam.PERSONA_CHANGE_GONE_OFFLINE | Steam.PERSONA_CHANGE_GAME_PLAYED | Steam.PERSONA_CHANGE_RICH_PRESENCE,
  ]);
  expect(change({ name: "Bo", state: 1 })).toEqual([
    Steam.PERSONA_CHANGE_STATUS | Steam.PERSONA_CHANGE_COME_ONLINE | Steam.PERSONA_CHANGE_GAME_PLAYED,
  ]);
});

test("our own name is the option's, until the game sets another; whoever sees us is told by the relay", async () => {
  const { Steam, people, heard } = await friendsWorld({ personaName: "Anna" });
  const changed: unknown[] = [];
  Steam.name_changed.connect((...args) => void changed.push(args));
  expect(people.name).toBe("Anna");
  expect(Steam.getPersonaName()).toBe("Anna");
  Steam.setPersonaName("Änne");
  expect(Steam.getPersonaName()).toBe("Änne");
  expect(Steam.getFriendPersonaName(ANNA)).toBe("Änne");
  expect(changed).toEqual([]);
  Steam.run_callbacks();
  expect(changed).toEqual([[true, true, Steam.RESULT_OK]]);
  expect(heard).toEqual([[ANNA, Steam.PERSONA_CHANGE_NAME]]);
});

test("a name that is empty or longer than 128 bytes is not taken", async () => {
  const { Steam, people, logger } = await friendsWorld({ personaName: "Anna" });
  const changed: unknown[] = [];
  Steam.name_changed.connect((...args) => void changed.push(args));
  Steam.setPersonaName("ä".repeat(65));
  Steam.setPersonaName("");
  Steam.run_callbacks();
  expect(changed).toEqual([[false, false, 12], [false, false, 12]]);
  expect(people.name).toBe("Anna");
  expect(logger.errors).toHaveLength(1);
  Steam.setPersonaName("ä".repeat(64));
  expect(people.name).toBe("ä".repeat(64));
});

test("without a name one is made from the id, and others are left to make theirs", async () => {
  const { Steam, people } = await friendsWorld();
  expect(Steam.getPersonaName()).toMatch(/^Player \d{4}$/);
  expect(people.name).toBe("");
  expect(Steam.getPersonaState()).toBe(Steam.PERSONA_STATE_ONLINE);
});

test("nobody has no name", async () => {
  const { Steam, logger, people } = await friendsWorld();
  expect(Steam.getFriendPersonaName(0n)).toBe("");
  expect(Steam.getFriendPersonaName(0n)).toBe("");
  expect(logger.errors).toEqual([expect.stringContaining("Invalid Steam ID")]);
  expect(people.asked).toEqual([]);
});

test("while not connected everybody is nameless and offline, and the log says why", async () => {
  const { Steam, logger } = await friendsWorld({ personaName: "Anna" }, false);
  expect(Steam.getPersonaName()).toBe("");
  expect(Steam.getFriendPersonaName(BORIS)).toBe("");
  expect(Steam.getPersonaState()).toBe(0);
  expect(Steam.getFriendPersonaState(BORIS)).toBe(0);
  expect(Steam.requestUserInformation(BORIS, true)).toBe(false);
  Steam.setPersonaName("Nobody");
  Steam.run_callbacks();
  expect(logger.errors).toHaveLength(6);
});

test("whatever happens, an empty name is followed by a signal and a name", async () => {
  const ids = [BORIS, CARLA, CARLA + 1n];
  const step = fc.tuple(fc.constantFrom("ask", "request", "tell", "leave", "silence", "time-out", "pump"), fc.constantFrom(...ids));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { Steam, people, heard } = await friendsWorld();
      const owed = new Set<bigint>();
      const pump = () => {
        heard.length = 0;
        Steam.run_callbacks();
        for (const [id, flags] of heard) if (flags & Steam.PERSONA_CHANGE_NAME) owed.delete(id);
      };
      for (const [what, id] of steps) {
        if (what === "ask" && Steam.getFriendPersonaName(id) === "") owed.add(id);
        if (what === "request" && Steam.requestUserInformation(id, true)) owed.add(id);
        if (what === "tell") people.tell(person(id, { name: "Somebody" }));
        if (what === "leave" && people.get(id)) people.tell(person(id, { name: "Somebody", state: 0 }));
        if ((what === "silence" || what === "time-out") && people.isAsking(id)) people.keepSilent(id, what === "silence");
        if (what === "pump") pump();
      }
      for (const id of ids) if (people.isAsking(id)) people.keepSilent(id);
      pump();
      expect([...owed]).toEqual([]);
      for (const id of steps.filter(([what]) => what === "ask").map(([, asked]) => asked)) expect(Steam.getFriendPersonaName(id)).not.toBe("");
    }),
  );
});
