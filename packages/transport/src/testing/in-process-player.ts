import { type CredentialStore, memoryCredentials } from "../client/credentials.js";
import type { LinkOpener } from "../client/link-opener.js";
import type { PageEvents } from "../client/page-life.js";
import { RelayClient } from "../client/relay-client.js";
import type { RelayClientOptions } from "../client/relay-client-options.js";
import { type ChangeableConditions, changeableConditions } from "./changeable-conditions.js";
import type { LinkConditions } from "./conditions.js";
import type { InProcessLink } from "./in-process-link.js";
import type { SeededRandom } from "./random.js";
import type { VirtualTime } from "./virtual-time.js";
import { virtualTimers } from "./virtual-timer.js";

/** In a hidden tab that has no worker, timers ring once a second. */
const HIDDEN_TIMER_MS = 1000;

/** Where players live. */
export interface PlayerSurroundings {
  readonly time: VirtualTime;
  readonly random: SeededRandom;
  /** What opens the links of a page. */
  opener(player: InProcessPlayer, page: InProcessPage): LinkOpener;
}

/** One load of a player's page: its client, and what stands for the browser around it. */
export class InProcessPage {
  readonly client: RelayClient;
  /** Dispatches `pagehide` and the like. */
  readonly events: EventTarget & PageEvents;
  #running = true;
  #link: InProcessLink | undefined;

  /** Made by {@link InProcessPlayer.load}. */
  constructor(relay: PlayerSurroundings, player: InProcessPlayer, options: Partial<RelayClientOptions>) {
    this.events = Object.assign(new EventTarget(), { lastWordsMs: 0 });
    this.client = new RelayClient({
      url: "in-process",
      openLink: relay.opener(player, this),
      credentials: player.credentials,
      clock: () => relay.time.now,
      timer: virtualTimers(relay.time, { running: () => this.#running, grainMs: () => (player.timersHeldBack ? HIDDEN_TIMER_MS : 0) }),
      random: () => relay.random.uint32(),
      page: this.events,
      log: { info: () => {}, warn: () => {} },
      ...options,
    });
  }

  /** False once the page was closed or has crashed. */
  get running(): boolean {
    return this.#running;
  }

  /** The link it has, or had last. */
  get link(): InProcessLink | undefined {
    return this.#link;
  }

  /** Used by the relay: the page has this link now. */
  set link(link: InProcessLink) {
    this.#link = link;
  }

  /** The page says its goodbye, as browsers let it, and is gone. */
  close(): void {
    this.events.dispatchEvent(new Event("pagehide"));
    this.#running = false;
  }

  /** The page is gone, and nobody was told. */
  crash(): void {
    this.#running = false;
    this.#link?.sever();
  }
}

/** A player of an {@link InProcessRelay}: one identity, and the pages it is used from, one after the other. */
export class InProcessPlayer {
  readonly id: bigint;
  /** What this player's link to the relay does, either way; may be changed at any time. */
  readonly conditions: ChangeableConditions;
  /** Where the player's pages keep the token that makes them this player. */
  readonly credentials: CredentialStore;
  #page: InProcessPage | undefined;
  #isCut = false;
  #hidden: false | "with a worker" | "without a worker" = false;
  readonly #relay: PlayerSurroundings;

  /** Made by {@link InProcessRelay.addPlayer}. */
  constructor(relay: PlayerSurroundings, admission: { readonly id: bigint; readonly token: string }, ...conditions: readonly Partial<LinkConditions>[]) {
    this.#relay = relay;
    this.id = admission.id;
    this.credentials = memoryCredentials(admission.token);
    this.conditions = changeableConditions(...conditions);
  }

  /** The page that runs now. */
  get page(): InProcessPage | undefined {
    return this.#page?.running === true ? this.#page : undefined;
  }

  /** Whether timers ring once a second only. */
  get timersHeldBack(): boolean {
    return this.#hidden === "without a worker";
  }

  /** Whether the tab is in the background. */
  get hidden(): boolean {
    return this.#hidden !== false;
  }

  /** Whether nothing crosses this player's network. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /**
   * Loads the page, in place of the one that is open, which says its goodbye first. Its client does nothing before `open()`.
   * @param options what the client is to have else than usual.
   */
  load(options: Partial<RelayClientOptions> = {}): InProcessPage {
    this.close();
    this.#hidden = false;
    this.#page = new InProcessPage(this.#relay, this, options);
    return this.#page;
  }

  /** Closes the tab: the relay and other players are told as far as a browser lets a page do so. Nothing happens when none is open. */
  close(): void {
    this.page?.close();
  }

  /** The tab dies without a word; the relay finds out by its silence. */
  crash(): void {
    this.page?.crash();
  }

  /**
   * The tab goes to the background. Its client keeps time with the help of a worker; where a page may not have one, timers ring once a second. (That frames stop, whoever makes them
   * has to see to.)
   */
  hide({ worker = true }: { readonly worker?: boolean } = {}): void {
    this.#hidden = worker ? "with a worker" : "without a worker";
  }

  /** The tab is back in front. */
  show(): void {
    this.#hidden = false;
  }

  /** The cable is pulled: nothing crosses this player's network any more, and nobody is told. A client notices after 4.5 s of silence. */
  cut(): void {
    this.#isCut = true;
    const link = this.page?.link;
    if (link !== undefined) link.blackout = true;
  }

  /** The cable is back. A link that still lives goes on; what its sure lane was trying to get across goes now. */
  restore(): void {
    if (!this.#isCut) return;
    this.#isCut = false;
    const link = this.page?.link;
    if (link !== undefined) link.blackout = false;
    // Browsers say when a device is on a network again.
    this.page?.events.dispatchEvent(new Event("online"));
  }

  /** The link breaks, and both ends notice at once. The client looks for the relay again, and finds it unless something else is the matter. */
  drop(): void {
    this.page?.link?.drop("the network broke it");
  }
}
