const isLittle = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/**
 * Turns the elements of a typed array's bytes from little endian, as Godot writes them, to this machine's order, or back.
 * Nearly every machine is little endian, where there is nothing to do.
 */
export function swapUnlessLittle(bytes: Uint8Array, elementBytes: number): void {
  if (isLittle) return;
  for (let at = 0; at < bytes.length; at += elementBytes) bytes.subarray(at, at + elementBytes).reverse();
}
