import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StackError } from '../errors';
import { cacheFolder } from './cache';
import { resolveProgram, resolveProgramOf } from './resolve';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'resolve-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a program on PATH is used', async () => {
  const file = path.join(folder, 'grafana-server');
  await writeFile(file, '#!/bin/sh\nexit 0\n');
  await chmod(file, 0o755);
  await expect(resolveProgram('grafana', { PATH: folder })).resolves.toBe(file);
});

test('a program that does not start is named, with what to install', async () => {
  const file = path.join(folder, 'grafana');
  await writeFile(file, '#!/bin/sh\nexit 1\n');
  await chmod(file, 0o755);
  const failure = resolveProgram('grafana', { PATH: folder });
  await expect(failure).rejects.toBeInstanceOf(StackError);
  await expect(failure).rejects.toMatchObject({ code: 'PROGRAM_MISSING' });
  await expect(failure).rejects.toThrow(/"grafana".*does not answer --version.*https:\/\/grafana\.com/);
});

test('a release is not searched for on PATH, and what was tried is said', async () => {
  const file = path.join(folder, 'grafana');
  await writeFile(file, '#!/bin/sh\nexit 0\n');
  await chmod(file, 0o755);
  const failure = resolveProgramOf('bookworm', 'grafana', { PATH: folder, XDG_CACHE_HOME: folder });
  await expect(failure).rejects.toMatchObject({ code: 'PROGRAM_MISSING' });
  await expect(failure).rejects.toThrow('"grafana of Debian bookworm"');
});

test('the cache follows XDG_CACHE_HOME when it is an absolute path', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/var/c' })).toBe('/var/c/express-slo-stack/packages');
  expect(cacheFolder({ XDG_CACHE_HOME: 'relative' })).toMatch(/^\/.*\.cache\/express-slo-stack\/packages$/);
});
