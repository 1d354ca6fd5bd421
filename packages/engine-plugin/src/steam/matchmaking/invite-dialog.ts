import type { Log } from "../logger.js";

/** An invitation to be passed on. */
export interface Invitation {
  readonly lobby: bigint;
  /** The address of this page with `?connect_lobby=<id>&from=<our id>`: whoever opens it gets `join_requested`. `""` outside of a page. */
  readonly link: string;
}

/**
 * Gives the player a way to pass an invitation on: a window of the game with the link in it, a QR code, a message in the game's own chat.
 * It counts as shown until what it returns settles; what it throws is reported.
 */
export type InviteDialog = (invitation: Invitation) => unknown;

/** What it needs of a browser, any of which may be missing. */
interface Browser {
  readonly share?: (data: { url: string }) => Promise<void>;
  readonly clipboard?: { writeText: (text: string) => Promise<void> };
}

/**
 * The dialog of a game that brings none: the browser's own for sharing; where there is none, or it may not be opened (it has to be in answer
 * to a click or a key), the link goes to the clipboard, and in any case to the log.
 */
export function shareDialog(log: Log): InviteDialog {
  return async ({ link, lobby }) => {
    const { navigator } = globalThis as { navigator?: Browser };
    try {
      if (navigator?.share) return await navigator.share({ url: link });
    } catch (cause) {
      if (cause instanceof Error && cause.name === "AbortError") return;
    }
    let copied = true;
    try {
      await navigator?.clipboard?.writeText(link);
      copied = navigator?.clipboard !== undefined;
    } catch {
      copied = false;
    }
    log.info(`[STEAM] The invitation to lobby ${lobby} ${copied ? "is in the clipboard" : "is this link"}: ${link}`);
  };
}
