import { ERR_INVALID_PARAMETER, ERR_OUT_OF_MEMORY, OK } from "../error.js";
import { report } from "../report.js";
import { FixedCopy } from "./fixed-copy.js";
import { toByte, toIndex } from "./numbers.js";

/** What a constructor of bytes takes besides memory to look at. */
export type ByteSource = number | Iterable<unknown> | ArrayLike<unknown>;

/** The part of resizable buffers that the compiler's library does not know yet. */
interface ResizableBuffer extends ArrayBuffer {
  readonly resizable: boolean;
  readonly maxByteLength: number;
  resize(byteLength: number): void;
}
type ResizableBufferConstructor = new (byteLength: number, options: { maxByteLength: number }) => ResizableBuffer;

/**
 * How far an array can grow, in bytes; one that starts larger than half of it can grow to twice its first size. Only address space is set aside for it. It is 32 times
 * the largest message that Steam sends.
 */
export const MAX_GROWN_BYTES = 16 * 1024 * 1024;
/** What is tried where so much address space cannot be had: 32-bit systems, phones. */
const SMALLER_RESERVES = [1024 * 1024, 64 * 1024];
/**
 * How many arrays may be alive, or not collected yet, that set address space aside. Each is two mappings for the operating system; Linux gives a process 65,530 of
 * them, and engines do not survive running out. Arrays beyond this can grow to the end of a memory page: those are not mappings of their own.
 */
const MAX_RESERVES = 16_384;
const PAGE_BYTES = 4096;

/** `ofOthers`: memory that others look at, or that was made without room; `cannot`: there was no room to be had. One small number: there may be very many arrays. */
const Growth = { ofOthers: 0, grows: 1, cannot: 2 } as const;
type Growth = (typeof Growth)[keyof typeof Growth];

let reserves = 0;
const gone = new FinalizationRegistry<undefined>(() => reserves--);

/**
 * Bytes whose size can change in place. It is a Uint8Array over a resizable ArrayBuffer of its own, so that the one object that everybody holds
 * grows and shrinks, as in GDScript.
 *
 * Made over an ArrayBuffer (`new PackedByteArray(buffer, byteOffset, length)`) it is a view of that memory as any typed array, and keeps its size: growing
 * would have to move bytes that others look at.
 */
export class GrowingBytes extends Uint8Array<ArrayBuffer> {
  readonly #growth: Growth;

  constructor(source?: ByteSource | FixedCopy);
  constructor(buffer: ArrayBuffer, byteOffset?: number, length?: number);
  constructor(source: ByteSource | ArrayBuffer | FixedCopy = 0, byteOffset?: number, length?: number) {
    if (source instanceof FixedCopy) {
      // The compiler only knows the constructor that takes memory.
      super(source.bytes as unknown as ArrayBuffer);
      this.#growth = Growth.ofOthers;
      return;
    }
    const values = typeof source === "number" || isMemory(source) ? undefined : listOf(source);
    const buffer = isMemory(source) ? source : newBuffer(values === undefined ? (source as number) : values.length);
    super(buffer, byteOffset, length);
    const isResizable = (buffer as Partial<ResizableBuffer>).resizable === true;
    this.#growth = buffer === source ? Growth.ofOthers : isResizable ? Growth.grows : Growth.cannot;
    if (this.#growth === Growth.grows && (buffer as ResizableBuffer).maxByteLength > buffer.byteLength + PAGE_BYTES) {
      reserves++;
      gone.register(this, undefined);
    }
    if (values instanceof Uint8Array) super.set(values);
    else if (values !== undefined) for (let at = 0; at < values.length; at++) this[at] = toByte(values[at]);
  }

  /** So that `map`, `filter` and the like give plain arrays of bytes. */
  static get [Symbol.species](): Uint8ArrayConstructor {
    return Uint8Array;
  }

  /** Whether the array was encoded, decoded, compressed, decompressed or received, or is a view of a buffer: {@link resize} refuses then. Not in Godot. */
  has_fixed_size(): boolean {
    return this.#growth !== Growth.grows;
  }

  /**
   * Makes the array `size` bytes long, in place; new bytes are 0.
   * @returns 0; 31 (reported) for a negative size; 6 (reported) when it cannot grow that far, or has a size that is fixed. It is unchanged then.
   */
  resize(size: number): number {
    const length = toIndex(size);
    if (length === this.length) return OK;
    if (length < 0) {
      report(`PackedByteArray: cannot be resized to ${length} bytes; a size is not negative.`);
      return ERR_INVALID_PARAMETER;
    }
    if (this.has_fixed_size()) {
      report(`PackedByteArray: this array of ${this.length} bytes cannot be resized to ${length}. ${this.#whyFixed()}`);
      return ERR_OUT_OF_MEMORY;
    }
    try {
      (this.buffer as ResizableBuffer).resize(length);
      return OK;
    } catch {
      report(`PackedByteArray: cannot be resized from ${this.length} to ${length} bytes; that is more than it can grow to, ${(this.buffer as ResizableBuffer).maxByteLength} bytes.`);
      return ERR_OUT_OF_MEMORY;
    }
  }

  #whyFixed(): string {
    if (this.#growth === Growth.ofOthers) {
      return "Received, encoded, compressed and decompressed bytes, and views of a buffer, have a fixed size: change what its duplicate() answers.";
    }
    return "resize" in ArrayBuffer.prototype
      ? "There was no memory left for it to grow into."
      : "This browser cannot change the size of an ArrayBuffer; Chrome 111, Safari 16.4 and Firefox 128 are the first that can.";
  }
}

function isMemory(source: unknown): source is ArrayBuffer {
  return source instanceof ArrayBuffer || (typeof SharedArrayBuffer === "function" && source instanceof SharedArrayBuffer);
}

function listOf(source: Iterable<unknown> | ArrayLike<unknown>): ArrayLike<unknown> {
  return Symbol.iterator in source && !ArrayBuffer.isView(source) && !Array.isArray(source) ? [...source] : (source as ArrayLike<unknown>);
}

function newBuffer(length: number): ArrayBuffer {
  const reserved = reserves < MAX_RESERVES ? [MAX_GROWN_BYTES, ...SMALLER_RESERVES] : [];
  const toPageEnd = Math.max(PAGE_BYTES, Math.ceil(length / PAGE_BYTES) * PAGE_BYTES);
  for (const most of [...reserved.map((bytes) => Math.max(bytes, 2 * length)), toPageEnd]) {
    try {
      return new (ArrayBuffer as unknown as ResizableBufferConstructor)(length, { maxByteLength: most });
    } catch {
      // Less, then.
    }
  }
  return new ArrayBuffer(length);
}
