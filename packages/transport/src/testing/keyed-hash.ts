const WORDS = 8;

/**
 * Stands for a relay's HMAC: 32 bytes that depend on every byte and on the key. Forging one by chance is out of question, forging one on purpose is easy: good for
 * tests, which have nobody to keep out.
 */
export function keyedHash(key: number): (bytes: Uint8Array) => Uint8Array {
  return (bytes) => {
    const hash = new Uint8Array(WORDS * 4);
    const view = new DataView(hash.buffer);
    for (let word = 0; word < WORDS; word++) {
      let mixed = Math.imul(key ^ 0x811c9dc5, 2 * word + 0x01000193);
      for (const byte of bytes) mixed = Math.imul(mixed ^ byte, 0x01000193) ^ (mixed >>> 15);
      mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
      view.setUint32(word * 4, (mixed ^ (mixed >>> 13)) >>> 0);
    }
    return hash;
  };
}
