type Child = Node | string;

/** An element with attributes and children; text is always text, never markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** An element of console.html. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`console.html has no element "${id}"`);
  return element;
}

/** Text that has not changed is left alone, so that a screen reader says nothing and a selection stays. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

const lastDrawn = new WeakMap<HTMLElement, string>();

/** Draws a part anew only when what it shows has changed. */
export function drawWhenChanged(place: HTMLElement, shown: unknown, draw: () => readonly Child[]): void {
  const key = JSON.stringify(shown);
  if (lastDrawn.get(place) === key) return;
  lastDrawn.set(place, key);
  place.replaceChildren(...draw());
}

/** Makes these the children of `place`, in this order. One that was there and stays is left alone, and keeps the focus. */
export function arrange(place: HTMLElement, children: readonly HTMLElement[]): void {
  for (const child of [...place.children]) {
    if (!children.some((wanted) => wanted === child)) child.remove();
  }
  children.forEach((child, at) => {
    if (place.children[at] !== child) place.insertBefore(child, place.children[at] ?? null);
  });
}
