import type { Dashboard } from '../dashboards';

const datasource = { type: 'prometheus', uid: '${datasource}' };

const targetVariable = (name: string, label: string) => ({
  type: 'query',
  name,
  label,
  datasource,
  query: { query: `label_values(up, ${name})` },
  refresh: 2,
  multi: true,
  allValue: '.+',
});

/** A small dashboard that keeps every rule: what a test breaks is the only thing that is wrong with it. */
export const goodDashboard: Dashboard = {
  uid: 'good',
  title: 'Good',
  schemaVersion: 42,
  editable: false,
  links: [],
  tags: ['good'],
  templating: {
    list: [
      { type: 'datasource', name: 'datasource', label: 'Data Source', query: 'prometheus' },
      targetVariable('job', 'Job'),
      targetVariable('instance', 'Instance'),
    ],
  },
  annotations: { list: [] },
  panels: [
    {
      id: 1,
      type: 'timeseries',
      title: 'Requests',
      description: 'How many there are.',
      datasource,
      gridPos: { x: 0, y: 0, w: 24, h: 8 },
      targets: [
        {
          refId: 'A',
          datasource,
          expr: 'sum(rate(requests_total{job=~"$job", instance=~"$instance"}[$__rate_interval]))',
        },
      ],
      fieldConfig: { defaults: { unit: 'reqps' } },
    },
  ],
};
