import { expect, test, vi } from "vitest";
import { BORIS } from "../fake-endpoints.test.helper.js";
import { friendsWorld } from "./friends-world.test.helper.js";
import type { OverlayHandler, OverlayRequest } from "./overlay.js";

const LOBBY = 109775240917155841n;

async function overlayWorld(overlay?: OverlayHandler) {
  const world = await friendsWorld({ overlay });
  const toggled: boolean[] = [];
  world.Steam.overlay_toggled.connect((active) => void toggled.push(active));
  return { ...world, toggled };
}

test("an application's overlay shows what is asked for, and the game hears when it comes and goes", async () => {
  const shown: OverlayRequest[] = [];
  let close = () => {};
  const { Steam, toggled } = await overlayWorld((request, closed) => {
    shown.push(request);
    close = closed;
    return true;
  });
  Steam.activateGameOverlay("friends");
  Steam.activateGameOverlayToUser("chat", BORIS);
  Steam.activateGameOverlayToWebPage("https://example.org");
  Steam.activateGameOverlayToStore(480);
  Steam.activateGameOverlayInviteDialog(LOBBY);
  Steam.activateGameOverlayInviteDialogConnectString("+join 7");
  expect(shown).toEqual([
    { kind: "section", type: "friends" },
    { kind: "user", type: "chat", player: BORIS },
    { kind: "web-page", url: "https://example.org" },
    { kind: "store", appId: 480 },
    { kind: "invite", lobby: LOBBY },
    { kind: "invite-to-game", connect: "+join 7" },
  ]);
  expect(toggled).toEqual([]);
  Steam.run_callbacks();
  expect(toggled).toEqual(Array.from({ length: 6 }, () => true));
  close();
  close();
  Steam.run_callbacks();
  expect(toggled.slice(6)).toEqual([false]);
});

test("an overlay that is done at once, one that shows nothing, and one that throws", async () => {
  const done = await overlayWorld((_request, closed) => {
    closed();
    return true;
  });
  done.Steam.activateGameOverlay("stats");
  done.Steam.run_callbacks();
  expect(done.toggled).toEqual([true, false]);

  const nothing = await overlayWorld((_request, closed) => {
    closed();
    return false;
  });
  nothing.Steam.activateGameOverlay("stats");
  nothing.Steam.run_callbacks();
  expect(nothing.toggled).toEqual([]);
  expect(nothing.logger.warnings).toEqual([expect.stringContaining("overlay")]);

  const broken = await overlayWorld(() => {
    throw new Error("No such element.");
  });
  broken.Steam.activateGameOverlay("stats");
  broken.Steam.run_callbacks();
  expect(broken.toggled).toEqual([]);
  expect(broken.logger.errors).toHaveLength(1);
});

test("without one, web pages open in a tab of their own, and only web pages", async () => {
  const open = vi.fn();
  vi.stubGlobal("open", open);
  const { Steam, logger, toggled } = await overlayWorld();
  Steam.activateGameOverlayToWebPage("https://example.org/wiki");
  Steam.activateGameOverlayToWebPage("javascript:alert(1)");
  Steam.activateGameOverlayToWebPage("no address");
  expect(open.mock.calls).toEqual([["https://example.org/wiki", "_blank", "noopener"]]);
  expect(logger.errors).toHaveLength(1);
  Steam.run_callbacks();
  expect(toggled).toEqual([]);
});

test("without a page to show anything on nothing throws", async () => {
  vi.stubGlobal("open", undefined);
  const { Steam, logger } = await overlayWorld();
  Steam.activateGameOverlay();
  Steam.activateGameOverlayToUser();
  Steam.activateGameOverlayToWebPage("https://example.org");
  Steam.activateGameOverlayInviteDialog(LOBBY);
  Steam.activateGameOverlayInviteDialogConnectString("+join 7");
  Steam.run_callbacks();
  expect(logger.errors).toEqual([]);
});

test("nobody is invited to no lobby; 0 for a player is nobody in particular", async () => {
  const { Steam, logger, toggled } = await overlayWorld((request) => request.kind === "user");
  Steam.activateGameOverlayToUser("friendadd", 0);
  Steam.activateGameOverlayToUser("friendadd");
  expect(logger.errors).toEqual([]);
  Steam.activateGameOverlayInviteDialog(0n);
  Steam.run_callbacks();
  expect(toggled).toEqual([true, true]);
  expect(logger.errors).toEqual([expect.stringContaining("that is no lobby")]);
});

test("an invitation to the game goes to the player meant", async () => {
  const { Steam, invitations } = await overlayWorld();
  expect(Steam.inviteUserToGame(BORIS, "+join 7")).toBe(true);
  expect(Steam.inviteUserToGame("nobody", "+join 7")).toBe(false);
  expect(invitations).toEqual([[BORIS, "+join 7"]]);
});
