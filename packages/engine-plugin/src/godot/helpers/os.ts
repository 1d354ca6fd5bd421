import { report } from "../report.js";

/** 64 bits have at most 20 digits. What else stands in the address, anybody may have written there. */
const lobbyId = /^[0-9]{1,20}$/;

/** What of Godot's `OS` the code around Steam uses. */
export interface OS {
  /**
   * How the game was started: `["+connect_lobby", "109775240917155840"]` for a page at `…?connect_lobby=109775240917155840`, which is
   * what Steam gives a game that is started from an invitation. Empty without that, with an id that is no id, and outside of a page.
   */
  get_cmdline_args(): string[];
  /** What followed `--` on the command line: always empty. */
  get_cmdline_user_args(): string[];
  /** Always `"Web"`, Godot 4's name for it. (Godot 3's was `"HTML5"`.) */
  get_name(): string;
  /** Sets a variable, for this page only. Reported when the name is empty or has a `=`. */
  set_environment(variable: string, value: string): void;
  /** What was set, `""` when nothing was. A page has no environment to begin with. */
  get_environment(variable: string): string;
  /** Whether it was set. */
  has_environment(variable: string): boolean;
  /** Forgets it. */
  unset_environment(variable: string): void;
}

/**
 * Makes an {@link OS} for a page.
 * @param address its query is read at every call; without one, that of the page it runs in.
 */
export function createOS(address?: { readonly search: string }): OS {
  const environment = new Map<string, string>();
  const isName = (variable: string): boolean => {
    if (variable !== "" && !variable.includes("=")) return true;
    report(`Invalid environment variable name '${variable}', cannot be empty or include '='.`);
    return false;
  };
  return {
    get_cmdline_args() {
      const { search = "" } = address ?? (globalThis as { location?: { search: string } }).location ?? {};
      const id = new URLSearchParams(search).get("connect_lobby");
      return id !== null && lobbyId.test(id) ? ["+connect_lobby", id] : [];
    },
    get_cmdline_user_args: () => [],
    get_name: () => "Web",
    set_environment(variable, value) {
      if (isName(variable)) environment.set(variable, value);
    },
    get_environment: (variable) => environment.get(variable) ?? "",
    has_environment: (variable) => environment.has(variable),
    unset_environment(variable) {
      if (isName(variable)) environment.delete(variable);
    },
  };
}

/** Godot's `OS` for the page this runs in. */
export const OS: OS = createOS();
