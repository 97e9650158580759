import type { Overview } from '../src/console/overview';
import type { SloNumbers } from '../src/console/slo-numbers';
import { byId, drawWhenChanged, make, setText } from './dom.js';
import { factor, objectiveText } from './format.js';
import { sloKey } from './slo-key.js';
import { budgetText, meterOf, stateOf } from './slo-state.js';

interface Row {
  readonly element: HTMLElement;
  readonly show: (numbers: SloNumbers) => void;
}

const rows = new Map<string, Row>();

function makeRow(numbers: SloNumbers): Row {
  const { slo, objective } = numbers;
  const state = make('span', { class: 'pill' });
  const budget = make('strong');
  const burn = make('strong');
  const bar = make('i');
  const meter = make('div', { class: 'meter' }, bar);
  const chart = (kind: string, text: string): HTMLElement =>
    make(
      'figure',
      {},
      make('figcaption', {}, text),
      make('div', {
        class: 'chart',
        id: `${kind}-${sloKey(numbers)}`,
        role: 'img',
        'aria-label': `${text}: not there yet`,
      }),
    );
  const goal = objective === undefined ? '' : `objective ${objectiveText(objective)}`;
  const element = make(
    'article',
    { class: 'slo' },
    make('div', { class: 'slo-name' }, make('h3', {}, slo), state, make('p', { class: 'hint' }, goal)),
    make(
      'div',
      { class: 'slo-numbers' },
      make('p', {}, 'budget', budget),
      meter,
      make('p', {}, 'burn now', burn),
    ),
    chart('hour', 'Burn rate, last hour'),
    chart('month', 'Budget left, 30 days'),
  );
  return {
    element,
    show(latest) {
      const [text, tone] = stateOf(latest);
      state.className = `pill ${tone}`;
      setText(state, text);
      const left = latest.budgetRemaining;
      setText(budget, left === undefined ? '–' : budgetText(left));
      setText(burn, latest.burnRate === undefined ? '–' : `${factor(latest.burnRate)} ×`);
      const [width, meterTone] = meterOf(left);
      meter.className = `meter ${meterTone}`;
      bar.style.width = `${width}%`;
    },
  };
}

/** Each SLO's state, budget and burn; the charts are drawn into its row by charts.ts. */
export function drawSlos({ slo }: Overview): void {
  const section = byId('slo-title').closest('section') as HTMLElement;
  section.hidden = slo === undefined;
  if (slo === undefined) return;
  const problem =
    'problem' in slo
      ? slo.problem
      : slo.slos.length === 0
        ? 'Prometheus has recorded nothing yet.'
        : undefined;
  byId('slo-problem').hidden = problem === undefined;
  setText(byId('slo-problem'), problem ?? '');
  if ('problem' in slo) return;
  drawWhenChanged(
    byId('slos'),
    slo.slos.map((one) => [sloKey(one), one.objective]),
    () => {
      rows.clear();
      for (const numbers of slo.slos) rows.set(sloKey(numbers), makeRow(numbers));
      return [...rows.values()].map(({ element }) => element);
    },
  );
  for (const numbers of slo.slos) rows.get(sloKey(numbers))?.show(numbers);
}
