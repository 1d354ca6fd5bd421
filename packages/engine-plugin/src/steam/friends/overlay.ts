import { Signal, type SignalHost } from "../../godot/signal.js";
import type { PeerArgument } from "../api.js";
import type { SteamContext } from "../context.js";
import { type LobbyArgument, lobbyId, text } from "../matchmaking/lobby-arguments.js";

/** What Steam's overlay was asked to show. */
export type OverlayRequest =
  /** `type`: friends, community, players, settings, officialgamegroup, stats, achievements. */
  | { readonly kind: "section"; readonly type: string }
  /** `type`: steamid, chat, jointrade, stats, achievements, friendadd, friendremove, friendrequestaccept, friendrequestignore. */
  | { readonly kind: "user"; readonly type: string; readonly player: bigint }
  | { readonly kind: "web-page"; readonly url: string }
  | { readonly kind: "store"; readonly appId: number }
  /** Invite somebody into a lobby. */
  | { readonly kind: "invite"; readonly lobby: bigint }
  /** Invite somebody with this connect string. */
  | { readonly kind: "invite-to-game"; readonly connect: string };

/**
 * An application's own overlay: shows what is asked for, over the game.
 * @param closed to be called once it is gone.
 * @returns whether it shows this; if not, what is there without it happens.
 */
export type OverlayHandler = (request: OverlayRequest, closed: () => void) => boolean;

/** What shows a way to invite into a lobby where the application has none of its own. */
export type ShowInvitation = (lobby: bigint, closed: () => void) => void;

/**
 * Steam's overlay. A browser has none, so what these show is the application's to say, by the option `overlay`. Without that web pages and the dialog for inviting into a
 * lobby work, and everything else is reported once. `overlay_toggled` fires when something is shown over the game and when it is gone. None of these throws, with or without a page.
 */
export interface Overlay {
  activateGameOverlay(type?: string): void;
  activateGameOverlayToUser(type?: string, steam_id?: PeerArgument | 0): void;
  /** Opens a page in another tab, if the browser lets it: call it from a click. Only `http:` and `https:`. */
  activateGameOverlayToWebPage(url: string): void;
  activateGameOverlayToStore(app_id?: number): void;
  /** A way to invite somebody into the lobby; 0n is none, and reported once. (GodotSteam calls the argument `steam_id`.) */
  activateGameOverlayInviteDialog(lobby_id: LobbyArgument): void;
  /** The same with a connect string: whoever accepts gets `join_game_requested`. */
  activateGameOverlayInviteDialogConnectString(connect_string: string): void;
  /**
   * Invites a player to come with a connect string, which he gets by `join_game_requested`.
   * @returns whether it was sent; not whether the player is there.
   */
  inviteUserToGame(friend_id: PeerArgument, connect_string: string): boolean;
}

/** The signal of {@link Overlay}. */
export interface OverlaySignals {
  /** Something is shown over the game, or no longer. `user_initiated` is always false: the game asked. */
  readonly overlay_toggled: Signal<(active: boolean, user_initiated: boolean, app_id: number) => void>;
}

/** Who shows what the overlay is asked for. */
export interface OverlayOptions {
  /** The application's own overlay. */
  readonly overlay?: OverlayHandler | undefined;
  /** Shows a way to invite somebody, where {@link overlay} does not. */
  readonly showInvitation?: ShowInvitation | undefined;
}

/** The part of Friends that shows something over the game. */
export function createOverlay(
  { app, endpoint, identities, log, ready }: SteamContext,
  host: SignalHost,
  { overlay, showInvitation }: OverlayOptions,
) {
  const signal: OverlaySignals["overlay_toggled"] = new Signal("overlay_toggled", host);
  const toggles: boolean[] = [];

  const show = (call: string, request: OverlayRequest): void => {
    if (!ready("Friends", call)) return;
    let shown = false;
    let gone = false;
    const closed = () => {
      if (shown && !gone) toggles.push(false);
      gone = true;
    };
    try {
      shown = overlay?.(request, closed) === true;
      if (!shown && request.kind === "invite" && showInvitation !== undefined) {
        showInvitation(request.lobby, closed);
        shown = true;
      }
    } catch (cause) {
      log.error(`[STEAM] ${call}: the overlay failed; the game goes on without it.`, cause);
    }
    if (shown) {
      toggles.push(true);
      if (gone) toggles.push(false);
      return;
    }
    if (request.kind === "web-page") openPage(request.url);
    else log.warnOnce(call, `[STEAM] ${call}: a browser has no Steam overlay, so nothing is shown. Give the option \`overlay\` to show something of your own.`);
  };
  const openPage = (url: string): void => {
    const page = URL.canParse(url) ? new URL(url) : undefined;
    // Texts of other players end up here: nothing that runs as a script of ours.
    if (page === undefined || !/^https?:$/.test(page.protocol)) {
      log.errorOnce("overlay page", `[STEAM] activateGameOverlayToWebPage: "${url}" is not opened; it must begin with http:// or https://.`);
      return;
    }
    try {
      globalThis.open?.(page.href, "_blank", "noopener");
    } catch {
      // A browser that forbids it says so itself.
    }
  };

  const functions: Overlay = {
    activateGameOverlay: (type = "") => show("activateGameOverlay", { kind: "section", type }),
    activateGameOverlayToUser: (type = "", player = 0n) =>
      show("activateGameOverlayToUser", { kind: "user", type, player: player === 0 || player === 0n ? 0n : identities.resolve(player) }),
    activateGameOverlayToWebPage: (url) => show("activateGameOverlayToWebPage", { kind: "web-page", url }),
    activateGameOverlayToStore: (id = 0) => show("activateGameOverlayToStore", { kind: "store", appId: id }),
    activateGameOverlayInviteDialog(argument) {
      const lobby = lobbyId(argument, log);
      if (lobby !== 0n) show("activateGameOverlayInviteDialog", { kind: "invite", lobby });
      else log.errorOnce("no lobby to invite to", "[STEAM] activateGameOverlayInviteDialog: that is no lobby; give the id that lobby_created or lobby_joined brought.");
    },
    activateGameOverlayInviteDialogConnectString: (connect) => show("activateGameOverlayInviteDialogConnectString", { kind: "invite-to-game", connect }),
    inviteUserToGame(argument, connect) {
      if (!ready("Friends", "inviteUserToGame")) return false;
      const id = identities.resolve(argument);
      return id !== 0n && endpoint.lobbies.inviteToGame(id, text(connect));
    },
  };

  return {
    functions,
    signal,
    pump: () => {
      for (const active of toggles.splice(0)) signal.emit(active, false, app.get());
    },
  };
}
