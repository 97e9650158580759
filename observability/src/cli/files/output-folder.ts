import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How what is there differs from what would be written. */
export interface Drift {
  readonly path: string;
  readonly kind: 'missing' | 'changed' | 'not generated any more';
}

/**
 * Files that are written together: all or none. Each is compared at once, and only those that differ are kept, beside
 * their places, until `commit` moves them there; so that no more than one text is held in memory.
 */
export class StagedFiles {
  readonly #staged: { readonly temporary: string; readonly path: string }[] = [];
  readonly #drift: Drift[] = [];
  readonly #paths = new Set<string>();
  readonly #stale = new Set<string>();

  /** With `compareOnly`, nothing is ever written. */
  constructor(private readonly compareOnly: boolean) {}

  /** Every path that was put. */
  get paths(): ReadonlySet<string> {
    return this.#paths;
  }

  /** What differs so far, files to be removed last. */
  get drift(): readonly Drift[] {
    const removed = [...this.#stale].sort().map((path): Drift => ({ path, kind: 'not generated any more' }));
    return [...this.#drift, ...removed];
  }

  /** Adds a file. Throws the file system's error. */
  put(path: string, text: string): void {
    this.#paths.add(path);
    const existing = readIfThere(path);
    if (existing === text) return;
    this.#drift.push({ path, kind: existing === undefined ? 'missing' : 'changed' });
    if (this.compareOnly) return;
    mkdirSync(dirname(path), { recursive: true });
    const temporary = `${path}.${process.pid}.tmp`;
    this.#staged.push({ temporary, path });
    writeFileSync(temporary, text);
  }

  /** Marks a file that is not generated any more; `commit` removes it. */
  remove(path: string): void {
    this.#stale.add(path);
  }

  /** Moves every file into its place, then removes the stale ones. */
  commit(): void {
    for (const { temporary, path } of this.#staged) renameSync(temporary, path);
    for (const path of this.#stale) rmSync(path, { force: true });
  }

  /** Leaves everything as it was. */
  discard(): void {
    for (const { temporary } of this.#staged) rmSync(temporary, { force: true });
  }
}

/** The files of a folder that begin with a line, in order; none where there is no such folder. */
export function filesBeginning(folder: string, line: string): string[] {
  return namesIn(folder)
    .map((name) => join(folder, name))
    .filter((path) => beginsWith(path, line));
}

/** Whether there is such a file and it begins with a line. */
export const beginsWith = (path: string, line: string): boolean =>
  readIfThere(path)?.startsWith(line) === true;

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** The text of a file; undefined where there is none that can be read. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
