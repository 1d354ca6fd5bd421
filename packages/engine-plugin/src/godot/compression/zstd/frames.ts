import { damaged, tooLarge } from "../limits.js";
import { FrameState, MAX_BLOCK_BYTES, readBlock } from "./block.js";

type Bytes = Uint8Array<ArrayBuffer>;

const MAGIC = 0xfd2fb528;
/** The first of 16 magic numbers of frames that are passed over. */
const SKIPPABLE_MAGIC = 0x184d2a50;
const SINGLE_SEGMENT = 0x20;
const RESERVED = 0x08;
const CHECKSUM = 0x04;
const CHECKSUM_BYTES = 4;
/** By the two lowest bits of the flags. */
const DICTIONARY_BYTES = [0, 1, 2, 4] as const;
const BlockTypes = { RAW: 0, RLE: 1, COMPRESSED: 2, RESERVED: 3 } as const;

interface Block {
  readonly type: number;
  /** As its header says: for a run, how long it is. */
  readonly size: number;
  readonly content: Bytes;
}

interface Frame {
  readonly blocks: readonly Block[];
  /** Behind the last byte. */
  readonly end: number;
  /** As the header says. */
  readonly contentBytes: number | undefined;
  /** No more can come out, by its blocks. */
  readonly mostBytes: number;
}

/** One frame with content size, nothing in it compressed but runs of one byte: valid, and never more than a few bytes longer than the input. */
export function storedZstd(input: Uint8Array): Bytes {
  const blocks = Math.ceil(input.length / MAX_BLOCK_BYTES);
  const out = new Uint8Array(9 + input.length + 3 * blocks);
  const view = new DataView(out.buffer);
  view.setUint32(0, MAGIC, true);
  let at = writeContentSize(view, input.length);
  for (let start = 0; start < input.length; start += MAX_BLOCK_BYTES) {
    const block = input.subarray(start, start + MAX_BLOCK_BYTES);
    const isRun = block.length > 1 && block.every((byte) => byte === block[0]);
    const isLast = start + MAX_BLOCK_BYTES >= input.length;
    const header = (block.length << 3) | ((isRun ? BlockTypes.RLE : BlockTypes.RAW) << 1) | (isLast ? 1 : 0);
    view.setUint16(at, header & 0xffff, true);
    view.setUint8(at + 2, header >> 16);
    const content = isRun ? block.subarray(0, 1) : block;
    out.set(content, at + 3);
    at += 3 + content.length;
  }
  return out.slice(0, at);
}

function writeContentSize(view: DataView, size: number): number {
  if (size < 256) {
    view.setUint8(4, SINGLE_SEGMENT);
    view.setUint8(5, size);
    return 6;
  }
  if (size < 65536 + 256) {
    view.setUint8(4, SINGLE_SEGMENT | 0x40);
    view.setUint16(5, size - 256, true);
    return 7;
  }
  view.setUint8(4, SINGLE_SEGMENT | 0x80);
  view.setUint32(5, size, true);
  return 9;
}

/**
 * What is in these frames, of at most `limit` bytes in all; throws otherwise. Frame checksums, which Godot does not write, are not checked.
 *
 * Sizes in headers are not taken at their word: the frames are walked through first, and no memory is taken that their blocks could not fill.
 */
export function readZstd(bytes: Bytes, limit: number): Bytes {
  const frames: Frame[] = [];
  for (let at = 0; at < bytes.length; ) {
    const frame = readFrame(bytes, at);
    frames.push(frame);
    at = frame.end;
  }
  const parts: Bytes[] = [];
  let room = limit;
  for (const frame of frames) {
    const part = readContent(frame, room, limit);
    room -= part.length;
    parts.push(part);
  }
  return joined(parts, limit - room);
}

function readContent({ blocks, contentBytes, mostBytes }: Frame, room: number, limit: number): Bytes {
  if (contentBytes !== undefined && contentBytes > mostBytes) throw damaged("a Zstandard frame");
  if (contentBytes !== undefined && contentBytes > room) throw tooLarge(limit);
  const state = new FrameState(contentBytes ?? Math.min(room, mostBytes));
  for (const { type, size, content } of blocks) {
    if (type === BlockTypes.RAW) state.add(content);
    else if (type === BlockTypes.RLE) state.addRun(content[0]!, size);
    else readBlock(content, state);
  }
  if (contentBytes !== undefined && state.filled !== contentBytes) throw damaged("a Zstandard frame");
  return state.out.subarray(0, state.filled);
}

function joined(parts: readonly Bytes[], size: number): Bytes {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first;
  const out = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Walks over one frame without unpacking it. */
function readFrame(bytes: Bytes, start: number): Frame {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    const magic = view.getUint32(start, true);
    if (magic >>> 4 === SKIPPABLE_MAGIC >>> 4) return inside(bytes, { blocks: [], end: start + 8 + view.getUint32(start + 4, true), contentBytes: 0, mostBytes: 0 });
    const flags = view.getUint8(start + 4);
    if (magic !== MAGIC || flags & RESERVED) throw damaged("a Zstandard frame");
    const single = (flags & SINGLE_SEGMENT) !== 0;
    const sizeBytes = flags >> 6 === 0 ? (single ? 1 : 0) : 1 << (flags >> 6);
    const sizeAt = start + (single ? 5 : 6) + DICTIONARY_BYTES[flags & 3]!;
    const { blocks, end } = readBlocks(bytes, view, sizeAt + sizeBytes);
    const mostBytes = blocks.reduce((sum, { type, size }) => sum + (type === BlockTypes.COMPRESSED ? MAX_BLOCK_BYTES : size), 0);
    return inside(bytes, { blocks, end: end + (flags & CHECKSUM ? CHECKSUM_BYTES : 0), contentBytes: readContentSize(view, sizeAt, sizeBytes), mostBytes });
  } catch (error) {
    // Read beyond the end.
    if (error instanceof RangeError) throw damaged("a Zstandard frame");
    throw error;
  }
}

function readContentSize(view: DataView, at: number, bytes: number): number | undefined {
  switch (bytes) {
    case 1:
      return view.getUint8(at);
    case 2:
      return view.getUint16(at, true) + 256;
    case 4:
      return view.getUint32(at, true);
    case 8:
      return Number(view.getBigUint64(at, true));
    default:
      return undefined;
  }
}

function readBlocks(bytes: Bytes, view: DataView, start: number): { blocks: Block[]; end: number } {
  const blocks: Block[] = [];
  for (let at = start; ; ) {
    const header = view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
    const type = (header >> 1) & 3;
    const size = header >> 3;
    if (type === BlockTypes.RESERVED || size > MAX_BLOCK_BYTES) throw damaged("a Zstandard frame");
    const end = at + 3 + (type === BlockTypes.RLE ? 1 : size);
    if (end > bytes.length) throw damaged("a Zstandard frame");
    blocks.push({ type, size, content: bytes.subarray(at + 3, end) });
    if (header & 1) return { blocks, end };
    at = end;
  }
}

function inside(bytes: Bytes, frame: Frame): Frame {
  if (frame.end > bytes.length) throw damaged("a Zstandard frame");
  return frame;
}
