/**
 * The part of Excalibur's `Engine` the plugin touches; the same in 0.32 and 0.33. Written down rather than imported, so that
 * the package also loads, and type-checks, where there is no Excalibur.
 */
export interface EngineLike {
  /** Subscribes to an event of the engine. */
  on(eventName: string, handler: (event: unknown) => void): { close(): void };
  /** Runs code in the engine's context, as its own event handlers are run. */
  scope<TReturn>(callback: () => TReturn): TReturn;
}
