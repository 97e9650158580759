import { QueryError } from './query-error';

const simple: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
};
/** Escapes that name a byte or a character by number, as Go writes them. */
const numbered: readonly { readonly form: RegExp; readonly base: number; readonly isByte: boolean }[] = [
  { form: /^[0-7]{3}/, base: 8, isByte: true },
  { form: /^x[0-9a-fA-F]{2}/, base: 16, isByte: true },
  { form: /^u[0-9a-fA-F]{4}/, base: 16, isByte: false },
  { form: /^U[0-9a-fA-F]{8}/, base: 16, isByte: false },
];

/**
 * The text of a PromQL string literal, whatever its quotes. Escapes are Go's. Throws `QueryError` `query-syntax` for what Go
 * does not take; `offset` is where the literal stands in the query.
 */
export function unquote(literal: string, offset = 0): string {
  const inside = literal.slice(1, -1);
  if (literal.startsWith('`')) return inside;
  if (!/[\\\n]/.test(inside)) return inside;
  const bytes: number[] = [];
  for (let at = 0; at < inside.length;) {
    const character = String.fromCodePoint(inside.codePointAt(at) ?? 0);
    const failure = new QueryError('query-syntax', inside.slice(at, at + 2).trim(), offset + 1 + at);
    if (character === '\n') throw new QueryError('query-syntax', 'a line break in a string', offset + 1 + at);
    if (character !== '\\') {
      bytes.push(...Buffer.from(character));
      at += character.length;
      continue;
    }
    const escape = escaped(inside.slice(at + 1), literal.charAt(0));
    if (!escape) throw failure;
    bytes.push(...escape.bytes);
    at += 1 + escape.length;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    throw new QueryError('query-syntax', `${literal}, which is not UTF-8`, offset);
  }
}

function escaped(rest: string, delimiter: string): { bytes: readonly number[]; length: number } | undefined {
  const [first = ''] = rest;
  const byte = first === delimiter ? first.charCodeAt(0) : simple[first];
  if (byte !== undefined) return { bytes: [byte], length: 1 };
  for (const { form, base, isByte } of numbered) {
    const match = form.exec(rest)?.[0];
    if (match === undefined) continue;
    const code = parseInt(match.replace(/^[xuU]/, ''), base);
    if (isByte) return code > 255 ? undefined : { bytes: [code], length: match.length };
    const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter
      ? { bytes: [...Buffer.from(String.fromCodePoint(code))], length: match.length }
      : undefined;
  }
  return undefined;
}

/** Writes a PromQL string literal in double quotes. */
export const quote = (value: string): string => JSON.stringify(value);

const plainLabel = /^[A-Za-z_]\w*$/;
const plainMetric = /^[A-Za-z_:][\w:]*$/;

/** Whether every Prometheus takes a label of this name without quotes. */
export const isPlainLabel = (name: string): boolean => plainLabel.test(name);

/** Whether every Prometheus takes a metric of this name without quotes. */
export const isPlainMetric = (name: string): boolean => plainMetric.test(name);

/** A label's name as PromQL writes it: in quotes where Prometheus 2 has no such name. */
export const labelText = (name: string): string => (isPlainLabel(name) ? name : quote(name));
