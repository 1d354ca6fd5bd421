import {
  browserCredentials,
  type CredentialStore,
  RelayClient,
  type RelayClientOptions,
  type RelayEndpoint,
  tabCredentials,
} from "@samovar/transport";
import type { Logger } from "../steam/logger.js";

/** The port a relay listens on unless it is told otherwise. */
const DEFAULT_RELAY_PORT = 9208;

/** How to reach a relay; every field can be left out. */
export interface RelayOptions {
  /** The relay's address; by default port 9208 of the host the page comes from. */
  relay?: string | undefined;
  /**
   * Who we are after a reload. `"tab"` (default): the same player in the same tab, and two tabs are two players. `"browser"`: one
   * player in all tabs, of which the last one opened is connected. Or a store of your own.
   */
  credentials?: "tab" | "browser" | CredentialStore | undefined;
  /** Everything else a `RelayClient` takes: time-outs, session settings, ICE servers. */
  client?: Omit<RelayClientOptions, "url" | "credentials" | "log"> | undefined;
}

/** A relay client with these options; connects nothing yet. */
export function relayEndpoint({ relay = defaultRelayUrl(), credentials = "tab", client }: RelayOptions, log: Logger): RelayEndpoint {
  const store =
    credentials === "tab" ? tabCredentials(relay) : credentials === "browser" ? browserCredentials(relay) : credentials;
  return new RelayClient({ ...client, url: relay, credentials: store, log });
}

/** Where a relay is most likely to be: on the page's host, or on this computer when the page is a file. */
export function defaultRelayUrl(page: { protocol: string; hostname: string } | undefined = globalThis.location): string {
  return page?.hostname
    ? `${page.protocol}//${page.hostname}:${DEFAULT_RELAY_PORT}`
    : `http://127.0.0.1:${DEFAULT_RELAY_PORT}`;
}
