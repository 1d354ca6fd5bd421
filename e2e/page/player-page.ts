import { SteamPlugin, type NetworkingMessage, type Steam } from "@samovar/engine-plugin";
import type { EndpointState, RelayClient } from "@samovar/transport";
import type { Engine } from "excalibur";

/** What a handler of `network_messages_session_failed` was told. */
export interface Failure {
  readonly reason: number;
  readonly peer: bigint;
  readonly state: number;
  readonly debug: string;
}

/** How to send. */
export interface Way {
  readonly flags: number;
  readonly channel: number;
}

/** Something that was read, without its bytes. */
export interface Heard {
  readonly from: string;
  readonly text: string;
  readonly number: number;
  readonly flags: number;
}

const intervalMs = 16;
const perInterval = 10;

/** What a test can do with a player's page. Peers are given as `"steamid:…"`. */
export class PlayerPage {
  readonly Steam: Steam;
  /** Everything that both signals have said since the page was loaded. */
  readonly requests: string[] = [];
  readonly failures: Failure[] = [];
  /** What the link to the relay went through since. */
  readonly states: EndpointState[] = [];
  /** Frames drawn since. */
  frames = 0;
  readonly #plugin: SteamPlugin;
  readonly #inbox = new Map<number, NetworkingMessage<"identity">[]>();

  constructor(endpoint: RelayClient, game: Engine) {
    this.#plugin = new SteamPlugin({ endpoint });
    this.Steam = this.#plugin.Steam;
    this.#plugin.install(game);
    game.on("postframe", () => this.frames++);
    endpoint.onStateChange((state) => this.states.push(state));
    this.Steam.network_messages_session_request.connect((identity) => this.requests.push(identity));
    this.Steam.network_messages_session_failed.connect((reason, peer, state, debug) =>
      this.failures.push({ reason, peer, state, debug }),
    );
  }

  /** Reaches the relay; throws what `steamInitEx` says when that fails. */
  async connect(): Promise<void> {
    const { status, verbal } = await this.#plugin.loadable.load();
    if (status !== 0) throw new Error(verbal);
  }

  /** Sends a text. @returns the result */
  say(peer: string, text: string, { flags, channel }: Way): number {
    return this.Steam.sendMessageToUser(peer, new TextEncoder().encode(text), flags, channel);
  }

  /** Sends the numbers `first` to `first + count - 1`, ten every 16 ms; one that finds the buffer full is tried again. Resolves when the last is on its way. */
  async count(peer: string, first: number, count: number, way: Way): Promise<void> {
    let next = first;
    while (next < first + count) {
      for (let i = 0; i < perInterval && next < first + count; i++) {
        const result = this.say(peer, String(next), way);
        if (result === this.Steam.RESULT_OK) next++;
        else if (result === this.Steam.RESULT_LIMIT_EXCEEDED) break;
        else throw new Error(`sending ${next} gave result ${result}`);
      }
      await new Promise((resolve) => setTimeout(resolve, intervalMs));
    }
  }

  /** Everything that could be read on a channel since the page was loaded, oldest first. */
  heard(channel: number): Heard[] {
    return this.#read(channel).map(({ identity, payload, message_number, flags }) => ({
      from: identity,
      text: new TextDecoder().decode(payload),
      number: message_number,
      flags,
    }));
  }

  /** Sends so many bytes of noise. @returns their SHA-256, once the message is accepted */
  async sendNoise(peer: string, bytes: number, way: Way): Promise<string> {
    const noise = new Uint8Array(bytes);
    // The most it gives at once.
    for (let i = 0; i < bytes; i += 65_536) crypto.getRandomValues(noise.subarray(i, i + 65_536));
    const result = this.Steam.sendMessageToUser(peer, noise, way.flags, way.channel);
    if (result !== this.Steam.RESULT_OK) throw new Error(`sending ${bytes} bytes gave result ${result}`);
    return sha256(noise);
  }

  /** Size and SHA-256 of everything that could be read on a channel. */
  noises(channel: number): Promise<{ size: number; sha256: string }[]> {
    return Promise.all(this.#read(channel).map(async ({ payload, size }) => ({ size, sha256: await sha256(payload) })));
  }

  #read(channel: number): NetworkingMessage<"identity">[] {
    const messages = this.#inbox.get(channel) ?? [];
    this.#inbox.set(channel, messages);
    messages.push(...this.Steam.receiveMessagesOnChannel(channel, 100_000));
    return messages;
  }
}

async function sha256(bytes: Uint8Array): Promise<string> {
  // A copy, because types cannot tell that ours is no shared memory.
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
