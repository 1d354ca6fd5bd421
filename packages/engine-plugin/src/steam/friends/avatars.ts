import { Signal, type SignalHost } from "../../godot/signal.js";
import type { PeerArgument } from "../api.js";
import type { SteamContext } from "../context.js";
import type { FriendsSignals } from "./friends-types.js";
import { int32 } from "../gdscript-arguments.js";
import { identicon } from "./identicon.js";
import type { Images } from "./images.js";
import type { PayloadClass } from "../networking-messages-types.js";
import { bytesAs } from "../wrap-bytes.js";

/** Pictures of players: made from their ids, so that there is one of everybody, at once, and the same for everyone who looks. */
export interface Avatars {
  /**
   * Asks for a picture. `avatar_loaded` brings it at the end of `run_callbacks`: of the next, or of this one when asked from a handler.
   * @param size AVATAR_SMALL (1), AVATAR_MEDIUM (2), AVATAR_LARGE (3): 32, 64, 184 pixels; for another there is no signal (reported once).
   * @param steam_id whose; 0n for our own. With an id alone (`getPlayerAvatar(id)`) the size is medium, and `(id, size)` is understood too.
   */
  getPlayerAvatar(size?: number, steam_id?: PeerArgument | 0): void;
  getPlayerAvatar(steam_id: PeerArgument, size?: number): void;
  /** The handle of the picture of 32 pixels, for `getImageRGBA`: never -1, for none takes time to load; 0 for id 0 and while not connected. */
  getSmallFriendAvatar(steam_id: PeerArgument): number;
  /** The same of 64 pixels. */
  getMediumFriendAvatar(steam_id: PeerArgument): number;
  /** The same of 184 pixels. */
  getLargeFriendAvatar(steam_id: PeerArgument): number;
}

/** Pixels of AVATAR_SMALL, AVATAR_MEDIUM, AVATAR_LARGE. */
const PIXELS = [0, 32, 64, 184] as const;

type AvatarSignals<P extends Uint8Array> = Pick<FriendsSignals<P>, "avatar_loaded" | "avatar_image_loaded">;

/** The part of Friends that shows what players look like. */
export function createAvatars<P extends Uint8Array>(
  { endpoint, identities, log, ready }: SteamContext,
  host: SignalHost,
  images: Images,
  payload: PayloadClass<P> | undefined,
): { readonly functions: Avatars; readonly signals: AvatarSignals<P> } {
  const wrap = bytesAs(payload);
  const signals: AvatarSignals<P> = {
    avatar_loaded: new Signal("avatar_loaded", host),
    avatar_image_loaded: new Signal("avatar_image_loaded", host),
  };
  const handle = (call: string, size: number) => (argument: PeerArgument) => {
    if (!ready("Friends", call)) return 0;
    const id = identities.resolve(argument);
    return id === 0n ? 0 : images.handleOf(id, size);
  };

  return {
    functions: {
      getPlayerAvatar(first: unknown = 2, second?: unknown) {
        if (!ready("Friends", "getPlayerAvatar")) return;
        const swapped = typeof first === "string" || (typeof first === "bigint" && first > 3n);
        const [size = 2, whose = 0] = swapped ? [second, first] : [first, second];
        const pixels = PIXELS[int32(size)];
        if (!pixels) return log.errorOnce("getPlayerAvatar", `[STEAM] getPlayerAvatar: there is no size ${String(size)}; use AVATAR_SMALL, AVATAR_MEDIUM or AVATAR_LARGE.`);
        // GDScript's 0 is a number here, and no id of anybody.
        const id = whose === 0 || whose === 0n ? endpoint.self : identities.resolve(whose);
        if (id !== 0n) host.defer(() => signals.avatar_loaded.emit(id, pixels, wrap(identicon(id, pixels))));
      },
      getSmallFriendAvatar: handle("getSmallFriendAvatar", PIXELS[1]),
      getMediumFriendAvatar: handle("getMediumFriendAvatar", PIXELS[2]),
      getLargeFriendAvatar: handle("getLargeFriendAvatar", PIXELS[3]),
    },
    signals,
  };
}
