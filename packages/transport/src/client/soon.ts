/** Makes a call that happens once whoever runs now is done, in the same task; however often it was called until then. */
export function soon(act: () => void): () => void {
  let awaited = false;
  return () => {
    if (awaited) return;
    awaited = true;
    queueMicrotask(() => {
      awaited = false;
      act();
    });
  };
}
