import { Scalar } from 'yaml';

/** The offset in the file of a character of a scalar's value; undefined where folding or escapes moved it. */
export type Inside = (character: number) => number | undefined;

/** Maps characters of a string's value to the file, for the styles in which queries are written. */
export function insideOf(
  text: string,
  start: number,
  value: string,
  type: Scalar['type'],
): Inside | undefined {
  if (type === Scalar.PLAIN) return verbatim(text, start, value);
  if (type === Scalar.QUOTE_DOUBLE || type === Scalar.QUOTE_SINGLE) return verbatim(text, start + 1, value);
  return type === Scalar.BLOCK_LITERAL ? literal(text, start, value) : undefined;
}

const verbatim = (text: string, start: number, value: string): Inside | undefined =>
  text.startsWith(value, start) ? (character) => start + character : undefined;

/** A literal block: its lines follow the header, each behind the same indentation. */
function literal(text: string, start: number, value: string): Inside {
  const body = text.indexOf('\n', start) + 1;
  const indentation = /^ */.exec(text.slice(body))?.[0].length ?? 0;
  let [inFile, inValue] = [body, 0];
  const lines = value.split('\n').map((line) => {
    const found = { from: inValue, at: inFile + indentation };
    inValue += line.length + 1;
    inFile = text.indexOf('\n', inFile) + 1;
    return found;
  });
  return (character) => {
    const line = lines.findLast(({ from }) => from <= character);
    return line && line.at + character - line.from;
  };
}
