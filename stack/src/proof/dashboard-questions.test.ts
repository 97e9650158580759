import { dashboardQuestions } from './dashboard-questions';

const dashboard = {
  uid: 'd',
  time: { from: 'now-6h' },
  panels: [
    {
      title: 'Panel',
      targets: [
        { refId: 'A', expr: 'rate(a{slo="$slo", job=~"$job"}[$__rate_interval])' },
        { refId: 'B', expr: 'increase(b{job=~"$job"}[$__range])' },
      ],
    },
  ],
  templating: {
    list: [
      { name: 'datasource', type: 'datasource', query: 'prometheus' },
      { name: 'job', type: 'query', query: 'label_values(up, job)', allValue: '.+' },
      { name: 'slo', type: 'query', query: 'label_values(o, slo)' },
    ],
  },
  annotations: { list: [{ name: 'Alerts', expr: 'ALERTS{slo="$slo"}' }] },
};
const exprsOf = async (slos: readonly string[]) => {
  const questions = await dashboardQuestions(dashboard, () => Promise.resolve(slos));
  return questions.map(({ kind, exprs, rangeSeconds }) => ({ kind, exprs, rangeSeconds }));
};

test('a panel is asked for every value, an annotation for any of them over the time shown', async () => {
  expect(await exprsOf(['x', 'y'])).toEqual([
    { kind: 'panel', exprs: ['rate(a{slo="x", job=~".+"}[1m])'] },
    { kind: 'panel', exprs: ['rate(a{slo="y", job=~".+"}[1m])'] },
    { kind: 'panel', exprs: ['increase(b{job=~".+"}[21600s])'] },
    { kind: 'variable', exprs: ['up'] },
    { kind: 'variable', exprs: ['o'] },
    { kind: 'annotation', exprs: ['ALERTS{slo="x"}', 'ALERTS{slo="y"}'], rangeSeconds: 21_600 },
  ]);
});

test('without a value to choose every query is still asked', async () => {
  expect(await exprsOf([])).toHaveLength(5);
});
