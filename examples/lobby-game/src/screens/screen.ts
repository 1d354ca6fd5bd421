import type { TemplateResult } from "lit";

/** One screen. Each has an `<h1 tabindex="-1">`, which gets the focus when the screen comes. */
export interface Screen {
  /** What it looks like now. */
  view(): TemplateResult;
  /** It is about to be shown. */
  entered?(): void;
  /** Another one is shown instead. */
  left?(): void;
}
