import { expect, test } from "../fixtures/tutorial-page.js";

const tutorials = [
  { page: "p2p.html", what: "packets of the older P2P class", request: "p2p_session_request" },
  { page: "networking-messages.html", what: "messages", request: "network_messages_session_request" },
];

for (const { page, what, request } of tutorials) {
  test(`members of a lobby shake hands and exchange ${what}, to all and to one`, async ({ open }, testInfo) => {
    const anna = await open("Anna", page);
    await anna.press("Create a lobby");
    await expect(anna.lobby).toHaveText("Anna's lobby");
    const ben = await open("Ben", await anna.invitation());
    await anna.sees(`${request}(`);
    await anna.sees("Ben shakes hands.");
    await ben.sees("Anna shakes hands.");

    const cleo = await open("Cleo", page);
    await cleo.press("Search for lobbies");
    await cleo.press("Join Anna's lobby");
    await cleo.sees("Anna shakes hands.");
    await cleo.sees("Ben shakes hands.");

    await cleo.says("Room for one more?");
    await anna.sees("Cleo Room for one more?");
    await ben.sees("Cleo Room for one more?");

    await anna.press("Wave Ben");
    await ben.sees("Anna waves to you.");
    await expect(cleo.log).not.toContainText("waves to you");
    await ben.page.screenshot({ path: testInfo.outputPath("members.png") });
  });
}

test("somebody who has left the lobby is told by nobody, and comes back to new sessions", async ({ open }) => {
  const anna = await open("Anna", "p2p.html");
  await anna.press("Create a lobby");
  const ben = await open("Ben", await anna.invitation());
  await ben.sees("Anna shakes hands.");

  await ben.press("Leave");
  await anna.sees("Ben has left.");
  await anna.says("Alone again.");
  await ben.press("Search for lobbies");
  await ben.press("Join Anna's lobby");
  await anna.seesMembers("Anna", "Ben");
  await anna.says("Welcome back!");
  await ben.sees("Anna Welcome back!");
  await expect(ben.log).not.toContainText("Alone again.");
});

test("members prove to each other who they are", async ({ open }) => {
  const anna = await open("Anna", "authentication.html");
  await anna.press("Create a lobby");
  const ben = await open("Ben", await anna.invitation());
  await anna.sees("Ben is verified.");
  await ben.sees("Anna is verified.");
  const cleo = await open("Cleo", await anna.invitation());
  for (const other of [anna, ben]) await other.sees("Cleo is verified.");
  await cleo.sees("Anna is verified.");
  await cleo.sees("Ben is verified.");
});
