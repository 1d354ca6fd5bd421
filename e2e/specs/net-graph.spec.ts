import { expect, test } from "../fixtures/table-page.js";

const columns = { ping: 0, loss: 1, in: 2, out: 3 };

test("a key shows the net graph, in it are the figures of a session, and they move", async ({ open }, testInfo) => {
  const anna = await open("Anna");
  const ben = await open("Ben");
  await expect(anna.graph).toBeHidden();
  await anna.page.keyboard.press("F8");
  await expect(anna.graph).toBeVisible();
  await expect(anna.graph).toContainText("No sessions yet");

  await anna.greet(ben);
  await expect(anna.session("Ben")).toContainText("connected");
  await expect.poll(() => anna.figures("Ben", columns.ping)).toMatch(/^\d[\d.]* ms/);
  await expect.poll(() => anna.figures("Ben", columns.in)).toMatch(/B\/s\s+[1-9]\d* pkt\/s/);
  const before = await anna.graph.innerText();
  await expect.poll(() => anna.graph.innerText()).not.toBe(before);
  await testInfo.attach("net graph", { body: await anna.page.screenshot(), contentType: "image/png" });

  await anna.page.keyboard.press("F8");
  await expect(anna.graph).toBeHidden();
  await anna.page.evaluate(() => window.table.graph.toggle());
  await anna.graph.getByRole("button", { name: "Close (F8)" }).click();
  await expect(anna.graph).toBeHidden();
});

test("the page's style and the graph's leave each other alone, and it covers the canvas wherever that is", async ({ open }) => {
  const anna = await open("Anna", { visible: "", width: "700", height: "500" });
  const canvas = await anna.page.locator("canvas#game").boundingBox();
  const inside = async () => {
    const graph = await anna.graph.boundingBox();
    if (graph === null || canvas === null) return false;
    return graph.x >= canvas.x && graph.y >= canvas.y && graph.x + graph.width <= canvas.x + canvas.width && graph.y + graph.height <= canvas.y + canvas.height;
  };
  await expect(anna.graph).toBeVisible();
  expect(await inside()).toBe(true);
  const look = await anna.graph.getByRole("tab", { name: "Sessions" }).evaluate((tab) => getComputedStyle(tab).font + getComputedStyle(tab).borderTopStyle);
  expect(look).not.toMatch(/fantasy|40px|dotted/);
  // The page's rules match the element itself, for it is a part of the page.
  const around = await anna.graph.evaluate((graph) => {
    const { host } = graph.getRootNode() as ShadowRoot;
    const { opacity, transform, position, padding, color, textTransform } = getComputedStyle(host);
    return { opacity, transform, position, padding, textTransform, red: `${color}${getComputedStyle(graph).color}`.includes("rgb(255, 0, 0)") };
  });
  expect(around).toEqual({ opacity: "1", transform: "none", position: "absolute", padding: "8px", textTransform: "none", red: false });
});

test("another scene has no net graph unless it is added to it; coming back it is there again, and killed it is gone", async ({ open }) => {
  const anna = await open("Anna", { visible: "" });
  await expect(anna.graph).toBeVisible();
  await anna.page.evaluate(() => window.table.game.goToScene("menu"));
  await expect(anna.graph).toBeHidden();
  await anna.page.keyboard.press("F8");
  await anna.page.keyboard.press("F8");
  await expect(anna.graph).toBeHidden();

  await anna.page.evaluate(() => window.table.game.goToScene("root"));
  await expect(anna.graph).toBeVisible();
  await anna.page.evaluate(() => window.table.graph.kill());
  await expect(anna.graph).toBeHidden();
  await anna.page.keyboard.press("F8");
  await expect(anna.graph).toBeHidden();

  await anna.page.evaluate(() => window.table.game.add(window.table.graph));
  await expect(anna.graph).toBeVisible();
  await anna.page.keyboard.press("F8");
  await expect(anna.graph).toBeHidden();
});

test("two graphs over one canvas leave each other alone", async ({ open }) => {
  const anna = await open("Anna", { visible: "" });
  const both = anna.page.getByRole("region", { name: "Net graph" });
  await anna.page.evaluate(() => {
    const { game, graph, player } = window.table;
    game.add(new (graph.constructor as new (Steam: unknown, options: object) => typeof graph)(player.Steam, { visible: true, corner: "bottom-right", key: "" }));
  });
  await expect(both).toHaveCount(2);
  const [first, second] = [both.first().getByRole("tab", { name: "Sessions" }), both.last().getByRole("tab", { name: "Sessions" })];
  for (const tab of [first, second]) {
    await tab.focus();
    await anna.page.waitForTimeout(1000);
    await expect(tab).toBeFocused();
  }
});

test("with the engine the graph stops, goes on, and ends", async ({ open }) => {
  const anna = await open("Anna", { visible: "" });
  await expect(anna.graph).toBeVisible();
  await anna.page.evaluate(() => window.table.game.stop());
  await expect(anna.graph).toBeHidden();
  await anna.page.evaluate(() => window.table.game.start());
  await expect(anna.graph).toBeVisible();
  await anna.page.evaluate(() => window.table.game.dispose());
  await expect(anna.graph).toBeHidden();
  await anna.page.keyboard.press("F8");
  await anna.page.keyboard.press("F8");
  await expect(anna.graph).toBeHidden();
});

test("the bad network is worked with the keyboard alone, and the game hears nothing of it", async ({ open }) => {
  const anna = await open("Anna", { visible: "" });
  const { keyboard } = anna.page;
  await anna.page.evaluate(() => {
    document.documentElement.dataset["heard"] = "";
    addEventListener("keydown", ({ key }) => (document.documentElement.dataset["heard"] += `${key} `));
  });
  await anna.graph.getByRole("tab", { name: "Sessions" }).focus();
  await keyboard.press("ArrowRight");
  await expect(anna.graph.getByRole("tab", { name: "Bad network" })).toHaveAttribute("aria-selected", "true");
  await expect(anna.slider("Loss")).toBeVisible();

  // Close, the panel, the direction, four presets and Reset, and there are the sliders.
  for (let step = 0; step < 8; step++) await keyboard.press("Tab");
  await keyboard.press("Tab");
  await expect(anna.slider("Loss")).toBeFocused();
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight");
  expect(await anna.config("FAKE_PACKET_LOSS_SEND")).toBe(1);
  expect(await anna.config("FAKE_PACKET_LOSS_RECV")).toBe(1);
  await expect(anna.slider("Loss")).toHaveAttribute("aria-valuetext", "1 per cent");
  await expect(anna.fakeNetwork).toHaveText(/^Fake network on: 1.% loss$/);

  await anna.graph.getByRole("radio", { name: "Both ways" }).focus();
  await keyboard.press("ArrowRight");
  await expect(anna.graph.getByRole("radio", { name: "Sending" })).toBeChecked();
  await anna.slider("Lag").focus();
  await keyboard.press("End");
  expect(await anna.config("FAKE_PACKET_LAG_SEND")).toBe(1000);
  expect(await anna.config("FAKE_PACKET_LAG_RECV")).toBe(0);

  await anna.graph.getByRole("button", { name: "Reset" }).focus();
  await keyboard.press("Enter");
  expect(await anna.config("FAKE_PACKET_LAG_SEND")).toBe(0);
  await expect(anna.fakeNetwork).toBeHidden();
  expect(await anna.page.evaluate(() => document.documentElement.dataset["heard"])).toBe("");
  await keyboard.press("Escape");
  await expect(anna.graph).toBeHidden();
});

test("what the game set is seen on opening, and a preset or a finger sets it anew", async ({ open }, testInfo) => {
  const anna = await open("Anna");
  await anna.page.evaluate(() => {
    const { Steam } = window.table.player;
    Steam.setGlobalConfigValueInt32(Steam.NETWORKING_CONFIG_FAKE_PACKET_LAG_RECV, 250);
  });
  await anna.page.keyboard.press("F8");
  await expect(anna.fakeNetwork).toContainText("lag (receiving)");
  await anna.openTab("Bad network");
  await expect(anna.slider("Lag")).toHaveValue("250");

  const train = anna.graph.getByRole("button", { name: "4G in a train" });
  await train.click();
  await expect(train).toHaveAttribute("aria-pressed", "true");
  expect(await anna.config("FAKE_PACKET_LAG_RECV")).toBe(40);
  await testInfo.attach("bad network", { body: await anna.page.screenshot(), contentType: "image/png" });

  const track = await anna.slider("Loss").boundingBox();
  if (track === null) throw new Error("The slider is not there.");
  await anna.page.mouse.click(track.x + track.width / 2, track.y + track.height / 2);
  expect(await anna.config("FAKE_PACKET_LOSS_SEND")).toBeCloseTo(50, 0);
  await anna.graph.getByRole("button", { name: "Switch off" }).click();
  await expect(anna.fakeNetwork).toBeHidden();
  expect(await anna.config("FAKE_PACKET_LOSS_SEND")).toBe(0);
});

test("at 100 % loss nothing comes any more, the graph says why, and without it everything is back", async ({ open }) => {
  const anna = await open("Anna", { visible: "" });
  const ben = await open("Ben");
  await anna.greet(ben);
  await expect(anna.session("Ben")).toContainText("connected");
  const received = () => ben.page.evaluate(() => window.table.player.received);

  await anna.openTab("Bad network");
  await anna.slider("Loss").fill("100");
  await anna.openTab("Sessions");
  await expect(anna.graph).toContainText("looking for the relay");
  await expect(anna.graph.getByRole("row").filter({ hasText: /fake network/ })).toBeVisible();
  const atLast = await received();
  await anna.page.waitForTimeout(1000);
  expect(await received()).toBe(atLast);

  await anna.graph.getByRole("button", { name: "Switch off" }).click();
  await expect(anna.session("Ben")).toContainText("connected");
  await expect.poll(received).toBeGreaterThan(atLast + 40);
});

test("with eight players the plugin and the graph take less than half a millisecond of a frame", async ({ open }) => {
  const frames = 600;
  const anna = await open("Anna", { guests: "7", visible: "" });
  await expect.poll(() => anna.graph.getByText("connected", { exact: true }).count()).toBe(7);
  // A first interval of rates, so that there is something to show.
  await expect.poll(() => anna.figures("Hana", columns.in)).toMatch(/B\/s\s+[1-9]\d* pkt\/s/);

  for (const visible of [true, false]) {
    await anna.page.evaluate((shown) => (window.table.graph.visible = shown), visible);
    const { callbacks, graph, worst } = await anna.measure(frames);
    const figures = `run_callbacks ${callbacks.toFixed(3)} ms, net graph ${graph.toFixed(3)} ms a frame, at most ${worst.toFixed(1)} ms`;
    console.info(`8 players, ${frames} frames, net graph ${visible ? "visible" : "hidden"}: ${figures}`);
    test.info().annotations.push({ type: visible ? "visible" : "hidden", description: figures });
    expect(callbacks + graph).toBeLessThan(0.5);
    if (!visible) expect(graph).toBeLessThan(0.05);
  }
});
