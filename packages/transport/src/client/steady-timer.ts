/** One timer that can be set again and again. */
export interface SteadyTimer {
  /**
   * Rings once when the clock reaches `atMs`, at most a few ms late, never earlier than 1 ms before it. A new call
   * replaces the time; `Infinity` rings never. Always rings from a task of its own, never from within this call.
   */
  arm(atMs: number): void;
  /** Stops it for good and gives back what it holds. */
  dispose(): void;
}

/** Makes a {@link SteadyTimer} that calls `ring`. */
export type TimerFactory = (ring: () => void) => SteadyTimer;

/** A timer kept outside the page. */
export interface TimerWorker {
  /** Rings once after this many ms, in place of what was set before; -1 for never. */
  set(delayMs: number): void;
  close(): void;
}

/** What a page timer stands on. Everything is the browser's by default; tests put their own in. */
export interface TimerGround {
  /** The clock that `arm` speaks of, in ms. */
  readonly clock: () => number;
  /** Whether timers of the page itself are held back now. */
  readonly hidden: () => boolean;
  /** Calls back whenever that may have changed; answers how to stop. */
  readonly onVisibilityChange: (changed: () => void) => () => void;
  /** Makes the worker. Where the page may not have one it throws, or calls `forbidden` later. */
  readonly createWorker: (ring: () => void, forbidden: () => void) => TimerWorker;
  /** `setTimeout`; answers how to call it off. */
  readonly after: (delayMs: number, ring: () => void) => () => void;
}

/** The longest delay `setTimeout` knows. */
const LONGEST_DELAY_MS = 0x7fff_ffff;

const WORKER_SOURCE = "let t;onmessage=e=>{clearTimeout(t);if(e.data>=0)t=setTimeout(()=>postMessage(0),e.data)}";

const pageGround: Omit<TimerGround, "clock"> = {
  hidden: () => typeof document !== "undefined" && document.hidden,
  onVisibilityChange: (changed) => {
    if (typeof document === "undefined") return () => {};
    document.addEventListener("visibilitychange", changed);
    return () => document.removeEventListener("visibilitychange", changed);
  },
  createWorker: (ring, forbidden) => {
    const address = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: "text/javascript" }));
    const worker = new Worker(address);
    worker.onmessage = ring;
    worker.onerror = forbidden;
    return {
      set: (delayMs) => worker.postMessage(delayMs),
      close: () => {
        worker.terminate();
        URL.revokeObjectURL(address);
      },
    };
  },
  after: (delayMs, ring) => {
    const handle = setTimeout(ring, delayMs);
    return () => clearTimeout(handle);
  },
};

/**
 * A timer that keeps time in a hidden tab as well. Browsers let a hidden page's timers ring once a second, later
 * once a minute, which is longer than a session lives; the timers of a worker they leave alone. So the
 * wait is held by `setTimeout` while the page is seen, which is the more precise of the two, and by a worker while it is
 * hidden. Where no worker may be made (a content security policy without `worker-src blob:`), `setTimeout` serves
 * for both, with the browser's restraint.
 */
export function pageTimer(ring: () => void, ground: Pick<TimerGround, "clock"> & Partial<TimerGround>): SteadyTimer {
  const { clock, hidden, onVisibilityChange, createWorker, after }: TimerGround = { ...pageGround, ...ground };
  let armedForMs = Infinity;
  /** When `setTimeout` will ring, if {@link callOff} is set. */
  let ringsAtMs = Infinity;
  let callOff: (() => void) | undefined;
  /** `undefined` before it was needed, `null` where there can be none. */
  let worker: TimerWorker | null | undefined;

  const wait = (): void => {
    callOff?.();
    callOff = undefined;
    if (armedForMs === Infinity) {
      worker?.set(-1);
      return;
    }
    const now = clock();
    const delayMs = Math.min(Math.max(0, armedForMs - now), LONGEST_DELAY_MS);
    if (hidden() && worker === undefined) openWorker();
    if (hidden() && worker) worker.set(delayMs);
    else {
      callOff = after(delayMs, rung);
      ringsAtMs = now + delayMs;
    }
  };

  const rung = (): void => {
    // A worker that was set before the page was seen again may ring while `setTimeout` still waits.
    callOff?.();
    callOff = undefined;
    // A ring that was meant for an earlier setting, or for a delay too long to set at once, comes too early.
    if (clock() + 1 < armedForMs) return wait();
    armedForMs = Infinity;
    ring();
  };

  const openWorker = (): void => {
    worker = null;
    try {
      // Some browsers report a forbidden worker only when it should have started.
      worker = createWorker(rung, () => {
        worker = null;
        wait();
      });
    } catch {
      // As said above: `setTimeout` serves.
    }
  };

  const arm = (atMs: number): void => {
    if (atMs === armedForMs) return;
    armedForMs = atMs;
    // Each packet puts the time off a little. To let it ring too early now and then is cheaper than to set it anew each time.
    if (callOff === undefined || atMs < ringsAtMs || atMs === Infinity) wait();
  };

  const stopWatching = onVisibilityChange(wait);
  return {
    arm,
    dispose() {
      arm(Infinity);
      stopWatching();
      worker?.close();
      worker = null;
    },
  };
}
