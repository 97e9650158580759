import type { Place } from '../../errors';

/** A YAML document as a tree in which every part knows where it stands. */
export type Node = ScalarNode | SequenceNode | MappingNode;

/** A single value; `source` is its exact text, so that `99.90` stays a decimal and never passes through a float. */
export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly source: string;
  readonly at: Place;
  /** Where a character of a string stands, if that is known. */
  readonly inside?: (character: number) => Place | undefined;
}

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly items: readonly Node[];
  readonly at: Place;
}

export interface MappingNode {
  readonly kind: 'mapping';
  readonly entries: readonly Entry[];
  readonly at: Place;
}

export interface Entry {
  readonly key: string;
  readonly keyAt: Place;
  readonly value: Node;
}

/** The value below a key of a mapping, or undefined. */
export function child(node: Node, key: string): Node | undefined {
  return node.kind === 'mapping' ? node.entries.find((entry) => entry.key === key)?.value : undefined;
}

/** The text of a scalar child, or undefined. */
export function textOf(node: Node, key: string): string | undefined {
  const found = child(node, key);
  return found?.kind === 'scalar' && typeof found.value === 'string' ? found.value : undefined;
}

/** How a value is shown in a message: short, on one line. */
export function show(node: Node): string {
  if (node.kind === 'sequence') return 'a list';
  if (node.kind === 'mapping') return 'a mapping';
  if (node.value === null) return 'nothing';
  const text = node.source.replace(/\s+/g, ' ').trim();
  return `"${text.length > 60 ? `${text.slice(0, 57)}…` : text}"`;
}
