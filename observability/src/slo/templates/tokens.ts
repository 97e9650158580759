import { QueryError, unquote } from '../promql';
import { TemplateError } from './template-error';

export type TokenKind =
  | 'open'
  | 'close'
  | 'space'
  | 'word'
  | 'field'
  | 'dot'
  | 'variable'
  | 'string'
  | 'number'
  | 'declare'
  | 'assign'
  | 'pipe'
  | 'comma'
  | 'left'
  | 'right'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly at: number;
}

/** The tokens inside an action, by their form; the first that fits is taken (Go's text/template/parse/lex.go). */
const forms: readonly (readonly [TokenKind, RegExp])[] = [
  ['close', /\s-\}\}\s*|\}\}/y],
  ['space', /\s+?(?=\s-\}\})|\s+/y],
  ['declare', /:=/y],
  ['assign', /=/y],
  ['pipe', /\|/y],
  ['comma', /,/y],
  ['left', /\(/y],
  ['right', /\)/y],
  ['string', /"(?:\\.|[^"\\\n])*"|`[^`]*`/y],
  ['number', /'(?:\\.|[^'\\\n])*'|[+-]?(?:0[xX][\da-fA-F_]+|[\d_]*\.?\d[\d_]*\.?(?:[eEpP][+-]?\d+)?)i?/y],
  ['variable', /\$[\p{L}\p{Nd}_]*/uy],
  ['field', /\.[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ['dot', /\./y],
  ['word', /[\p{L}_][\p{L}\p{Nd}_]*/uy],
];

/** What may follow a word, a field or a variable. */
const boundary = /[\s.,|:)(]|\}\}|$/y;

/** Splits a template into tokens; text between actions has none. Throws `TemplateError`. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = text.indexOf('{{');
  while (at >= 0) {
    const next = isComment(text, at) ? afterComment(text, at) : readAction(text, at, tokens);
    at = text.indexOf('{{', next);
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}

const isComment = (text: string, at: number) => /\{\{(?:-\s)?\s*\/\*/y.test(text.slice(at, at + 200));

function afterComment(text: string, at: number): number {
  const match = /^\{\{(?:-\s+)?\/\*[^]*?\*\/(?:\s-)?\}\}/.exec(text.slice(at));
  if (!match) throw new TemplateError('a comment is not closed', at);
  return at + match[0].length;
}

function readAction(text: string, start: number, tokens: Token[]): number {
  const open = /^\{\{(?:-(?=\s))?/.exec(text.slice(start))?.[0] ?? '{{';
  tokens.push({ kind: 'open', text: open, at: start });
  let at = start + open.length;
  let depth = 0;
  while (at < text.length) {
    const token = tokenAt(text, at, start);
    depth += token.kind === 'left' ? 1 : token.kind === 'right' ? -1 : 0;
    if (depth < 0) throw new TemplateError('a ")" has no "("', at);
    if (token.kind === 'close' && depth > 0) throw new TemplateError('a "(" is not closed', at);
    tokens.push(token);
    at += token.text.length;
    if (token.kind === 'close') return at;
  }
  throw new TemplateError('"{{" is not closed', start);
}

const character = /^'(?:[^'\\\n]|\\(?:[abfnrtv\\']|[0-7]{3}|x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8}))'$/iu;

/** Strings have the escapes of Go, as in PromQL. */
function checkString(literal: string, at: number): void {
  try {
    unquote(literal);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    throw new TemplateError(`"${error.found}" in a string`, at + error.offset);
  }
}

function tokenAt(text: string, at: number, start: number): Token {
  for (const [kind, form] of forms) {
    form.lastIndex = at;
    const found = form.exec(text)?.[0];
    if (found === undefined) continue;
    const end = at + found.length;
    boundary.lastIndex = end;
    const mustEnd = kind === 'word' || kind === 'field' || kind === 'variable';
    if (mustEnd && !boundary.test(text))
      throw new TemplateError(`"${text.slice(end, end + 1)}" after "${found}"`, end);
    if (kind === 'number' && /[\p{L}\p{Nd}_]/u.test(text.charAt(end)))
      throw new TemplateError(`"${text.slice(at, end + 1)}" is no number`, at);
    if (found.startsWith("'") && !character.test(found))
      throw new TemplateError(`${found} is not one character`, at);
    if (found.startsWith('"')) checkString(found, at);
    return { kind, text: found, at };
  }
  const sign = text.charAt(at);
  if (sign === '"' || sign === '`' || sign === "'") throw new TemplateError('a string is not closed', at);
  throw new TemplateError(
    text.includes('}}', start) ? `"${sign}" has no meaning in "{{ }}"` : '"{{" is not closed',
    at,
  );
}
