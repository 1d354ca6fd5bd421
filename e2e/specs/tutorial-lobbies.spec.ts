import { tutorialsMenu } from "../ports.js";
import { expect, test } from "../fixtures/tutorial-page.js";

const page = "lobbies.html";

test("one makes a lobby, another finds it, comes in and talks; the owner leaves and the other becomes owner", async ({ open }, testInfo) => {
  const anna = await open("Anna", page);
  await anna.press("Create a lobby");
  await expect(anna.lobby).toHaveText("Anna's lobby");
  await anna.sees(/lobby_created\(1, \d+\).*lobby_joined\(\d+, 0, false, 1\)/s);
  await anna.seesMembers("Anna");

  const ben = await open("Ben", page);
  await ben.press("Search for lobbies");
  await expect(ben.lobbies).toContainText("Anna's lobby – 1 of 10");
  await ben.press("Join Anna's lobby");
  await expect(ben.lobby).toHaveText("Anna's lobby");
  await ben.seesMembers("Anna", "Ben");
  await anna.seesMembers("Anna", "Ben");
  await anna.sees("Ben has come.");

  await anna.says("Tea?");
  await ben.sees("Anna Tea?");
  await anna.sees("Anna Tea?");
  await ben.says("Yes, please.");
  await anna.sees("Ben Yes, please.");
  await ben.page.screenshot({ path: testInfo.outputPath("lobby.png") });

  await anna.press("Leave");
  await ben.sees("Anna has left.");
  await expect(ben.members).toHaveText([/^Ben.*owner/]);
  await ben.press("Leave");
  // Nobody is in it any more: it is gone.
  await anna.press("Search for lobbies");
  await expect(anna.lobbies).toHaveText(["No lobby was found."]);
});

test("the link of a lobby leads into it, and what its owner sets is seen by all", async ({ open }) => {
  const anna = await open("Anna", page);
  await anna.press("Create a lobby");
  await expect(anna.lobby).toHaveText("Anna's lobby");
  const invitation = await anna.invitation();
  expect(invitation).toMatch(/lobbies\.html\?connect_lobby=\d+$/);

  const ben = await open("Ben", invitation);
  await expect(ben.lobby).toHaveText("Anna's lobby");
  expect(await ben.lobbyId()).toBe(await anna.lobbyId());
  const cleo = await open("Cleo", await ben.invitation());
  await cleo.seesMembers("Anna", "Ben", "Cleo");
  await anna.seesMembers("Anna", "Ben", "Cleo");
  await cleo.says("Is there a cup left?");
  await anna.sees("Cleo Is there a cup left?");
  await ben.sees("Cleo Is there a cup left?");
});

test("a page that is loaded again comes back into its lobby by its link, and keeps its seat", async ({ open }) => {
  const anna = await open("Anna", page);
  await anna.press("Create a lobby");
  const ben = await open("Ben", await anna.invitation());
  await ben.seesMembers("Anna", "Ben");

  await ben.page.reload();
  await ben.seesMembers("Anna", "Ben");
  await anna.says("Still there?");
  await ben.sees("Anna Still there?");
  await expect(anna.log).not.toContainText("Ben has left.");
  await expect(anna.log).not.toContainText("Ben is gone.");
});

test("a link to a lobby that is no more says so", async ({ open }) => {
  const anna = await open("Anna", page);
  await anna.press("Create a lobby");
  const invitation = await anna.invitation();
  await anna.press("Leave");
  const ben = await open("Ben", invitation);
  await ben.sees("This lobby no longer exists.");
});

test("the menu leads to every tutorial", async ({ page: tab, watch }) => {
  watch("menu", tab);
  for (const name of ["Lobbies", "Auto-matchmaking", "P2P", "Networking Messages"]) {
    await tab.goto(tutorialsMenu);
    await tab.getByRole("link", { name, exact: true }).click();
    await expect(tab.getByRole("heading", { level: 1 })).toHaveText(name);
    await expect(tab.getByRole("status")).toHaveText("Online");
  }
});

test("the menu and the tea room lead to each other, and to the game", async ({ page: tab, watch }) => {
  watch("menu", tab);
  await tab.goto(tutorialsMenu);
  await tab.getByRole("link", { name: "the tea room" }).click();
  await tab.getByRole("link", { name: "Other tutorials" }).click();
  await tab.getByRole("link", { name: "Sumovar, the lobby game" }).click();
  await expect(tab.getByRole("heading", { level: 1 })).toHaveText("Sumovar");
});

test("whom one has played with is a friend, whose lobby can be seen and joined", async ({ open }) => {
  const anna = await open("Anna", "friends-lobbies.html");
  await anna.press("Create a lobby");
  const ben = await open("Ben", await anna.invitation());
  await ben.seesMembers("Anna", "Ben");
  await ben.press("Leave");
  await anna.sees("Ben has left.");

  await expect(async () => {
    await ben.press("Show friends' lobbies");
    await expect(ben.lobbies).toContainText(["Anna"], { timeout: 1000 });
  }).toPass();
  await ben.press("Join Anna");
  await anna.seesMembers("Anna", "Ben");
});
