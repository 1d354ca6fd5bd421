import type { EngineLike } from "./engine-like.js";

/** How often it is looked whether frames still come. Browsers let a hidden tab have a timer once a second. */
const BACKGROUND_INTERVAL_MS = 500;

/**
 * Calls `pump` once a frame, before anything of the frame is updated; and when no frames come (the tab is hidden, the engine is
 * stopped or not started yet), about once a second all the same, in the engine's context. Answers how to stop for good.
 */
export function startPump(engine: EngineLike, pump: () => void): () => void {
  let framed = false;
  const frames = engine.on("preframe", () => {
    framed = true;
    pump();
  });
  const hiding = engine.on("hidden", () => {
    framed = false;
  });
  const timer = setInterval(() => {
    if (!framed) engine.scope(pump);
    framed = false;
  }, BACKGROUND_INTERVAL_MS);
  return () => {
    frames.close();
    hiding.close();
    clearInterval(timer);
  };
}
