import { bytesOf, type Case } from './case';
import { type Finding, FINDINGS } from './judge';
import type { Run } from './run';

/** What a comparison with the bare library is about; how it words its refusals is not judged. */
export const KNOWN_OF_THE_LIBRARY: readonly Finding[] = ['crashed', 'byQuery', 'byBody'];
const NOT_JUDGED: readonly Finding[] = ['beside', 'keptOut', 'answer'];

/** The table of a run against our endpoint and one against the bare library, with the first case of each finding. */
export function report(ours: Run, bare: Run): string {
  const rows = Object.entries(FINDINGS) as [Finding, string][];
  return [
    row('', 'our endpoint', 'passport-http-bearer alone'),
    row('cases', number(ours.sent), number(bare.sent)),
    ...rows.map(([finding, words]) =>
      row(
        words,
        countOf(ours, finding),
        NOT_JUDGED.includes(finding) ? 'not judged' : countOf(bare, finding),
      ),
    ),
    '',
    `requests: ${counts(ours.readings)}`,
    `answers:  ${counts(ours.statuses)}`,
    '',
    ...firstCases('our endpoint', ours),
    ...firstCases('passport-http-bearer alone', bare),
  ].join('\n');
}

/** A request on one line; what is repeated often is written once. */
const shown = (request: Case) =>
  JSON.stringify(bytesOf(request).toString('latin1')).replace(
    /(.)\1{31,}/g,
    (run, character: string) => `${character}{${run.length} times}`,
  );

const row = (...[name = '', ...cells]: readonly string[]) =>
  name.padEnd(46) + cells.map((cell) => cell.padStart(30)).join('');
const number = (value: number) => value.toLocaleString('en');

function countOf({ found }: Run, finding: Finding): string {
  const { count, first } = found.get(finding) ?? {};
  return count === undefined ? '0' : `${number(count)}, first at case ${number(first ?? 0)}`;
}

const counts = (counted: ReadonlyMap<string, number>) =>
  [...counted]
    .sort(([, a], [, b]) => b - a)
    .map(([key, count]) => `${key} ${number(count)}`)
    .join(', ');

function firstCases(name: string, { found, smallest, lastWords }: Run): readonly string[] {
  const firsts = [...found]
    .filter(([finding]) => name === 'our endpoint' || !NOT_JUDGED.includes(finding))
    .flatMap(([finding, { request, before }]) => [
      `${name}, ${FINDINGS[finding]}: ${shown(request)}`,
      ...(finding === 'crashed' && before !== undefined ? [`  or by the one before: ${shown(before)}`] : []),
    ]);
  return [
    ...firsts,
    ...(smallest === undefined ? [] : [`${name}, smallest: ${shown(smallest)}`]),
    ...(lastWords === undefined ? [] : [`${name}, its last words: ${lastWords}`]),
  ];
}
