import { colorOf } from "./palette.js";

// What surrounds the picture: who we are, the link for a second player, what was said, and the field to say something.

const query = new URLSearchParams(location.search);
const asks = query.get("ask") === "1";
const longestLog = 200;

const status = part("status", HTMLElement);
const again = part("again", HTMLButtonElement);
const self = part("self", HTMLElement);
const selfId = part("self-id", HTMLElement);
const invitation = part("invitation", HTMLElement);
const link = part("link", HTMLAnchorElement);
const copy = part("copy", HTMLButtonElement);
const copied = part("copied", HTMLElement);
const log = part("log", HTMLOListElement);
const doorbell = part("doorbell", HTMLElement);
const form = part("form", HTMLFormElement);
const field = part("field", HTMLInputElement);

/** Who was here, and can be written to. */
const known = new Set<bigint>();
/** The questions that stand. */
const waiting = new Map<bigint, HTMLElement>();

/** The page around the game. */
export const page = {
  /** Where Excalibur draws. */
  canvas: part("room", HTMLCanvasElement),

  /** `?relay=` of the address; the page's own origin without it. */
  relay: query.get("relay") ?? location.origin,

  /** Who is in `?player=` of the address; 0n for nobody. */
  friend: idIn(query.get("player")),

  /** Shows who we are, and the link that leads to us. */
  showSelf(id: bigint, name: string): void {
    self.textContent = name;
    self.style.setProperty("--dot", colorOf(id));
    selfId.textContent = String(id);
    const address = new URL(location.pathname, location.origin);
    if (query.has("relay")) address.searchParams.set("relay", page.relay);
    address.searchParams.set("player", String(id));
    link.href = address.href;
    invitation.hidden = false;
  },

  /** Shows how the link to the relay is. */
  showLink(connected: boolean, running: boolean): void {
    if (connected) setStatus("online", "Online");
    else if (running) setStatus("waiting", "The relay is gone. Looking for it…");
    else setStatus("failed", "This player was opened in another tab. Go on there, or here.");
    again.hidden = connected || running;
  },

  /** Shows why nothing works. */
  showFailure(why: string): void {
    setStatus("failed", why);
  },

  /** Notes that somebody came, or left. */
  showPresence(id: bigint, name: string, here: boolean): void {
    known.add(id);
    note(id, here ? `${name} is here.` : `${name} has left.`);
    allowSpeech();
  },

  /** Notes that somebody does not answer. */
  showUnreachable(id: bigint, name: string): void {
    known.delete(id);
    note(id, `${name} does not answer. Is that tab still open?`);
    allowSpeech();
  },

  /** Notes what somebody said. */
  showSpeech(id: bigint, name: string, text: string): void {
    const speaker = document.createElement("b");
    speaker.textContent = name;
    append(id, speaker, ` ${text}`);
  },

  /** Calls back at once; with `?ask=1` in the address, when the person before the screen accepts, if ever. */
  letIn(id: bigint, name: string, enter: () => void): void {
    if (!asks) {
      enter();
      return;
    }
    // Announced again while the question still stands.
    if (waiting.has(id)) return;
    const card = knock(id, name, (accept) => {
      page.withdraw(id);
      if (accept) enter();
    });
    waiting.set(id, card);
    doorbell.append(card);
  },

  /** Takes back the question whether somebody may come in. */
  withdraw(id: bigint): void {
    waiting.get(id)?.remove();
    waiting.delete(id);
  },

  /** Calls back with what is typed and sent. */
  onSay(say: (text: string) => void): void {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = field.value.trim();
      if (text === "" || known.size === 0) return;
      field.value = "";
      say(text);
    });
    allowSpeech();
  },
};

again.addEventListener("click", () => location.reload());

copy.addEventListener("click", () => {
  navigator.clipboard.writeText(link.href).then(
    () => showCopied("The link is copied."),
    // Some pages may not; the browser's own menu always can.
    () => showCopied("The browser does not allow it: copy the link by its menu."),
  );
});

function showCopied(result: string): void {
  copied.textContent = result;
  copy.dataset["done"] = "";
  setTimeout(() => {
    copied.textContent = "";
    delete copy.dataset["done"];
  }, 2000);
}

function setStatus(kind: "online" | "waiting" | "failed", text: string): void {
  // Every frame comes by here; a screen reader must not.
  if (status.textContent === text) return;
  status.textContent = text;
  status.dataset["kind"] = kind;
}

function allowSpeech(): void {
  const alone = known.size === 0;
  form.inert = alone;
  field.placeholder = alone ? "Nobody is here to read it yet" : "Say something…";
  invitation.dataset["kind"] = alone ? "alone" : "together";
}

function knock(id: bigint, name: string, answer: (accept: boolean) => void): HTMLElement {
  const card = document.createElement("li");
  card.style.setProperty("--dot", colorOf(id));
  card.append(`${name} wants to talk to you.`, button("Accept", true), button("Ignore", false));
  return card;

  function button(label: string, accept: boolean): HTMLButtonElement {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = label;
    element.ariaLabel = `${label} ${name}`;
    element.addEventListener("click", () => answer(accept));
    return element;
  }
}

function note(id: bigint, text: string): void {
  const line = document.createElement("i");
  line.textContent = text;
  append(id, line);
}

function append(id: bigint, ...content: (Node | string)[]): void {
  const line = document.createElement("li");
  line.style.setProperty("--dot", colorOf(id));
  line.append(...content);
  log.append(line);
  if (log.childElementCount > longestLog) log.firstElementChild?.remove();
  log.scrollTop = log.scrollHeight;
}

function idIn(text: string | null): bigint {
  return text !== null && /^\d{17}$/.test(text) ? BigInt(text) : 0n;
}

function part<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`index.html has no ${type.name} "${id}"`);
  return element;
}
