import { afterEach, expect, test, vi } from "vitest";
import { SteamWorld } from "../../testing/index.js";
import type { Invitation } from "./invite-dialog.js";
import type { ReceivedInvitation } from "./invitations.js";
import type { Steam } from "../steam.js";

afterEach(() => vi.unstubAllGlobals());

/** Anna, whose page can be read, in a private lobby; `shown` is what her dialog was given. */
async function annaInvites(page = { href: "https://play.example/game?skin=red" }) {
  const shown: Invitation[] = [];
  const world = new SteamWorld({ seed: 3 });
  const anna = await world.player("Anna", { page, inviteDialog: (invitation) => void shown.push(invitation) });
  anna.Steam.createLobby(anna.Steam.LOBBY_TYPE_PRIVATE, 4);
  const [, lobby] = await anna.next("lobby_created");
  return { world, anna, lobby, shown, page };
}

/** A game as the lobbies tutorial has it: connects its handlers first, then looks at the command line. */
const tutorial = (looksAtCommandLine: boolean) => (Steam: Steam) => {
  Steam.join_requested.connect((lobby) => Steam.joinLobby(lobby));
  const [command, id = ""] = Steam.getLaunchCommandLine().split(" ");
  if (looksAtCommandLine && command === "+connect_lobby" && BigInt(id) > 0n) Steam.joinLobby(id);
};

test("the dialog gets a link to the same page, and the overlay is there while it is", async () => {
  const { world, anna, lobby, shown } = await annaInvites();
  anna.Steam.activateGameOverlayInviteDialog(lobby);
  await world.advance(100);
  expect(shown).toEqual([{ lobby, link: `https://play.example/game?skin=red&connect_lobby=${lobby}&from=${anna.id}` }]);
  expect(anna.all("overlay_toggled")).toEqual([
    [true, false, 480],
    [false, false, 480],
  ]);
});

test("a link invites again from a page that was opened by one", async () => {
  const { world, anna, lobby, shown } = await annaInvites({ href: "https://play.example/?connect_lobby=1&from=2#/lobby?connect_lobby=3" });
  anna.Steam.activateGameOverlayInviteDialog(lobby);
  await world.advance(100);
  expect(shown[0]?.link).toBe(`https://play.example/?connect_lobby=${lobby}&from=${anna.id}`);
});

test.each([false, true])("who opens the link comes into the lobby, once (looks at the command line: %s)", async (looks) => {
  const { world, anna, lobby, shown } = await annaInvites();
  anna.Steam.activateGameOverlayInviteDialog(lobby);
  await world.advance(100);
  const ben = await world.player("Ben", { page: { href: shown[0]?.link ?? "" }, game: tutorial(looks) });
  await world.advance(2000);
  expect(ben.all("join_requested")).toEqual(looks ? [] : [[lobby, anna.id]]);
  expect(ben.all("lobby_joined")).toEqual([[lobby, 0, false, 1]]);
  expect(ben.Steam.getLobbyOwner(lobby)).toBe(anna.id);
  expect(anna.all("lobby_chat_update")).toHaveLength(1);
});

test("after a reload the same link leads to the same seat, and nobody else hears of it", async () => {
  const { world, anna, lobby } = await annaInvites();
  const ben = await world.player("Ben", { page: { href: `https://play.example/?connect_lobby=${lobby}` }, game: tutorial(false) });
  await world.advance(2000);
  expect(ben.last("join_requested")).toEqual([lobby, 0n]);
  ben.reload();
  await ben.ready();
  await world.advance(10_000);
  expect(ben.all("lobby_joined")).toHaveLength(2);
  expect(anna.all("lobby_chat_update")).toHaveLength(1);
  expect(anna.Steam.getNumLobbyMembers(lobby)).toBe(2);
});

test("it waits until somebody listens", async () => {
  const world = new SteamWorld();
  const ben = await world.player("Ben", { page: { href: "https://play.example/#/start?connect_lobby=77&from=88" } });
  await world.advance(1000);
  expect(ben.all("join_requested")).toEqual([]);
  const heard: unknown[] = [];
  ben.Steam.connect("join_requested", (lobby, friend) => heard.push([lobby, friend]));
  await world.advance(1000);
  expect(heard).toEqual([[77n, 88n]]);
  expect(ben.all("new_launch_url_parameters")).toEqual([]);
});

test("another link in the same page is another request; the same one, or none, is not", async () => {
  const world = new SteamWorld();
  const page = { href: "https://play.example/?connect_lobby=77" };
  const ben = await world.player("Ben", { page, game: (Steam) => void Steam.join_requested.connect(() => {}) });
  for (const href of ["?connect_lobby=77&tab=2", "", "?connect_lobby=78", "?connect_lobby=abc", "#connect_lobby=79&from=5", "?connect_lobby=99999999999999999999999"]) {
    page.href = `https://play.example/${href}`;
    await world.advance(100);
  }
  expect(ben.all("join_requested")).toEqual([
    [77n, 0n],
    [78n, 0n],
    [79n, 5n],
  ]);
  expect(ben.all("new_launch_url_parameters")).toHaveLength(2);
});

test("the address can be asked for, as Steam's command line and launch parameters", async () => {
  const world = new SteamWorld();
  const page = { href: "https://play.example/?connect_lobby=77&mode=duel&@secret=1&_steam=2" };
  const { Steam } = await world.player("Ben", { page });
  expect(Steam.getLaunchCommandLine()).toBe("+connect_lobby 77");
  expect(["mode", "@secret", "_steam", "nothing"].map((key) => Steam.getLaunchQueryParam(key))).toEqual(["duel", "", "2", ""]);
  page.href = "about:blank";
  expect([Steam.getLaunchCommandLine(), Steam.getLaunchQueryParam("mode")]).toEqual(["", ""]);
});

test("an invitation can be accepted in a window of the game", async () => {
  const { world, anna, lobby } = await annaInvites();
  const received: ReceivedInvitation[] = [];
  const ben = await world.player("Ben", { onLobbyInvite: (invitation) => void received.push(invitation), game: tutorial(false) });
  await world.advance(500);
  expect(anna.Steam.inviteUserToLobby(lobby, ben.id)).toBe(true);
  expect(await ben.next("lobby_invite")).toEqual([anna.id, lobby, 480n]);
  ben.Steam.requestUserInformation(anna.id, true);
  await world.advance(500);
  expect(ben.Steam.getFriendPersonaName(anna.id)).toBe("Anna");
  expect(ben.all("join_requested")).toEqual([]);
  received[0]?.accept();
  received[0]?.accept();
  await world.advance(500);
  expect(ben.all("join_requested")).toEqual([[lobby, anna.id]]);
  expect(ben.last("lobby_joined")).toEqual([lobby, 0, false, 1]);
});

test("a connect string reaches the game that is invited", async () => {
  const { anna, world } = await annaInvites();
  const ben = await world.player("Ben");
  await world.advance(500);
  expect(anna.Steam.inviteUserToGame(ben.id, "+room blue")).toBe(true);
  expect(await ben.next("join_game_requested")).toEqual([anna.id, "+room blue"]);
});

test.each([
  ["the browser's dialog for sharing", { share: true, clipboard: true }, { shared: 1, copied: 0, logged: 0 }],
  ["the clipboard where there is none", { share: false, clipboard: true }, { shared: 0, copied: 1, logged: 1 }],
  ["the log where there is neither", { share: false, clipboard: false }, { shared: 0, copied: 0, logged: 1 }],
])("a game without a dialog of its own has %s", async (_, has, expected) => {
  const shared: unknown[] = [];
  const copied: string[] = [];
  vi.stubGlobal("navigator", {
    ...(has.share && { share: (data: unknown) => Promise.resolve(shared.push(data)) }),
    ...(has.clipboard && { clipboard: { writeText: (text: string) => Promise.resolve(copied.push(text)) } }),
  });
  const world = new SteamWorld();
  const anna = await world.player("Anna", { page: { href: "https://play.example/" } });
  anna.Steam.activateGameOverlayInviteDialog(42n);
  await world.advance(500);
  const link = `https://play.example/?connect_lobby=42&from=${anna.id}`;
  const logged = anna.log.filter(({ message }) => message.includes(link));
  expect({ shared: shared.length, copied: copied.length, logged: logged.length }).toEqual(expected);
  for (const data of shared) expect(data).toEqual({ url: link });
  for (const text of copied) expect(text).toBe(link);
  expect(anna.last("overlay_toggled")).toEqual([false, false, 480]);
});

test("a dialog that fails is reported, and gone", async () => {
  const world = new SteamWorld({ failOnErrors: false });
  const anna = await world.player("Anna", {
    inviteDialog: () => {
      throw new Error("no window");
    },
  });
  anna.Steam.activateGameOverlayInviteDialog(42n);
  await world.advance(500);
  expect(anna.log.at(-1)).toMatchObject({ level: "error", cause: new Error("no window") });
  expect(anna.last("overlay_toggled")?.[0]).toBe(false);
});
