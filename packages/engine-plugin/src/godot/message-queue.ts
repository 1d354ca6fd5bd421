/**
 * Calls put off until the current work is done; Godot's message queue.
 *
 * `flush` runs them in the order they came in, those included that they put off themselves (so a handler
 * that puts itself off for ever never lets `flush` end, in Godot too). What is pushed must not throw.
 */
export class MessageQueue {
  readonly #calls: (() => void)[] = [];

  push(call: () => void): void {
    this.#calls.push(call);
  }

  flush(): void {
    for (let call = this.#calls.shift(); call !== undefined; call = this.#calls.shift()) call();
  }
}
