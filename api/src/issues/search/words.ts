import { httpErrors } from '../../http/http-error';

/** Text to compare with; `*` in it stands for anything unless it was quoted. */
export interface Pattern {
  readonly text: string;
  readonly hasWildcard: boolean;
}

/** One word of a search: text to find, or a key with values of which any one will do. */
export type Word =
  | { readonly kind: 'text'; readonly pattern: Pattern }
  | {
      readonly kind: 'term';
      /** As it was typed, for messages. */
      readonly typed: string;
      readonly isNegated: boolean;
      readonly key: string;
      readonly values: readonly Pattern[];
    };

/** Words, with "quotes" around what holds blanks. */
const word = /(?:[^\s"]|"[^"]*")+/g;
const term = /^(!?)("[^"]+"|[A-Za-z_][\w.-]*):(.+)$/s;
const list = /^\[(.*)\]$/s;
const operators = new Set(['OR', 'AND', '(', ')']);
const unquoted = (text: string): string => text.replaceAll('"', '');

const patternOf = (text: string): Pattern => ({
  text: unquoted(text),
  hasWildcard: text.includes('*') && !text.includes('"'),
});

const refuse = (typed: string, why: string) => httpErrors.badRequest(`Search term ${typed}: ${why}`);

function termOf(typed: string): Word | undefined {
  const [, negation, key = '', value = ''] = term.exec(typed) ?? [];
  // An address is text: `https://…`.
  if (key === '' || value.startsWith('//')) return undefined;
  const values = (list.exec(value)?.[1]?.match(/(?:[^,"]|"[^"]*")+/g) ?? [value]).map((one) =>
    patternOf(one.trim()),
  );
  if (values.some(({ text }) => text === ''))
    throw refuse(typed, 'it has no value; write has:<tag> for any value');
  return { kind: 'term', typed, isNegated: negation === '!', key: unquoted(key), values };
}

/** Joins neighbouring words of text: they are looked for as they stand. */
function joined(words: readonly Word[], next: Word): Word[] {
  const last = words.at(-1);
  if (next.kind !== 'text' || last?.kind !== 'text') return [...words, next];
  const pattern = {
    text: `${last.pattern.text} ${next.pattern.text}`,
    hasWildcard: last.pattern.hasWildcard || next.pattern.hasWildcard,
  };
  return [...words.slice(0, -1), { kind: 'text', pattern }];
}

/** @throws HttpError 400 for a quote without its partner, a term without a value, and `OR`, `AND` or parentheses. */
export function wordsOf(query: string): Word[] {
  if ((query.split('"').length - 1) % 2 === 1) {
    throw httpErrors.badRequest('The search has a quotation mark (") without its partner');
  }
  return (query.match(word) ?? [])
    .map((typed): Word => {
      if (operators.has(typed)) {
        throw refuse(
          typed,
          'not supported; terms are joined by "and", [a,b] means either; quote it to find the word',
        );
      }
      return termOf(typed) ?? { kind: 'text', pattern: patternOf(typed) };
    })
    .reduce<Word[]>(joined, []);
}
