import { beforeEach, expect, test, vi } from "vitest";
import { lobbyWorld, together } from "../lobby/lobby-world.test.helper.js";
import { CHAT } from "./channels.js";
import { LONGEST_LINE } from "./chat.js";
import { pack } from "./packet.js";

const RELIABLE = 8;
let warned: unknown[] = [];

beforeEach(() => {
  warned = [];
  vi.spyOn(console, "warn").mockImplementation((...args) => void warned.push(args));
});

test.each([1, 2, 3])("what is said reaches all, the one who said it at once, with name and colour (seed %d)", async (seed) => {
  const { world } = lobbyWorld(seed, { lagMs: 40, jitterMs: 20, loss: 0.1 });
  const players = await world.players("Anna", "Ben", "Cara");
  const [anna, ben] = players;
  await together(world, players);
  expect(ben.game.chat.say("  hello\nall ")).toBe(true);
  expect(ben.game.chat.lines.at(-1)).toEqual({ from: ben.id, name: "Ben", colour: ben.game.colours[1], text: "hello all" });
  await world.until(() => players.every(({ game }) => game.chat_texts.includes("Ben: hello all")));
  expect(anna.game.chat.lines.at(-1)).toEqual({ from: ben.id, name: "Ben", colour: anna.game.colours[1], text: "hello all" });
});

test("nothing is said outside, or when there is nothing to say", async () => {
  const { world } = lobbyWorld();
  const [anna] = await world.players("Anna");
  expect(anna.game.chat.say("hello")).toBe(false);
  await together(world, [anna]);
  expect(anna.game.chat.say(" \n\t ")).toBe(false);
  expect(anna.game.chat.say("x".repeat(5000))).toBe(true);
  expect(anna.game.chat.lines.at(-1)?.text).toBe("x".repeat(LONGEST_LINE));
});

test("one's own lines are bounded in rate, and go on after a moment", async () => {
  const { world } = lobbyWorld();
  const players = await world.players("Anna", "Ben");
  const [anna, ben] = players;
  await together(world, players);
  const said = Array.from({ length: 20 }, (_, number) => anna.game.chat.say(`line ${number}`));
  expect(said.filter(Boolean)).toHaveLength(5);
  await world.advance(1100);
  expect(anna.game.chat.say("more")).toBe(true);
  await world.advance(500);
  expect(ben.game.chat_texts.filter((text) => text.startsWith("Anna:"))).toHaveLength(6);
});

test("a member's flood and rubbish are dropped, with one warning, and the others are heard", async () => {
  const { world } = lobbyWorld();
  const players = await world.players("Anna", "Ben");
  const [anna, ben] = players;
  const lobby = await together(world, players);
  const rude = await world.player("Rude", { game: () => undefined as never });
  rude.Steam.joinLobby(lobby);
  await world.until(() => anna.game.names.length === 3);
  const send = (bytes: Uint8Array) => rude.Steam.sendMessageToUser(anna.id, bytes, RELIABLE, CHAT);
  for (const rubbish of [new Uint8Array(), Uint8Array.from([1, 2, 3]), pack(5), pack(null), pack({ text: "hm" }), pack(["a"]), pack(""), pack("\u202e"), new Uint8Array(100_000)]) send(rubbish);
  for (let number = 0; number < 300; number++) send(pack(`${number} ${"spam".repeat(500)}`));
  await world.advance(3000);
  ben.game.chat.say("what is that?");
  await world.until(() => anna.game.chat_texts.includes("Ben: what is that?"));
  const spam = anna.game.chat.lines.filter(({ from }) => from === rude.id);
  expect(spam.length).toBeGreaterThan(0);
  expect(spam.length).toBeLessThanOrEqual(25);
  for (const { text } of spam) expect(text.length).toBeLessThanOrEqual(LONGEST_LINE);
  expect(warned).toHaveLength(1);
});

test("a hundred lines are kept, and a new lobby begins with none", async () => {
  const { world } = lobbyWorld();
  const [anna] = await world.players("Anna");
  await together(world, [anna]);
  for (let number = 0; number < 150; number++) anna.game.chat.note(`${number}`);
  expect(anna.game.chat.lines).toHaveLength(100);
  expect(anna.game.chat.lines.at(-1)).toEqual({ from: 0n, name: "", colour: 0, text: "149" });
  anna.game.lobby.leave_lobby();
  await together(world, [anna]);
  expect(anna.game.chat.lines).toEqual([]);
});
