// The course of GodotSteam's tutorial on Networking Messages, function by function. All that has to do with Steam is in this file;
// room.ts draws, page.ts is the page around the picture, packet.ts turns packets into bytes.

import { SteamPlugin } from "@samovar/engine-plugin";
import { DisplayMode, Engine, Flags } from "excalibur";
import { bytesToPacket, packetToBytes, type Packet } from "./packet.js";
import { page } from "./page.js";
import { Room } from "./room.js";

// With "steam_id" a peer is a 64-bit id, as from GodotSteam 4.8 on. The default shows peers as "steamid:…", as 4.1 to 4.7 did.
const plugin = new SteamPlugin({ relay: page.relay, api: "steam_id" });
const { Steam } = plugin;

const PACKET_READ_LIMIT = 32;
const RETRY_MS = 3000;

class Tutorial extends Room {
  steam_id = 0n;
  /** The tutorial asks its lobby who is there. Lobbies come later: here it is everybody we have met. */
  readonly players = new Set<bigint>();
  /** Who wants to come in, and has no name yet. */
  readonly #nameless = new Set<bigint>();

  _ready(): void {
    const initialize = Steam.steamInitEx();
    if (initialize.status > Steam.STEAM_API_INIT_RESULT_OK) {
      page.showFailure(initialize.verbal);
      // It goes on trying, and says so when it is asked again.
      setTimeout(() => this._ready(), RETRY_MS);
      return;
    }
    Steam.network_messages_session_request.connect((id) => this._on_network_messages_session_request(id));
    Steam.network_messages_session_failed.connect((...args) => this._on_network_messages_session_failed(...args));
    Steam.persona_state_change.connect((id) => this._on_persona_change(id));

    this.steam_id = Steam.getSteamID();
    this.seat(this.steam_id, "You");
    page.showSelf(this.steam_id, Steam.getPersonaName());
    page.onSay((text) => this.say(text));
    if (page.friend !== 0n) this.make_p2p_handshake(page.friend);
  }

  _process(): void {
    if (this.steam_id === 0n) return;
    // No run_callbacks() here: the plugin has called it for this frame, and calls it in a hidden tab, where there are no frames.
    this.read_messages();
    this.showPlayers();
  }

  _on_network_messages_session_request(remote_steam_id: bigint): void {
    const name = Steam.getFriendPersonaName(remote_steam_id);
    if (name === "") {
      // It is being asked for.
      this.#nameless.add(remote_steam_id);
      return;
    }
    // To ignore somebody, nothing needs to be done; who goes on writing is announced again.
    page.letIn(remote_steam_id, name, () => {
      Steam.acceptSessionWithUser(remote_steam_id);
      this.make_p2p_handshake(remote_steam_id);
    });
  }

  /** A name has become known, or has changed. */
  _on_persona_change(this_steam_id: bigint): void {
    if (this.players.has(this_steam_id)) this.rename(this_steam_id, Steam.getFriendPersonaName(this_steam_id));
    if (this.#nameless.delete(this_steam_id)) this._on_network_messages_session_request(this_steam_id);
  }

  make_p2p_handshake(target: bigint): void {
    if (target === this.steam_id) return;
    this.meet(target);
    const others = [...this.players].filter((player) => player !== target && this.isConnected(player));
    this.send_message(target, { message: "handshake", players: others });
  }

  read_messages(): void {
    for (const message of Steam.receiveMessagesOnChannel(0, PACKET_READ_LIMIT)) {
      const packet = bytesToPacket(message.payload);
      if (packet === undefined) {
        // It comes from somebody else's computer: it can be anything.
        console.warn(`WARNING: read a message of ${message.size} bytes that is no packet`);
        continue;
      }
      // Whom the relay saw sending it. A packet could claim anything.
      const sender = message.identity;
      this.meet(sender);
      if (packet.message === "chat") {
        this.showSpeech(sender, packet.text);
        page.showSpeech(sender, Steam.getFriendPersonaName(sender), packet.text);
      } else {
        for (const player of packet.players) if (!this.players.has(player)) this.make_p2p_handshake(player);
      }
    }
  }

  /** Sends to one player, or to all of them when the target is 0. */
  send_message(target: bigint, packet: Packet): void {
    const send_type = Steam.NETWORKING_SEND_RELIABLE_NO_NAGLE;
    const channel = 0;
    const this_data = packetToBytes(packet);
    for (const player of target === 0n ? this.players : [target]) Steam.sendMessageToUser(player, this_data, send_type, channel);
  }

  // The arguments come in the order of GodotSteam's source; its tutorial has the first two the other way round.
  _on_network_messages_session_failed(reason: number, remote_steam_id: bigint, _state: number, debug_message: string): void {
    console.warn(`The session with ${remote_steam_id} failed with reason ${reason}: ${debug_message}`);
    // It would refuse every further message. Closed, it makes room for a new one.
    Steam.closeSessionWithUser(remote_steam_id);
    page.withdraw(remote_steam_id);
    this.#nameless.delete(remote_steam_id);
    if (!this.players.delete(remote_steam_id)) return;
    this.unseat(remote_steam_id);
    page.showUnreachable(remote_steam_id, Steam.getFriendPersonaName(remote_steam_id));
  }

  // From here on, what the tutorial leaves to the reader.

  meet(player: bigint): void {
    if (this.players.has(player)) return;
    this.players.add(player);
    this.seat(player, Steam.getFriendPersonaName(player));
  }

  isConnected(player: bigint): boolean {
    return Steam.getSessionConnectionInfo(player, false, false).connection_state === Steam.CONNECTION_STATE_CONNECTED;
  }

  say(text: string): void {
    this.send_message(0n, { message: "chat", text });
    this.showSpeech(this.steam_id, text);
    page.showSpeech(this.steam_id, "You", text);
  }

  showPlayers(): void {
    page.showLink(Steam.loggedOn(), Steam.isSteamRunning());
    for (const player of this.players) {
      const name = Steam.getFriendPersonaName(player);
      if (name === "") continue;
      // No signal tells that somebody has left.
      const present = this.isConnected(player);
      if (this.showPresence(player, present)) page.showPresence(player, name, present);
    }
  }

  // What Godot calls _ready and _process.
  override onInitialize(): void {
    this._ready();
  }

  override onPreUpdate(): void {
    this._process();
  }
}

// A quiet room does not need WebGL, which is slow where there is no graphics card.
Flags.useCanvasGraphicsContext();
const game = new Engine({
  canvasElement: page.canvas,
  displayMode: DisplayMode.FillContainer,
  backgroundColor: Room.background,
  antialiasing: { nativeContextAntialiasing: true, multiSampleAntialiasing: false },
  suppressConsoleBootMessage: true,
  // The text field wants it.
  grabWindowFocus: false,
  scenes: { tutorial: new Tutorial() },
});
plugin.install(game);
// Connected first, so that _ready can ask for the id at once. A game with more to load puts plugin.loadable into its Loader.
await plugin.loadable.load();
await game.start();
await game.goToScene("tutorial");
