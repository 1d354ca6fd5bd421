import type { Bot } from "./bot.js";
import { Frames } from "./frames.js";
import type { RecordedEvent } from "./recording.js";
import { Recorder } from "./recorder.js";

const ARRIVE_MS = 30_000;
const START_MS = 20_000;
/** A round ends because the tray shrinks; even so many of them do. */
const ROUND_MS = 120_000;

/** What a match among bots came to. */
export interface Played {
  readonly winner: string;
  /** All of them saw the same winner, and there was one. */
  readonly agreed: boolean;
  /** Who won, as each of them saw it; "" for nobody. */
  readonly seen: readonly string[];
}

/**
 * A whole match among bots: the first makes a lobby, the others come, all are ready, and the tray does the rest. The bots have been started.
 * Rejects when one of the steps does not come about in time. @param rounds somebody has to win @param take gets every event of the recording
 */
export async function play(bots: readonly Bot[], rounds: number, take: (event: RecordedEvent) => void): Promise<Played> {
  const [host, ...guests] = bots;
  if (host === undefined || guests.length === 0) throw new Error("A match needs two players.");
  const frames = new Frames(bots);
  const troubles: string[] = [];
  for (const { name, game } of bots) {
    game.trouble.connect(({ text }) => void troubles.push(`${name}: ${text}`));
  }
  try {
    host.game.lobby.create_lobby({ name: "Bots", type: "private", size: bots.length, surface: "copper", rounds, bots: 0 });
    await frames.until("The lobby", () => host.game.lobby.lobby_id !== 0n, ARRIVE_MS);
    for (const guest of guests) {
      guest.game.lobby.join_lobby(host.game.lobby.lobby_id);
      // One after the other: seats in the order of the names.
      await frames.until(`${guest.name}'s arrival`, () => bots.every(({ game }) => game.lobby.lobby_id === 0n || game.lobby.members.some(({ steam_id }) => steam_id === guest.id)) && guest.game.lobby.lobby_id !== 0n, ARRIVE_MS);
    }
    for (const { game } of bots) game.lobby.set_ready(true);
    await frames.until("That all are ready", () => bots.every(({ game }) => game.lobby.members.length === bots.length && game.lobby.members.every(({ ready }) => ready)), ARRIVE_MS);

    const winners = new Map<Bot, bigint>();
    for (const bot of bots) bot.game.match.over.connect((winner) => void winners.set(bot, winner));
    const recorder = new Recorder(bots, take);
    frames.each(() => recorder.frame());
    host.game.match.start();
    await frames.until("The start", () => bots.every(({ game }) => game.match.running), START_MS);
    await frames.until("The end of the match", () => winners.size === bots.length, ROUND_MS * rounds * bots.length);
    const seen = bots.map((bot) => winners.get(bot) ?? 0n);
    const hosting = bots.find(({ id, game }) => game.match.view.host === id) ?? host;
    const winner = winners.get(hosting) ?? 0n;
    recorder.over(seen, winner);
    const nameOf = (id: bigint): string => bots.find((bot) => bot.id === id)?.name ?? "";
    return { winner: nameOf(winner), agreed: winner !== 0n && seen.every((id) => id === winner), seen: seen.map(nameOf) };
  } catch (error) {
    throw new Error([error instanceof Error ? error.message : String(error), ...troubles].join("\n  "), { cause: error });
  } finally {
    frames.stop();
  }
}
