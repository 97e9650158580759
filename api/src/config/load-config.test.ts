import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationTable } from './document';
import { loadConfig, metaOf } from './load-config';
import { settings } from './settings';

const names = Object.keys(settings.shape);

/** A value that each kind of setting refuses. */
const wrongValues: Record<string, string> = {
  PORT: '65536',
  HOST: 'two words',
  PUBLIC_URL: 'https://example.org/?query=1',
  LOG_LEVEL: 'loud',
  DATABASE_URL: 'mysql://root:hunter2@db/x',
  DATA_DIR: 'a\nb',
  SECRETS_DIR: '\u0007',
  REVISION: 'a b',
};
/** No number setting takes it: not decimal, or above every limit. */
const noNumber = '0x10';

function messageOf(env: NodeJS.ProcessEnv): string {
  try {
    loadConfig(env);
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
}

test('an empty environment gives the documented defaults', () => {
  const config = loadConfig({});
  expect(config.PORT).toBe(8000);
  expect(config.HOST).toBe('127.0.0.1');
  expect(config.DATABASE_URL).toBeUndefined();
  expect(config.RETENTION_DAYS).toBe(90);
});

test.each(names)('%s: a wrong value is named with what is allowed', (name) => {
  const wrong = wrongValues[name] ?? noNumber;
  const message = messageOf({ [name]: wrong });
  expect(message).toContain(`${name} is `);
  expect(message).toContain(`must be ${metaOf(name).allowed}`);
  if (!metaOf(name).secret) expect(message).toContain(JSON.stringify(wrong));
});

test.each(names.filter((name) => / from \d/.test(metaOf(name).allowed)))(
  '%s: takes its limits, and nothing beyond them',
  (name) => {
    const [, from = '', to = ''] = /from ([\d.]+) to ([\d.]+)$/.exec(metaOf(name).allowed) ?? [];
    const small = { SHUTDOWN_DELAY_SECONDS: '0', MAX_ENVELOPE_BYTES: '1024' };
    const large = { SHUTDOWN_TIMEOUT_SECONDS: '600', BODY_MEMORY_BYTES: String(2 ** 30) };
    expect(loadConfig({ ...small, ...large, [name]: from })).toHaveProperty(name, Number(from));
    expect(loadConfig({ ...small, ...large, [name]: to })).toHaveProperty(name, Number(to));
    expect(messageOf({ [name]: String(Number(to) + 1) })).toContain(`${name} is`);
  },
);

test('every wrong variable is named in one error', () => {
  const message = messageOf({ PORT: '-1', LOG_LEVEL: 'loud', RETENTION_DAYS: '0' });
  expect(message.match(/ must be /g)).toHaveLength(3);
});

test.each([
  ['10', undefined],
  ['300', '60'],
  ['5', '5'],
])('a shutdown delay of %s that a timeout of %s does not leave room for is named', (delay, timeout) => {
  const message = messageOf({ SHUTDOWN_DELAY_SECONDS: delay, SHUTDOWN_TIMEOUT_SECONDS: timeout });
  expect(message).toContain(
    `SHUTDOWN_DELAY_SECONDS is ${delay}, but must be below SHUTDOWN_TIMEOUT_SECONDS, which is ${timeout ?? 10}`,
  );
});

test('a memory for bodies that the largest envelope does not fit into is named', () => {
  expect(messageOf({ MAX_ENVELOPE_BYTES: '20000000' })).toContain(
    'BODY_MEMORY_BYTES is 67108864, but must be at least 6 times MAX_ENVELOPE_BYTES, which is 20000000',
  );
});

test('a password in a wrong address is not shown', () => {
  expect(messageOf({ DATABASE_URL: 'mysql://root:hunter2@db/x' })).not.toContain('hunter2');
});

test('a variable set to nothing counts as not set', () => {
  expect(loadConfig({ PORT: '', DATABASE_URL: '' })).toEqual(loadConfig({}));
});

test('a public address loses the slash at its end', () => {
  expect(loadConfig({ PUBLIC_URL: 'https://gt.example.org/base/' }).PUBLIC_URL).toBe(
    'https://gt.example.org/base',
  );
});

/** Prettier aligns the table's columns; only its words count. */
const words = (markdown: string): string => markdown.replace(/[ -]+/g, ' ');

test('docs/configuration.md holds the table of all settings', () => {
  const page = readFileSync(join(__dirname, '../../../docs/configuration.md'), 'utf8');
  expect(words(page)).toContain(words(configurationTable()));
});
