import { describe, expect, it } from "vitest";
import type { LobbySearch } from "../wire/lobby.js";
import { individualId } from "../wire/steam-id.js";
import { lobbyCodec } from "./lobbies/lobby-codec.js";
import { GRACE_MS, LobbyWorld, RELOAD_MS } from "./lobbies.test-kit.js";

const anna = individualId(1);
const ben = individualId(2);
const cleo = individualId(3);

const everything: LobbySearch = { filters: [], distance: 3, max: 50 };

/** From now on the store answers only when `written` is called, and then at once. */
function heldWrites(world: LobbyWorld) {
  const bucket = world.backplane.bucket("lobbies", lobbyCodec);
  const write = bucket.write.bind(bucket);
  const held: (() => void)[] = [];
  bucket.write = (...given) => void held.push(() => write(...given));
  const written = (): void => {
    bucket.write = write;
    for (const one of held.splice(0)) one();
  };
  return { written };
}

function trio() {
  const world = new LobbyWorld();
  const [a, b, c] = [world.player(anna), world.player(ben), world.player(cleo)];
  const lobby = a.create();
  b.join(lobby);
  c.join(lobby);
  for (const player of [a, b, c]) player.heard.length = 0;
  return { world, a, b, c, lobby };
}

describe("making and joining lobbies", () => {
  it("gives the maker the whole lobby before the answer, as its owner", () => {
    const world = new LobbyWorld();
    const a = world.player(anna);
    const lobby = a.create(2, 4);
    expect(a.heard.map(({ t }) => t)).toEqual(["lobby"]);
    expect(a.view(lobby)).toMatchObject({ id: lobby, revision: 1, type: 2, joinable: true, limit: 4, owner: anna, members: [{ id: anna, data: [] }], data: [] });
    expect(lobby >> 44n).toBe(0x0186_0000_0000_0000n >> 44n);
  });

  it("gives one who joins the whole lobby, and the others one newcomer", () => {
    const { b, a, c, lobby, world } = trio();
    const d = world.player(individualId(4));
    expect(d.join(lobby)).toBe(1);
    expect(d.heard.map(({ t }) => t)).toEqual(["lobby"]);
    expect(d.view(lobby)?.members.map(({ id }) => id)).toEqual([anna, ben, cleo, d.id]);
    for (const other of [a, b, c]) expect(other.changes()).toEqual([{ k: "enter", member: { id: d.id, data: [] } }]);
  });

  it("tells names before seats: the audience hears of a newcomer before anybody else does", () => {
    const world = new LobbyWorld();
    const [a, b] = [world.player(anna), world.player(ben)];
    const lobby = a.create();
    const heardThen: number[] = [];
    world.seatsChanges.push = (change) => heardThen.push(a.heard.length + b.heard.length) && change.came.length;
    const before = a.heard.length + b.heard.length;
    b.join(lobby);
    expect(heardThen).toEqual([before]);
  });

  it("takes one who sits there already, with the same page or a new one, and tells nobody", () => {
    const { world, a, c, lobby } = trio();
    expect(c.join(lobby)).toBe(1);
    expect(c.heard.map(({ t }) => t)).toEqual(["lobby"]);
    const again = world.player(cleo, 2);
    expect(again.join(lobby)).toBe(1);
    expect(again.view(lobby)?.members).toHaveLength(3);
    expect(a.heard).toEqual([]);
  });

  it.each([
    ["that is not there", 2, () => 0x0186_0000_0000_0001n],
    ["that is full", 4, (world: LobbyWorld) => world.player(anna).create(2, 1)],
    ["that is closed for now, also to the invited", 3, (world: LobbyWorld) => {
      const lobby = world.player(anna).create();
      world.player(anna).ask({ do: "settings", lobby, joinable: false });
      world.player(anna).ask({ do: "invite", lobby, player: ben });
      return lobby;
    }],
    ["that became private", 3, (world: LobbyWorld) => {
      const lobby = world.player(anna).create(2);
      world.player(anna).ask({ do: "settings", lobby, type: 0 });
      return lobby;
    }],
    ["that became one of friends", 3, (world: LobbyWorld) => {
      const lobby = world.player(anna).create(2);
      world.player(anna).ask({ do: "settings", lobby, type: 1 });
      return lobby;
    }],
  ])("refuses to let somebody into a lobby %s: %i", (_what, response, make) => {
    const world = new LobbyWorld();
    const lobby = make(world);
    const b = world.player(ben);
    b.heard.length = 0;
    expect(b.join(lobby)).toBe(response);
    expect(b.heard).toEqual([]);
  });

  it("lets in whoever was told the id of a lobby that was never to be found, and those invited into one that was", () => {
    const world = new LobbyWorld();
    const [a, b, c] = [world.player(anna), world.player(ben), world.player(cleo)];
    const lobby = a.create(0);
    expect(b.join(lobby)).toBe(1);
    a.ask({ do: "settings", lobby, type: 2 });
    a.ask({ do: "settings", lobby, type: 0 });
    expect(c.join(lobby)).toBe(3);
    expect(b.ask({ do: "invite", lobby, player: cleo })).toMatchObject({ result: 1 });
    expect(c.heard).toEqual([{ t: "invite", lobby, from: ben }]);
    expect(c.join(lobby)).toBe(1);
  });

  it("lets friends into a lobby of friends: those to whom a member shows itself", () => {
    const world = new LobbyWorld();
    const [a, b] = [world.player(anna), world.player(ben)];
    const lobby = a.create(2);
    a.ask({ do: "settings", lobby, type: 1 });
    expect(b.join(lobby)).toBe(3);
    world.shown.add(`${anna}>${ben}`);
    expect(b.join(lobby)).toBe(1);
  });

  it("allows two invisible lobbies besides a regular one, and no more", () => {
    const world = new LobbyWorld();
    const [a, b] = [world.player(anna), world.player(ben)];
    const [unseen, another] = [b.create(3), b.create(3)];
    a.create();
    a.create(3);
    expect(a.join(unseen)).toBe(1);
    expect(a.join(another)).toBe(5);
    expect(a.ask({ do: "create", type: 3, limit: 2 }).result).toBe(25);
    expect(a.create()).toBeDefined();
    expect(a.mirror.size).toBe(3);
  });

  it("takes one who joins another regular lobby out of the first, when the seat in the other is sure", () => {
    const { world, a, b, c, lobby } = trio();
    const other = world.player(individualId(4)).create();
    expect(a.join(other)).toBe(1);
    expect(a.heard.map((message) => (message.t === "gone" ? message : message.t))).toEqual(["lobby", { t: "gone", lobby, moved: true }]);
    expect([...a.mirror.keys()]).toEqual([other]);
    for (const stays of [b, c]) expect(stays.changes()).toEqual([{ k: "exit", member: anna, state: 2, by: anna }, { k: "owner", owner: ben }]);
    expect(b.set(lobby, [["map", "x"]])).toBe(1);
  });

  it("does the same for one who makes another, and what is empty then vanishes", () => {
    const world = new LobbyWorld();
    const a = world.player(anna);
    const [lobby, unseen] = [a.create(), a.create(3)];
    const other = a.create(0);
    expect([...a.mirror.keys()]).toEqual([unseen, other]);
    expect(a.heard.filter(({ t }) => t === "gone")).toEqual([{ t: "gone", lobby, moved: true }]);
    expect(world.player(ben).join(lobby)).toBe(2);
  });

  it.each([
    ["full", (world: LobbyWorld) => world.player(ben).create(2, 1)],
    ["unknown", () => 0x0186_0000_0000_0001n],
    ["one invisible lobby too many", (world: LobbyWorld) => {
      world.player(anna).create(3);
      world.player(anna).create(3);
      return world.player(ben).create(3);
    }],
  ])("leaves everything as it was when the other lobby refuses: %s", (_why, make) => {
    const world = new LobbyWorld();
    const [a, c] = [world.player(anna), world.player(cleo)];
    const lobby = a.create();
    c.join(lobby);
    const other = make(world);
    for (const player of [a, c]) player.heard.length = 0;
    expect(a.join(other)).not.toBe(1);
    expect(a.ask({ do: "create", type: 2, limit: 0 }).result).toBe(8);
    expect([a.heard, c.heard]).toEqual([[], []]);
    expect(a.view(lobby)?.owner).toBe(anna);
  });

  it("moves nobody who comes again to where he sits, or asks to stay", () => {
    const world = new LobbyWorld();
    const [a, b] = [world.player(anna), world.player(ben)];
    const [unseen, lobby, other] = [a.create(3), a.create(), b.create()];
    // Two regular ones now.
    a.ask({ do: "settings", lobby: unseen, type: 2 });
    for (const seated of [unseen, lobby]) expect([a.join(seated), a.ask({ do: "join", lobby: seated, stay: true }).result]).toEqual([1, 1]);
    expect(a.ask({ do: "join", lobby: other, stay: true }).result).toBe(5);
    expect([...a.mirror.keys()]).toEqual([unseen, lobby]);
    // Both give way to a third.
    expect(a.join(other)).toBe(1);
    expect([...a.mirror.keys()]).toEqual([other]);
  });

  it("does not move one into a regular lobby beyond three seats in all", () => {
    const world = new LobbyWorld();
    const [a, b] = [world.player(anna), world.player(ben)];
    const [regular, other] = [a.create(), b.create()];
    a.create(3);
    a.create(3);
    a.ask({ do: "settings", lobby: regular, type: 3 });
    expect(a.join(other)).toBe(5);
    expect(a.mirror.size).toBe(3);
  });

  it("says so to a page whose link broke before the store had answered, when it is back", () => {
    const world = new LobbyWorld();
    const [a, b] = [world.player(anna), world.player(ben)];
    const [lobby, other] = [a.create(), b.create()];
    const { written } = heldWrites(world);
    world.lobbies.ask(anna, { do: "join", lobby: other }, () => undefined);
    a.part("lost");
    written();
    a.heard.length = 0;
    a.arrive();
    expect(a.heard.map((message) => (message.t === "gone" ? message : message.t))).toEqual([{ t: "gone", lobby, moved: true }, "lobby"]);
    expect([...a.mirror.keys()]).toEqual([other]);
  });

  it("moves one into the lobby where an earlier page still has its seat", () => {
    const { world, a, b, lobby } = trio();
    a.part("reload");
    const again = world.player(anna, 2);
    // Nothing else is left: the earlier page's seat gave way.
    const other = again.create(3);
    again.ask({ do: "settings", lobby: other, type: 2 });
    expect(again.join(lobby)).toBe(1);
    expect([...again.mirror.keys()]).toEqual([lobby]);
    expect(b.changes()).toEqual([]);
  });

  it("makes room for a page that loaded anew: its predecessor's seat is left", () => {
    const { world, a, lobby } = trio();
    a.part("reload");
    const again = world.player(anna, 2);
    const other = again.create();
    expect(other).not.toBe(lobby);
    expect(world.player(ben).changes()).toEqual([{ k: "exit", member: anna, state: 2, by: anna }, { k: "owner", owner: ben }]);
  });

  it.each([[251, 25], [0, 8], [-5, 8]])("makes no lobby for %i: result %i", (limit, result) => {
    expect(new LobbyWorld().player(anna).ask({ do: "create", type: 2, limit }).result).toBe(result);
  });
});

describe("what members change", () => {
  it("tells the owner's data to all, the owner included, and nothing when it is the same", () => {
    const { a, b, lobby } = trio();
    expect(a.set(lobby, [["map", "harbour"], ["mode", "race"]])).toBe(1);
    expect(a.set(lobby, [["map", "harbour"]])).toBe(1);
    expect(a.set(lobby, [], ["mode"])).toBe(1);
    const told = [
      { k: "data", set: [["map", "harbour"], ["mode", "race"]], removed: [] },
      { k: "data", set: [], removed: ["mode"] },
    ];
    expect(a.changes()).toEqual(told);
    expect(b.changes()).toEqual(told);
  });

  it("lets only the owner change lobby, settings, server and owner", () => {
    const { b, c, lobby, world } = trio();
    const outsider = world.player(individualId(9));
    for (const player of [b, outsider]) {
      expect(player.set(lobby, [["map", "x"]])).toBe(15);
      expect(player.ask({ do: "settings", lobby, joinable: false }).result).toBe(15);
      expect(player.ask({ do: "server", lobby, server: { ip: "10.0.0.1", port: 1, id: 0n } }).result).toBe(15);
      expect(player.ask({ do: "owner", lobby, to: ben }).result).toBe(15);
    }
    expect(outsider.ask({ do: "chat", lobby, text: "hi" }).result).toBe(15);
    expect(outsider.ask({ do: "invite", lobby, player: ben }).result).toBe(15);
    expect(outsider.ask({ do: "member-data", lobby, set: [["a", "b"]] }).result).toBe(15);
    // The same as for a lobby that does not exist.
    expect(outsider.ask({ do: "chat", lobby: 5n, text: "hi" })).toEqual(outsider.ask({ do: "chat", lobby, text: "hi" }));
    expect(c.heard).toEqual([]);
  });

  it("hands the lobby over to a member, and to nobody else", () => {
    const { a, b, lobby } = trio();
    expect(a.ask({ do: "owner", lobby, to: individualId(9) }).result).toBe(8);
    expect(a.ask({ do: "owner", lobby, to: ben }).result).toBe(1);
    expect(b.changes()).toEqual([{ k: "owner", owner: ben }]);
    expect(a.set(lobby, [["map", "x"]])).toBe(15);
    expect(b.set(lobby, [["map", "x"]])).toBe(1);
  });

  it("keeps to Steam's limits, and says so", () => {
    const { a, lobby } = trio();
    expect(a.set(lobby, [["k".repeat(255), "v".repeat(8192)]])).toBe(1);
    expect(a.set(lobby, [["k".repeat(256), ""]])).toBe(25);
    expect(a.set(lobby, [["ä".repeat(128), ""]])).toBe(25);
    expect(a.set(lobby, [["v", "v".repeat(8193)]])).toBe(25);
    expect(a.set(lobby, [["", "x"]])).toBe(8);
    const eight = Array.from({ length: 8 }, (_, index) => [`big${index}`, "v".repeat(8192)] as const);
    expect(a.set(lobby, eight)).toBe(25);
    expect(a.ask({ do: "data", lobby, set: eight, removed: [] }).why).toContain("65536");
    expect(a.view(lobby)?.data).toHaveLength(1);
    expect(a.ask({ do: "member-data", lobby, set: eight }).result).toBe(25);
    expect(a.ask({ do: "member-data", lobby, set: [["a", "v".repeat(8192)]] }).result).toBe(1);
    expect(a.ask({ do: "chat", lobby, text: "x".repeat(4095) }).result).toBe(1);
    expect(a.ask({ do: "chat", lobby, text: "x".repeat(4096) }).result).toBe(25);
    expect(a.ask({ do: "settings", lobby, limit: 251 }).result).toBe(25);
  });

  it("tells the whole of a lobby as full as it can be in one message", () => {
    const world = new LobbyWorld();
    const a = world.player(anna);
    const lobby = a.create(2, 250);
    const awful = "\u0001".repeat(1300);
    a.set(lobby, Array.from({ length: 8 }, (_, index) => [`k${index}`, awful] as const));
    for (let i = 2; i <= 250; i++) {
      const player = world.player(individualId(i));
      player.join(lobby);
      player.ask({ do: "member-data", lobby, set: [["k", awful]] });
    }
    const last = world.player(individualId(250), 2);
    expect(last.join(lobby)).toBe(1);
    expect(last.view(lobby)?.members).toHaveLength(250);
    expect(world.player(individualId(251)).join(lobby)).toBe(4);
  });

  it("brings chat to all members, the one who wrote it included, and to nobody else", () => {
    const { a, b, c, lobby, world } = trio();
    const outsider = world.player(individualId(9));
    b.ask({ do: "chat", lobby, text: "hello" });
    for (const player of [a, b, c]) expect(player.heard).toEqual([{ t: "chat", lobby, from: ben, text: "hello" }]);
    expect(outsider.heard).toEqual([]);
  });

  it("tells of a game server each time it is named", () => {
    const { a, b, lobby } = trio();
    const server = { ip: "10.0.0.1", port: 4000, id: anna };
    a.ask({ do: "server", lobby, server });
    a.ask({ do: "server", lobby, server });
    expect(b.changes()).toEqual([{ k: "server", server }, { k: "server", server }]);
  });

  it("answers an invitation in the same way whether somebody is there or not", () => {
    const { a, b, lobby } = trio();
    expect(a.ask({ do: "invite", lobby, player: individualId(77) })).toEqual(a.ask({ do: "invite", lobby, player: cleo }));
    expect(a.ask({ do: "invite-to-game", player: individualId(77), connect: "+x" })).toEqual({ result: 1 });
    a.ask({ do: "invite-to-game", player: ben, connect: "+join 5" });
    expect(b.heard).toEqual([{ t: "invite-to-game", from: anna, connect: "+join 5" }]);
    expect(a.ask({ do: "invite-to-game", player: ben, connect: "x".repeat(257) }).result).toBe(25);
  });
});

describe("going, and coming back", () => {
  it("tells the others who left and then the new owner, in one change", () => {
    const { a, b, c, lobby } = trio();
    a.ask({ do: "leave", lobby });
    expect(a.heard).toEqual([]);
    expect(b.heard).toMatchObject([{ t: "change", changes: [{ k: "exit", member: anna, state: 2, by: anna }, { k: "owner", owner: ben }] }]);
    expect(c.view(lobby)?.owner).toBe(ben);
  });

  it("makes the longest-seated member who is there the owner", () => {
    const { a, b, c, lobby } = trio();
    b.part("lost");
    a.ask({ do: "leave", lobby });
    expect(c.view(lobby)?.owner).toBe(cleo);
  });

  it("keeps the seat of one who drops for the grace time, and then lets it go as DISCONNECTED", () => {
    const { world, a, b, lobby } = trio();
    b.part("lost");
    world.time.advance(GRACE_MS - 1);
    expect(a.heard).toEqual([]);
    world.time.advance(1);
    expect(a.changes()).toEqual([{ k: "exit", member: ben, state: 4, by: ben }]);
    b.arrive();
    expect(b.heard).toEqual([{ t: "gone", lobby }]);
  });

  it("gives one who comes back in time the whole lobby as it is by then, and the others notice nothing", () => {
    const { world, a, b, lobby } = trio();
    b.part("lost");
    a.set(lobby, [["round", "2"]]);
    a.heard.length = 0;
    world.time.advance(GRACE_MS - 1);
    b.arrive();
    expect(b.heard.map(({ t }) => t)).toEqual(["lobby"]);
    expect(b.view(lobby)).toEqual(a.view(lobby));
    world.time.advance(10 * GRACE_MS);
    expect(a.heard).toEqual([]);
  });

  it("keeps the seat of a page that loads anew for five seconds, and frees that of a game that is over at once", () => {
    const { world, a, b, c } = trio();
    b.part("reload");
    world.time.advance(RELOAD_MS - 1);
    expect(a.heard).toEqual([]);
    world.time.advance(1);
    expect(a.changes()).toEqual([{ k: "exit", member: ben, state: 4, by: ben }]);
    c.part("over");
    expect(a.changes()).toEqual([{ k: "exit", member: cleo, state: 2, by: cleo }]);
  });

  it("keeps a seat for the page that had it: a new page has it only after it joined", () => {
    const { world, a, b, lobby } = trio();
    const again = world.player(ben, 2);
    expect(again.heard).toEqual([]);
    a.set(lobby, [["x", "1"]]);
    a.ask({ do: "chat", lobby, text: "psst" });
    expect(again.heard).toEqual([]);
    expect(again.ask({ do: "chat", lobby, text: "hi" }).result).toBe(15);
    expect(again.join(lobby)).toBe(1);
    expect(again.view(lobby)).toEqual(a.view(lobby));
    expect(b.heard).toEqual([]);
    world.time.advance(10 * GRACE_MS);
    expect(a.view(lobby)?.members).toHaveLength(3);
  });

  it("forgets an empty lobby, but for a unique one, which waits a day", () => {
    const world = new LobbyWorld();
    const [a, b] = [world.player(anna), world.player(ben)];
    const usual = a.create(2);
    a.ask({ do: "leave", lobby: usual });
    expect(b.join(usual)).toBe(2);
    const unique = a.create(4);
    a.set(unique, [["name", "town hall"]]);
    a.ask({ do: "leave", lobby: unique });
    world.time.advance(3_600_000);
    expect(b.join(unique)).toBe(1);
    expect(b.view(unique)).toMatchObject({ owner: ben, data: [["name", "town hall"]] });
    b.ask({ do: "leave", lobby: unique });
    world.time.advance(24 * 3_600_000);
    expect(b.join(unique)).toBe(2);
  });

  it("tells one who was away that a lobby is no more that vanished meanwhile", () => {
    const world = new LobbyWorld();
    const a = world.player(anna);
    const lobby = a.create();
    a.part("lost");
    world.time.advance(2 * GRACE_MS);
    a.heard.length = 0;
    a.arrive();
    expect(a.heard).toEqual([{ t: "gone", lobby }]);
  });
});

describe("what others see", () => {
  it("finds lobbies that are joinable, not full, PUBLIC or INVISIBLE", () => {
    const world = new LobbyWorld();
    const found = () => world.player(individualId(99)).ask({ do: "search", search: everything }).lobbies?.map(({ id }) => id);
    const made = ([0, 1, 2, 3, 4] as const).map((type) => world.player(individualId(10 + type)).create(type, 2));
    expect(found()).toEqual([made[2], made[3]]);
    world.player(individualId(12)).ask({ do: "settings", lobby: made[2]!, joinable: false });
    expect(found()).toEqual([made[3]]);
    world.player(individualId(50)).join(made[3]!);
    expect(found()).toEqual([]);
  });

  it("does not find a lobby in which nobody is there at the moment", () => {
    const world = new LobbyWorld();
    world.player(anna).create();
    world.player(anna).part("lost");
    expect(world.player(ben).ask({ do: "search", search: everything }).lobbies).toEqual([]);
  });

  it("shows outsiders no ids, no owner and no data of members", () => {
    const { b, lobby, world } = trio();
    b.ask({ do: "member-data", lobby, set: [["colour", "teal"]] });
    const [found] = world.player(individualId(99)).ask({ do: "search", search: everything }).lobbies ?? [];
    expect(found).toEqual({ id: lobby, members: 3, limit: 4, joinable: true, data: [] });
    expect(world.player(individualId(99)).ask({ do: "look", lobby }).lobbies).toEqual([found]);
  });

  it("shows a lobby that is not for everybody only to those who may come", () => {
    const { a, lobby, world } = trio();
    const outsider = world.player(individualId(99));
    a.ask({ do: "settings", lobby, type: 0 });
    expect(outsider.ask({ do: "look", lobby })).toEqual(outsider.ask({ do: "look", lobby: 7n }));
    a.ask({ do: "invite", lobby, player: outsider.id });
    expect(outsider.ask({ do: "look", lobby }).lobbies).toHaveLength(1);
  });
});

describe("a relay that was restarted", () => {
  it("has every lobby back with owner, data and members, from what members present", () => {
    const { world, a, b, c, lobby } = trio();
    a.set(lobby, [["map", "harbour"]]);
    b.ask({ do: "member-data", lobby, set: [["colour", "teal"]] });
    a.ask({ do: "owner", lobby, to: cleo });
    const before = a.view(lobby);
    world.restart();
    for (const player of [b, a, c]) {
      player.arrive();
      expect(player.restore()).toEqual([1]);
    }
    for (const player of [a, b, c]) expect(player.view(lobby)).toEqual(before);
    world.time.advance(10 * GRACE_MS);
    for (const player of [a, b, c]) expect(player.view(lobby)).toEqual(before);
    expect(c.set(lobby, [["map", "mill"]])).toBe(1);
    expect(a.view(lobby)?.data).toEqual([["map", "mill"]]);
  });

  it("lets those go who do not come back in time", () => {
    const { world, a, b, c, lobby } = trio();
    world.restart();
    c.arrive().restore();
    world.time.advance(GRACE_MS);
    expect(c.view(lobby)).toMatchObject({ owner: cleo, members: [{ id: cleo }] });
    a.arrive();
    expect(a.restore()).toEqual([2]);
    expect(b.mirror.size).toBe(1);
  });

  it("takes the latest of what members remember", () => {
    const { world, a, b, c, lobby } = trio();
    b.part("lost");
    a.set(lobby, [["round", "2"]]);
    c.ask({ do: "leave", lobby });
    world.restart();
    c.mirror.clear();
    b.arrive();
    expect(b.restore()).toEqual([1]);
    expect(b.view(lobby)?.data).toEqual([]);
    a.arrive();
    expect(a.restore()).toEqual([1]);
    expect(b.view(lobby)).toEqual(a.view(lobby));
    expect(a.view(lobby)).toMatchObject({ data: [["round", "2"]], members: [{ id: anna }, { id: ben }] });
  });

  it("takes no lobby that it did not seal, in another run, not long ago, with that member in it", () => {
    const { world, a, b, lobby } = trio();
    const sealed = a.mirror.get(lobby)!;
    world.restart();
    a.arrive();
    expect(a.ask({ do: "restore", sealed: { ...sealed, lobby: { ...sealed.lobby, owner: ben } } }).result).toBe(8);
    expect(a.ask({ do: "restore", sealed: { ...sealed, seal: sealed.seal.replace(".1.", ".0.") } }).result).toBe(8);
    expect(a.ask({ do: "restore", sealed: { ...sealed, seal: "x" } }).result).toBe(8);
    expect(world.player(individualId(9)).ask({ do: "restore", sealed }).result).toBe(2);
    expect(a.join(lobby)).toBe(2);
    a.create();
    expect(a.ask({ do: "restore", sealed }).result).toBe(25);
    world.time.advance(61_000);
    b.arrive();
    expect(b.restore()).toEqual([2]);
  });
});
