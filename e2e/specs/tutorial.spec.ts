import type { Page } from "@playwright/test";
import { TabbedBrowser } from "../fixtures/background.js";
import { expect, test as base } from "../fixtures/test.js";
import { launchOptions } from "../launch.js";
import { teaRoom } from "../ports.js";

/** The tutorial as a person sees it. */
class Tutorial {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get status() {
    return this.page.locator("#status");
  }

  get link() {
    return this.page.getByRole("link", { name: "Open this link in a second tab" });
  }

  get log() {
    return this.page.getByRole("log");
  }

  /** What others call this player. */
  async name(): Promise<string> {
    return (await this.page.locator("#self").textContent()) ?? "";
  }

  async says(text: string): Promise<void> {
    await this.page.getByRole("textbox", { name: "What to say" }).fill(text);
    await this.page.getByRole("button", { name: "Send" }).click();
  }

  async sees(text: string): Promise<void> {
    await expect(this.log).toContainText(text);
  }

  /** Waits until it is connected to the relay. */
  async isOnline(): Promise<void> {
    await expect(this.status).toHaveText("Online");
  }
}

const test = base.extend<{ open: (name: string, address?: string) => Promise<Tutorial> }>({
  // Every tutorial in a browser context of its own, as on computers far apart.
  open: async ({ browser, watch }, use) => {
    const pages: Page[] = [];
    await use(async (name, address = teaRoom) => {
      const context = await browser.newContext({ deviceScaleFactor: 2 });
      const page = await context.newPage();
      pages.push(page);
      watch(name, page);
      await page.goto(address);
      const tutorial = new Tutorial(page);
      await tutorial.isOnline();
      return tutorial;
    });
    await Promise.all(pages.map((page) => page.context().close()));
  },
});

test("what one types, the other reads", async ({ open }, testInfo) => {
  const anna = await open("anna");
  await expect(anna.link).toHaveAttribute("rel", "noopener");
  await expect(anna.link).toHaveAttribute("href", /\?player=7656\d{13}$/);

  const ben = await open("ben", (await anna.link.getAttribute("href")) ?? "");
  await anna.sees(`${await ben.name()} is here.`);
  await ben.sees(`${await anna.name()} is here.`);

  await anna.says("Tea?");
  await ben.sees(`${await anna.name()} Tea?`);
  await ben.says("Yes, please. Two lumps of sugar.");
  await anna.sees(`${await ben.name()} Yes, please. Two lumps of sugar.`);
  await anna.sees("You Tea?");

  await anna.page.screenshot({ path: testInfo.outputPath("tutorial-anna.png") });
  await ben.page.screenshot({ path: testInfo.outputPath("tutorial-ben.png") });

  await ben.page.close();
  await anna.sees(`${await anna.log.getByText("is here.").textContent()}`.replace("is here.", "has left."));
});

test("the link, clicked, opens a second tab: the first is hidden, and they are two players all the same", async ({ watch }) => {
  const tabs = await TabbedBrowser.launch(launchOptions());
  const first = await tabs.context.newPage();
  watch("first tab", first);
  await first.goto(teaRoom);
  const anna = new Tutorial(first);
  await anna.isOnline();

  const opened = tabs.context.waitForEvent("page");
  await anna.link.click();
  const second = await opened;
  watch("second tab", second);
  const ben = new Tutorial(second);

  await ben.isOnline();
  expect(await first.evaluate(() => document.visibilityState)).toBe("hidden");
  // The first tab draws nothing now; still it hears the request, and accepts.
  await ben.sees(`${await anna.name()} is here.`);
  expect(await ben.name()).not.toBe(await anna.name());
  await ben.says("Is anybody there?");

  await first.bringToFront();
  await anna.sees("Is anybody there?");
  await anna.says("Yes!");
  await second.bringToFront();
  await ben.sees("Yes!");
  await tabs.close();
});

test("a third player meets both by the link of one", async ({ open }) => {
  const anna = await open("anna");
  const ben = await open("ben", (await anna.link.getAttribute("href")) ?? "");
  await ben.sees("is here.");
  const cleo = await open("cleo", (await ben.link.getAttribute("href")) ?? "");
  await cleo.sees(`${await ben.name()} is here.`);
  await cleo.sees(`${await anna.name()} is here.`);

  await cleo.says("Room for one more?");

  await anna.sees(`${await cleo.name()} Room for one more?`);
  await ben.sees(`${await cleo.name()} Room for one more?`);
});

test("with ?ask=1 somebody new is let in, or is not", async ({ open }) => {
  const anna = await open("anna", `${teaRoom}?ask=1`);
  const address = (await anna.link.getAttribute("href")) ?? "";
  const ben = await open("ben", address);
  const cleo = await open("cleo", address);

  await anna.page.getByRole("button", { name: `Ignore ${await cleo.name()}` }).click();
  await anna.page.getByRole("button", { name: `Accept ${await ben.name()}` }).click();

  await anna.sees(`${await ben.name()} is here.`);
  await anna.says("Come in.");
  await ben.sees("Come in.");
  await expect(anna.page.getByRole("button", { name: /Accept/ })).toHaveCount(0);
  await cleo.sees(`${await anna.name()} does not answer.`);
  await expect(anna.log).not.toContainText(await cleo.name());
});

test("the relay goes and comes back: it is said, and what was typed meanwhile arrives", async ({ open, relay }) => {
  const anna = await open("anna");
  const ben = await open("ben", (await anna.link.getAttribute("href")) ?? "");
  await anna.sees("is here.");

  await relay.kill();
  await expect(anna.status).toContainText("The relay is gone.");
  await anna.says("Can you hear me?");
  await relay.start();

  await anna.isOnline();
  await ben.isOnline();
  await ben.sees("Can you hear me?");
});
