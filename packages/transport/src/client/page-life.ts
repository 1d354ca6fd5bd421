/** The events of a page's life that matter to a connection. */
export interface PageLife {
  /** The page goes away: reloaded, left, closed, or put aside by the browser. The last moment to send anything. */
  readonly onHide: () => void;
  /** The page was put aside and is back, as if nothing had happened. */
  readonly onShow: () => void;
  /** The device is on a network again. */
  readonly onOnline: () => void;
}

/** What dispatches such events: a browser's window. */
export type PageEvents = Pick<EventTarget, "addEventListener" | "removeEventListener">;

/** The window of this page; `undefined` outside a browser. */
export function pageEvents(): PageEvents | undefined {
  return typeof window === "undefined" ? undefined : window;
}

/** Calls back on each event; answers how to stop. */
export function watchPage(page: PageEvents, life: PageLife): () => void {
  const onShow = (event: Event): void => {
    if ((event as PageTransitionEvent).persisted) life.onShow();
  };
  page.addEventListener("pagehide", life.onHide);
  page.addEventListener("pageshow", onShow);
  page.addEventListener("online", life.onOnline);
  return () => {
    page.removeEventListener("pagehide", life.onHide);
    page.removeEventListener("pageshow", onShow);
    page.removeEventListener("online", life.onOnline);
  };
}
