import { commandErrorTable } from '../command-error';
import { problemTable } from '../../slo/errors';
import { noteTable } from '../../slo/readers';
import { markdownTable } from './markdown';

/** Parameters of the texts, `{name}`, as Markdown that is not HTML or code. */
const readable = (text: string) => text.replace(/\{(\w+)\}/g, '‹$1›');

/** Every error and warning. */
export const problemSection = (): string =>
  markdownTable(
    ['id', 'level', 'message', 'remedy'],
    Object.entries(problemTable).map(([id, { level, message, remedy }]) => [
      `\`${id}\``,
      level,
      readable(message),
      readable(remedy),
    ]),
  );

/** Every error of the command itself. */
export const commandErrorSection = (): string =>
  markdownTable(
    ['code', 'message', 'remedy'],
    Object.entries(commandErrorTable).map(([code, { message, remedy }]) => [
      `\`${code}\``,
      readable(message),
      readable(remedy),
    ]),
  );

/** Every note. */
export const noteSection = (): string =>
  markdownTable(
    ['id', 'note'],
    Object.entries(noteTable).map(([id, message]) => [`\`${id}\``, readable(message)]),
  );
