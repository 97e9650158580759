import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A list on disk, one JSON value a line, appended to and bounded. */
export interface Journal<T> {
  /** Newest last. */
  entries(): readonly T[];
  /** Resolves when the entries are on disk. */
  append(added: readonly T[]): Promise<void>;
  clear(): Promise<void>;
}

export interface JournalOptions<T> {
  readonly file: string;
  /** How many entries are kept; the oldest go first. */
  readonly limit: number;
  readonly isEntry: (value: unknown) => value is T;
  /** Told about each line that cannot be read, such as one that a crash cut off. It is left out, not fatal. */
  readonly onUnreadable: (line: string) => void;
}

const lineOf = (entry: unknown): string => `${JSON.stringify(entry)}\n`;

async function readLines(file: string): Promise<string[]> {
  try {
    return (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw thrown;
  }
}

function parsed<T>(line: string, { isEntry, onUnreadable }: JournalOptions<T>): T[] {
  try {
    const value: unknown = JSON.parse(line);
    if (isEntry(value)) return [value];
  } catch {
    // Reported below, together with lines that are JSON of another kind.
  }
  onUnreadable(line);
  return [];
}

/** Opens the journal, makes its folder if need be, and rewrites the file so that it holds whole lines only. */
export async function openJournal<T>(options: JournalOptions<T>): Promise<Journal<T>> {
  const { file, limit } = options;
  await mkdir(dirname(file), { recursive: true });
  let entries = (await readLines(file)).flatMap((line) => parsed(line, options)).slice(-limit);
  let linesOnDisk = 0;
  let writing: Promise<void> = Promise.resolve();

  const rewrite = async (): Promise<void> => {
    await writeFile(`${file}.new`, entries.map(lineOf).join(''), { flush: true, mode: 0o600 });
    await rename(`${file}.new`, file);
    linesOnDisk = entries.length;
  };
  const inTurn = (write: () => Promise<void>): Promise<void> => {
    const done = writing.then(write);
    writing = done.catch(() => undefined);
    return done;
  };
  await rewrite();

  return {
    entries: () => entries,
    append: (added) =>
      inTurn(async () => {
        await appendFile(file, added.map(lineOf).join(''), { flush: true });
        entries = [...entries, ...added].slice(-limit);
        linesOnDisk += added.length;
        if (linesOnDisk > 2 * limit) await rewrite();
      }),
    clear: () =>
      inTurn(async () => {
        entries = [];
        await rm(`${file}.new`, { force: true });
        await rewrite();
      }),
  };
}
