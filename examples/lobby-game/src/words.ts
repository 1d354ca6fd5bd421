/** Something a player has to be told, and what they can do about it. */
export interface Words {
  /** What happened, in a sentence or two. No codes, no names of functions. */
  readonly text: string;
  /** What the button says, and what it does; without one there is nothing to do but read. */
  readonly action?: { readonly label: string; readonly does: WordsAction } | undefined;
}

/** The ways forward. */
export type WordsAction = "try-again" | "reload" | "browse" | "create" | "lobby" | "title";
