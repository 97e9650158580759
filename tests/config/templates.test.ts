import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFiles, projectPath, readProjectFile } from './support/project';
import { runTool } from './support/tools';

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

async function render(name: string, data: object): Promise<string> {
  const file = path.join(folder, 'data.json');
  await writeFile(file, JSON.stringify(data));
  const { code, stdout, output } = await runTool('amtool', [
    'template',
    'render',
    `--template.glob=${projectPath('alertmanager/templates/*.tmpl')}`,
    `--template.text={{ template "${name}" . }}`,
    `--template.data=${file}`,
  ]);
  expect({ code, output }).toEqual({ code: 0, output: stdout });
  return stdout.trim();
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

test('every template that a receiver uses is there', () => {
  const all = (files: readonly string[], pattern: RegExp) =>
    new Set(files.flatMap((file) => [...readProjectFile(file).matchAll(pattern)].map(([, name]) => name)));
  const defined = all(projectFiles('alertmanager/templates', '.tmpl'), /define "([\w.]+)"/g);
  const used = all(projectFiles('alertmanager/receivers', '.yml'), /template \\?"([\w.]+)\\?"/g);
  expect([...used].filter((name) => !defined.has(name))).toEqual([]);
  expect(used.size).toBeGreaterThan(0);
});
