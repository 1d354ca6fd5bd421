import { PackedByteArray } from "@samovar/engine-plugin/godot";
import { type GamePage, type Player, SteamWorld } from "@samovar/engine-plugin/testing";
import { Chat } from "../net/chat.js";
import { Post } from "../net/post.js";
import type { GameSteam } from "../steam.js";
import type { Words } from "../words.js";
import { Lobby } from "./lobby.js";
import { defaultLobbyOptions, type LobbyOptions } from "./lobby-options.js";
import { LobbySearch } from "./lobby-search.js";
import type { PageAddress } from "./page-address.js";
import { QuickMatch } from "./quick-match.js";

/** What a page has beside the game: it outlives a reload. */
export class Tab {
  readonly stored = new Map<string, string>();
  invitation = "";
  readonly store = {
    getItem: (key: string) => this.stored.get(key) ?? null,
    setItem: (key: string, value: string) => void this.stored.set(key, value),
    removeItem: (key: string) => void this.stored.delete(key),
  };
  readonly address: PageAddress = {
    href: "https://sumovar.example/play?relay=https%3A%2F%2Frelay.example&name=Anna#top",
    get_cmdline_args: () => (this.invitation === "" ? [] : ["+connect_lobby", this.invitation]),
    forget_invitation: () => void (this.invitation = ""),
  };
}

/** The game as far as lobbies go: no match, no picture. */
export class LobbyGame {
  readonly post: Post;
  readonly lobby: Lobby;
  readonly search: LobbySearch;
  readonly quick_match: QuickMatch;
  readonly chat: Chat;
  /** What the player was told, oldest first. */
  readonly failures: Words[] = [];
  readonly exits: (Words | undefined)[] = [];
  readonly troubles: bigint[] = [];

  constructor(Steam: GameSteam, page: Pick<GamePage, "onFrame">, tab: Tab) {
    this.post = new Post(Steam);
    this.lobby = new Lobby(Steam, this.post, tab);
    this.search = new LobbySearch(Steam);
    this.quick_match = new QuickMatch(Steam, this.lobby);
    this.chat = new Chat(Steam, this.post, this.lobby);
    this.lobby.failed.connect((words) => void this.failures.push(words));
    this.lobby.exited.connect((words) => void this.exits.push(words));
    this.post.trouble.connect((id) => void this.troubles.push(id));
    this.lobby._ready();
    page.onFrame((elapsedMs) => {
      this.lobby._process(elapsedMs);
      this.quick_match._process(elapsedMs);
      this.chat._process();
    });
  }

  /** Who is shown, by name, with a mark for the host: "Anna*". */
  get names(): string[] {
    return this.lobby.members.map(({ name, host }) => (host ? `${name}*` : name));
  }

  get colours(): number[] {
    return this.lobby.members.map(({ colour }) => colour);
  }

  get chat_texts(): string[] {
    return this.chat.lines.map(({ name, text }) => (name === "" ? `(${text})` : `${name}: ${text}`));
  }
}

const lagging = { lagMs: 40, jitterMs: 10, loss: 0.02 };

/** A world of players of this game. Their tabs are made when first asked for. */
export function lobbyWorld(seed = 1, network: { lagMs?: number; jitterMs?: number; loss?: number } = lagging) {
  const tabs = new Map<string, Tab>();
  const tab = (name: string): Tab => {
    const made = tabs.get(name) ?? new Tab();
    tabs.set(name, made);
    return made;
  };
  const world = new SteamWorld({
    seed,
    network,
    api: "steam_id",
    payload: PackedByteArray,
    game: (Steam, page) => new LobbyGame(Steam, page, tab(page.name)),
  });
  return { world, tab };
}

/** A player of such a world. */
export type LobbyPlayer = Player<"steam_id", PackedByteArray, LobbyGame>;

/** Options of a public lobby. */
export function options(changes: Partial<LobbyOptions> = {}): LobbyOptions {
  return { ...defaultLobbyOptions("Anna"), ...changes };
}

/** Makes the first one's lobby, and the others join it in order. */
export async function together(world: ReturnType<typeof lobbyWorld>["world"], players: readonly LobbyPlayer[], changes: Partial<LobbyOptions> = {}): Promise<bigint> {
  const [host, ...guests] = players;
  if (host === undefined) throw new Error("Nobody to be the host.");
  host.game.lobby.create_lobby(options(changes));
  await world.until(() => host.game.lobby.lobby_id !== 0n, { what: "the lobby to be made" });
  const { lobby_id } = host.game.lobby;
  // Nobody knows of it before the relay does.
  await world.advance(400);
  for (const guest of guests) {
    guest.game.lobby.join_lobby(lobby_id);
    await world.until(() => guest.game.lobby.lobby_id === lobby_id, { what: `${guest.name} to join` });
  }
  await world.until(() => players.every((player) => player.game.lobby.members.length === players.length), { what: "everybody to see everybody" });
  return lobby_id;
}
