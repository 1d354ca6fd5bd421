import type { EndpointState, ReceivedMessage, SessionEvent, SessionInfo, Sessions } from "../session/endpoint.js";
import type { SendResult } from "../session/results.js";
import { CONTROL_VERSION, formatAuthorization, isToken, type Admission, type PlayerToRelay, type RelayToPlayer } from "../wire/control.js";
import type { Lane } from "../wire/lane.js";
import { Alarm } from "./alarm.js";
import { Conversation } from "./conversation.js";
import { tabCredentials, type CredentialStore } from "./credentials.js";
import { cryptoRandom } from "./crypto-random.js";
import { engineSessions, type EngineDriver } from "./engine-sessions.js";
import { geckosLinkOpener } from "./geckos-link.js";
import { LinkKeeper } from "./link-keeper.js";
import { NetworkDesk } from "./network-desk.js";
import { pageEvents, watchPage, type PageEvents } from "./page-life.js";
import { Presence } from "./presence.js";
import type { RelayClientLog, RelayClientOptions } from "./relay-client-options.js";
import type { Lobbies, People, RelayEndpoint, Tickets } from "./relay-endpoint.js";
import { RelayError, replacedError } from "./relay-error.js";
import { relayOutlet } from "./relay-outlet.js";
import { soon } from "./soon.js";
import { StateListeners } from "./state-listeners.js";
import { pageTimer, type TimerFactory } from "./steady-timer.js";

/** A timer this late was not late by itself: the whole page stood still. */
const STOOD_STILL_MS = 1_000;
/** What a page that stood still takes to read what arrived meanwhile. */
const CATCH_UP_MS = 500;

/** Figures of a client, since it was made. */
export interface RelayClientStats {
  /** Datagrams from the relay that were no such thing: too short, too long, from nobody. They were ignored. */
  readonly malformed: number;
}

/**
 * A player's end of a relay: messages, lobbies, people and tickets.
 *
 * - A lost link is looked for until it is found, `close()` is called, or another page takes the player over. Sessions live on
 *   meanwhile, each until its own time-out, and nothing reliable is lost, doubled or reordered by it.
 * - A relay that has vanished is noticed within 5 s.
 * - The player stays the same over reconnects, and over reloads as the `credentials` provide. Should the relay not know
 *   the player any more, its signing key being lost, it gives out a new id: all sessions end, and `self` changes.
 * - A page that is reloaded, left or closed ends its sessions at once, and its peers are told. When the browser brings
 *   such a page back as it was, the client connects again and begins without sessions.
 * - Lobbies outlive a lost link as long as the relay keeps the seat, and a restart of the relay, which is given them back. `close()` leaves them at once; a reload keeps the
 *   seat a few seconds, for the new page to join again. Opened again after `close()`, the client begins without any.
 * - It keeps time in hidden tabs, where the browser lets it; see `pageTimer`.
 */
export class RelayClient implements RelayEndpoint {
  readonly #url: string;
  readonly #clock: () => number;
  readonly #random: () => number;
  readonly #makeTimer: TimerFactory;
  readonly #page: PageEvents | undefined;
  readonly #log: RelayClientLog;
  readonly #credentials: CredentialStore;
  readonly #keeper: LinkKeeper;
  readonly #outlet = relayOutlet(() => this.#keeper.link && this.network.link);
  readonly #conversation: Conversation;
  readonly #messages = this.#sessions(() => this.#presence?.messages);
  readonly #listeners = new StateListeners((error) => this.#log.warn(`${this.#url}: a state listener threw ${String(error)}`));
  readonly #alarm = new Alarm();

  #state: EndpointState = "idle";
  #self = 0n;
  #lastError: RelayError | undefined;
  #malformed = 0;
  /** What has arrived a game has first; what it is answered with is sent after that. */
  readonly #turnSoon = soon(() => this.#turn());
  #life = 0;
  #opening: Promise<void> | undefined;
  /** Settles {@link #opening}; without effect once that is done. */
  #opened: (error?: RelayError) => void = () => {};
  #presence: Presence | undefined;
  #unwatchPage = (): void => {};

  readonly p2p = this.#sessions((make) => (make ? this.#presence?.useP2p(this.#clock()) : this.#presence?.p2p));
  readonly sockets = this.#sessions((make) => (make ? this.#presence?.useSockets(this.#clock()) : this.#presence?.sockets));
  readonly lobbies: Lobbies;
  readonly people: People;
  readonly tickets: Tickets;
  readonly network: NetworkDesk;

  constructor(options: RelayClientOptions) {
    this.#url = options.url;
    this.#clock = options.clock ?? (() => performance.now());
    this.#random = options.random ?? cryptoRandom;
    this.#makeTimer = options.timer ?? ((ring) => pageTimer(ring, { clock: this.#clock }));
    this.#page = "page" in options ? options.page : pageEvents();
    this.#log = options.log ?? console;
    this.#credentials = options.credentials ?? tabCredentials(options.url);
    this.#conversation = new Conversation({
      self: () => this.#self,
      isOnline: () => this.#state === "online",
      isOpen: () => this.#presence !== undefined,
      now: this.#clock,
      say: (message) => this.#say(message),
      hurry: () => this.#alarm.setBy(this.#conversation.nextWakeMs),
      relayTimeMs: () => this.network.relayTimeMs,
    });
    this.lobbies = this.#conversation.lobbies;
    this.people = this.#conversation.people;
    this.tickets = this.#conversation.tickets;
    this.network = new NetworkDesk({
      link: () => this.#keeper.link,
      presence: () => this.#presence,
      clock: this.#clock,
      random: this.#random,
      settings: options.settings,
      turn: () => this.#turn(),
      arrive: (lane, datagram) => this.#take(lane, datagram),
    });
    const openLink = options.openLink ?? geckosLinkOpener(options);
    this.#keeper = new LinkKeeper(
      {
        openLink: (request) => openLink({ ...request, ice: this.network.iceSettings }),
        authorize: () => this.#authorize(),
        openTimeoutMs: options.openTimeoutMs ?? 10_000,
        relayUrl: options.url,
        clock: this.#clock,
        random: this.#random,
      },
      {
        onUp: ({ admission }) => this.#onUp(admission),
        onDown: (error) => this.#onDown(error),
        onDatagram: (lane, datagram) => {
          this.network.through.receive(this.#clock(), lane, datagram);
          this.#turnSoon();
        },
        onWritable: () => {
          this.#presence?.linkWritable();
          this.#turn();
        },
      },
    );
  }

  /** Our id; 0n until the first `open()` succeeded. It stays readable after `close()`. */
  get self(): bigint {
    return this.#self;
  }

  /** See {@link EndpointState}. */
  get state(): EndpointState {
    return this.#state;
  }

  /** Why the last attempt to open failed, the link was last lost, or the client is closed; `undefined` while nothing has gone wrong. */
  get lastError(): RelayError | undefined {
    return this.#lastError;
  }

  /** A snapshot. */
  get stats(): RelayClientStats {
    return { malformed: this.#malformed };
  }

  /** Calls back on each change of `state`, in the midst of it. Answers how to stop. */
  onStateChange(listener: (state: EndpointState) => void): () => void {
    return this.#listeners.add(listener);
  }

  /**
   * Reaches the relay and learns who we are. Done within `openTimeoutMs`, one way or the other: it rejects with a {@link RelayError}
   * as soon as an attempt fails, and the client is "idle" again; an attempt that hangs is followed by a second one.
   * While opening or open, answers the same promise. After `close()`, or after another page took the player over, it begins anew (and
   * takes the player over in turn).
   */
  open(): Promise<void> {
    if (this.#opening !== undefined) return this.#opening;
    const opening = new Promise<void>((resolve, reject) => {
      this.#opened = (error) => (error === undefined ? resolve() : reject(error));
    });
    this.#opening = opening;
    this.#begin();
    return opening;
  }

  close(): void {
    this.#presence?.sayGoodbye(this.#clock(), this.#outlet, true);
    this.network.through.flush();
    this.#conversation.reset();
    this.#end("closed", new RelayError("closed", "The client was closed."));
  }

  send(peer: bigint, payload: Uint8Array, flags: number, channel: number): SendResult {
    return this.#messages.send(peer, payload, flags, channel);
  }

  receive(channel: number, max: number): ReceivedMessage[] {
    return this.#messages.receive(channel, max);
  }

  accept(peer: bigint): boolean {
    return this.#messages.accept(peer);
  }

  closeSession(peer: bigint): boolean {
    return this.#messages.closeSession(peer);
  }

  closeChannel(peer: bigint, channel: number): boolean {
    return this.#messages.closeChannel(peer, channel);
  }

  info(peer: bigint): SessionInfo {
    return this.#messages.info(peer);
  }

  readonly peers: Sessions["peers"] = () => this.#messages.peers();

  readonly diagnose: Sessions["diagnose"] = (peer) => this.#messages.diagnose(peer);

  nextEvent(): SessionEvent | undefined {
    return this.#messages.nextEvent();
  }

  #begin(): void {
    this.#conversation.reset();
    this.#life = this.#random();
    this.#lastError = undefined;
    this.#alarm.start(this.#makeTimer, () => this.#turn());
    if (this.#page !== undefined) this.#unwatchPage = watchPage(this.#page, this.#pageLife);
    this.#keeper.start();
    this.#setState("connecting");
    this.#turn();
  }

  async #authorize(): Promise<string> {
    const life = this.#life;
    const token = await this.#credentials.load();
    // A store may hand out anything; what is no token would be refused for ever.
    return formatAuthorization(isToken(token) ? { life, token } : { life });
  }

  #onUp({ id, token }: Admission): void {
    const now = this.#clock();
    this.#credentials.save(token);
    if (this.#presence !== undefined && this.#presence.id !== id) {
      this.#log.warn(`${this.#url}: the relay has forgotten player ${this.#presence.id}; we are ${id} now, and all sessions are over. Did it lose its key file?`);
      this.#presence = undefined;
      this.#conversation.lose();
    }
    this.#presence ??= new Presence({
      self: id,
      life: this.#life,
      random: this.#random,
      settings: this.network.settings,
      onGreet: () => this.#conversation.greet(),
    });
    this.#self = id;
    this.#presence.linkUp(now);
    if (this.#state === "reconnecting") this.#log.info(`${this.#url}: back at the relay.`);
    this.#opened();
    this.#setState("online");
    this.#turn();
  }

  #onDown(error: RelayError): void {
    this.#lastError = error;
    if (this.#state === "connecting") {
      this.#end("idle", error);
    } else if (error.reason === "replaced") {
      this.#end("closed", error);
    } else {
      this.#linkDown(this.#clock());
      if (this.#state === "online") this.#log.warn(`${error.message} Looking for it again.`);
      this.#keeper.retry();
      this.#setState("reconnecting");
      this.#turn();
    }
  }

  /** Takes what got through; a turn is due. */
  #take(lane: Lane, datagram: Uint8Array): void {
    const presence = this.#presence;
    if (presence === undefined) return;
    const now = this.#clock();
    const arrival = presence.takeDatagram(now, lane, datagram);
    if (arrival === undefined) {
      this.#malformed++;
      return;
    }
    this.#keeper.heard(now);
    for (const message of arrival) this.#onControl(presence, message);
  }

  #linkDown(now: number): void {
    this.network.through.clear();
    this.#presence?.linkDown(now);
  }

  #onControl(presence: Presence, message: RelayToPlayer): void {
    this.#conversation.heard(message);
    if (message.t === "welcome") {
      if (message.timeMs !== undefined) this.network.heardTime(message.timeMs);
      if (message.version !== CONTROL_VERSION) {
        this.#log.warn(`${this.#url}: the relay speaks version ${message.version}, this page ${CONTROL_VERSION}. Use one version of Samovar on both sides.`);
      }
    } else if (message.t === "replaced") {
      this.#end("closed", replacedError());
    } else if (message.t === "shutdown") {
      this.#keeper.lose("it is shutting down");
    } else if (message.t === "dropped") {
      for (const peer of message.peers) presence.peerDropped(this.#clock(), peer);
    }
  }

  /** Runs what is due and sends what may be sent; sets the timer for the next time. */
  #turn(): void {
    const now = this.#clock();
    if (now - this.#alarm.atMs > STOOD_STILL_MS) this.#keeper.forgive(now + CATCH_UP_MS);
    // May come back here by way of a state listener, which does no harm: a link never does.
    this.#keeper.wake(now);
    this.#conversation.wake(now);
    this.network.through.run(this.#clock());
    this.#presence?.transmit(this.#clock(), this.#outlet);
    this.#alarm.set(Math.min(this.network.through.nextWakeMs, this.#keeper.nextWakeMs, this.#conversation.nextWakeMs, this.#presence?.nextWakeMs ?? Infinity));
  }

  readonly #pageLife = {
    onHide: (): boolean => {
      const now = this.#clock();
      const online = this.#state === "online";
      this.#presence?.sayGoodbye(now, this.#outlet);
      this.network.through.flush();
      this.#keeper.rest();
      this.#linkDown(now);
      if (online) this.#setState("reconnecting");
      this.#turn();
      return online;
    },
    onShow: (): void => {
      this.#keeper.start();
      this.#turn();
    },
    onOnline: (): void => {
      this.#keeper.hurry();
      this.#turn();
    },
  };

  #end(state: "idle" | "closed", error: RelayError): void {
    this.#keeper.rest();
    this.#unwatchPage();
    this.#alarm.stop();
    this.#presence = undefined;
    this.network.through.clear();
    this.#conversation.lose();
    this.#opening = undefined;
    this.#opened(error);
    this.#lastError = error;
    this.#setState(state);
  }

  /** The sessions of one of our engines. */
  #sessions(engine: EngineDriver["engine"]): Sessions {
    return engineSessions({ engine, clock: () => this.#clock(), turn: () => this.#turn(), turnSoon: () => this.#turnSoon(), onSend: (peer) => this.#conversation.people.showTo([peer]) });
  }

  #say(message: PlayerToRelay): boolean {
    const now = this.#clock();
    this.#alarm.setBy(now);
    return this.#presence?.say(now, message) ?? false;
  }

  #setState(state: EndpointState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#listeners.tell(state);
  }
}
