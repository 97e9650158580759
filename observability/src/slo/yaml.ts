import { Document, Scalar, visit } from 'yaml';

/** Longer text is written as a block, so that no formatter breaks its lines. */
const longestInline = 80;

/** Writes a value as YAML, the same bytes every time: keys in their order, long and multi-line text as blocks. */
export function toYaml(value: unknown, headerLines: readonly string[]): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  document.commentBefore = headerLines.map((line) => ` ${line}`).join('\n');
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value !== 'string' || node.value.startsWith(' ')) return;
      if (node.value.length > longestInline || node.value.includes('\n')) node.type = Scalar.BLOCK_LITERAL;
    },
  });
  return document.toString({ lineWidth: 0, singleQuote: true });
}
