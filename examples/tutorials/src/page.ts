import { button, element, part } from "./elements.js";

// What surrounds the scripts: who we are, lobbies to come into, the lobby we are in, and a log of what Steam says.

const longestLog = 300;

/** A lobby that can be joined. */
export interface LobbyRow {
  readonly id: bigint;
  readonly name: string;
  /** How many are in it, and how many may be; where that is known. */
  readonly members?: number;
  readonly limit?: number;
}

/** Somebody in our lobby. */
export interface MemberRow {
  readonly steam_id: bigint;
  readonly steam_name: string;
}

const status = element("p", { id: "status", role: "status" }, "Connecting…");
const selfName = element("b", {}, "");
const selfId = element("span", { class: "id" }, "");
const self = element("p", { class: "who", hidden: "" }, selfName, selfId);
const actions = element("p", { class: "actions" });
const lobbies = element("ul", { class: "lobbies", "aria-label": "Lobbies" });
const outside = element("section", { "aria-label": "Find a lobby" }, actions, lobbies);
const lobbyName = element("h2", {}, "");
const lobbyId = element("span", { class: "id", "aria-label": "The lobby's id" }, "");
const members = element("ul", { class: "members", "aria-label": "Members" });
const link = element("a", { class: "button", target: "_blank", rel: "noopener" }, "Open its link in a second tab");
const insideActions = element("p", { class: "actions" }, link);
const field = element("input", { type: "text", maxlength: "200", autocomplete: "off", enterkeyhint: "send" });
const form = element("form", {}, field, element("button", { type: "submit", class: "button" }, "Send"));
const inside = element("section", { "aria-label": "The lobby", hidden: "" }, lobbyName, lobbyId, members, insideActions, form);
const log = element("ol", { id: "log", role: "log", "aria-live": "polite", "aria-label": "What happens", tabindex: "0" });

part("main", HTMLElement).append(element("div", { class: "bar" }, status, self), outside, inside, log);

const guestColors = 8n;

/** The page around a script. */
export const page = {
  /** Shows how the link to the relay is. */
  status(kind: "online" | "waiting" | "failed", text: string): void {
    // Every frame comes by here; a screen reader must not.
    if (status.textContent === text) return;
    status.textContent = text;
    status.dataset["kind"] = kind;
  },

  /** Shows who we are. */
  self(id: bigint, name: string): void {
    selfName.textContent = `You are ${name}`;
    selfId.textContent = String(id);
    self.classList.add("dot");
    self.style.setProperty("--dot", colorOf(id));
    self.hidden = false;
  },

  /** Adds a button to what can be done outside of a lobby. */
  action(label: string, act: () => void): void {
    actions.append(button(label, act));
  },

  /** Adds a button to what can be done within a lobby. */
  insideAction(label: string, act: () => void): void {
    insideActions.append(button(label, act));
  },

  /** Calls back with what is typed and sent within a lobby. */
  onSay(label: string, say: (text: string) => void): void {
    field.ariaLabel = label;
    field.placeholder = label;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = field.value.trim();
      if (text === "") return;
      field.value = "";
      say(text);
    });
  },

  /** Lists lobbies with a button to join each. */
  lobbies(rows: readonly LobbyRow[], join: (id: bigint) => void): void {
    lobbies.replaceChildren(
      ...rows.map(({ id, name, members: count, limit }) => {
        const label = count === undefined ? name : `${name} – ${count} of ${limit}`;
        return element("li", {}, element("span", {}, label), button("Join", () => join(id), `Join ${name}`));
      }),
    );
    if (rows.length === 0) lobbies.append(element("li", { class: "none" }, "No lobby was found."));
  },

  /** Shows the lobby we are in. */
  enter(id: bigint, name: string): void {
    lobbyName.textContent = name;
    lobbyId.textContent = String(id);
    const address = new URL(location.href);
    address.search = "";
    address.searchParams.set("connect_lobby", String(id));
    const relay = new URLSearchParams(location.search).get("relay");
    if (relay !== null) address.searchParams.set("relay", relay);
    link.href = address.href;
    lobbies.replaceChildren();
    outside.hidden = true;
    inside.hidden = false;
  },

  /** Shows that we are in none. */
  exit(): void {
    outside.hidden = false;
    inside.hidden = true;
  },

  /** Lists who is in the lobby; with a button for each other member when there is something to do. */
  members(rows: readonly MemberRow[], owner: bigint, self_id: bigint, act?: { label: string; to: (id: bigint) => void }): void {
    members.replaceChildren(
      ...rows.map(({ steam_id, steam_name }) => {
        const roles = [steam_id === self_id ? "you" : "", steam_id === owner ? "owner" : ""].filter(Boolean).join(", ");
        const line = element("li", { class: "dot" }, element("span", {}, steam_name === "" ? "…" : steam_name), element("small", {}, roles));
        line.style.setProperty("--dot", colorOf(steam_id));
        if (act !== undefined && steam_id !== self_id) line.append(button(act.label, () => act.to(steam_id), `${act.label} ${steam_name}`));
        return line;
      }),
    );
  },

  /** Notes what somebody said, or sent. */
  say(name: string, text: string): void {
    append("said", element("b", {}, name), ` ${text}`);
  },

  /** Notes what happened. */
  note(text: string): void {
    append("note", text);
  },

  /** Notes a signal, as it came. */
  signal(name: string, ...args: readonly unknown[]): void {
    append("signal", element("code", {}, `${name}(${args.map(String).join(", ")})`));
  },
};

/** A player's colour, the same in every tab. */
function colorOf(id: bigint): string {
  return `var(--guest-${id % guestColors})`;
}

function append(kind: string, ...content: (Node | string)[]): void {
  log.append(element("li", { class: kind }, ...content));
  if (log.childElementCount > longestLog) log.firstElementChild?.remove();
  log.scrollTop = log.scrollHeight;
}
