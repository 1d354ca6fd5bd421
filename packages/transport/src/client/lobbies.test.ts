import { describe, expect, it } from "vitest";
import { MAX_LOBBY_CHAT_BYTES, MAX_LOBBY_KEY_BYTES, MAX_LOBBY_VALUE_BYTES } from "../wire/lobby.js";
import { ANNA, BEN, CARA, LOBBY, lobbyView, ScriptedRelay } from "./scripted-relay.test.helper.js";

const OTHER = LOBBY + 1n;
const dataEvent = (member = LOBBY) => ({ kind: "data", lobby: LOBBY, member, ok: true });

describe("creating a lobby", () => {
  it("is told as created, joined and data, with the lobby readable", () => {
    const relay = new ScriptedRelay();
    relay.connect();
    const { lobbies } = relay.anna;
    lobbies.create(2, 4);
    expect(relay.asks("create")).toEqual([{ do: "create", type: 2, limit: 4 }]);
    relay.say({ t: "lobby", sealed: { lobby: lobbyView({ members: [{ id: ANNA, data: [] }] }), seal: "s" } });
    expect(lobbies.isMember(LOBBY)).toBe(false);
    relay.answer("create", { result: 1, lobby: LOBBY });
    expect(lobbies.owner(LOBBY)).toBe(ANNA);
    expect(lobbies.mine()).toEqual([LOBBY]);
    expect(relay.events()).toEqual([
      { kind: "created", result: 1, lobby: LOBBY },
      { kind: "joined", lobby: LOBBY, response: 1 },
      dataEvent(),
    ]);
  });

  it("fails with 3 on a closed client, which has forgotten what it was asked before", () => {
    const relay = new ScriptedRelay();
    relay.connect();
    relay.anna.lobbies.create(2, 4);
    relay.close();
    expect(relay.events()).toEqual([]);
    relay.anna.lobbies.create(2, 4);
    expect(relay.events()).toEqual([{ kind: "created", result: 3, lobby: 0n, why: "not connected" }]);
  });

  it.each([[25], [15]])("answers %i as the relay did, with its reason", (result) => {
    const relay = new ScriptedRelay();
    relay.connect();
    relay.anna.lobbies.create(2, 4);
    relay.answer("create", { result, why: "enough is enough" });
    expect(relay.events()).toEqual([{ kind: "created", result, lobby: 0n, why: "enough is enough" }]);
  });

  it("leaves a lobby that the relay told of and did not mean", () => {
    const relay = new ScriptedRelay();
    relay.connect();
    relay.anna.lobbies.create(2, 4);
    relay.say({ t: "lobby", sealed: { lobby: lobbyView(), seal: "s" } });
    relay.answer("create", { result: 2 });
    expect(relay.asks("leave")).toEqual([{ do: "leave", lobby: LOBBY }]);
    expect(relay.events()).toEqual([{ kind: "created", result: 2, lobby: 0n }]);
  });

  it("answers 16 after 20 s, and gives a lobby back that comes too late", () => {
    const relay = new ScriptedRelay();
    relay.connect();
    relay.anna.lobbies.create(2, 4);
    relay.pass(19_999);
    expect(relay.events()).toEqual([]);
    relay.pass(1);
    expect(relay.events()).toEqual([{ kind: "created", result: 16, lobby: 0n, why: "no answer came within 20 s" }]);
    relay.say({ t: "lobby", sealed: { lobby: lobbyView(), seal: "s" } });
    expect(relay.asks("leave")).toEqual([{ do: "leave", lobby: LOBBY }]);
    expect(relay.anna.lobbies.mine()).toEqual([]);
  });

  it.each([[2, 0], [2, 251], [2, 1.5], [5, 4]])("of type %i for %f members is refused here", (type, limit) => {
    const relay = new ScriptedRelay();
    relay.connect();
    relay.anna.lobbies.create(type as 2, limit);
    expect(relay.events()).toEqual([{ kind: "created", result: 8, lobby: 0n }]);
    expect(relay.asked).toEqual([]);
  });
});

describe("joining a lobby", () => {
  it("is told once, with members, owner and data readable", () => {
    const relay = new ScriptedRelay();
    relay.connect();
    const { lobbies } = relay.anna;
    lobbies.join(LOBBY);
    const view = lobbyView({ owner: BEN, members: [{ id: BEN, data: [["team", "red"]] }, { id: ANNA, data: [] }], data: [["map", "dune"]] });
    relay.say({ t: "lobby", sealed: { lobby: view, seal: "s" } });
    relay.answer("join", { result: 1 });
    expect(relay.events()).toEqual([{ kind: "joined", lobby: LOBBY, response: 1 }]);
    expect(lobbies.members(LOBBY)).toEqual([BEN, ANNA]);
    expect(lobbies.owner(LOBBY)).toBe(BEN);
    expect(lobbies.get(LOBBY, "map")).toBe("dune");
    expect(lobbies.memberValue(LOBBY, BEN, "team")).toBe("red");
    expect(lobbies.limit(LOBBY)).toBe(4);
  });

  it.each([[2], [3], [4], [15]])("is told as refused, with the relay's reason: %i", (response) => {
    const relay = new ScriptedRelay();
    relay.connect();
    relay.anna.lobbies.join(LOBBY);
    relay.answer("join", { result: response, why: "not today" });
    expect(relay.events()).toEqual([{ kind: "joined", lobby: LOBBY, response, why: "not today" }]);
    expect(relay.anna.lobbies.isMember(LOBBY)).toBe(false);
  });

  it("is an error when no answer comes, and on a closed client", () => {
    const relay = new ScriptedRelay();
    relay.connect();
    relay.anna.lobbies.join(LOBBY);
    relay.pass(20_000);
    expect(relay.events()).toEqual([{ kind: "joined", lobby: LOBBY, response: 5, why: "no answer came within 20 s" }]);
    relay.close();
    relay.anna.lobbies.join(LOBBY);
    expect(relay.events()).toEqual([{ kind: "joined", lobby: LOBBY, response: 5, why: "not connected" }]);
  });

  it("is an error when the relay is restarted meanwhile, and is not asked of the new one", () => {
    const relay = new ScriptedRelay();
    relay.connect("one");
    relay.anna.lobbies.join(LOBBY);
    relay.cut();
    relay.heard.length = 0;
    relay.connect("two");
    expect(relay.events()).toEqual([{ kind: "joined", lobby: LOBBY, response: 5, why: "the relay was restarted meanwhile" }]);
    expect(relay.asked).toEqual([]);
  });

  it("where one sits already is answered at once", () => {
    const relay = ScriptedRelay.seated();
    relay.anna.lobbies.join(LOBBY);
    expect(relay.events()).toEqual([{ kind: "joined", lobby: LOBBY, response: 1 }]);
    expect(relay.asked).toEqual([]);
  });

  it("twice, and others, has an answer each", () => {
    const relay = new ScriptedRelay();
    relay.connect();
    relay.anna.lobbies.join(LOBBY);
    relay.anna.lobbies.join(OTHER);
    relay.anna.lobbies.join(LOBBY);
    const [first = 0, second = 0, third = 0] = relay.numbers("join");
    relay.say({ t: "lobby", sealed: { lobby: lobbyView(), seal: "s" } });
    relay.answerNumber(first, { result: 1 });
    relay.answerNumber(second, { result: 4 });
    relay.answerNumber(third, { result: 1 });
    expect(relay.events()).toEqual([
      { kind: "joined", lobby: LOBBY, response: 1 },
      { kind: "joined", lobby: OTHER, response: 4 },
      { kind: "joined", lobby: LOBBY, response: 1 },
    ]);
    expect(relay.asked).toEqual(["join", "join", "join"]);
  });

  it("knows who came between the seat and the answer", () => {
    const relay = new ScriptedRelay();
    relay.connect();
    relay.anna.lobbies.join(LOBBY);
    relay.say({ t: "lobby", sealed: { lobby: lobbyView(), seal: "s" } });
    relay.change(2, { k: "enter", member: { id: CARA, data: [] } });
    relay.answer("join", { result: 1 });
    expect(relay.anna.lobbies.members(LOBBY)).toEqual([ANNA, BEN, CARA]);
    expect(relay.events()).toEqual([{ kind: "joined", lobby: LOBBY, response: 1 }]);
  });

  it("is an error when the relay says yes and tells nothing of the lobby", () => {
    const relay = new ScriptedRelay();
    relay.connect();
    relay.anna.lobbies.join(LOBBY);
    relay.answer("join", { result: 1 });
    expect(relay.events()).toEqual([{ kind: "joined", lobby: LOBBY, response: 5 }]);
    expect(relay.asks("leave")).toHaveLength(1);
  });
});

describe("leaving", () => {
  it("is done at once, without an event, and the relay is told", () => {
    const relay = ScriptedRelay.seated();
    const { lobbies } = relay.anna;
    expect(lobbies.leave(LOBBY)).toBe(true);
    expect(lobbies.isMember(LOBBY)).toBe(false);
    expect(lobbies.mine()).toEqual([]);
    expect(relay.asks("leave")).toEqual([{ do: "leave", lobby: LOBBY }]);
    relay.change(2, { k: "exit", member: BEN, state: 2, by: BEN });
    relay.answer("leave", { result: 1 });
    expect(relay.events()).toEqual([]);
    expect(lobbies.leave(LOBBY)).toBe(false);
  });

  it("sends what was set before", () => {
    const relay = ScriptedRelay.seated();
    relay.anna.lobbies.set(LOBBY, "winner", "anna");
    relay.anna.lobbies.leave(LOBBY);
    expect(relay.asked).toEqual(["data", "leave"]);
  });

  it("and joining again gets the new seat, whatever the relay still said of the old one", () => {
    const relay = ScriptedRelay.seated();
    const { lobbies } = relay.anna;
    lobbies.leave(LOBBY);
    lobbies.join(LOBBY);
    relay.say({ t: "lobby", sealed: { lobby: lobbyView({ revision: 5 }), seal: "old" } });
    relay.answer("leave", { result: 1 });
    relay.say({ t: "gone", lobby: LOBBY });
    relay.say({ t: "lobby", sealed: { lobby: lobbyView({ revision: 7, limit: 9 }), seal: "new" } });
    relay.answer("join", { result: 1 });
    expect(relay.events()).toEqual([{ kind: "joined", lobby: LOBBY, response: 1 }]);
    expect(lobbies.limit(LOBBY)).toBe(9);
    expect(relay.asked).toEqual(["leave", "join"]);
  });
});

describe("what others do", () => {
  it("is told in order, each event after the mirror", () => {
    const relay = ScriptedRelay.seated({ owner: BEN });
    const { lobbies } = relay.anna;
    relay.change(2, { k: "enter", member: { id: CARA, data: [] } });
    relay.change(3, { k: "exit", member: BEN, state: 4, by: BEN }, { k: "owner", owner: CARA });
    relay.change(4, { k: "settings", type: 0, joinable: false, limit: 3 }, { k: "data", set: [["map", "dune"]], removed: [] });
    relay.change(5, { k: "member-data", member: CARA, set: [["ready", "1"]], removed: [] });
    expect(lobbies.owner(LOBBY)).toBe(CARA);
    expect(relay.events()).toEqual([
      { kind: "member", lobby: LOBBY, member: CARA, by: CARA, state: 1 },
      { kind: "member", lobby: LOBBY, member: BEN, by: BEN, state: 4 },
      dataEvent(),
      dataEvent(),
      dataEvent(CARA),
    ]);
    expect(lobbies.memberValue(LOBBY, CARA, "ready")).toBe("1");
    expect(lobbies.get(LOBBY, "map")).toBe("dune");
    expect(lobbies.members(LOBBY)).toEqual([ANNA, CARA]);
  });

  it("tells of chat, our own included, of servers and invitations", () => {
    const relay = ScriptedRelay.seated();
    const server = { ip: "10.0.0.1", port: 27015, id: 9n };
    relay.say({ t: "chat", lobby: LOBBY, from: ANNA, text: "hello" });
    relay.say({ t: "chat", lobby: OTHER, from: BEN, text: "not ours" });
    relay.change(2, { k: "server", server });
    relay.say({ t: "invite", lobby: OTHER, from: BEN });
    relay.say({ t: "invite-to-game", from: BEN, connect: "+go" });
    expect(relay.events()).toEqual([
      { kind: "chat", lobby: LOBBY, from: ANNA, text: "hello" },
      { kind: "server", lobby: LOBBY, server },
      { kind: "invite", lobby: OTHER, from: BEN },
      { kind: "invite-to-game", from: BEN, connect: "+go" },
    ]);
    expect(relay.anna.lobbies.server(LOBBY)).toEqual(server);
  });

  it("is kept in a bounded number of events, and chat does not drive the others out", () => {
    const relay = ScriptedRelay.seated();
    relay.change(2, { k: "enter", member: { id: CARA, data: [] } });
    for (let i = 0; i < 10_000; i++) relay.say({ t: "chat", lobby: LOBBY, from: BEN, text: "spam" });
    relay.change(3, { k: "exit", member: CARA, state: 2, by: CARA });
    const events = relay.events();
    expect(events.length).toBeLessThan(4_097);
    expect(events.filter(({ kind }) => kind === "member")).toHaveLength(2);
  });

  it("includes throwing us out", () => {
    const relay = ScriptedRelay.seated();
    relay.say({ t: "gone", lobby: LOBBY });
    expect(relay.events()).toEqual([{ kind: "kicked", lobby: LOBBY, by: LOBBY }]);
    expect(relay.anna.lobbies.isMember(LOBBY)).toBe(false);
  });

  it("takes us out of one lobby when we join another, which is not being thrown out; what we set there is said first", () => {
    const relay = ScriptedRelay.seated();
    const { lobbies } = relay.anna;
    lobbies.set(LOBBY, "map", "dune");
    lobbies.join(OTHER);
    expect(relay.asked).toEqual(["data", "join"]);
    relay.answer("data", { result: 1 });
    relay.say({ t: "lobby", sealed: { lobby: lobbyView({ id: OTHER }), seal: "other" } });
    relay.say({ t: "gone", lobby: LOBBY, moved: true });
    expect(lobbies.mine()).toEqual([]);
    relay.answer("join", { result: 1 });
    expect(relay.events()).toEqual([{ kind: "moved", lobby: LOBBY }, { kind: "joined", lobby: OTHER, response: 1 }]);
    expect(lobbies.mine()).toEqual([OTHER]);
    // What was missed is asked for without risking another seat; what the game wants is not.
    expect(relay.asks("join").map(({ stay }) => stay)).toEqual([undefined]);
    relay.say({ t: "change", lobby: OTHER, revision: 99, changes: [], seal: "late" });
    expect(relay.asks("join").at(-1)).toEqual({ do: "join", lobby: OTHER, stay: true });
    relay.answer("join", { result: 1 });
    // Told of a lobby that we left by ourselves: no news.
    lobbies.leave(OTHER);
    relay.say({ t: "gone", lobby: OTHER, moved: true });
    expect(relay.events()).toEqual([]);
  });
});

describe("what the owner sets", () => {
  it("is readable at once, sent together within 50 ms, and told when the relay has it", () => {
    const relay = ScriptedRelay.seated({ data: [["old", "1"]] });
    const { lobbies } = relay.anna;
    expect(lobbies.set(LOBBY, "map", "dune")).toBe(true);
    expect(lobbies.get(LOBBY, "map")).toBe("dune");
    relay.pass(30);
    expect(lobbies.set(LOBBY, "mode", "ctf")).toBe(true);
    expect(lobbies.remove(LOBBY, "old")).toBe(true);
    expect(lobbies.set(LOBBY, "mode", "dm")).toBe(true);
    expect(lobbies.all(LOBBY)).toEqual([["map", "dune"], ["mode", "dm"]]);
    expect(relay.asked).toEqual([]);
    relay.pass(20);
    expect(relay.asks("data")).toEqual([{ do: "data", lobby: LOBBY, set: [["map", "dune"], ["mode", "dm"]], removed: ["old"] }]);
    expect(relay.events()).toEqual([]);
    relay.change(2, { k: "data", set: [["map", "dune"], ["mode", "dm"]], removed: ["old"] });
    relay.answer("data", { result: 1 });
    expect(relay.events()).toEqual([dataEvent()]);
    expect(lobbies.all(LOBBY)).toEqual([["map", "dune"], ["mode", "dm"]]);
  });

  it("is not sent when it changes nothing, and is refused when it is not there or not ours to set", () => {
    const relay = ScriptedRelay.seated({ data: [["map", "dune"]] });
    const { lobbies } = relay.anna;
    expect(lobbies.set(LOBBY, "map", "dune")).toBe(true);
    expect(lobbies.set(LOBBY, "unset", "")).toBe(true);
    expect(lobbies.setLimit(LOBBY, 4)).toBe(true);
    expect(lobbies.setType(LOBBY, 2)).toBe(true);
    expect(lobbies.setJoinable(LOBBY, true)).toBe(true);
    expect(lobbies.setOwner(LOBBY, ANNA)).toBe(true);
    expect(lobbies.remove(LOBBY, "unset")).toBe(false);
    expect(lobbies.set(OTHER, "map", "x")).toBe(false);
    expect(lobbies.setOwner(LOBBY, CARA)).toBe(false);
    relay.change(2, { k: "owner", owner: BEN });
    expect(lobbies.set(LOBBY, "map", "x")).toBe(false);
    expect(lobbies.remove(LOBBY, "map")).toBe(false);
    expect(lobbies.setJoinable(LOBBY, false)).toBe(false);
    relay.pass(1_000);
    expect(relay.asked).toEqual([]);
  });

  it("can be reset to the empty text, and stays listed", () => {
    const relay = ScriptedRelay.seated({ data: [["map", "dune"]] });
    expect(relay.anna.lobbies.set(LOBBY, "map", "")).toBe(true);
    expect(relay.anna.lobbies.all(LOBBY)).toEqual([["map", ""]]);
    relay.pass(50);
    expect(relay.asks("data")).toEqual([{ do: "data", lobby: LOBBY, set: [["map", ""]], removed: [] }]);
  });

  it("is checked against the limits in bytes of UTF-8", () => {
    const relay = ScriptedRelay.seated();
    const { lobbies } = relay.anna;
    expect(lobbies.set(LOBBY, "", "x")).toBe(false);
    expect(lobbies.set(LOBBY, "k".repeat(MAX_LOBBY_KEY_BYTES), "x")).toBe(true);
    expect(lobbies.set(LOBBY, "é".repeat(128), "x")).toBe(false);
    expect(lobbies.set(LOBBY, "a", "v".repeat(MAX_LOBBY_VALUE_BYTES))).toBe(true);
    expect(lobbies.set(LOBBY, "b", "é".repeat(MAX_LOBBY_VALUE_BYTES / 2 + 1))).toBe(false);
    expect(lobbies.setMemberValue(LOBBY, "a", "v".repeat(MAX_LOBBY_VALUE_BYTES))).toBe(true);
    expect(lobbies.setMemberValue(LOBBY, "b", "v".repeat(MAX_LOBBY_VALUE_BYTES))).toBe(false);
    let set = 0;
    while (lobbies.set(LOBBY, `key${set}`, "v".repeat(8_000))) set++;
    expect(set).toBe(7);
    expect(lobbies.chat(LOBBY, "t".repeat(MAX_LOBBY_CHAT_BYTES - 1))).toBe(true);
    expect(lobbies.chat(LOBBY, "t".repeat(MAX_LOBBY_CHAT_BYTES))).toBe(false);
    expect(lobbies.setLimit(LOBBY, 251)).toBe(false);
    expect(lobbies.setLimit(LOBBY, 0)).toBe(false);
  });

  it("goes back when it is refused, with an event for the log and one for the screen", () => {
    const relay = ScriptedRelay.seated({ data: [["map", "dune"]] });
    const { lobbies } = relay.anna;
    lobbies.set(LOBBY, "map", "moon");
    relay.pass(50);
    lobbies.set(LOBBY, "mode", "ctf");
    relay.answer("data", { result: 15, why: "only the owner may" });
    expect(lobbies.get(LOBBY, "map")).toBe("dune");
    expect(lobbies.get(LOBBY, "mode")).toBe("ctf");
    expect(relay.events()).toEqual([{ kind: "refused", lobby: LOBBY, what: "data", why: "only the owner may" }, dataEvent()]);
  });

  it("is one ask at a time, however much is set", () => {
    const relay = ScriptedRelay.seated();
    const { lobbies } = relay.anna;
    lobbies.set(LOBBY, "a", "1");
    relay.pass(50);
    for (let i = 0; i < 10; i++) {
      lobbies.set(LOBBY, "a", `later ${i}`);
      relay.pass(100);
    }
    expect(relay.asks("data")).toHaveLength(1);
    relay.change(2, { k: "data", set: [["a", "1"]], removed: [] });
    expect(lobbies.get(LOBBY, "a")).toBe("later 9");
    relay.answer("data", { result: 1 });
    relay.pass(0);
    expect(relay.asks("data").at(-1)).toEqual({ do: "data", lobby: LOBBY, set: [["a", "later 9"]], removed: [] });
    expect(relay.asks("data")).toHaveLength(2);
  });

  it("comes before what was done after it", () => {
    const relay = ScriptedRelay.seated();
    const { lobbies } = relay.anna;
    lobbies.set(LOBBY, "a", "1");
    lobbies.chat(LOBBY, "look at a");
    lobbies.setMemberValue(LOBBY, "b", "2");
    lobbies.setJoinable(LOBBY, false);
    lobbies.setServer(LOBBY, { ip: "1.2.3.4", port: 1, id: 0n });
    lobbies.set(LOBBY, "c", "3");
    expect(lobbies.setOwner(LOBBY, BEN)).toBe(true);
    expect(lobbies.owner(LOBBY)).toBe(BEN);
    expect(lobbies.set(LOBBY, "d", "4")).toBe(false);
    expect(relay.asked).toEqual(["data", "chat", "member-data", "settings", "server", "data", "owner"]);
    expect(relay.asks("settings")).toEqual([{ do: "settings", lobby: LOBBY, joinable: false }]);
  });

  it("is kept when the relay changes something else meanwhile", () => {
    const relay = ScriptedRelay.seated({ data: [["a", "1"]] });
    const { lobbies } = relay.anna;
    lobbies.set(LOBBY, "a", "2");
    lobbies.setMemberValue(LOBBY, "mine", "x");
    relay.change(2, { k: "enter", member: { id: CARA, data: [] } }, { k: "member-data", member: BEN, set: [["his", "y"]], removed: [] });
    expect(lobbies.get(LOBBY, "a")).toBe("2");
    expect(lobbies.memberValue(LOBBY, ANNA, "mine")).toBe("x");
    expect(lobbies.memberValue(LOBBY, BEN, "his")).toBe("y");
    expect(lobbies.members(LOBBY)).toEqual([ANNA, BEN, CARA]);
  });
});

describe("chat and invitations", () => {
  it("go to the relay as they are", () => {
    const relay = ScriptedRelay.seated();
    const { lobbies } = relay.anna;
    expect(lobbies.chat(LOBBY, "hello")).toBe(true);
    expect(lobbies.chat(OTHER, "hello")).toBe(false);
    expect(lobbies.invite(LOBBY, CARA)).toBe(true);
    expect(lobbies.invite(OTHER, CARA)).toBe(false);
    expect(lobbies.invite(LOBBY, 12n)).toBe(false);
    expect(lobbies.inviteToGame(CARA, "+connect 1")).toBe(true);
    expect(lobbies.inviteToGame(CARA, "x".repeat(257))).toBe(false);
    expect(relay.asked).toEqual(["chat", "invite", "invite-to-game"]);
    relay.answer("chat", { result: 84, why: "too much chat" });
    expect(relay.events()).toEqual([{ kind: "refused", lobby: LOBBY, what: "chat", why: "too much chat" }]);
    relay.cut();
    expect(lobbies.invite(LOBBY, CARA)).toBe(false);
    expect(lobbies.inviteToGame(CARA, "")).toBe(false);
    expect(lobbies.look(OTHER)).toBe(false);
  });
});

describe("searching and looking", () => {
  const search = { filters: [], distance: 1, max: 50 };
  const listing = { id: OTHER, members: 3, limit: 8, joinable: true, data: [["name", "Ben's"]] as [string, string][] };

  it("makes lobbies readable that one does not sit in", () => {
    const relay = new ScriptedRelay();
    relay.connect();
    const { lobbies } = relay.anna;
    lobbies.search(search);
    relay.answer("search", { result: 1, lobbies: [listing] });
    expect(relay.events()).toEqual([{ kind: "found", lobbies: [OTHER] }]);
    expect(lobbies.memberCount(OTHER)).toBe(3);
    expect(lobbies.limit(OTHER)).toBe(8);
    expect(lobbies.get(OTHER, "name")).toBe("Ben's");
    expect(lobbies.all(OTHER)).toEqual([["name", "Ben's"]]);
    expect(lobbies.owner(OTHER)).toBe(0n);
    expect(lobbies.members(OTHER)).toEqual([]);
    expect(lobbies.set(OTHER, "name", "mine")).toBe(false);
  });

  it("gives up the search before", () => {
    const relay = new ScriptedRelay();
    relay.connect();
    relay.anna.lobbies.search(search);
    relay.anna.lobbies.search(search);
    const [first = 0, second = 0] = relay.numbers("search");
    relay.answerNumber(first, { result: 1, lobbies: [listing] });
    expect(relay.events()).toEqual([]);
    relay.answerNumber(second, { result: 1, lobbies: [] });
    expect(relay.events()).toEqual([{ kind: "found", lobbies: [] }]);
  });

  it("says why it failed", () => {
    const relay = new ScriptedRelay();
    relay.connect("one");
    relay.anna.lobbies.search(search);
    relay.pass(20_000);
    relay.anna.lobbies.search(search);
    relay.cut();
    relay.connect("two");
    relay.anna.lobbies.search(search);
    relay.answer("search", { result: 84, why: "too often" });
    expect(relay.events()).toEqual([
      { kind: "found", lobbies: [], failure: 16, why: "no answer came within 20 s" },
      { kind: "found", lobbies: [], failure: 2, why: "the relay was restarted meanwhile" },
      { kind: "found", lobbies: [], failure: 2, why: "too often" },
    ]);
  });

  it("answers whether there is such a lobby", () => {
    const relay = ScriptedRelay.seated();
    const { lobbies } = relay.anna;
    expect(lobbies.look(OTHER)).toBe(true);
    relay.answer("look", { result: 1, lobbies: [listing] });
    expect(lobbies.look(OTHER + 1n)).toBe(true);
    relay.answer("look", { result: 1, lobbies: [] });
    expect(lobbies.look(LOBBY)).toBe(true);
    expect(relay.events()).toEqual([
      { kind: "data", lobby: OTHER, member: OTHER, ok: true },
      { kind: "data", lobby: OTHER + 1n, member: OTHER + 1n, ok: false },
      dataEvent(),
    ]);
  });

  it("remembers the last 512", () => {
    const relay = new ScriptedRelay();
    relay.connect();
    const { lobbies } = relay.anna;
    for (let i = 0; i < 600; i++) {
      lobbies.look(LOBBY + BigInt(i));
      relay.answer("look", { result: 1, lobbies: [{ ...listing, id: LOBBY + BigInt(i) }] });
      relay.heard.length = 0;
    }
    expect(lobbies.memberCount(LOBBY + 87n)).toBe(0);
    expect(lobbies.memberCount(LOBBY + 88n)).toBe(3);
  });
});
