import { OS } from "@samovar/engine-plugin/godot";

/** The page's address, as far as it concerns lobbies. */
export interface PageAddress {
  /** "" where there is no page. */
  readonly href: string;
  /** `["+connect_lobby", id]` on a page that was opened by an invitation. */
  get_cmdline_args(): readonly string[];
  /** Takes the invitation out of the address: else it would be followed again with each reload. */
  forget_invitation(): void;
}

/** The address that the browser shows. */
export const browserAddress: PageAddress = {
  get href() {
    return globalThis.location?.href ?? "";
  },
  get_cmdline_args: () => OS.get_cmdline_args(),
  forget_invitation() {
    const { location, history } = globalThis;
    if (location === undefined || !new URLSearchParams(location.search).has("connect_lobby")) return;
    const url = new URL(location.href);
    for (const key of ["connect_lobby", "from"]) url.searchParams.delete(key);
    history.replaceState(history.state, "", url);
  },
};

/** The lobby that an invitation led to; 0n: there was none. */
export function invitedTo(address: PageAddress): bigint {
  const [command, id = ""] = address.get_cmdline_args();
  return command === "+connect_lobby" && /^\d{1,20}$/.test(id) ? BigInt(id) : 0n;
}

/** The address that leads others into a lobby; "" where there is no page. It keeps `?relay=`, without which they would look at another place, and no other part of our own address. */
export function inviteLink(href: string, lobby_id: bigint): string {
  if (!URL.canParse(href)) return "";
  const here = new URL(href);
  const link = new URL(here.pathname, here.origin);
  const relay = here.searchParams.get("relay");
  if (relay !== null) link.searchParams.set("relay", relay);
  link.searchParams.set("connect_lobby", `${lobby_id}`);
  return link.href;
}
