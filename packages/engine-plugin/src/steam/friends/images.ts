import type { SteamContext } from "../context.js";
import { int32 } from "../gdscript-arguments.js";
import { identicon } from "./identicon.js";
import type { PayloadClass } from "../networking-messages-types.js";
import { bytesAs } from "../wrap-bytes.js";

/** Answer of {@link ImageFunctions.getImageRGBA}. */
export interface ImageRGBA<P extends Uint8Array = Uint8Array> {
  success: boolean;
  /** Four bytes a pixel, row by row, the game's own; empty without success. */
  buffer: P;
}

/** Answer of {@link ImageFunctions.getImageSize}; zeroes without success. */
export interface ImageSize {
  success: boolean;
  width: number;
  height: number;
}

/** The pictures behind the handles of `getMediumFriendAvatar` and the like. (GodotSteam counts them among Utils.) */
export interface ImageFunctions<P extends Uint8Array = Uint8Array> {
  /** The pixels of a picture; made anew for each call. No `success` for a handle that stands for nothing. **`{}` while not connected.** */
  getImageRGBA(image: number): ImageRGBA<P>;
  /** The size of a picture. **`{}` while not connected.** */
  getImageSize(image: number): ImageSize;
}

/** Pictures a handle stands for, at most; beyond, the oldest handles stand for nothing any more. Ours. */
export const MAX_IMAGES = 4096;

/** Handles of pictures, from 1. */
export class Images {
  readonly #pictures = new Map<number, { readonly id: bigint; readonly size: number }>();
  readonly #handles = new Map<string, number>();
  #last = 0;

  /** The same for the same player and size. */
  handleOf(id: bigint, size: number): number {
    const key = `${id} ${size}`;
    const known = this.#handles.get(key);
    if (known !== undefined) return known;
    const handle = ++this.#last;
    this.#handles.set(key, handle);
    this.#pictures.set(handle, { id, size });
    if (this.#handles.size > MAX_IMAGES) {
      const [oldest] = this.#handles;
      if (oldest !== undefined) {
        this.#handles.delete(oldest[0]);
        this.#pictures.delete(oldest[1]);
      }
    }
    return handle;
  }

  get(handle: number): { readonly id: bigint; readonly size: number } | undefined {
    return this.#pictures.get(handle);
  }
}

/** The functions above. */
export function createImages<P extends Uint8Array>({ ready }: SteamContext, images: Images, payload: PayloadClass<P> | undefined): ImageFunctions<P> {
  const wrap = bytesAs(payload);
  return {
    getImageRGBA(handle) {
      if (!ready("Utils", "getImageRGBA")) return {} as ImageRGBA<P>;
      const picture = images.get(int32(handle));
      return { success: picture !== undefined, buffer: wrap(picture ? identicon(picture.id, picture.size) : new Uint8Array()) };
    },
    getImageSize(handle) {
      if (!ready("Utils", "getImageSize")) return {} as ImageSize;
      const size = images.get(int32(handle))?.size ?? 0;
      return { success: size > 0, width: size, height: size };
    },
  };
}
