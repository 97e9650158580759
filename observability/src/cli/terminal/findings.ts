import { relative } from 'node:path';
import { showPlace, type Problem } from '../../slo/errors';
import type { Note } from '../../slo/model';
import type { Environment } from '../environment';
import type { Style } from './style';

const colours = { error: 'red', warning: 'yellow', note: 'cyan' } as const;

/** `file:line:column: error: message [id]`, the form that editors read, and the remedy below. */
export function showProblem({ id, level, at, message, remedy }: Problem, style: Style): string {
  return `${style('bold', showPlace(at))}: ${style(colours[level], level)}: ${message} [${id}]\n    ${remedy}\n`;
}

/** Notes in the same form, each kind once a file, with the number of others like it. */
export function showNotes(notes: readonly Note[], style: Style): string {
  const groups = new Map<string, Note[]>();
  for (const note of notes) {
    const kind = `${note.id} ${note.position?.file ?? ''}`;
    const alike = groups.get(kind);
    if (alike) alike.push(note);
    else groups.set(kind, [note]);
  }
  return [...groups.values()].map((alike) => showNote(alike, style)).join('');
}

function showNote([first, ...others]: readonly Note[], style: Style): string {
  if (!first) return '';
  const place = first.position ? `${showPlace(first.position)}: ` : '';
  const more = others.length === 0 ? '' : ` (and ${others.length} more like it in this file)`;
  return `${place}${style(colours.note, 'note')}: ${first.message} [${first.id}]${more}\n`;
}

/** `2 errors and 1 warning`. */
export function countProblems(problems: readonly Problem[]): string {
  const counts = (['error', 'warning'] as const).flatMap((level) => {
    const count = problems.filter((problem) => problem.level === level).length;
    return count === 0 ? [] : [plural(count, level)];
  });
  return counts.join(' and ');
}

/** `1 file`, `2 files`. */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A path as people see it: from where they stand, unless that leads far away. */
export function displayPath(path: string, { cwd }: Pick<Environment, 'cwd'>): string {
  const near = relative(cwd, path);
  return near === '' ? '.' : near.startsWith('../../..') ? path : near;
}
