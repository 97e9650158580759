import type { ShownFault } from '../../src/console/overview';
import type { Forecast } from '../../src/forecast/forecast';
import { make } from '../dom.js';
import { ask, change } from '../requests.js';
import { makeFields } from './fields.js';
import { inTurn } from './in-turn.js';
import { drawOutlook } from './draw-outlook.js';
import { foreseen, underway } from './outlook.js';

/** One fault on the page. */
export interface Card {
  readonly element: HTMLElement;
  show(fault: ShownFault): void;
  /** Nobody tells how the fault stands. */
  showAway(): void;
  /** @param now milliseconds since 1970, by the console's clock */
  tick(now: number): void;
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
  const outlookId = `outlook-${name}`;
  const path = `/api/faults/${name}`;
  let latest = fault;
  let clock = Date.now();
  let forecast: Forecast | null | undefined;
  let resting: number | undefined;
  /** What the press asks for that is under way. */
  let wanted: boolean | undefined;

  const outlook = make('p', { class: 'outlook', id: outlookId });
  const toggle = once
    ? make('button', { type: 'button', 'aria-describedby': `${titleId} ${outlookId}` }, 'Rotate now')
    : make('button', {
        type: 'button',
        role: 'switch',
        'aria-checked': 'false',
        'aria-labelledby': titleId,
        'aria-describedby': outlookId,
      });
  const fields = makeFields(
    name,
    () => {
      clearTimeout(resting);
      resting = window.setTimeout(() => void foresee(), REST_MS);
    },
    () => latest.on && press(true),
  );

  async function foresee(): Promise<void> {
    const grade = encodeURIComponent(JSON.stringify(fields.grade()));
    forecast = await ask<Forecast | null>('GET', `/api/forecast/${name}?grade=${grade}`).catch(
      () => undefined,
    );
    draw();
  }
  const take = inTurn((isBusy) => {
    if (isBusy) return toggle.setAttribute('aria-busy', 'true');
    toggle.removeAttribute('aria-busy');
    wanted = undefined;
  });
  function press(on: boolean): void {
    wanted = on;
    const grade = fields.grade();
    void take(async () => {
      const answer = await (on ? change<ShownFault>('PUT', path, grade) : change<ShownFault>('DELETE', path));
      // The next overview takes a moment: until then the switch would stand, and be pressed, as it was.
      if (answer !== undefined) show(answer);
    });
  }
  function draw(): void {
    drawOutlook(outlook, latest.on ? underway(latest, clock) : foreseen(latest, forecast));
  }
  toggle.addEventListener('click', () => press(once === true || !(wanted ?? latest.on)));

  const element = make(
    'article',
    { class: 'fault' },
    make(
      'div',
      { class: 'fault-head' },
      make('h3', { id: titleId }, title),
      ...(byHand === undefined ? [toggle] : []),
      make('p', { class: 'hint' }, effect),
    ),
    ...byHandOf(fault),
    ...(byHand === undefined && fields.elements.length > 0
      ? [make('div', { class: 'grades', role: 'group', 'aria-labelledby': titleId }, ...fields.elements)]
      : []),
    outlook,
  );
  /** Pressing goes on being answered, with what is wrong. */
  function setAway(isAway: boolean): void {
    element.classList.toggle('away', isAway);
    if (isAway) toggle.setAttribute('aria-disabled', 'true');
    else toggle.removeAttribute('aria-disabled');
  }
  function show(shown: ShownFault): void {
    const ended = latest.on && !shown.on;
    latest = shown;
    setAway(false);
    if (shown.grade !== undefined) fields.show(shown.grade);
    element.classList.toggle('on', shown.on);
    if (!once) toggle.setAttribute('aria-checked', String(shown.on));
    if (ended) void foresee();
    draw();
  }
  return {
    element,
    foresee,
    show,
    showAway: () => setAway(true),
    tick(now) {
      clock = now;
      draw();
    },
  };
}
