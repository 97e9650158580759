import { compileSlo } from './compile';
import { decimal } from './decimal';
import type { Slo } from './model';
import { defaultOptions, severityNames } from './options';
import { readQuery } from './promql';
import { eventSli, sampleSlo } from './slo.test.support';

const compile = (changes: Partial<Slo> = {}, options = {}) =>
  compileSlo(sampleSlo(changes), { ...defaultOptions, scrapeSeconds: 15, ...options });
const rulesOf = (compiled: ReturnType<typeof compile>) => compiled.groups.flatMap(({ rules }) => rules);
const record = (compiled: ReturnType<typeof compile>, name: string) =>
  rulesOf(compiled).find((rule) => 'record' in rule && rule.record === name);
const alert = (compiled: ReturnType<typeof compile>, name: string) =>
  rulesOf(compiled).find((rule) => 'alert' in rule && (rule.alert === name || rule.labels['burn'] === name));

const labels = { service: 'shop', slo: 'checkout' };

it('writes two groups in the order in which the rules depend on each other', () => {
  const names = compile().groups.map(({ name, interval, rules }) => ({
    name,
    interval,
    rules: rules.map((rule) =>
      'record' in rule ? rule.record : `${rule.alert} ${rule.labels['burn'] ?? ''}`.trim(),
    ),
  }));
  expect(names).toEqual([
    {
      name: 'slo-shop-checkout',
      interval: '30s',
      rules: [
        'slo:total:rate1m',
        'slo:errors:rate1m',
        ...['5m', '30m', '1h', '2h', '6h', '1d', '3d'].map((window) => `slo:sli_error:ratio_rate${window}`),
        'slo:current_burn_rate:ratio',
        'SLOBurn 1h-5m',
        'SLOBurn 6h-30m',
        'SLOBurn 1d-2h',
        'SLOBurn 3d-6h',
        'SLONoData',
        'SLONotRecorded',
      ],
    },
    {
      name: 'slo-shop-checkout-budget',
      interval: '2m',
      rules: [
        'slo:sli_error:ratio_rate30d',
        'slo:objective:ratio',
        'slo:error_budget:ratio',
        'slo:time_period:days',
        'slo:period_burn_rate:ratio',
        'slo:period_error_budget_remaining:ratio',
        'slo:info',
        'SLOBudgetSpent',
      ],
    },
  ]);
});

it('records counts, and divides their sums last', () => {
  expect(record(compile(), 'slo:errors:rate1m')).toEqual({
    record: 'slo:errors:rate1m',
    expr: 'sum(rate(requests_total{code=~"5.."}[1m]))\nor\n0 * sum(rate(requests_total[1m]))',
    labels,
  });
  expect(record(compile(), 'slo:sli_error:ratio_rate3d')).toEqual({
    record: 'slo:sli_error:ratio_rate3d',
    expr:
      'sum by (service, slo) (sum_over_time(slo:errors:rate1m{service="shop", slo="checkout"}[3d]))\n/\n' +
      '(sum by (service, slo) (sum_over_time(slo:total:rate1m{service="shop", slo="checkout"}[3d])) > 0)',
    labels,
  });
});

it('alerts on a pair of windows and on enough errors to mean something', () =>
  expect(alert(compile(), '1h-5m')).toEqual({
    alert: 'SLOBurn',
    expr:
      'max by (service, slo) (slo:sli_error:ratio_rate1h{service="shop", slo="checkout"}) > 0.0144\nand\n' +
      'max by (service, slo) (slo:sli_error:ratio_rate5m{service="shop", slo="checkout"}) > 0.0144\nand\n' +
      'sum by (service, slo) (sum_over_time(slo:errors:rate1m{service="shop", slo="checkout"}[1h])) * 30\n/\n' +
      'clamp_min(sum by (service, slo) (count_over_time(slo:errors:rate1m{service="shop", slo="checkout"}[5m])) / 11, 1) >= 10',
    labels: { ...labels, severity: 'page', burn: '1h-5m' },
    annotations: {
      summary: 'The error budget burns too fast.',
      description:
        '{{ $value | humanizePercentage }} of the events of checkout (shop) failed over the last 1h: more than 14.4 ' +
        'times what the objective of 99.9 % allows. At that pace the budget of 30 days lasts 50 hours.',
      runbook_url: `${defaultOptions.runbooks}/SLOBurn.md`,
      dashboard_url: `${defaultOptions.dashboard}?var-service=shop&var-slo=checkout`,
    },
  }));

it('counts good events by what is missing of all', () =>
  expect(record(compile({ sli: eventSli('fast', 'all', 'good') }), 'slo:errors:rate1m')?.expr).toBe(
    'clamp_min(\n  sum(rate(all[1m]))\n  -\n  sum(rate(fast[1m])),\n  0\n)\nor\nsum(rate(all[1m]))',
  ));

it('keeps the labels of groups on both sides', () =>
  expect(record(compile({ groupBy: ['handler'] }), 'slo:errors:rate1m')?.expr).toBe(
    'sum by (handler) (rate(requests_total{code=~"5.."}[1m]))\nor\n0 * sum by (handler) (rate(requests_total[1m]))',
  ));

it('reads a difference and a quotient as the counts that they are made of', () => {
  const total = 'sum(rate(all[{{.window}}]))';
  const good = 'sum(rate(fast[{{.window}}]))';
  const plainGood = compile({ sli: eventSli(good, total, 'good') }).groups;
  expect(compile({ sli: eventSli(`${total} - ${good}`, total) }).groups).toEqual(plainGood);
  const ratio = { kind: 'ratio', counts: 'errors', query: readQuery(`1 - ${good} / ${total}`) } as const;
  const split = compile({ sli: ratio });
  expect(split.groups).toEqual(plainGood);
  expect(split.notes.map(({ id }) => id)).toEqual(['ratio-split']);
});

it('weighs by time where only a ratio is known, and never by NaN', () => {
  const ratio = { kind: 'ratio', counts: 'good', query: readQuery('my:availability') } as const;
  const compiled = compile({ sli: ratio });
  expect(record(compiled, 'slo:total:rate1m')?.expr).toBe('0 * (my:availability >= 0) + 1');
  expect(record(compiled, 'slo:errors:rate1m')?.expr).toBe('1 - clamp_max(my:availability >= 0, 1)');
  expect(alert(compiled, '1h-5m')?.expr).not.toContain('>= 10');
});

it('counts the samples of a gauge', () =>
  expect(
    record(compile({ sli: { kind: 'gauge', query: readQuery('up{job="x"}') } }), 'slo:errors:rate1m')?.expr,
  ).toBe('(\n  sum(count_over_time(up{job="x"}[1m]))\n  -\n  sum(sum_over_time(up{job="x"}[1m]))\n) / 60'));

it('counts bad slices for time slices', () => {
  const budgeting = { method: 'timeslices', target: decimal('0.95'), sliceSeconds: 300 } as const;
  const compiled = compile({ budgeting });
  expect(record(compiled, 'slo:errors:rate1m')?.expr).toBe(
    'max by (service, slo) (slo:slice_error:ratio{service="shop", slo="checkout"}) > bool 0.05',
  );
  expect(compiled.groups.map(({ rules }) => rules.length)).toEqual([19, 8]);
});

it('sums a calendar window from a phase that holds no other period', () => {
  const window = {
    kind: 'calendar',
    count: 1,
    unit: 'month',
    start: '2026-01-01 00:00:00',
    timeZone: 'UTC',
  } as const;
  const expr = record(compile({ window }), 'slo:sli_error:ratio_rate30d')?.expr;
  expect(expr).toContain('sum_over_time(slo:calendar_errors:rate1m{service="shop", slo="checkout"}[31d])');
  expect(expr).toContain('count_values("phase", floor((year() * 12 + month() - 1 - 24312) / 1) % 3)');
});

it('says that calendars are in UTC and begin on the first', () => {
  const start = '2026-01-15 00:00:00';
  const window = { kind: 'calendar', count: 1, unit: 'month', start, timeZone: 'Europe/Prague' } as const;
  expect(compile({ window }).notes.map(({ id }) => id)).toEqual(['calendar-utc', 'calendar-first']);
});

it('asks for data of the raw total only', () =>
  expect(alert(compile(), 'SLONoData')).toMatchObject({
    expr: 'group(absent_over_time(requests_total[1m]))',
    for: '1m',
    labels: { ...labels, severity: 'page' },
  }));

it('follows the scrape interval', () => {
  const slow = compile({}, { scrapeSeconds: 60 });
  expect(record(slow, 'slo:errors:rate1m')?.expr).toContain('[4m]');
  expect(alert(slow, 'SLONoData')).toMatchObject({ for: '4m' });
});

it('records under the same names, as often, whatever the scrape interval', () => {
  const records = (scrapeSeconds: number) =>
    compile({}, { scrapeSeconds }).groups.map(({ interval, rules }) => [
      interval,
      ...rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])),
    ]);
  expect(records(60)).toEqual(records(15));
  expect(records(30)).toEqual(records(15));
});

it('counts the events of gauges by the minute, however long the base window is', () => {
  const errors = (sli: Slo['sli'], scrapeSeconds: number) =>
    record(compile({ sli }, { scrapeSeconds }), 'slo:total:rate1m')?.expr;
  const gauges = { ...eventSli('failed', 'handled'), counter: false };
  expect(errors(gauges, 15)).toBe('sum(sum_over_time(handled[1m]))');
  expect(errors(gauges, 60)).toBe('sum(sum_over_time(handled[4m])) / 4');
  const samples = eventSli('sum(sum_over_time(bad[5m]))', 'sum(count_over_time(bad[5m]))');
  expect(errors(samples, 60)).toBe('sum(count_over_time(bad[4m])) / 4');
});

it('puts what describes an SLO on alerts and one information series, and never on a record', () => {
  const compiled = compile({
    labels: { owner: 'a' },
    annotations: { note: '{{ $labels.owner }}, {{ $labels.slo }}' },
  });
  const labelled = rulesOf(compiled).filter((rule) => 'owner' in rule.labels);
  expect(
    labelled.map((rule) => ('record' in rule ? rule.record : (rule.labels['burn'] ?? rule.alert))),
  ).toEqual([
    '1h-5m',
    '6h-30m',
    '1d-2h',
    '3d-6h',
    'SLONoData',
    'SLONotRecorded',
    'slo:info',
    'SLOBudgetSpent',
  ]);
  expect(record(compiled, 'slo:info')).toEqual({
    record: 'slo:info',
    expr: 'vector(1)',
    labels: { owner: 'a', ...labels },
  });
  // A template sees the labels of the expression only, so those that are known are written out.
  expect(alert(compiled, '1h-5m')).toMatchObject({ annotations: { note: 'a, checkout' } });
});

it('notices that scraped series are not recorded, without the labels of groups', () => {
  const found = alert(compile({ groupBy: ['handler'] }), 'SLONotRecorded');
  const id = '{service="shop", slo="checkout"}';
  const latest = (name: string) => `max by (service, slo, handler) (slo:${name}${id})`;
  expect(found).toMatchObject({
    expr:
      'group(\n  (group(timestamp(requests_total) > time() - 90) unless on () ' +
      `(group(slo:total:rate1m${id}) and group(slo:errors:rate1m${id})))\n  or\n` +
      `  (${latest('total:rate1m')} > 0 unless (\n    ` +
      ['1h', '5m', '6h', '30m']
        .map((window) => latest(`sli_error:ratio_rate${window}`))
        .join('\n    and\n    ') +
      '\n  ))\n)',
    for: '1m',
    labels: { ...labels, severity: 'page' },
  });
});

it('does not take an empty result for a fault where there may be no traffic', () => {
  const ratio = { kind: 'ratio', counts: 'good', query: readQuery('my:availability') } as const;
  const compiled = compile({ sli: ratio });
  expect(alert(compiled, 'SLONotRecorded')).toBeUndefined();
  expect(compiled.notes.map(({ id }) => id)).toEqual(['not-recorded-left-out']);
  const filtered = eventSli('sum(rate(bad[5m]) > 0)', 'sum(rate(all[5m]) > 0)');
  expect(alert(compile({ sli: filtered }), 'SLONotRecorded')?.expr).not.toContain('timestamp');
});

it("writes Sloth's labels, and other severities, when asked", () => {
  const options = { naming: 'sloth', severities: severityNames.mixin };
  const compiled = compile({}, options);
  const sloth = { sloth_id: 'shop-checkout', sloth_service: 'shop', sloth_slo: 'checkout' };
  expect(record(compiled, 'slo:sli_error:ratio_rate5m')?.labels).toEqual({ ...sloth, sloth_window: '5m' });
  expect(record(compiled, 'slo:info')).toBeUndefined();
  expect(record(compiled, 'sloth_slo_info')?.labels).toMatchObject({ ...sloth, sloth_objective: '99.9' });
  expect(alert(compiled, '1h-5m')?.labels).toEqual({ ...sloth, sloth_severity: 'critical', burn: '1h-5m' });
});

it("lets a spec's annotations win, and keeps the labels that routes need", () => {
  const compiled = compile({
    labels: { team: 'shop', slo: 'other' },
    annotations: { runbook_url: 'https://wiki/burn' },
    alerting: { page: { labels: { channel: 'oncall' } } },
  });
  expect(alert(compiled, '1h-5m')).toMatchObject({
    labels: { ...labels, team: 'shop', channel: 'oncall', severity: 'page' },
    annotations: { runbook_url: 'https://wiki/burn' },
  });
  expect(alert(compiled, '1d-2h')?.labels).not.toHaveProperty('channel');
});

describe('a specification that disables severities', () => {
  const off = { off: true } as const;
  const severities = (alerting: Slo['alerting']) => {
    const compiled = compile({ alerting });
    return {
      alerts: ['SLOBurn', 'SLONoData', 'SLONotRecorded', 'SLOBudgetSpent'].map((name) => {
        const rule = alert(compiled, name);
        return rule ? rule.labels['severity'] : 'none';
      }),
      notes: compiled.notes.map(({ id }) => id),
    };
  };
  const ticket = [
    { severity: 'ticket', longSeconds: 86_400, shortSeconds: 7_200, burn: decimal(3) },
  ] as const;

  it.each([
    ['nothing', {}, ['page', 'page', 'page', 'ticket'], []],
    ['pages', { page: off }, ['ticket', 'ticket', 'ticket', 'ticket'], ['no-data-ticket']],
    ['tickets', { ticket: off }, ['page', 'page', 'page', 'none'], ['budget-spent-left-out']],
    ['both', { page: off, ticket: off }, ['none', 'none', 'none', 'none'], ['no-alerts']],
    [
      'both, and the other alerts by themselves',
      { page: off, ticket: off, noData: false, budgetSpent: false },
      ['none', 'none', 'none', 'none'],
      [],
    ],
    [
      'pages, by conditions that are tickets',
      { pairs: ticket },
      ['ticket', 'ticket', 'ticket', 'ticket'],
      [],
    ],
    ['burn-rate alerts only', { pairs: [] }, ['none', 'page', 'none', 'ticket'], []],
  ])('%s', (_what, alerting, alerts, notes) => expect(severities(alerting)).toEqual({ alerts, notes }));
});

describe('annotations of a specification', () => {
  const annotations = {
    summary: '{{ $labels.sloth_service }}/{{ $labels.sloth_slo | toUpper }} burns',
    details: '{{ $value | humanizePercentage }} failed in {{ $labels.burn }}',
    runbook_url: 'https://wiki/{{ $labels.sloth_slo }}?severity={{ $labels.sloth_severity }}',
  };
  const ofAlert = (name: string, options = {}) => {
    const found = alert(compile({ annotations }, options), name);
    return found && 'annotations' in found ? found.annotations : {};
  };

  it.each(['house', 'sloth'])('read the labels of both namings under %s', (naming) =>
    expect(ofAlert('1h-5m', { naming })).toMatchObject({
      summary: 'shop/{{ "checkout" | toUpper }} burns',
      details: '{{ $value | humanizePercentage }} failed in 1h-5m',
      runbook_url: 'https://wiki/checkout?severity=page',
    }),
  );

  it.each([
    ['SLONoData', 'An SLO has no data.', 'page'],
    ['SLONotRecorded', 'An SLO is not recorded.', 'page'],
    ['SLOBudgetSpent', 'The error budget is spent.', 'ticket'],
  ])('about the burn are not put on %s, what they link to is', (name, summary, severity) => {
    expect(ofAlert(name)).toMatchObject({
      summary,
      runbook_url: `https://wiki/checkout?severity=${severity}`,
    });
    expect(ofAlert(name)).not.toHaveProperty('details');
  });

  it('that read a label which alerts do not have are noted', () => {
    const text = '{{ $labels.instance }}{{ $labels.handler }}{{ $labels.service }}';
    const { notes } = compile({ annotations: { text }, groupBy: ['handler'] });
    expect(notes.map(({ id, message }) => [id, message])).toEqual([
      ['label-not-on-alert', expect.stringContaining('"text" reads "instance"')],
    ]);
  });
});
