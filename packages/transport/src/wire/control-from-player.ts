import * as z from "zod";
import { parseControlJson, type PlayerToRelay } from "./control.js";

const playerToRelay: z.ZodType<PlayerToRelay> = z.discriminatedUnion("t", [
  z.object({ t: z.literal("hello"), version: z.int().min(0).max(0xffff_ffff) }),
  z.object({ t: z.literal("leaving") }),
]);

/** Reads what a player said; `undefined` for anything malformed, too long, or of a kind unknown to this version. Never throws. */
export function decodeFromPlayer(bytes: Uint8Array): PlayerToRelay | undefined {
  return playerToRelay.safeParse(parseControlJson(bytes)).data;
}
