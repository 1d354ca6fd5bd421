import type { EndpointState } from "../session/endpoint.js";

type Listener = (state: EndpointState) => void;

/** Who wants to know how the endpoint is. One that throws does not stop the others. */
export class StateListeners {
  readonly #listeners = new Set<Listener>();
  readonly #onThrow: (error: unknown) => void;

  constructor(onThrow: (error: unknown) => void) {
    this.#onThrow = onThrow;
  }

  /** Answers how to stop. */
  add(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(state: EndpointState): void {
    for (const listener of this.#listeners) {
      try {
        listener(state);
      } catch (error) {
        this.#onThrow(error);
      }
    }
  }
}
