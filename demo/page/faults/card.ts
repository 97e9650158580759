import type { ShownFault } from '../../src/console/overview';
import type { Forecast } from '../../src/forecast/forecast';
import type { InboxEntry } from '../../src/inbox/entry';
import { make } from '../dom.js';
import { timeOf } from '../format.js';
import { ask, change } from '../requests.js';
import { makeFields } from './fields.js';
import { foreseen, underway } from './outlook.js';

/** One fault on the page. */
export interface Card {
  readonly element: HTMLElement;
  show(fault: ShownFault, inbox: readonly InboxEntry[]): void;
  /** Asks again what would come of the fault now. */
  foresee(): Promise<void>;
}

/** Hands that rest before the grade is judged. */
const REST_MS = 250;

function byHandOf({ byHand }: ShownFault): HTMLElement[] {
  if (byHand === undefined) return [];
  const lines = [byHand.on, byHand.off].filter((line) => line !== undefined);
  return [
    make('p', { class: 'hint' }, 'The console does not reach the container engine. Type:'),
    ...lines.map((line) => make('code', { class: 'line' }, line)),
  ];
}

/** A card whose switch does what `fault` says. */
export function makeCard(fault: ShownFault): Card {
  const { name, title, effect, once, byHand } = fault;
  const titleId = `fault-${name}`;
  const path = `/api/faults/${name}`;
  let latest = { fault, inbox: [] as readonly InboxEntry[] };
  let forecast: Forecast | null | undefined;
  let resting: number | undefined;

  const outlook = make('p', { class: 'outlook' });
  const toggle = once
    ? make('button', { type: 'button', 'aria-describedby': titleId }, 'Rotate now')
    : make('button', { type: 'button', role: 'switch', 'aria-checked': 'false', 'aria-labelledby': titleId });
  const fields = makeFields(
    name,
    () => {
      clearTimeout(resting);
      resting = window.setTimeout(() => void foresee(), REST_MS);
    },
    () => latest.fault.on && void press(true),
  );

  async function foresee(): Promise<void> {
    const grade = encodeURIComponent(JSON.stringify(fields.grade()));
    forecast = await ask<Forecast | null>('GET', `/api/forecast/${name}?grade=${grade}`).catch(
      () => undefined,
    );
    draw();
  }
  async function press(on: boolean): Promise<void> {
    toggle.setAttribute('aria-busy', 'true');
    await (on ? change('PUT', path, fields.grade()) : change('DELETE', path));
    toggle.removeAttribute('aria-busy');
  }
  function draw(): void {
    const { doneAt, on } = latest.fault;
    const done = doneAt === undefined ? [] : [`Last done at ${timeOf(doneAt)}. `];
    outlook.replaceChildren(
      ...(on ? underway(latest.fault, latest.inbox) : [...done, ...foreseen(forecast)]),
    );
  }
  toggle.addEventListener('click', () => {
    if (toggle.getAttribute('aria-busy') === null) void press(!latest.fault.on);
  });

  const element = make(
    'article',
    { class: 'fault' },
    make(
      'div',
      { class: 'fault-head' },
      make('div', {}, make('h3', { id: titleId }, title), make('p', { class: 'hint' }, effect)),
      ...(byHand === undefined ? [toggle] : []),
    ),
    ...byHandOf(fault),
    ...(byHand === undefined && fields.elements.length > 0
      ? [make('div', { class: 'grades' }, ...fields.elements)]
      : []),
    outlook,
  );
  return {
    element,
    foresee,
    show(now, inbox) {
      const ended = latest.fault.on && !now.on;
      latest = { fault: now, inbox };
      if (now.grade !== undefined) fields.show(now.grade);
      element.classList.toggle('on', now.on);
      if (!once) toggle.setAttribute('aria-checked', String(now.on));
      if (ended) void foresee();
      draw();
    },
  };
}
