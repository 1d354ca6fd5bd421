/** Makes an element. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>>,
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content);
  return made;
}

/** Makes a button. `name` is what a screen reader says, where the label alone would be one of many. */
export function button(label: string, act: () => void, name?: string): HTMLButtonElement {
  const made = element("button", { type: "button" }, label);
  if (name !== undefined) made.ariaLabel = name;
  made.addEventListener("click", act);
  return made;
}

/** Finds an element that the page must have. */
export function part<T extends Element>(selector: string, type: new () => T): T {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`the page has no ${type.name} "${selector}"`);
  return found;
}
