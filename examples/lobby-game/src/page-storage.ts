/** What a page may keep: `localStorage` for good, `sessionStorage` as long as its tab. Undefined where it may not keep anything: then merely asking throws. */
export function pageStorage(kind: "localStorage" | "sessionStorage"): Storage | undefined {
  try {
    return globalThis[kind];
  } catch {
    return undefined;
  }
}
