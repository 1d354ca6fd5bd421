import type { SessionSettings } from "../session/settings.js";
import type { CredentialStore } from "./credentials.js";
import type { GeckosLinkOptions } from "./geckos-link.js";
import type { LinkOpener } from "./link-opener.js";
import type { PageEvents } from "./page-life.js";
import type { TimerFactory } from "./steady-timer.js";

/** Where the client says what a developer should know: a lost link, its return, an identity that changed. */
export interface RelayClientLog {
  info(message: string): void;
  warn(message: string): void;
}

/** How to reach the relay, and as whom. Only `url` is needed. */
export interface RelayClientOptions extends GeckosLinkOptions {
  /** Where the token is kept that makes us the same player again. Default `tabCredentials(url)`. */
  readonly credentials?: CredentialStore;
  /** Within which time `open()` is done one way or the other. Default 10,000. */
  readonly openTimeoutMs?: number;
  readonly settings?: Partial<SessionSettings>;
  /** Default: the console. */
  readonly log?: RelayClientLog;
  /** What opens a link to the relay. Default: geckos.io, by `url`, `iceServers` and `iceTransportPolicy`. */
  readonly openLink?: LinkOpener;
  /** A clock in ms that never goes back. Default `performance.now`. */
  readonly clock?: () => number;
  /** Makes the timer; it must go by `clock`. Default: one that keeps time in hidden tabs. */
  readonly timer?: TimerFactory;
  /** Answers a uint32, evenly spread. Default: the platform's cryptographic random numbers. */
  readonly random?: () => number;
  /** Where the events of the page's life come from, `undefined` for nowhere. Default: the window, if there is one. */
  readonly page?: PageEvents | undefined;
}
