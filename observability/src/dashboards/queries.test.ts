import { queriesOf } from './queries';

const dashboard = {
  uid: 'd',
  panels: [
    { title: 'Row', panels: [{ title: 'In a row', targets: [{ refId: 'A', expr: 'up', instant: true }] }] },
    {
      title: 'Two',
      targets: [
        { refId: 'A', expr: 'a{job=~"$job"}' },
        { refId: 'B', expr: 'b' },
      ],
    },
    { title: 'Text' },
  ],
  templating: {
    list: [
      { name: 'datasource', type: 'datasource', query: 'prometheus' },
      { name: 'job', type: 'query', query: { query: 'label_values(up{a="b, c"}, job)' } },
    ],
  },
  annotations: { list: [{ name: 'Alerts', expr: 'ALERTS' }, { name: 'Built in' }] },
};

it('lists every query with its place, also of panels within rows', () => {
  expect(queriesOf(dashboard)).toEqual([
    { kind: 'panel', dashboard: 'd', title: 'In a row', refId: 'A', expr: 'up', instant: true },
    { kind: 'panel', dashboard: 'd', title: 'Two', refId: 'A', expr: 'a{job=~"$job"}', instant: false },
    { kind: 'panel', dashboard: 'd', title: 'Two', refId: 'B', expr: 'b', instant: false },
    {
      kind: 'variable',
      dashboard: 'd',
      title: 'job',
      refId: 'job',
      expr: 'up{a="b, c"}',
      label: 'job',
      instant: true,
    },
    { kind: 'annotation', dashboard: 'd', title: 'Alerts', refId: 'Alerts', expr: 'ALERTS', instant: false },
  ]);
});

it('refuses a variable whose selector it cannot tell', () => {
  const list = [{ name: 'job', type: 'query', query: 'query_result(up)' }];
  expect(() => queriesOf({ ...dashboard, templating: { list } })).toThrow(
    'the variable job is no label_values(selector, label): query_result(up)',
  );
});
