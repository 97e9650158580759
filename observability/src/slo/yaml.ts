import { LRUCache } from 'lru-cache';
import { Document, Scalar } from 'yaml';

/** Longer text is written as a block, so that no formatter breaks its lines. */
const longestInline = 80;

/** Text that is plain in YAML: words, queries, durations, promtool's series; no number, boolean or null looks like it. */
const certainlyPlain =
  /^(?!(?:true|false|null)$)(?!.*(?:: | #))(?:[a-z_]|\.\.\/|(?:\d+[smhdw])+(?:-|$)|\d+(?:\.\d+)?\+)[\x20-\x7e]*(?<![ :-])$/i;
/** Text that needs quotes, and for which single ones do. */
const certainlyQuoted = /^(?:\{|[a-z][\w-]*: )[\x20\x21\x23-\x26\x28-\x7e]*$/i;
/** Lines that a block holds as they are. */
const certainlyBlock = /^(?:[^\s#-][\x20-\x7e]*\n)*[^\s#-][\x20-\x7e]*$/;

/**
 * Writes a value as YAML, the same bytes every time: keys in their order, long and multi-line text as blocks. The text
 * is what the `yaml` package writes; its documents take ten times as long, so it is asked only for unusual scalars.
 */
export function toYaml(value: unknown, headerLines: readonly string[]): string {
  const lines: string[] = headerLines.map((line) => `# ${line}`);
  if (lines.length > 0) lines.push('');
  emit(value, '', '', lines);
  return `${lines.join('\n')}\n`;
}

/** Adds a value's lines; `lead` is what stands before its first one: `key:`, `-`. */
function emit(value: unknown, lead: string, indent: string, lines: string[]): void {
  if (typeof value !== 'object' || value === null) {
    lines.push(lead === '' ? scalar(value, indent) : `${lead} ${scalar(value, indent)}`);
    return;
  }
  const isList = Array.isArray(value);
  const entries = Object.entries(value).filter(isGiven);
  if (entries.length === 0) {
    lines.push(`${lead === '' ? '' : `${lead} `}${isList ? '[]' : '{}'}`);
    return;
  }
  // The first entry of a collection in a list stands on the line of its dash; below a key it begins a line.
  const onDash = lead.endsWith('-');
  if (lead !== '' && !onDash) lines.push(lead);
  const inner = lead === '' ? '' : `${indent}  `;
  for (const [index, [key, item]] of entries.entries()) {
    const before = index === 0 && onDash ? `${lead} ` : inner;
    emit(item, `${before}${isList ? '-' : keyText(key)}`, inner, lines);
  }
}

const isGiven = ([, item]: readonly [string, unknown]): boolean => item !== undefined;

/** `key:`, the few that there are written once. */
const keyTexts = new LRUCache<string, string>({
  max: 256,
  memoMethod: (key) => `${certainlyPlain.test(key) ? key : JSON.stringify(key)}:`,
});
const keyText = (key: string): string => keyTexts.memo(key);

function scalar(value: unknown, indent: string): string {
  if (typeof value !== 'string') return String(value);
  const isBlock = !value.startsWith(' ') && (value.length > longestInline || value.includes('\n'));
  if (!isBlock && certainlyPlain.test(value)) return value;
  if (!isBlock && certainlyQuoted.test(value)) return `'${value}'`;
  if (!isBlock || !certainlyBlock.test(value)) return byLibrary(value, indent, isBlock);
  return `|-\n${value.replace(/^/gm, `${indent}  `)}`;
}

function byLibrary(value: string, indent: string, isBlock: boolean): string {
  const node = new Scalar(value);
  if (isBlock) node.type = Scalar.BLOCK_LITERAL;
  // Within a key, as it will stand: at the top of a document some text needs no quotes.
  const text = new Document({ k: node }).toString({ lineWidth: 0, singleQuote: true });
  return text.slice('k: '.length, -1).replaceAll(/\n(?=[^\n])/g, `\n${indent}`);
}
