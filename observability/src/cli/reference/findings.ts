import { commandErrorTable } from '../command-error';
import { liveProblemTable, problemTable, type Problem } from '../../slo/errors';
import { liveNoteTable, noteTable } from '../../slo/notes';
import { markdownTable } from './markdown';

/** Parameters of the texts, `{name}`, as Markdown that is not HTML or code. */
const readable = (text: string) => text.replace(/\{(\w+)\}/g, '‹$1›');

/** Every error and warning. */
export const problemSection = (): string => problemsOf(problemTable);

/** Every warning that a running Prometheus gives rise to. */
export const liveProblemSection = (): string => problemsOf(liveProblemTable);

const problemsOf = (table: Readonly<Record<string, Pick<Problem, 'level' | 'message' | 'remedy'>>>): string =>
  markdownTable(
    ['id', 'level', 'message', 'remedy'],
    Object.entries(table).map(([id, { level, message, remedy }]) => [
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
export const noteSection = (): string => notesOf(noteTable);

/** Every note on a running Prometheus. */
export const liveNoteSection = (): string => notesOf(liveNoteTable);

const notesOf = (table: Readonly<Record<string, string>>): string =>
  markdownTable(
    ['id', 'note'],
    Object.entries(table).map(([id, message]) => [`\`${id}\``, readable(message)]),
  );
