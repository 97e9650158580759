import tokenizer, { types, type Set as CharacterSet, type Token } from 'ret';

import { anchored, type Matcher } from '../../promql';

/** Whether a label's value (empty: no such label) satisfies a matcher. Prometheus anchors its regular expressions. */
export function matches({ operator, value }: Matcher, actual: string): boolean {
  if (operator === '=') return actual === value;
  if (operator === '!=') return actual !== value;
  return anchored(value).matches(actual) === (operator === '=~');
}

const common = ['200', 'a', 'b', '1', 'GET', '/', 'x1', ''];

/**
 * Finds a value of one label that satisfies every matcher in `all` and no matcher in `none`; undefined when none of the
 * values that the matchers suggest does. Values in `avoid` come last.
 */
export function labelValue(
  all: readonly Matcher[],
  none: readonly Matcher[] = [],
  avoid: readonly string[] = [],
): string | undefined {
  const suggested = [...all, ...none].flatMap(({ operator, value }) =>
    operator === '=' || operator === '!=' ? [value] : samples(value),
  );
  const positive = all.filter(({ operator }) => operator === '=' || operator === '=~').length > 0;
  const candidates = positive ? [...suggested, ...common] : [...common, ...suggested];
  return candidates
    .sort((a, b) => Number(avoid.includes(a)) - Number(avoid.includes(b)))
    .find(
      (value) =>
        all.every((matcher) => matches(matcher, value)) && none.every((matcher) => !matches(matcher, value)),
    );
}

/** Texts that a regular expression matches: for each of its alternatives a short one, and one with more where it repeats. */
function samples(pattern: string): string[] {
  try {
    const root = tokenizer(pattern);
    const alternatives = root.options ?? [root.stack ?? []];
    return [1, 2, 3].flatMap((repeats) => alternatives.map((tokens) => sample(tokens, repeats)));
  } catch (error) {
    // RE2 has syntax that JavaScript lacks; other values may do.
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

const sample = (tokens: readonly Token[], repeats: number): string =>
  tokens.map((token) => sampleToken(token, repeats)).join('');

function sampleToken(token: Token, repeats: number): string {
  switch (token.type) {
    case types.CHAR:
      return String.fromCharCode(token.value);
    case types.GROUP:
      return sample(token.options?.[(repeats - 1) % token.options.length] ?? token.stack ?? [], repeats);
    case types.REPETITION:
      return sampleToken(token.value, repeats).repeat(Math.max(token.min, Math.min(repeats, token.max)));
    case types.SET:
      return sampleSet(token, repeats);
    case types.POSITION:
    case types.REFERENCE:
      return '';
  }
}

/** One of the characters of a set; another one where more is asked for, if there is. */
function sampleSet({ set, not }: CharacterSet, repeats: number): string {
  if (not) return '0';
  const first = set[(repeats - 1) % set.length];
  if (first?.type === types.CHAR) return String.fromCharCode(first.value);
  return first?.type === types.RANGE
    ? String.fromCharCode(Math.min(first.to, first.from + repeats - 1))
    : '0';
}
