import * as z from "zod";
import type { LobbyType } from "../../wire/lobby.js";
import type { BucketCodec } from "../backplane/backplane.js";
import { fromJsonBytes, toJsonBytes } from "../backplane/json-bytes.js";
import type { Departed, LobbyRecord } from "./lobby-record.js";

const id = z.string().regex(/^\d{1,20}$/).transform(BigInt);
const pairs = z.array(z.tuple([z.string(), z.string()]));
const lobbyType: z.ZodType<LobbyType> = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const departed: z.ZodType<Departed> = z.object({
  member: id,
  state: z.union([z.literal(2), z.literal(4), z.literal(8), z.literal(16)]),
  by: id,
  sequence: z.int(),
});

// JSON leaves out what is undefined; a record has every field.
const record: z.ZodType<LobbyRecord> = z
  .object({
    id,
    revision: z.int(),
    type: lobbyType,
    joinable: z.boolean(),
    limit: z.int(),
    owner: id,
    seats: z.array(
      z
        .object({ id, data: pairs, life: z.int().optional(), joined: z.int(), awayUntilMs: z.number().optional() })
        .transform((seat) => ({ ...seat, life: seat.life, awayUntilMs: seat.awayUntilMs })),
    ),
    data: pairs,
    server: z.object({ ip: z.string(), port: z.int(), id }).optional(),
    serverCount: z.int(),
    exposed: z.boolean(),
    invited: z.array(id),
    sequence: z.int(),
    departures: z.array(departed),
    emptySinceMs: z.number().optional(),
    adopted: z.object({ revision: z.int(), sequence: z.int() }).optional(),
  })
  .transform((read) => ({ ...read, server: read.server, emptySinceMs: read.emptySinceMs, adopted: read.adopted }));

/** Lobby records as JSON in UTF-8. */
export const lobbyCodec: BucketCodec<LobbyRecord> = {
  encode: toJsonBytes,
  decode: (bytes) => record.safeParse(fromJsonBytes(bytes)).data,
};
