import { expect, test } from "../fixtures/tutorial-page.js";

const page = "auto-matchmaking.html";

test("the first makes a lobby, the second joins it, the third finds it full, and later with a free seat", async ({ open }) => {
  const anna = await open("Anna", page);
  await anna.press("Find a game");
  await expect(anna.lobby).toHaveText("Anna's lobby");
  for (const distance of [0, 1, 2, 3]) await anna.sees(`Searching, distance ${distance}…`);

  const ben = await open("Ben", page);
  await ben.press("Find a game");
  await ben.sees("Joining Anna's lobby…");
  await anna.seesMembers("Anna", "Ben");

  const cleo = await open("Cleo", page);
  await cleo.press("Find a game");
  await expect(cleo.lobby).toHaveText("Cleo's lobby");

  await ben.press("Leave");
  await anna.sees("Ben has left.");
  await cleo.press("Leave");
  await cleo.press("Find a game");
  await cleo.sees("Joining Anna's lobby…");
  await anna.seesMembers("Anna", "Cleo");
  await cleo.seesMembers("Anna", "Cleo");
});
