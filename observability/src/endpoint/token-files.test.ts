import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tokensFromFiles } from './token-files';

const [OLD, NEW, OTHER] = ['a'.repeat(64), 'b'.repeat(64), 'c'.repeat(22)];
const SCRAPER = { scopes: ['metrics:read'] };

let folder: string;
let seconds: number;
let told: unknown[];
let clock: jest.SpyInstance;
const onError = (error: unknown) => told.push(error);
const path = (name: string) => join(folder, name);
const write = (name: string, content: string) => {
  writeFileSync(path(name), content);
  return path(name);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tokens-'));
  [seconds, told] = [0, []];
  clock = jest.spyOn(performance, 'now').mockImplementation(() => seconds * 1000);
});
afterEach(() => {
  clock.mockRestore();
  rmSync(folder, { recursive: true });
});

test('every token of every file is valid, and no other', () => {
  const files = [write('one', `${OLD}\n${NEW}\r\n`), write('two', OTHER)];
  const verify = tokensFromFiles({ files });
  for (const token of [OLD, NEW, OTHER]) expect(verify(token)).toEqual(SCRAPER);
  for (const token of ['', 'a', `${OLD}\n${NEW}`, OLD.toUpperCase(), OTHER.slice(1)])
    expect(verify(token)).toBeUndefined();
});

test('tokens have the scopes that are given', () => {
  const verify = tokensFromFiles({ files: [write('one', OLD)], scopes: ['a:read', 'b:read'] });
  expect(verify(OLD)).toEqual({ scopes: ['a:read', 'b:read'] });
});

test('a changed file is taken over when its last reading is too old', () => {
  const verify = tokensFromFiles({ files: [write('one', OLD)], seconds: 10, onError });
  write('one', NEW);
  seconds = 9.9;
  expect([verify(OLD), verify(NEW)]).toEqual([SCRAPER, undefined]);
  seconds = 10;
  expect([verify(OLD), verify(NEW)]).toEqual([undefined, SCRAPER]);
  write('one', `${NEW}\n${OLD}\n`);
  seconds = 20;
  expect([verify(OLD), verify(NEW)]).toEqual([SCRAPER, SCRAPER]);
  expect(told).toEqual([]);
});

test('a file that becomes wrong leaves its tokens as they were, and is told of; the others are read on', () => {
  const files = [write('one', OLD), write('two', OTHER)];
  const verify = tokensFromFiles({ files, onError });
  rmSync(path('one'));
  write('two', NEW);
  seconds = 5;
  expect([verify(OLD), verify(NEW), verify(OTHER)]).toEqual([SCRAPER, SCRAPER, undefined]);
  write('one', '');
  seconds = 10;
  expect(verify(OLD)).toEqual(SCRAPER);
  expect(told).toMatchObject([{ code: 'OBS_TOKEN_FILE_UNREADABLE' }, { code: 'OBS_TOKEN_FILE_INVALID' }]);
  write('one', NEW);
  seconds = 15;
  expect(verify(OLD)).toBeUndefined();
});

test.each([
  ['', 1],
  ['short', 1],
  ['d'.repeat(513), 1],
  [`${'d'.repeat(30)} ${'e'.repeat(30)}`, 1],
  [`${OLD}\n"${NEW}"`, 2],
])('a file that holds %j is refused from the start, by line and without what is in it', (content, line) => {
  const make = () => tokensFromFiles({ files: [write('one', content)] });
  const message = expect.stringMatching(new RegExp(`one" in "tokensFromFiles" .* line ${line}\\.`)) as string;
  expect(make).toThrow(expect.objectContaining({ code: 'OBS_TOKEN_FILE_INVALID', message }) as Error);
  expect(make).not.toThrow(/short|d{30}|b{30}/);
});

test.each([
  ['OBS_OPTIONS_INVALID', undefined],
  ['OBS_LIST_INVALID', {}],
  ['OBS_LIST_INVALID', { files: 'token' }],
  ['OBS_LIST_INVALID', { files: [] }],
  ['OBS_TOKEN_FILE_UNREADABLE', { files: ['/nowhere/token'] }],
  ['OBS_TOKEN_FILE_UNREADABLE', { files: [5.5] }],
  ['OBS_LIST_INVALID', { files: ['/nowhere/token'], scopes: 'metrics:read' }],
  ['OBS_SCOPE_INVALID', { files: ['/nowhere/token'], scopes: ['a b'] }],
  ['OBS_LIMIT_INVALID', { files: ['/nowhere/token'], seconds: 0 }],
])('%s for %j', (code, options) => {
  const message = expect.stringContaining('tokensFromFiles') as string;
  expect(() => (tokensFromFiles as (options: unknown) => unknown)(options)).toThrow(
    expect.objectContaining({ code, message }) as Error,
  );
});
