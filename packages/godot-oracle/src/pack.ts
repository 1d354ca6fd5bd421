import { createHash } from "node:crypto";

const magic = "GDPC";
const packVersion = 3;
const engineVersion = [4, 6, 0] as const;
/** Offsets in the directory count from the file base. */
const relativeOffsets = 2;
const fileBase = 0x70;
const alignment = 32;

/**
 * A Godot 4 pack file of version 3, little endian:
 *
 *     0     "GDPC", u32 pack version, u32 × 3 engine version, u32 flags, u64 file base, u64 directory offset, zeroes
 *     0x70  the files, each aligned to 32
 *     …     u32 count; for each: u32 length of the path (padded to 4), path, u64 offset, u64 size, 16 bytes MD5, u32 flags
 *
 * @param files contents by path, without `res://`
 */
export function writePack(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    entries.push(entry(path, content, offset));
    const padded = Buffer.concat([content], Math.ceil(content.length / alignment) * alignment);
    parts.push(padded);
    offset += padded.length;
  }
  const header = Buffer.alloc(fileBase);
  header.write(magic, 0, "latin1");
  [packVersion, ...engineVersion, relativeOffsets].forEach((value, index) => header.writeUInt32LE(value, 4 + 4 * index));
  header.writeBigUInt64LE(BigInt(fileBase), 24);
  header.writeBigUInt64LE(BigInt(fileBase + offset), 32);
  const count = Buffer.alloc(4);
  count.writeUInt32LE(entries.length);
  return Buffer.concat([header, ...parts, count, ...entries]);
}

function entry(path: string, content: Buffer, offset: number): Buffer {
  const name = Buffer.from(path);
  const paddedLength = Math.ceil(name.length / 4) * 4;
  const bytes = Buffer.alloc(4 + paddedLength + 8 + 8 + 16 + 4);
  bytes.writeUInt32LE(paddedLength, 0);
  name.copy(bytes, 4);
  bytes.writeBigUInt64LE(BigInt(offset), 4 + paddedLength);
  bytes.writeBigUInt64LE(BigInt(content.length), 12 + paddedLength);
  createHash("md5")
    .update(content)
    .digest()
    .copy(bytes, 20 + paddedLength);
  return bytes;
}
