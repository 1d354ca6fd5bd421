import * as z from "zod";
import type { Ask } from "./ask.js";
import { MAX_PEOPLE, MAX_NAME_BYTES, MAX_RICH_KEY_BYTES, MAX_RICH_KEYS, MAX_RICH_VALUE_BYTES } from "./people.js";
import { parseControlJson, type PlayerToRelay } from "./control.js";
import { MAX_LOBBY_MEMBERS, MAX_SEARCH_FILTERS, type LobbyType, type SealedLobby } from "./lobby.js";
import { parseIndividualId } from "./steam-id.js";

/** What a player may say, as the relay reads it: an ask that makes no sense keeps its number, so that it can be answered. */
export type FromPlayer =
  | Exclude<PlayerToRelay, { readonly t: "ask" }>
  | { readonly t: "ask"; readonly n: number; readonly ask: Ask | undefined };

const encoder = new TextEncoder();
/** Text of at most so many bytes of UTF-8. Without a limit only the message's own length bounds it, and the rules of lobbies say what is too long. */
const text = (maxBytes: number) => z.string().max(maxBytes).refine((value) => encoder.encode(value).length <= maxBytes);
const anyText = z.string();

/** Any 64 bits, in decimal. */
const id = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(BigInt)
  .refine((value) => value < 2n ** 64n);
const player = z.string().transform((value, context) => {
  const parsed = parseIndividualId(value);
  if (parsed === undefined) context.addIssue("no player's id");
  return parsed ?? 0n;
});
const playerOrNobody = z.union([z.literal("0").transform(() => 0n), player]);

const pairs = z.array(z.tuple([anyText, anyText]));
const keys = z.array(anyText);
const lobbyType: z.ZodType<LobbyType> = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const count = z.int().min(-0x8000_0000).max(0x7fff_ffff);
const server = z.object({ ip: text(64), port: z.int().min(0).max(65_535), id });

const filter = z.discriminatedUnion("k", [
  z.object({ k: z.literal("text"), key: anyText, value: anyText, comparison: z.int().min(-2).max(3) }),
  z.object({ k: z.literal("number"), key: anyText, value: z.number(), comparison: z.int().min(-2).max(3) }),
  z.object({ k: z.literal("near"), key: anyText, value: z.number() }),
  z.object({ k: z.literal("slots"), free: count }),
]);
// More filters than there may be are answered as such by the search; twice as many are read for that.
const search = z.object({ filters: z.array(filter).max(2 * MAX_SEARCH_FILTERS), distance: z.int().min(0).max(3), max: count });

const sealed: z.ZodType<SealedLobby> = z.object({
  seal: z.string().max(256),
  lobby: z.object({
    id,
    revision: z.int().min(1),
    type: lobbyType,
    joinable: z.boolean(),
    limit: z.int().min(1).max(MAX_LOBBY_MEMBERS),
    owner: player,
    members: z.array(z.object({ id: player, data: pairs })).max(MAX_LOBBY_MEMBERS),
    data: pairs,
    server: server.optional(),
  }),
});

const ask: z.ZodType<Ask> = z.discriminatedUnion("do", [
  z.object({ do: z.literal("create"), type: lobbyType, limit: count }),
  z.object({ do: z.literal("join"), lobby: id, stay: z.boolean().optional() }),
  z.object({ do: z.literal("leave"), lobby: id }),
  z.object({ do: z.literal("data"), lobby: id, set: pairs, removed: keys }),
  z.object({ do: z.literal("member-data"), lobby: id, set: pairs }),
  z.object({ do: z.literal("owner"), lobby: id, to: id }),
  z.object({ do: z.literal("settings"), lobby: id, type: lobbyType.optional(), joinable: z.boolean().optional(), limit: count.optional() }),
  z.object({ do: z.literal("server"), lobby: id, server }),
  z.object({ do: z.literal("chat"), lobby: id, text: anyText }),
  z.object({ do: z.literal("invite"), lobby: id, player: id }),
  z.object({ do: z.literal("invite-to-game"), player: id, connect: anyText }),
  z.object({ do: z.literal("search"), search }),
  z.object({ do: z.literal("look"), lobby: id }),
  z.object({ do: z.literal("restore"), sealed }),
  z.object({ do: z.literal("who"), players: z.array(player).max(MAX_PEOPLE) }),
  z.object({ do: z.literal("blanks") }),
  z.object({ do: z.literal("ticket-use"), serial: z.string().regex(/^\d{1,20}$/), for: playerOrNobody }),
  z.object({ do: z.literal("ticket-cancel"), serial: z.string().regex(/^\d{1,20}$/) }),
  z.object({ do: z.literal("ticket-check"), ticket: z.string().max(2048), player }),
  z.object({ do: z.literal("ticket-end"), player }),
]);

const fromPlayer: z.ZodType<FromPlayer> = z.discriminatedUnion("t", [
  z.object({ t: z.literal("hello"), version: z.int().min(0).max(0xffff_ffff) }),
  z.object({ t: z.literal("leaving"), lobbies: z.boolean().optional() }),
  z.object({ t: z.literal("ask"), n: z.int().min(1).max(0xffff_ffff), ask: ask.optional().catch(undefined) }).transform(({ t, n, ask: asked }) => ({ t, n, ask: asked })),
  z.object({
    t: z.literal("profile"),
    profile: z.object({
      name: text(MAX_NAME_BYTES),
      state: z.int().min(1).max(7),
      rich: z.array(z.tuple([text(MAX_RICH_KEY_BYTES), text(MAX_RICH_VALUE_BYTES)])).max(MAX_RICH_KEYS),
    }),
  }),
  z.object({ t: z.literal("show"), to: z.array(player).max(MAX_PEOPLE) }),
]);

/**
 * Reads what a player said; `undefined` for anything malformed, too long, or of a kind unknown to this version. An ask that is malformed or unknown is without its
 * `ask`. Lengths of lobby data, keys and chat are left to the rules of lobbies, which answer; everything else is as long as it may be at most. Never throws.
 */
export function decodeFromPlayer(bytes: Uint8Array): FromPlayer | undefined {
  return fromPlayer.safeParse(parseControlJson(bytes)).data;
}
