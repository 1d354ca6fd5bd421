import type { SteadyTimer, TimerFactory } from "../client/steady-timer.js";
import type { Scheduled, VirtualTime } from "./virtual-time.js";

/** How a page's timers go at the moment. */
export interface TimerManners {
  /** False once the page is gone: nothing rings any more. */
  readonly running: () => boolean;
  /** They ring at multiples of this many ms only; 0 for whenever they should. */
  readonly grainMs: () => number;
}

/** A page's timers, on virtual time. */
export function virtualTimers(time: VirtualTime, { running, grainMs }: TimerManners): TimerFactory {
  return (ring): SteadyTimer => {
    let armedForMs = Number.POSITIVE_INFINITY;
    /** Never later than the time that is armed for; earlier is put right when it comes. */
    let scheduled: Scheduled | undefined;

    const wait = (): void => {
      const grain = grainMs();
      const at = grain > 0 ? Math.ceil(Math.max(armedForMs, time.now + 1) / grain) * grain : armedForMs;
      if (scheduled !== undefined && scheduled.at <= at) return;
      if (scheduled !== undefined) time.cancel(scheduled);
      scheduled = at === Number.POSITIVE_INFINITY ? undefined : time.schedule(at, rung);
    };
    const rung = (): void => {
      scheduled = undefined;
      if (!running()) return;
      if (time.now < armedForMs) return wait();
      armedForMs = Number.POSITIVE_INFINITY;
      ring();
    };

    return {
      arm(atMs) {
        armedForMs = atMs;
        wait();
      },
      dispose() {
        armedForMs = Number.POSITIVE_INFINITY;
        if (scheduled !== undefined) time.cancel(scheduled);
        scheduled = undefined;
      },
    };
  };
}
