import type { Signal } from "../../godot/signal.js";
import type { PayloadClass } from "../networking-messages-types.js";
import type { OverlayOptions, OverlaySignals } from "./overlay.js";
import type { PlayedWithStore } from "./played-with.js";

/**
 * Friends that the application knows of: its own accounts, its own list. Everything is asked anew whenever it is needed, so let it answer from memory.
 * What throws is reported once and counts as nothing said.
 */
export interface FriendsProvider {
  /** Everybody there is a relation to, in the order a game shall see them. */
  list(): Iterable<bigint>;
  /** What the player is to us, `FRIEND_RELATION_*`; by default FRIEND (3) for everybody in {@link list}. */
  relationship?(player: bigint): number;
  /** What we call the player; `""` or undefined: nothing of our own. */
  nickname?(player: bigint): string | undefined;
  /** What the player calls itself, for as long as it is not there to say so. */
  name?(player: bigint): string | undefined;
  /**
   * Calls back when the list or something about somebody in it changed; without a player, anything may have. `persona_state_change` follows at the next `run_callbacks`.
   * @returns how to stop; never called at present.
   */
  subscribe?(changed: (player?: bigint) => void): unknown;
}

/** What the friends part wants to know beyond the context. */
export interface FriendsOptions<P extends Uint8Array = Uint8Array> extends OverlayOptions {
  /** This player's name to begin with; without one others see a name made from the id. */
  readonly personaName?: string | undefined;
  /** Where friends come from; by default they are whom this browser has played with. */
  readonly friends?: FriendsProvider | undefined;
  /** Where it is kept whom one has played with; by default `localStorage`. */
  readonly playedWith?: PlayedWithStore | undefined;
  /** What avatars bring their bytes in. */
  readonly payload?: PayloadClass<P> | undefined;
}

/** Handler of `persona_state_change`. `flags` are bits of `PERSONA_CHANGE_*`. */
export type PersonaStateChangeHandler = (steam_id: bigint, flags: number) => void;

/** Signals of GodotSteam's Friends, but for those of invitations. */
export interface FriendsSignals<P extends Uint8Array = Uint8Array> extends OverlaySignals {
  /**
   * Something about a player became known, or changed: also somebody in our lobby, or whose name was asked for. Ask again for what is shown.
   *
   * First known: NAME, STATUS and AVATAR, GAME_PLAYED and RICH_PRESENCE where there is something. After that only what changed. NAME alone for somebody who turned out
   * not to show himself: `getFriendPersonaName` gives the made-up name from now on. COME_ONLINE and GONE_OFFLINE for friends and whoever was known;
   * JOINED_SOURCE and LEFT_SOURCE for members of our lobbies.
   */
  readonly persona_state_change: Signal<PersonaStateChangeHandler>;
  /** How `setPersonaName` went: `result` 1, or 12 (INVALID_NAME). */
  readonly name_changed: Signal<(success: boolean, local_success: boolean, result: number) => void>;
  /** The answer to `getPlayerAvatar`: `size` pixels wide and high, `data` in RGBA, four bytes a pixel, row by row; made anew for each. */
  readonly avatar_loaded: Signal<(avatar_id: bigint, size: number, data: P) => void>;
  /** Never emitted: no picture takes time to load. */
  readonly avatar_image_loaded: Signal<(avatar_id: bigint, avatar_index: number, width: number, height: number) => void>;
  /**
   * What a player shows of its game changed, or was asked for by `requestFriendRichPresence`.
   *
   * Differs from GodotSteam, whose handlers never hear of it: there it is emitted under a misspelt name.
   */
  readonly friend_rich_presence_update: Signal<(steam_id: bigint, app_id: number) => void>;
}
