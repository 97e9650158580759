import { parse } from 'lossless-json';

/** A run of digits that may be an integer beyond 2^53, which has 16 digits. */
const longDigits = /\d{16}/;
const integer = /^-?\d+$/;

/** Integers that a double cannot hold become texts of their digits: ids of other systems, such as Discord's. */
function readNumber(text: string): number | string {
  const number = Number(text);
  return integer.test(text) && !Number.isSafeInteger(number) ? text : number;
}

/**
 * As `JSON.parse`, except that an integer outside ±(2^53 − 1) becomes a text of its digits: every reader of JSON in
 * JavaScript would round the number. Texts without a long run of digits are parsed by `JSON.parse` itself, which is
 * faster.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export const parseExact = (text: string): unknown =>
  longDigits.test(text)
    ? parse(text, null, { parseNumber: readNumber, onDuplicateKey: ({ newValue }) => newValue })
    : JSON.parse(text);
