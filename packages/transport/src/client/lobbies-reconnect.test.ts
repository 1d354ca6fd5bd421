import { describe, expect, it } from "vitest";
import { ANNA, BEN, CARA, LOBBY, lobbyView, ScriptedRelay } from "./scripted-relay.test.helper.js";

const dataEvent = (member = LOBBY) => ({ kind: "data", lobby: LOBBY, member, ok: true });
const kicked = { kind: "kicked", lobby: LOBBY, by: LOBBY };

describe("a link that is lost and found again", () => {
  it("leaves the lobby as it was meanwhile", () => {
    const relay = ScriptedRelay.seated({ data: [["map", "dune"]] });
    relay.cut();
    const { lobbies } = relay.anna;
    expect(lobbies.isMember(LOBBY)).toBe(true);
    expect(lobbies.get(LOBBY, "map")).toBe("dune");
    expect(lobbies.members(LOBBY)).toEqual([ANNA, BEN]);
    relay.connect();
    relay.say({ t: "lobby", sealed: { lobby: lobbyView({ data: [["map", "dune"]] }), seal: "s" } });
    relay.pass(60_000);
    expect(relay.events()).toEqual([]);
    expect(relay.asked).toEqual([]);
  });

  it("may hear of the lobby before the welcome", () => {
    const relay = ScriptedRelay.seated();
    relay.cut();
    relay.link();
    relay.say({ t: "lobby", sealed: { lobby: lobbyView(), seal: "s" } });
    relay.say({ t: "welcome", version: 1, run: "one" });
    relay.pass(60_000);
    expect(relay.asked).toEqual([]);
    expect(relay.events()).toEqual([]);
  });

  it("brings what has happened meanwhile, as events in the usual order", () => {
    const relay = ScriptedRelay.seated({ owner: BEN, members: [{ id: BEN, data: [] }, { id: ANNA, data: [] }], data: [["map", "dune"], ["old", "1"]] });
    relay.cut();
    relay.connect();
    const server = { ip: "1.2.3.4", port: 5, id: 0n };
    const now = lobbyView({ revision: 9, members: [{ id: ANNA, data: [["mine", "1"]] }, { id: CARA, data: [] }], data: [["map", "moon"]], server });
    relay.say({ t: "lobby", sealed: { lobby: now, seal: "s" } });
    const { lobbies } = relay.anna;
    expect(lobbies.owner(LOBBY)).toBe(ANNA);
    expect(relay.events()).toEqual([
      { kind: "member", lobby: LOBBY, member: BEN, by: BEN, state: 2 },
      { kind: "member", lobby: LOBBY, member: CARA, by: CARA, state: 1 },
      dataEvent(),
      { kind: "server", lobby: LOBBY, server },
      dataEvent(ANNA),
    ]);
    expect(lobbies.all(LOBBY)).toEqual([["map", "moon"]]);
    relay.change(10, { k: "data", set: [["map", "sun"]], removed: [] });
    expect(lobbies.get(LOBBY, "map")).toBe("sun");
  });

  it("comes too late for the seat: we were thrown out", () => {
    const relay = ScriptedRelay.seated();
    relay.cut();
    relay.connect();
    relay.say({ t: "gone", lobby: LOBBY });
    expect(relay.events()).toEqual([kicked]);
    expect(relay.anna.lobbies.mine()).toEqual([]);
  });

  it("is followed by a question where the relay does not confirm a seat", () => {
    const relay = ScriptedRelay.seated();
    relay.cut();
    relay.connect();
    relay.pass(5_000);
    expect(relay.asked).toEqual(["join"]);
    relay.answer("join", { result: 3 });
    expect(relay.events()).toEqual([kicked]);
  });

  it("asks again what has not been answered, once the relay has said which run it is", () => {
    const relay = ScriptedRelay.seated();
    const { lobbies } = relay.anna;
    lobbies.chat(LOBBY, "hello");
    relay.cut();
    lobbies.set(LOBBY, "a", "1");
    relay.pass(100);
    expect(relay.asked).toEqual(["chat"]);
    relay.link();
    expect(relay.asked).toEqual(["chat"]);
    relay.say({ t: "welcome", version: 1, run: "one" });
    expect(relay.asked).toEqual(["chat", "chat", "data"]);
    expect(new Set(relay.numbers("chat")).size).toBe(1);
    expect(lobbies.get(LOBBY, "a")).toBe("1");
  });

  it("keeps our own changes over what the relay says, until it has answered", () => {
    const relay = ScriptedRelay.seated({ data: [["map", "dune"]] });
    const { lobbies } = relay.anna;
    lobbies.set(LOBBY, "map", "moon");
    relay.pass(50);
    relay.cut();
    relay.connect();
    relay.say({ t: "lobby", sealed: { lobby: lobbyView({ revision: 3, data: [["map", "dune"]], limit: 5 }), seal: "s" } });
    expect(lobbies.get(LOBBY, "map")).toBe("moon");
    expect(lobbies.limit(LOBBY)).toBe(5);
    relay.change(4, { k: "data", set: [["map", "moon"]], removed: [] });
    relay.answer("data", { result: 1 });
    expect(lobbies.get(LOBBY, "map")).toBe("moon");
    expect(relay.events()).toEqual([dataEvent(), dataEvent()]);
  });

  it("keeps a seat that was left while there was no relay left", () => {
    const relay = ScriptedRelay.seated();
    relay.cut();
    relay.anna.lobbies.leave(LOBBY);
    relay.link();
    relay.say({ t: "welcome", version: 1, run: "one" });
    relay.say({ t: "lobby", sealed: { lobby: lobbyView(), seal: "s" } });
    relay.answer("leave", { result: 1 });
    expect(relay.asked).toEqual(["leave"]);
    expect(relay.events()).toEqual([]);
    expect(relay.anna.lobbies.mine()).toEqual([]);
  });
});

describe("a relay that was restarted", () => {
  it("is given the lobby back, and nothing is to be noticed", () => {
    const relay = ScriptedRelay.seated({ data: [["map", "dune"]] });
    relay.change(2, { k: "data", set: [["mode", "ctf"]], removed: [] }, { k: "member-data", member: BEN, set: [["ready", "1"]], removed: [] });
    relay.events();
    relay.cut();
    relay.connect("two");
    const lobby = lobbyView({ revision: 2, data: [["map", "dune"], ["mode", "ctf"]], members: [{ id: ANNA, data: [] }, { id: BEN, data: [["ready", "1"]] }] });
    expect(relay.asks("restore")).toEqual([{ do: "restore", sealed: { lobby, seal: "seal 2" } }]);
    relay.say({ t: "lobby", sealed: { lobby: { ...lobby, revision: 3 }, seal: "new" } });
    relay.answer("restore", { result: 1 });
    relay.pass(60_000);
    expect(relay.events()).toEqual([]);
    expect(relay.asked).toEqual(["restore"]);
    expect(relay.anna.lobbies.isMember(LOBBY)).toBe(true);
  });

  it("gets what was set and not confirmed after the lobby", () => {
    const relay = ScriptedRelay.seated();
    const { lobbies } = relay.anna;
    lobbies.set(LOBBY, "a", "1");
    relay.pass(50);
    lobbies.setMemberValue(LOBBY, "b", "2");
    relay.cut();
    relay.heard.length = 0;
    relay.connect("two");
    expect(relay.asked).toEqual(["restore", "data", "member-data"]);
    expect(lobbies.get(LOBBY, "a")).toBe("1");
    expect(relay.events()).toEqual([]);
  });

  it("that cannot have it back has thrown us out", () => {
    const relay = ScriptedRelay.seated();
    relay.anna.lobbies.set(LOBBY, "a", "1");
    relay.cut();
    relay.connect("two");
    relay.answer("restore", { result: 2 });
    relay.answer("data", { result: 15 });
    expect(relay.events()).toEqual([kicked]);
    expect(relay.anna.lobbies.isMember(LOBBY)).toBe(false);
  });

  it("that does not answer has, too, after 20 s", () => {
    const relay = ScriptedRelay.seated();
    relay.cut();
    relay.connect("two");
    relay.pass(20_000);
    expect(relay.events()).toEqual([kicked]);
  });

  it("and is restarted again is given it once more", () => {
    const relay = ScriptedRelay.seated();
    relay.cut();
    relay.connect("two");
    relay.cut();
    relay.connect("three");
    expect(relay.asked).toEqual(["restore", "restore"]);
    relay.say({ t: "lobby", sealed: { lobby: lobbyView({ revision: 4 }), seal: "s" } });
    relay.answer("restore", { result: 1 });
    expect(relay.events()).toEqual([]);
    expect(relay.anna.lobbies.isMember(LOBBY)).toBe(true);
  });

  it("says chat that it may not have got is lost", () => {
    const relay = ScriptedRelay.seated();
    relay.anna.lobbies.chat(LOBBY, "hello");
    relay.cut();
    relay.connect("two");
    expect(relay.events()).toEqual([{ kind: "refused", lobby: LOBBY, what: "chat", why: "the relay was restarted meanwhile" }]);
  });
});

describe("a client", () => {
  it("that is closed and opened again begins without lobbies, without a word", () => {
    const relay = ScriptedRelay.seated();
    relay.anna.lobbies.set(LOBBY, "a", "1");
    relay.change(2, { k: "enter", member: { id: CARA, data: [] } });
    relay.close();
    expect(relay.anna.lobbies.mine()).toEqual([]);
    expect(relay.events()).toEqual([]);
  });

  it("that is closed and opened again may meet another run of the relay, and nothing fails for that", () => {
    const relay = ScriptedRelay.seated();
    relay.close();
    relay.reopen();
    relay.link();
    relay.anna.lobbies.create(2, 4);
    relay.say({ t: "welcome", version: 1, run: "two" });
    expect(relay.events()).toEqual([]);
    expect(relay.asks("create").length).toBeGreaterThan(0);
  });

  it("that the relay has forgotten, or that another page replaced, is thrown out of its lobbies", () => {
    const relay = ScriptedRelay.seated();
    relay.anna.lobbies.join(LOBBY + 1n);
    relay.anna.lose();
    expect(relay.events()).toEqual([kicked, { kind: "joined", lobby: LOBBY + 1n, response: 5, why: "not connected" }]);
    relay.pass(60_000);
    expect(relay.events()).toEqual([]);
  });
});

describe("a revision that is missing", () => {
  it("makes the client ask for the whole, once", () => {
    const relay = ScriptedRelay.seated();
    const { lobbies } = relay.anna;
    relay.change(5, { k: "settings", type: 2, joinable: true, limit: 7 });
    relay.change(6, { k: "settings", type: 2, joinable: true, limit: 8 });
    expect(lobbies.limit(LOBBY)).toBe(4);
    expect(relay.asked).toEqual(["join"]);
    relay.say({ t: "lobby", sealed: { lobby: lobbyView({ revision: 6, limit: 8 }), seal: "s" } });
    relay.answer("join", { result: 1 });
    expect(lobbies.limit(LOBBY)).toBe(8);
    expect(relay.events()).toEqual([dataEvent()]);
  });

  it("makes the client ask again later when it has asked too often: the seat is still ours", () => {
    const relay = ScriptedRelay.seated();
    relay.change(4, { k: "settings", type: 2, joinable: true, limit: 8 });
    relay.answer("join", { result: 15 });
    expect(relay.events()).toEqual([]);
    expect(relay.anna.lobbies.isMember(LOBBY)).toBe(true);
    relay.pass(5_000);
    expect(relay.asked).toEqual(["join", "join"]);
    relay.say({ t: "lobby", sealed: { lobby: lobbyView({ revision: 4, limit: 8 }), seal: "s" } });
    relay.answer("join", { result: 1 });
    relay.pass(60_000);
    expect(relay.asked).toEqual(["join", "join"]);
    expect(relay.anna.lobbies.limit(LOBBY)).toBe(8);
  });

  it("is none when it comes twice", () => {
    const relay = ScriptedRelay.seated();
    relay.change(2, { k: "enter", member: { id: CARA, data: [] } });
    relay.change(2, { k: "enter", member: { id: CARA, data: [] } });
    relay.change(1, { k: "settings", type: 0, joinable: false, limit: 1 });
    expect(relay.events()).toHaveLength(1);
    expect(relay.asked).toEqual([]);
  });
});
