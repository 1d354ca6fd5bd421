/**
 * Calls `onPress` when a key goes down, wherever the keyboard is, until the function it answers is called.
 * @param key as `KeyboardEvent.key` or `.code` names it; a key that writes something is left to whoever is writing. `""` is no key.
 */
export function listenForKey(key: string, onPress: () => void): () => void {
  const listen = (event: KeyboardEvent) => {
    const isIt = event.key === key || event.code === key;
    if (!isIt || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key.length === 1 && isWriting(event.composedPath()[0])) return;
    event.preventDefault();
    onPress();
  };
  // On the way down: a game may stop keys on their way up.
  const how = { capture: true };
  if (key !== "") addEventListener("keydown", listen, how);
  return () => removeEventListener("keydown", listen, how);
}

/** Whether what a key is pressed in takes text. */
function isWriting(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLInputElement) return !["button", "checkbox", "color", "radio", "range", "reset", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable);
}
