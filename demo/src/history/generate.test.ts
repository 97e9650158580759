import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateHistory } from './generate';
import { reportIn } from './report';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-'));
  mkdirSync(join(folder, 'targets'));
  for (const job of ['api', 'prometheus', 'alertmanager']) {
    writeFileSync(join(folder, 'targets', `${job}.json`), JSON.stringify([{ targets: [`${job}:1`] }]));
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

const config = () => ({
  HISTORY: 'calm' as const,
  HISTORY_RATE: 1,
  HISTORY_FILE: join(folder, 'month.om'),
  TARGETS_DIR: join(folder, 'targets'),
  PROMETHEUS_DATA: join(folder, 'data'),
  REVISION: 'unknown',
});

test('a first start gets a whole file, labelled as the target files say', () => {
  const report = generateHistory(config(), 1);
  expect(report).toMatchObject({ month: 'calm', days: 1, leftOut: [] });
  const text = readFileSync(join(folder, 'month.om'), 'utf8');
  expect(text.endsWith('\n# EOF\n')).toBe(true);
  expect(text).toContain('up{job="gt-api",instance="api:1"} 1 ');
  expect(readdirSync(folder).sort()).toEqual(['month.om', 'targets']);
});

test('where Prometheus has data there is nothing to write, and what an earlier start left goes', () => {
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'month.om'), 'old');
  expect(generateHistory(config())).toEqual({ skipped: 'Prometheus has data already' });
  expect(existsSync(join(folder, 'month.om'))).toBe(false);
});

test('HISTORY=off writes nothing', () => {
  expect(generateHistory({ ...config(), HISTORY: 'off' })).toEqual({ skipped: 'HISTORY=off' });
  expect(existsSync(join(folder, 'month.om'))).toBe(false);
});

test('the report is found among other lines', () => {
  expect(reportIn('a warning\n{"skipped":"HISTORY=off"}\n')).toEqual({ skipped: 'HISTORY=off' });
  expect(reportIn('a warning\n')).toBeUndefined();
});
