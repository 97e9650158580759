import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { programsOf } from '../programs/versions';
import { run } from './slo/support/promtools';
import { projectFiles, projectPath, readProjectFile } from './support/project';

const labels = { alertname: 'SLOBurn', service: 'gt-api', slo: 'ingest-availability', severity: 'page' };
const annotations = {
  summary: 'The error budget burns too fast.',
  runbook_url: 'https://example.com/SLOBurn.md',
  dashboard_url: 'http://127.0.0.1:3000/d/slo-overview',
};
const alert = (status: string, burn: string, description: string) => ({
  status,
  labels: { ...labels, burn },
  annotations: { ...annotations, description },
  startsAt: '2026-01-02T03:04:05Z',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://127.0.0.1:9090/graph?g0.expr=x',
});

/** What Alertmanager hands to its templates: two alerts of one group, one of them over. */
const notification = {
  receiver: 'page',
  status: 'firing',
  alerts: [alert('firing', '1h-5m', '20% failed.'), alert('resolved', '6h-30m', '10% failed.')],
  groupLabels: { alertname: labels.alertname, service: labels.service, slo: labels.slo },
  commonLabels: labels,
  commonAnnotations: annotations,
  externalURL: 'http://127.0.0.1:9093',
};

let folder: string;
beforeAll(async () => (folder = await mkdtemp(path.join(tmpdir(), 'templates-'))));
afterAll(() => rm(folder, { recursive: true }));

const amtools = programsOf('amtool');

/** What a template makes of the data, which every release of amtool must agree on. */
async function render(name: string, data: object): Promise<string> {
  const file = path.join(folder, 'data.json');
  await writeFile(file, JSON.stringify(data));
  const texts = new Set<string>();
  for (const amtool of amtools) {
    const { code, output } = await run(amtool, [
      'template',
      'render',
      `--template.glob=${projectPath('alertmanager/templates/*.tmpl')}`,
      `--template.text={{ template "${name}" . }}`,
      `--template.data=${file}`,
    ]);
    expect({ code, output }).toMatchObject({ code: 0 });
    texts.add(output.trim());
  }
  expect(texts.size).toBe(1);
  return [...texts].join();
}

const title = 'SLOBurn ingest-availability (gt-api): The error budget burns too fast.';

test('the title is one line that says how urgent it is, and what it is about', async () => {
  expect(await render('slo.title', notification)).toBe(`[PAGE] ${title}`);
  expect(await render('slo.title', { ...notification, status: 'resolved' })).toBe(`[RESOLVED] ${title}`);
});

test('the title does without labels that an alert may lack', async () => {
  const bare = { ...notification, groupLabels: {}, commonLabels: {}, commonAnnotations: {} };
  expect(await render('slo.title', bare)).toBe('[ALERT]');
});

test('the text says of each alert what it means, since when, and where to go on', async () => {
  expect(await render('slo.text', notification)).toBe(
    [
      '20% failed.',
      'Burn-rate pair: 1h-5m',
      'Since: 2026-01-02 03:04:05 UTC',
      'Runbook: https://example.com/SLOBurn.md',
      'Dashboard: http://127.0.0.1:3000/d/slo-overview',
      'Query: http://127.0.0.1:9090/graph?g0.expr=x',
      '',
      'Resolved: 10% failed.',
      'Burn-rate pair: 6h-30m',
      'Since: 2026-01-02 03:04:05 UTC',
      'Runbook: https://example.com/SLOBurn.md',
      'Dashboard: http://127.0.0.1:3000/d/slo-overview',
      'Query: http://127.0.0.1:9090/graph?g0.expr=x',
    ].join('\n'),
  );
});

test('the links lead to the runbook, the dashboard, and a silence of exactly this group', async () => {
  expect(await render('slo.runbook', notification)).toBe(annotations.runbook_url);
  expect(await render('slo.dashboard', notification)).toBe(annotations.dashboard_url);
  const silence = new URL((await render('slo.silence', notification)).replace('/#/', '/'));
  expect(silence.searchParams.get('filter')).toBe(
    '{alertname="SLOBurn", service="gt-api", slo="ingest-availability"}',
  );
});

test.each(['50%', 'a&b=c', 'a"b', 'a#b', 'a+b c', 'a\\b', 'two\nlines', 'é/ü?', '{{ . }}', '%22', "it's"])(
  'the link to a silence keeps the label value %j',
  async (value) => {
    const groupLabels = { alertname: 'Odd', service: value };
    const link = new URL(await render('slo.silence', { ...notification, groupLabels }));
    // Everything is in the fragment, as one parameter; the page decodes it as decodeURIComponent() does.
    const [page, ...filters] = link.hash.split('?filter=');
    expect({ page, filters: filters.length }).toEqual({ page: '#/silences/new', filters: 1 });
    expect(filters[0]).not.toMatch(/[&"#+ ]/);
    const quoted = value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
    expect(decodeURIComponent(filters[0] ?? '')).toBe(`{alertname="Odd", service="${quoted}"}`);
  },
);

test('a text has ten alerts at most, those that fire first, and counts the others', async () => {
  const long = 'x'.repeat(5_000);
  const many = [
    ...Array.from({ length: 55 }, (_, i) => alert('resolved', '1h-5m', `Over ${i}. ${long}`)),
    ...Array.from({ length: 5 }, (_, i) => alert('firing', '1h-5m', `Fires ${i}. ${long}`)),
  ];
  const text = await render('slo.text', { ...notification, alerts: many });
  expect(text.match(/Fires \d/g)).toHaveLength(5);
  expect(text.match(/Over \d/g)).toHaveLength(5);
  expect(text).toMatch(/\n\nAnd 50 more: http:\/\/127\.0\.0\.1:9093\/#\/alerts$/);
  expect(text.length).toBeLessThan(10_000);
});

test('every template that a receiver uses is there', () => {
  const all = (files: readonly string[], pattern: RegExp) =>
    new Set(files.flatMap((file) => [...readProjectFile(file).matchAll(pattern)].map(([, name]) => name)));
  const defined = all(projectFiles('alertmanager/templates', '.tmpl'), /define "([\w.]+)"/g);
  const used = all(projectFiles('alertmanager/receivers', '.yml'), /template \\?"([\w.]+)\\?"/g);
  expect([...used].filter((name) => !defined.has(name))).toEqual([]);
  expect(used.size).toBeGreaterThan(0);
});
