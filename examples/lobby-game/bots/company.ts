import type { Bot } from "./bot.js";
import { Frames } from "./frames.js";

const JOIN_MS = 30_000;
/** A bot that owns the lobby starts when everybody has been ready for so long. */
const START_AFTER_MS = 3000;
const LOOK_EVERY_MS = 1000;

/** Where bots go: into this lobby, or wherever quick match leads them. */
export type Destination = { readonly lobby: bigint } | { readonly quick: true };

/**
 * Bots that play with people: they go into one lobby, are always ready, and play again as often as the others like. A lobby that is theirs, since quick
 * match found none or its people have left, starts as soon as two players are in it. Goes on until `signal`; who finds no seat is told about and goes home.
 */
export async function keepCompany(bots: readonly Bot[], to: Destination, tell: (line: string) => void, signal: AbortSignal): Promise<void> {
  const frames = new Frames(bots);
  try {
    const [first, ...others] = bots;
    if (first === undefined) return;
    for (const bot of bots) listen(bot, tell);
    first.game.match.started.connect(() => tell("A match begins."));
    if ("lobby" in to) first.game.lobby.join_lobby(to.lobby);
    else first.game.quick_match.start();
    await frames.until(`${first.name}'s lobby`, () => first.game.lobby.lobby_id !== 0n, JOIN_MS);
    const { lobby_id } = first.game.lobby;
    tell(`${first.name} is in lobby ${lobby_id} ("${first.game.lobby.options.name}").`);
    for (const bot of others) bot.game.lobby.join_lobby(lobby_id);
    const owned = new Map<Bot, number>();
    let lookedMs = 0;
    frames.each(() => {
      const nowMs = performance.now();
      if (nowMs < lookedMs + LOOK_EVERY_MS) return;
      lookedMs = nowMs;
      for (const bot of bots) attend(bot, nowMs, owned);
    });
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  } finally {
    frames.stop();
  }
}

function listen({ name, game }: Bot, tell: (line: string) => void): void {
  game.lobby.failed.connect(({ text }) => tell(`${name}: ${text}`));
  game.lobby.exited.connect((words) => words !== undefined && tell(`${name}: ${words.text}`));
  game.match.over.connect((winner) => winner === game.lobby.members.find(({ self }) => self)?.steam_id && tell(`${name} has won.`));
}

function attend(bot: Bot, nowMs: number, owned: Map<Bot, number>): void {
  const { game } = bot;
  const self = game.lobby.members.find((member) => member.self);
  if (self === undefined) return;
  if (game.stage === "lobby" && !self.ready) game.lobby.set_ready(true);
  if (game.stage === "results" && !self.rematch) game.rematch();
  const start = game.stage === "lobby" && game.lobby.is_owner && game.lobby.members.length > 1 && game.lobby.members.every(({ ready }) => ready);
  if (!start) owned.delete(bot);
  else if (!owned.has(bot)) owned.set(bot, nowMs);
  else if (nowMs - (owned.get(bot) ?? nowMs) >= START_AFTER_MS) game.match.start();
}
