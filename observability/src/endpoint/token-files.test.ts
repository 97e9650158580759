import fs, { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

test('a token that was added is taken at the next request', () => {
  const verify = tokensFromFiles({ files: [write('one', OLD), write('two', OTHER)], seconds: 10, onError });
  write('one', `${OLD}\n${NEW}\n`);
  expect([verify(NEW), verify(OLD), verify(OTHER)]).toEqual([SCRAPER, SCRAPER, SCRAPER]);
  seconds = 1;
  // As Kubernetes exchanges a secret: another file takes the name.
  write('next', OTHER.repeat(2));
  renameSync(path('next'), path('two'));
  expect([verify(OTHER.repeat(2)), verify(OTHER)]).toEqual([SCRAPER, undefined]);
  expect(told).toEqual([]);
});

test('a token that was taken out is refused when the last reading is too old', () => {
  const verify = tokensFromFiles({ files: [write('one', `${OLD}\n${NEW}\n`)], seconds: 10, onError });
  write('one', NEW);
  seconds = 9.9;
  expect([verify(OLD), verify(NEW)]).toEqual([SCRAPER, SCRAPER]);
  seconds = 10;
  expect([verify(OLD), verify(NEW)]).toEqual([undefined, SCRAPER]);
  expect(told).toEqual([]);
});

test('guesses have no file read, and files looked at once a second', () => {
  const verify = tokensFromFiles({ files: [write('one', OLD)], onError });
  const [read, look] = [jest.spyOn(fs, 'readFileSync'), jest.spyOn(fs, 'statSync')];
  for (seconds = 0; seconds < 4; seconds += 0.25)
    for (let guess = 0; guess < 100; guess++) expect(verify(`${OTHER}${seconds}${guess}`)).toBeUndefined();
  expect([read.mock.calls.length, look.mock.calls.length]).toEqual([0, 4]);

  write('one', NEW);
  expect([verify(NEW), verify(NEW)]).toEqual([SCRAPER, SCRAPER]);
  expect(read).toHaveBeenCalledTimes(1);
  [read, look].forEach((spy) => spy.mockRestore());
});

test('a token that was added amid guesses is taken within a second', () => {
  const verify = tokensFromFiles({ files: [write('one', OLD)], onError });
  expect(verify(OTHER)).toBeUndefined();
  write('one', NEW);
  seconds = 0.9;
  expect(verify(NEW)).toBeUndefined();
  seconds = 1;
  expect(verify(NEW)).toEqual(SCRAPER);
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

test('an onError that throws leaves the tokens as they were', () => {
  const file = write('one', OLD);
  const verify = tokensFromFiles({
    files: [file],
    onError: () => {
      throw new Error('the log is full');
    },
  });
  write('one', '');
  seconds = 10;
  expect([verify(OLD), verify(OTHER)]).toEqual([SCRAPER, undefined]);
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
