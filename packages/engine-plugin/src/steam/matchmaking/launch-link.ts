import { parseUint64 } from "../steam-id.js";

/** What an address invites to. */
export interface LaunchLink {
  /** 0n: to nothing. */
  readonly lobby: bigint;
  /** Who sent the link, as far as the link says so: anybody may have written it there. 0n: it does not. */
  readonly from: bigint;
}

/** What stands in the query; and in the part after `#`, where games keep their state that must not load the page anew. */
function parameters(href: string): URLSearchParams[] {
  const { search, hash } = new URL(href);
  return [new URLSearchParams(search), new URLSearchParams(hash.slice(1).replace(/^.*\?/, ""))];
}

/** The value of a parameter of the address, in the query before the part after `#`; `""` when there is none, or no address. */
export function launchParameter(href: string, key: string): string {
  if (!URL.canParse(href)) return "";
  const [query, hash] = parameters(href);
  return query?.get(key) ?? hash?.get(key) ?? "";
}

/** What the address invites to. */
export function readLaunchLink(href: string): LaunchLink {
  for (const part of URL.canParse(href) ? parameters(href) : []) {
    const lobby = parseUint64(part.get("connect_lobby") ?? "");
    if (lobby !== 0n) return { lobby, from: parseUint64(part.get("from") ?? "") };
  }
  return { lobby: 0n, from: 0n };
}

/** The address of the same page that invites into a lobby; `""` without an address. */
export function writeLaunchLink(href: string, { lobby, from }: LaunchLink): string {
  if (!URL.canParse(href)) return "";
  const link = new URL(href);
  // An invitation that brought us here would win over the new one, or be left beside it.
  if (/connect_lobby=/.test(link.hash)) link.hash = "";
  link.searchParams.set("connect_lobby", `${lobby}`);
  link.searchParams.delete("from");
  if (from !== 0n) link.searchParams.set("from", `${from}`);
  return link.href;
}
