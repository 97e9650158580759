import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemTable } from '../slo/errors';
import { main } from './main';
import { testEnvironment } from './testing';

const fixtures = join(__dirname, '../../fixtures');
const filesIn = (folder: string) =>
  readdirSync(join(fixtures, folder)).filter((file) => file.endsWith('.yaml'));

/** Runs `slo lint` on a fixture, with the options that its comment names. */
async function lint(folder: string, file: string, ...more: string[]) {
  const text = readFileSync(join(fixtures, folder, file), 'utf8');
  const options = /^# options: (.*)$/m.exec(text)?.[1]?.split(' ') ?? [];
  const environment = testEnvironment(join(fixtures, folder));
  const status = await main(['lint', file, ...options, ...more], environment);
  return { status, id: file.split('.')[0] ?? '', output: environment.text() };
}

describe('every error and warning', () => {
  it.each(filesIn('lints'))('%s', async (file) => {
    const { status, id, output } = await lint('lints', file);
    const { level } = problemTable[id as keyof typeof problemTable];
    expect(status).toBe(1);
    expect(output).toMatch(new RegExp(`^${file}:\\d+:\\d+: ${level}: .+ \\[${id}\\]\n {4}\\S.+$`, 'm'));
    expect(output).not.toMatch(/^\s+at |undefined|\{\w+\}(?!\})/m);
    expect(output).toMatchSnapshot();
  });
});

describe('every note', () => {
  it.each(filesIn('notes'))('%s', async (file) => {
    const { status, id, output } = await lint('notes', file);
    expect(output).toMatch(
      new RegExp(
        `^${file}:\\d+:\\d+: note: .+ \\[${id}\\]( \\(and \\d+ more like it in this file\\))?$`,
        'm',
      ),
    );
    expect(status).toBe(0);
    expect(output).toMatchSnapshot();
  });
});

it('an allowed warning is no finding', async () => {
  const { status, output } = await lint(
    'lints',
    'threshold-unreachable.yaml',
    '--allow',
    'threshold-unreachable',
  );
  expect([status, output]).toEqual([0, 'fine: 1 SLO in 1 file\n']);
});

it('findings as JSON', async () => {
  const { status, output } = await lint('lints', 'unknown-field.yaml', '--json');
  expect(status).toBe(1);
  expect(JSON.parse(output)).toMatchObject({
    problems: [
      { id: 'unknown-field', level: 'error', at: { file: 'unknown-field.yaml', line: 28, column: 3 } },
    ],
    notes: [],
  });
});
