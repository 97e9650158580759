import { readFile, rm, writeFile } from 'node:fs/promises';
import { generate, type Generated } from './support/generate';
import { promtools, run } from './support/promtools';
import { kinds, ratio, specification } from './support/specs';

jest.setTimeout(300_000);

const indicator = ratio('bad', 'requests_total{code=~"5.."}', 'requests_total');

/** What a hand may do to generated rules: the text it finds, and what it writes instead. */
const changes: readonly (readonly [name: string, found: string, written: string])[] = [
  ['a page threshold', '> 0.144', '> 0.15'],
  ['a ticket threshold', '> 0.03', '> 0.029'],
  [
    'the window of a page',
    'ratio_rate12m{service="shop", slo="requests"}) >',
    'ratio_rate4m{service="shop", slo="requests"}) >',
  ],
  ['the range of a ratio', '[48m]', '[40m]'],
  ['the range of a short window', '[4m]', '[3m]'],
  ['the base window', '[1m]))', '[2m]))'],
  [
    'the window of all events alone',
    'expr: sum(rate(requests_total[1m]))',
    'expr: sum(rate(requests_total[2m]))',
  ],
  ['the default of errors', '0 * sum(rate(requests_total[1m]))', '1 * sum(rate(requests_total[1m]))'],
  ['the window of that default', '0 * sum(rate(requests_total[1m]))', '0 * sum(rate(requests_total[2m]))'],
  ['the range of the budget', '[1d]', '[10m]'],
  ['a severity', 'severity: page', 'severity: ticket'],
  ['the label of a pair', 'burn: 2m-1m', 'burn: 1h-5m'],
  ['the label of the service', 'service: shop', 'service: shops'],
  ['an error selector', 'code=~"5.."', 'code=~"4.."'],
  ['the constant of the objective', 'vector(0.99)', 'vector(0.999)'],
  ['the guard for few events', '>= 10', '>= 0'],
  ['the wait for data', 'for: 1m', 'for: 10m'],
  ['how long a ticket stays', 'keep_firing_for: 12m', 'keep_firing_for: 1m'],
];

describe('generated rules that a hand has changed', () => {
  let generated: Generated;
  let rules: string;
  beforeAll(async () => {
    generated = await generate(specification({ name: 'requests', indicator }));
    rules = await readFile(generated.rules, 'utf8');
  });
  afterAll(() => rm(generated.folder, { recursive: true }));

  it.each(changes)('fail their tests: %s', async (_name, found, written) => {
    expect(rules).toContain(found);
    await writeFile(generated.rules, rules.replaceAll(found, written));
    const [promtool = ''] = promtools();
    const { code, output } = await run(promtool, ['test', 'rules', ...generated.tests]);
    expect(output).toContain('FAILED');
    expect(code).not.toBe(0);
  });
});

/** The longest pair that ends within a minute: every kind has one. */
const pairOf = (rules: string) => [...rules.matchAll(/burn: (\w+)-1m/g)].at(-1)?.[1] ?? '';

/** Multiplies every threshold of the burn alerts. */
const raised = (rules: string, factor: number) =>
  rules.replace(/(ratio_rate\w+\{.*\}\) > )([\d.]+)/g, (_all, before: string, threshold: string) =>
    [before, factor * Number(threshold)].join(''),
  );

/** One change of each sort. */
const sorts: readonly (readonly [name: string, change: (rules: string) => string])[] = [
  ['a threshold', (rules) => raised(rules, 1.1)],
  ['a window', (rules) => rules.replaceAll(`[${pairOf(rules)}]`, '[48m]')],
  ['a label', (rules) => rules.replaceAll(`burn: ${pairOf(rules)}-1m`, 'burn: 1h-5m')],
];

describe.each(kinds)('changed rules of $name', (parts) => {
  let generated: Generated;
  let rules: string;
  beforeAll(async () => {
    generated = await generate(specification(parts));
    rules = await readFile(generated.rules, 'utf8');
  });
  afterAll(() => rm(generated.folder, { recursive: true }));

  it.each(sorts)('fail their tests: %s', async (_name, change) => {
    const changed = change(rules);
    expect(changed).not.toBe(rules);
    await writeFile(generated.rules, changed);
    const [promtool = ''] = promtools();
    const { code, output } = await run(promtool, ['test', 'rules', ...generated.tests]);
    expect(output).toContain('FAILED');
    expect(code).not.toBe(0);
  });
});
