import type { Contender, ContenderName } from "./contender.js";
import { geckos } from "./geckos.js";
import { geckosReliable } from "./geckos-reliable.js";
import { reliableChannel } from "./reliable-channel.js";
import { samovar } from "./samovar.js";

/** Every contender by its name. */
export const contenders: Readonly<Record<ContenderName, Contender>> = {
  "samovar": samovar,
  "geckos": geckos,
  "geckos-reliable": geckosReliable,
  "reliable-channel": reliableChannel,
};

export * from "./contender.js";
