import { unquote } from '../promql';
import { tokensOf, type Token } from './tokens';

/** A place where a template reads a label of its alert. */
export interface LabelRead {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  /** The ends of the action where it does nothing else: `{{ $labels.owner }}`. */
  readonly action?: { readonly from: number; readonly to: number };
}

/** What a template reads of its alert. */
export interface AlertReads {
  /** In the order of the text. */
  readonly labels: readonly LabelRead[];
  /** Whether it reads the value of the alert's expression. */
  readonly value: boolean;
}

/**
 * Finds where a template reads labels (`$labels.x`, `.Labels.x`, `index $labels "x"`) and whether it reads the value of its
 * alert. Throws `TemplateError` for what is no template.
 */
export function alertReads(text: string): AlertReads {
  if (!text.includes('{{')) return { labels: [], value: false };
  const tokens = withScopes(tokensOf(text));
  const starts = tokens.map((_, index) => dataAt(tokens, index));
  return {
    labels: starts.flatMap((data, index) => (data === 'labels' ? (labelAt(tokens, index) ?? []) : [])),
    value: starts.includes('value'),
  };
}

/** A token, and whether `.` is the alert's data there: within `range`, `with` and `define` it is something else. */
interface Scoped extends Token {
  readonly dotIsAlert: boolean;
}

const controls = new Set(['if', 'range', 'with', 'define', 'block']);

function withScopes(tokens: readonly Token[]): Scoped[] {
  const blocks: string[] = [];
  let opening: string | undefined;
  return tokens.map((token, index) => {
    const dotIsAlert = blocks.every((block) => block === 'if');
    const before = tokens[index - (tokens[index - 1]?.kind === 'space' ? 2 : 1)];
    if (token.kind === 'word' && before?.kind === 'open') {
      if (controls.has(token.text)) opening = token.text;
      if (token.text === 'end') blocks.pop();
    }
    if (token.kind === 'close' && opening !== undefined) {
      blocks.push(opening);
      opening = undefined;
    }
    return { ...token, dotIsAlert };
  });
}

const data: Readonly<Record<string, 'labels' | 'value'>> = {
  $labels: 'labels',
  '.Labels': 'labels',
  $value: 'value',
  '.Value': 'value',
};

/** What of the alert's data a token is: `$labels` or `$value`, or a field of the dot or of `$`. */
function dataAt(tokens: readonly Scoped[], index: number): 'labels' | 'value' | undefined {
  const [token, before] = [tokens[index], tokens[index - 1]];
  if (token?.kind === 'variable') return data[token.text];
  if (token?.kind !== 'field') return undefined;
  const ofRoot = before?.kind === 'variable' && before.text === '$';
  const ofDot = token.dotIsAlert && !['field', 'variable', 'right', 'word'].includes(before?.kind ?? '');
  return ofRoot || ofDot ? data[token.text] : undefined;
}

/** The label that is read of `$labels` or `.Labels` at a token. */
function labelAt(tokens: readonly Scoped[], index: number): LabelRead | undefined {
  const [map, field] = [tokens[index], tokens[index + 1]];
  if (!map || !field) return undefined;
  const first = tokens[index - 1]?.text === '$' ? index - 1 : index;
  if (field.kind === 'field') return readOf(tokens, first, index + 1, field.text.slice(1));
  const [word, key] = [tokens[first - 2], tokens[index + 2]];
  if (word?.text !== 'index' || field.kind !== 'space' || key?.kind !== 'string') return undefined;
  return readOf(tokens, first - 2, index + 2, unquote(key.text));
}

function readOf(tokens: readonly Scoped[], first: number, last: number, label: string): LabelRead {
  const [start, end] = [tokens[first], tokens[last]];
  const isSpace = (index: number) => tokens[index]?.kind === 'space';
  const [open, close] = [
    tokens[first - (isSpace(first - 1) ? 2 : 1)],
    tokens[last + (isSpace(last + 1) ? 2 : 1)],
  ];
  const isWhole = open?.text === '{{' && close?.text === '}}';
  return {
    label,
    from: start?.at ?? 0,
    to: (end?.at ?? 0) + (end?.text.length ?? 0),
    ...(isWhole && { action: { from: open.at, to: close.at + close.text.length } }),
  };
}

/** What a pattern finds in the actions of a template, not in the text between them. */
export const mentioned = (text: string, pattern: RegExp): string[] =>
  text.includes('{{') ? tokensOf(text).flatMap((token) => token.text.match(pattern) ?? []) : [];

/**
 * A template with what it reads of some labels written out, for alerts whose expressions do not have them. Values that are
 * templates themselves stay as they are.
 */
export const withLabelValues = (text: string, values: Readonly<Record<string, string>>): string =>
  alertReads(text).labels.reduceRight((written, { label, from, to, action }) => {
    const value = Object.hasOwn(values, label) ? values[label] : undefined;
    if (value === undefined || value.includes('{{')) return written;
    const place = action ?? { from, to };
    const put = action ? value : JSON.stringify(value);
    return written.slice(0, place.from) + put + written.slice(place.to);
  }, text);
