import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * A list in memory and on disk, one JSON value a line, appended to and bounded. What the disk does not take, as a full one, is
 * there all the same until the process ends, and is written as soon as the disk takes it again.
 */
export interface Journal<T> {
  /** Newest last. */
  entries(): readonly T[];
  /** Resolves when the entries are on disk, or `onUnsaved` got the reason why they are not. */
  append(added: readonly T[]): Promise<void>;
  clear(): Promise<void>;
  /** Writes what is not on disk yet; does nothing when all of it is. */
  save(): Promise<void>;
}

export interface JournalOptions<T> {
  readonly file: string;
  /** How many entries are kept; the oldest go first. */
  readonly limit: number;
  readonly isEntry: (value: unknown) => value is T;
  /** Told about each line that cannot be read, such as one that a crash cut off. It is left out, not fatal. */
  readonly onUnreadable: (line: string) => void;
  /** Called once when the disk stops taking entries. */
  readonly onUnsaved: (reason: unknown) => void;
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
  const { file, limit, onUnsaved } = options;
  let entries = (await readLines(file)).flatMap((line) => parsed(line, options)).slice(-limit);
  let linesOnDisk = 0;
  /** Lines are missing on disk, or one of them is cut off: only the whole file helps. */
  let isBehind = false;
  let writing: Promise<void> = Promise.resolve();

  const rewrite = async (): Promise<void> => {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, entries.map(lineOf).join(''), { flush: true, mode: 0o600 });
    await rename(`${file}.new`, file);
    linesOnDisk = entries.length;
  };
  const add = async (added: readonly T[]): Promise<void> => {
    await appendFile(file, added.map(lineOf).join(''), { flush: true });
    linesOnDisk += added.length;
    if (linesOnDisk > 2 * limit) await rewrite();
  };
  const inTurn = (write: () => Promise<void>): Promise<void> => {
    writing = writing.then(write).then(
      () => {
        isBehind = false;
      },
      async (reason: unknown) => {
        // Half a file takes room that a full disk needs.
        await rm(`${file}.new`, { force: true }).catch(() => undefined);
        if (!isBehind) onUnsaved(reason);
        isBehind = true;
      },
    );
    return writing;
  };
  await inTurn(rewrite);

  return {
    entries: () => entries,
    append(added) {
      entries = [...entries, ...added].slice(-limit);
      return inTurn(() => (isBehind ? rewrite() : add(added)));
    },
    clear() {
      entries = [];
      return inTurn(rewrite);
    },
    save: () => (isBehind ? inTurn(rewrite) : Promise.resolve()),
  };
}
