const encoder = new TextEncoder();

/** How many bytes the text has in UTF-8. */
export function utf8Length(text: string): number {
  return encoder.encode(text).length;
}
