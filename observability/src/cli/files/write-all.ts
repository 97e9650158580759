import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files by path. */
export type Files = ReadonlyMap<string, string>;

/** How what lies there differs from what would be written. */
export interface Drift {
  readonly path: string;
  readonly kind: 'missing' | 'changed' | 'not generated any more';
}

/** Compares files with what would be written; `leftOver` are files that would be removed. */
export function driftOf(files: Files, leftOver: readonly string[]): Drift[] {
  const drifted = [...files].flatMap(([path, text]): Drift[] => {
    const there = readIfThere(path);
    if (there === text) return [];
    return [{ path, kind: there === undefined ? 'missing' : 'changed' }];
  });
  return [...drifted, ...leftOver.map((path): Drift => ({ path, kind: 'not generated any more' }))];
}

/**
 * Writes all files or none: first beside their places, then moved into them. Only then are left-over files removed.
 * Throws the file system's error, after removing what it began.
 */
export function writeAll(files: Files, leftOver: readonly string[]): void {
  const begun: { readonly temporary: string; readonly path: string }[] = [];
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(path), { recursive: true });
      const temporary = `${path}.${process.pid}.tmp`;
      begun.push({ temporary, path });
      writeFileSync(temporary, text);
    }
    for (const { temporary, path } of begun) renameSync(temporary, path);
  } catch (error) {
    for (const { temporary } of begun) rmSync(temporary, { force: true });
    throw error;
  }
  for (const path of leftOver) rmSync(path, { force: true });
}

/** Files in a folder that begin with a line, and are not among those to be written. */
export function filesBeginning(folder: string, line: string, except: Files): string[] {
  return namesIn(folder)
    .map((name) => join(folder, name))
    .filter((path) => !except.has(path) && readIfThere(path)?.startsWith(line) === true);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
