import { copyFile, stat, truncate } from 'node:fs/promises';

/** As in docker-compose.yml. Bytes. */
const largestLog = 10 * 1024 * 1024;
const lookEverySeconds = 10;

/** Moves what a log holds into `<file>.before` once it is too large. Its writer appends, and so goes on at the start. */
export async function boundLog(file: string, largest = largestLog): Promise<void> {
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size <= largest) return;
  await copyFile(file, `${file}.before`);
  await truncate(file);
}

/** Bounds a log from now on; what is returned ends that. A disk that is full is tried again later. */
export function keepLogBounded(file: string): () => void {
  const timer = setInterval(
    () => void boundLog(file).catch(() => undefined),
    lookEverySeconds * 1000,
  ).unref();
  return () => clearInterval(timer);
}
