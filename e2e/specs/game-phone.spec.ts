import type { CDPSession } from "@playwright/test";
import { expect, test } from "../fixtures/game-page.js";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
/** Where thumbs are. */
const LEFT = { x: 100, y: 640, id: 0 };
const RIGHT = { x: 310, y: 640, id: 1 };

test("on a phone: joins by the link, steers with the left thumb, dashes with the right", async ({ open, shot }) => {
  const anna = await open("Anna");
  await anna.isAt("title");
  await anna.createsLobby({ name: "Anna's tray", rounds: 1, tray: "Wood" });
  const ben = await open("Ben", { context: phone });
  await ben.isAt("title");
  await shot(ben, "phone-title");
  await ben.page.goto(`${await anna.invitation()}&name=Ben`);
  await ben.isAt("lobby");
  await shot(ben, "phone-lobby");
  await ben.page.getByRole("button", { name: "I am ready" }).tap();
  await expect(anna.page.getByText("Everybody is ready.")).toBeVisible();
  await anna.press("Start the match");
  await ben.isPlaying();

  const thumbs = await ben.page.context().newCDPSession(ben.page);
  const before = await ben.place();
  await touch(thumbs, "touchStart", LEFT);
  await touch(thumbs, "touchMove", { ...LEFT, y: LEFT.y - 60 });
  await expect.poll(async () => (await ben.place()).y, { intervals: [50] }).toBeLessThan(before.y - 0.02);
  await touch(thumbs, "touchStart", { ...LEFT, y: LEFT.y - 60 }, RIGHT);
  await expect.poll(async () => (await ben.place()).dashReady, { intervals: [50] }).toBeLessThan(1);
  await shot(ben, "phone-match");
  await touch(thumbs, "touchEnd", { ...LEFT, y: LEFT.y - 60 });

  // On, over the rim.
  await expect.poll(async () => (await ben.now()).alive, { intervals: [100] }).toBe(false);
  await touch(thumbs, "touchEnd");
  expect(await ben.seesResults()).toBe(await anna.id());
  await shot(ben, "phone-results");
});

function touch(session: CDPSession, type: "touchStart" | "touchMove" | "touchEnd", ...touchPoints: { x: number; y: number; id: number }[]): Promise<void> {
  return session.send("Input.dispatchTouchEvent", { type, touchPoints }).then(() => {});
}
