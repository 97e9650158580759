import { Scalar } from 'yaml';

/** The offset in the file of a character of a scalar's value; undefined where an escape hides it. */
export type Inside = (character: number) => number | undefined;

const block: readonly Scalar['type'][] = [Scalar.BLOCK_LITERAL, Scalar.BLOCK_FOLDED];
const quoted: readonly Scalar['type'][] = [Scalar.QUOTE_DOUBLE, Scalar.QUOTE_SINGLE];

/** Maps characters of a string's value to the file, whatever the style it is written in. */
export function insideOf(text: string, start: number, value: string, type: Scalar['type']): Inside {
  const begin = block.includes(type)
    ? text.indexOf('\n', start) + 1
    : start + (quoted.includes(type) ? 1 : 0);
  return (character) => walk(text, begin, value)[character];
}

/** What the file has between the characters of the value: indentation, line ends, and the signs of escapes. */
const between = /[\s\\'"]/;

/** Folding and escapes only add and take away signs between characters, so both texts are walked side by side. */
function walk(text: string, begin: number, value: string): readonly number[] {
  const offsets: number[] = [];
  let at = begin;
  for (const character of value) {
    if (/\s/.test(character)) {
      offsets.push(at);
      if (text[at] === character) at += 1;
      continue;
    }
    while (at < text.length && text[at] !== character && between.test(text[at] ?? '')) at += 1;
    if (!text.startsWith(character, at)) return offsets;
    for (const end = at + character.length; at < end; at += 1) offsets.push(at);
  }
  return [...offsets, at];
}
