// Messages between the members of a lobby, and nobody else. Networking Messages opens a session with whoever a message is sent to; what is left to a game is to say who may open one
// with us, and to see to it that there is one.

import { type PackedByteArray, Signal } from "@samovar/engine-plugin/godot";
import type { GameSteam } from "../steam.js";
import type { Words } from "../words.js";
import { HELLO } from "./channels.js";
import { playerName } from "./player-name.js";

/** A message of a member. */
export interface Letter {
  readonly from: bigint;
  readonly payload: PackedByteArray;
  /** When it became readable, in microseconds of this computer's clock (`Steam.getLocalTimestamp()`). */
  readonly time_received: number;
}

const LOOK_EVERY_MS = 250;
/** A session that failed is opened again no sooner than that after the last try. */
const HELLO_AGAIN_AFTER_MS = 1000;

const HELLO_BYTES = new Uint8Array([1]);

interface Correspondent {
  /** ms; -1 unknown. */
  ping: number;
  sinceHelloMs: number;
  /** It was told already that the session failed. */
  told: boolean;
}

/**
 * What the members of a lobby send to each other.
 *
 * - With everybody in {@link members} there is a session: each says hello to each, so the ping of a member is known within two seconds of its coming (with the network there).
 * - Sessions that fail or end are opened again, by themselves, for as long as the other is a member. What was under way in a session that failed may be lost, reliable or not: who needs
 *   to know listens to {@link trouble} and says again what counts.
 * - Nothing of anybody else is read, and nobody else's session is accepted.
 */
export class Post {
  /** The session with a member failed; it is told once until it works again. It mends itself, there is nothing to do but show it. */
  readonly trouble: Signal<(id: bigint, words: Words) => void> = new Signal("trouble");
  readonly #Steam: GameSteam;
  #members: ReadonlySet<bigint> = new Set();
  readonly #correspondents = new Map<bigint, Correspondent>();
  #sinceLookMs = 0;

  constructor(Steam: GameSteam) {
    this.#Steam = Steam;
    Steam.network_messages_session_request.connect((...args) => this._on_network_messages_session_request(...args));
    Steam.network_messages_session_failed.connect((_reason, remote_steam_id) => this._on_network_messages_session_failed(remote_steam_id));
  }

  /** Whom letters go to and are taken from: everybody in the lobby but us and whoever was asked to leave. The lobby sets it. */
  get members(): ReadonlySet<bigint> {
    return this.#members;
  }

  set members(members: ReadonlySet<bigint>) {
    this.#members = new Set(members);
    for (const id of [...this.#correspondents.keys()]) {
      if (members.has(id)) continue;
      this.#correspondents.delete(id);
      this.#Steam.closeSessionWithUser(id);
    }
    for (const id of members) if (!this.#correspondents.has(id)) this.#greet(id);
  }

  /** Opens and mends sessions, and looks at pings. In every frame; `Lobby._process` does it. */
  _process(elapsedMs: number): void {
    for (const correspondent of this.#correspondents.values()) correspondent.sinceHelloMs += elapsedMs;
    this.#sinceLookMs += elapsedMs;
    if (this.#sinceLookMs < LOOK_EVERY_MS) return;
    this.#sinceLookMs = 0;
    // A hello has said what it says by having come.
    while (this.#Steam.receiveMessagesOnChannel(HELLO, 64).length > 0);
    for (const [id, correspondent] of this.#correspondents) this.#look(id, correspondent);
  }

  /**
   * Sends to one member.
   * @param flags `Steam.NETWORKING_SEND_*`. A session that has failed is replaced by a new one.
   * @returns what `sendMessageToUser` answers, 1 (RESULT_OK) when it is on its way; 15 (RESULT_ACCESS_DENIED) for who is no member.
   */
  send(to: bigint, channel: number, bytes: Uint8Array, flags: number): number {
    const Steam = this.#Steam;
    if (!this.#members.has(to)) return Steam.RESULT_ACCESS_DENIED;
    return Steam.sendMessageToUser(to, bytes, flags | Steam.NETWORKING_SEND_AUTORESTART_BROKEN_SESSION, channel);
  }

  /** Sends to all members but us. */
  send_all(channel: number, bytes: Uint8Array, flags: number): void {
    for (const id of this.#members) this.send(id, channel, bytes, flags);
  }

  /** What members have sent on a channel, oldest first, and at most so much; the rest stays for the next time. */
  read(channel: number, max: number): Letter[] {
    const letters: Letter[] = [];
    for (const { remote_steam_id: from, payload, time_received } of this.#Steam.receiveMessagesOnChannel(channel, max)) {
      // Of somebody who has just left there may be something yet.
      if (this.#members.has(from)) letters.push({ from, payload, time_received });
    }
    return letters;
  }

  /** The round trip to a member in ms, as of the last quarter of a second; -1 while it is not known. */
  ping(id: bigint): number {
    return this.#correspondents.get(id)?.ping ?? -1;
  }

  _on_network_messages_session_request(remote_steam_id: bigint): void {
    // Strangers are left to wait: one of them may be a member before we hear of it, and a hello lets it in then.
    if (this.#members.has(remote_steam_id)) this.#Steam.acceptSessionWithUser(remote_steam_id);
  }

  _on_network_messages_session_failed(remote_steam_id: bigint): void {
    const correspondent = this.#correspondents.get(remote_steam_id);
    if (correspondent === undefined) return;
    correspondent.ping = -1;
    // While we are away ourselves it would be everybody, and that is told elsewhere.
    if (correspondent.told || !this.#Steam.loggedOn()) return;
    correspondent.told = true;
    this.trouble.emit(remote_steam_id, { text: `${playerName(this.#Steam, remote_steam_id)} cannot be reached at the moment. The game keeps trying.` });
  }

  #look(id: bigint, correspondent: Correspondent): void {
    const Steam = this.#Steam;
    const { state, ping } = Steam.getSessionConnectionInfo(id, false, true);
    const failed = state === Steam.CONNECTION_STATE_CLOSED_BY_PEER || state === Steam.CONNECTION_STATE_PROBLEM_DETECTED_LOCALLY;
    if (state === Steam.CONNECTION_STATE_CONNECTED) {
      correspondent.ping = ping;
      correspondent.told = false;
    } else if ((failed || state === Steam.CONNECTION_STATE_NONE) && correspondent.sinceHelloMs >= HELLO_AGAIN_AFTER_MS) {
      if (failed) Steam.closeSessionWithUser(id);
      this.#greet(id, correspondent.told);
    }
  }

  #greet(id: bigint, told = false): void {
    this.#correspondents.set(id, { ping: -1, sinceHelloMs: 0, told });
    this.send(id, HELLO, HELLO_BYTES, this.#Steam.NETWORKING_SEND_RELIABLE_NO_NAGLE);
  }
}
