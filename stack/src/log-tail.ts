import { readFile } from 'node:fs/promises';

/** The last `count` lines of a log, indented to stand out in a message. */
export async function lastLines(file: string, count = 15): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return tail(text, count);
}

/** The last `count` lines of a text, indented; says so when there is none. */
export function tail(text: string, count = 15): string {
  const lines = text.trimEnd().split('\n').slice(-count);
  return lines.join('') === '' ? '  (nothing was written)' : lines.map((line) => `  ${line}`).join('\n');
}
