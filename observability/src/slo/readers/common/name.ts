import { problem, type Problem } from '../../errors';
import { text, type At, type Schema } from '../yaml/schema';

/** Names become label values, group names and file names, so they stay within what all of these take. */
const usable = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** Any text as a name: lower case, `-` for what a name does not take. */
export const asName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');

/** Checks the name of a service or an SLO. */
export function checkName({ value, at }: At<string>, problems: Problem[]): void {
  if (usable.test(value)) return;
  problems.push(problem('invalid-name', at, { name: value, suggestion: asName(value) || 'my-service' }));
}

/** A name as a field of a specification. */
export const nameText: Schema<At<string>> = {
  ...text,
  read(node, field, report) {
    const read = text.read(node, field, report);
    if (read) checkName(read, report.problems);
    return read;
  },
};
