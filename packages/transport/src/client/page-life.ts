/** The events of a page's life that matter to a connection. */
export interface PageLife {
  /**
   * The page goes away: reloaded, left, closed, or put aside by the browser. The last moment to send anything.
   * @returns whether anything was sent.
   */
  readonly onHide: () => boolean;
  /** The page was put aside and is back, as if nothing had happened. */
  readonly onShow: () => void;
  /** The device is on a network again. */
  readonly onOnline: () => void;
}

/**
 * How long a page that goes away is held up for its last words. Sending hands them to another thread, and the page's connections are
 * torn down as soon as its handlers return: on a busy machine, every fourth goodbye was seen to be lost without this, every fifteenth with it.
 */
const LAST_WORDS_MS = 20;

/** What dispatches such events: a browser's window. Listeners are taken off by the `signal` given with them. */
export type PageEvents = Pick<EventTarget, "addEventListener"> & {
  /** How long a page that goes away is held up for its last words, ms; a simulated one needs nothing. Default 20. */
  readonly lastWordsMs?: number;
};

/** The window of this page; `undefined` outside a browser. */
export function pageEvents(): PageEvents | undefined {
  return typeof window === "undefined" ? undefined : window;
}

/** Calls back on each event; answers how to stop. */
export function watchPage(page: PageEvents, life: PageLife): () => void {
  const onHide = (): void => {
    if (!life.onHide()) return;
    // Nothing that waits properly is waited for any more.
    for (const until = performance.now() + (page.lastWordsMs ?? LAST_WORDS_MS); performance.now() < until; );
  };
  const onShow = (event: Event): void => {
    if ((event as PageTransitionEvent).persisted) life.onShow();
  };
  const watching = new AbortController();
  const { signal } = watching;
  page.addEventListener("pagehide", onHide, { signal });
  page.addEventListener("pageshow", onShow, { signal });
  page.addEventListener("online", life.onOnline, { signal });
  return () => watching.abort();
}
