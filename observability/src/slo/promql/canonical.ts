import { quote, unquote } from './literals';

const token =
  /#[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|[A-Za-z_:][\w:]*|(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+|[\d.][\w.]*|=~|!~|!=|==|<=|>=|[^\s]/g;
const spaced = new Set(['+', '-', '*', '/', '%', '^', '==', '!=', '<', '>', '<=', '>=']);
const words = new Set([
  'and',
  'or',
  'unless',
  'atan2',
  'by',
  'without',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'bool',
  'offset',
]);
const callable = /^[A-Za-z_:][\w:]*$/;

/**
 * Writes a query that is known to parse in one form: one line, double quotes, one space around operators, no
 * comments, no empty braces. Two spellings of one query become the same text.
 */
export function canonical(query: string): string {
  const tokens = (query.match(token) ?? []).filter((text) => !text.startsWith('#'));
  let braces = 0;
  let written = '';
  let last = '';
  tokens.forEach((text, index) => {
    const unary = spaced.has(text) && (last === '' || spaced.has(last) || ['(', ',', 'bool'].includes(last));
    if (text === '{' && tokens[index + 1] === '}' && callable.test(last)) return;
    if (text === '}' && tokens[index - 1] === '{' && callable.test(last)) return;
    if (/^["'`]/.test(text)) text = quote(unquote(text));
    if (text === '{') braces += 1;
    if (text === '}') braces -= 1;
    written += needsSpace(last, text, braces > 0) ? ` ${text}` : text;
    last = unary ? '(' : text;
  });
  return written.trim();
}

function needsSpace(last: string, text: string, inBraces: boolean): boolean {
  if (last === '' || last === '(' || last === '[' || last === '{') return false;
  if (text === ')' || text === ']' || text === '}' || text === ',' || text === '[') return false;
  if (last === ',') return true;
  if (inBraces) return false;
  if (spaced.has(text) || spaced.has(last) || words.has(text) || words.has(last)) return true;
  if (last === ')') return text === '(' || callable.test(text);
  return callable.test(last) && (callable.test(text) || /^\d/.test(text));
}
