import { Signal, type SignalHost } from "../../godot/signal.js";
import { isLive, type SteamContext } from "../context.js";
import { type InviteDialog, shareDialog } from "./invite-dialog.js";
import { launchParameter, readLaunchLink, writeLaunchLink } from "./launch-link.js";
import type { ShowInvitation } from "../friends/overlay.js";
import type { SteamPart } from "../part.js";

/** An invitation that a player sent us, see `onLobbyInvite`. */
export interface ReceivedInvitation {
  readonly lobby: bigint;
  readonly from: bigint;
  /** What accepting it in Steam's overlay does: `join_requested` fires at the next `run_callbacks`. A second time does nothing. */
  readonly accept: () => void;
}

/** What the application can say about invitations; every field can be left out. */
export interface InvitationOptions {
  /** What `activateGameOverlayInviteDialog` shows; by default the browser's dialog for sharing, or the link in the clipboard. */
  inviteDialog?: InviteDialog | undefined;
  /** Somebody invited us: show it, with a button that calls `accept`. By default nothing but the signal `lobby_invite`. */
  onLobbyInvite?: ((invitation: ReceivedInvitation) => void) | undefined;
  /** The page's address, read again at each `run_callbacks`; by default `location`. */
  page?: { readonly href: string } | undefined;
}

/** The signals of invitations. GodotSteam has the first two in Friends, the third in Apps. */
export interface InvitationSignals {
  /**
   * The player wants to join: has accepted an invitation, or opened a link with `?connect_lobby=<id>`. Call `joinLobby`. `steam_id` is
   * who invited, 0n when a link does not say; what a link says anybody may have written.
   *
   * For the link the page was opened with it fires once: at the first `run_callbacks` at which Steam is running and somebody listens; not at
   * all when the game has asked to join that lobby before, because it looked at the command line.
   */
  readonly join_requested: Signal<(lobby_id: bigint, steam_id: bigint) => void>;
  /** Somebody invited us with a connect string, see `inviteUserToGame`. It comes from another player: trust it as little as a message. */
  readonly join_game_requested: Signal<(user: bigint, connect: string) => void>;
  /** The page's address was changed to one that invites to another lobby, without loading it anew. A `join_requested` follows. */
  readonly new_launch_url_parameters: Signal<() => void>;
}

/** Invitations, for the parts that show, receive and read them. */
export interface Invitations extends SteamPart<object, InvitationSignals> {
  readonly pump: () => void;
  /** Shows a way to invite into a lobby. */
  readonly show: ShowInvitation;
  /** An invitation arrived. */
  readonly invited: (lobby: bigint, from: bigint) => void;
  readonly invitedToGame: (from: bigint, connect: string) => void;
  /** The game joins this lobby: an invitation to it needs no signal any more. */
  readonly joining: (lobby: bigint) => void;
  /** What Steam would have put on the command line; empty when nobody invited. */
  readonly commandLine: () => string;
  /** A parameter of the page's address, `""` when there is none. */
  readonly parameter: (key: string) => string;
}

/** Makes them. */
export function createInvitations({ endpoint, log }: SteamContext, host: SignalHost, options: InvitationOptions): Invitations {
  const { page = (globalThis as { location?: { readonly href: string } }).location, onLobbyInvite } = options;
  const dialog = options.inviteDialog ?? shareDialog(log);
  const signals: InvitationSignals = {
    join_requested: new Signal("join_requested", host),
    join_game_requested: new Signal("join_game_requested", host),
    new_launch_url_parameters: new Signal("new_launch_url_parameters", host),
  };
  const address = () => page?.href ?? "";

  let href = address();
  /** What the address invites to, so that it is told when that changes. */
  let current = readLaunchLink(href);
  /** What is still to be told of it. */
  let awaited = current.lobby === 0n ? undefined : { ...current, isNew: false };
  /** Accepted by the player, to be told at the next opportunity. */
  const accepted: { readonly lobby: bigint; readonly from: bigint }[] = [];

  const look = () => {
    if (address() === href) return;
    href = address();
    const link = readLaunchLink(href);
    if (link.lobby !== current.lobby) awaited = link.lobby === 0n ? undefined : { ...link, isNew: true };
    current = link;
  };

  return {
    functions: {},
    signals,
    pump() {
      for (const { lobby, from } of accepted.splice(0)) signals.join_requested.emit(lobby, from);
      look();
      if (awaited === undefined || !isLive(endpoint)) return;
      if (awaited.isNew) {
        awaited.isNew = false;
        signals.new_launch_url_parameters.emit();
      }
      // A handler may have joined by what the command line says.
      if (awaited === undefined || !signals.join_requested.has_connections()) return;
      const { lobby, from } = awaited;
      awaited = undefined;
      if (!endpoint.lobbies.isMember(lobby)) signals.join_requested.emit(lobby, from);
    },
    show(lobby, closed) {
      const invitation = { lobby, link: writeLaunchLink(address(), { lobby, from: endpoint.self }) };
      void new Promise((resolve) => resolve(dialog(invitation)))
        .catch((cause: unknown) => log.error("[STEAM] The dialog for inviting failed; the game goes on.", cause))
        .then(closed);
    },
    invited(lobby, from) {
      if (onLobbyInvite === undefined) {
        log.infoOnce("invited", "[STEAM] Somebody invited this player to a lobby. Handle lobby_invite, or give the option onLobbyInvite, to let the player accept.");
        return;
      }
      let open = true;
      const accept = () => {
        if (open) accepted.push({ lobby, from });
        open = false;
      };
      try {
        onLobbyInvite({ lobby, from, accept });
      } catch (cause) {
        log.error("[STEAM] onLobbyInvite failed; the game goes on.", cause);
      }
    },
    invitedToGame: (from, connect) => signals.join_game_requested.emit(from, connect),
    joining(lobby) {
      if (awaited?.lobby === lobby) awaited = undefined;
    },
    commandLine: () => {
      const { lobby } = readLaunchLink(address());
      return lobby === 0n ? "" : `+connect_lobby ${lobby}`;
    },
    parameter: (key) => launchParameter(address(), key),
  };
}
