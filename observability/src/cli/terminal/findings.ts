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

/** A note in the same form. */
export function showNote({ id, message, position }: Note, style: Style): string {
  const place = position ? `${showPlace(position)}: ` : '';
  return `${place}${style(colours.note, 'note')}: ${message} [${id}]\n`;
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
