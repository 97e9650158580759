import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Alias,
  type Document,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { problem, type Place, type Problem } from '../../errors';
import { insideOf } from './inside';
import type { Entry, Node } from './node';

/** Where reading stops: no specification is this deep or large, but aliases of aliases grow without end. */
const limits = { depth: 64, nodes: 50_000 } as const;

/** What one file holds: its documents in order, and what is wrong with its YAML. */
export interface ParsedFile {
  readonly documents: readonly Node[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a YAML file (1.2, several documents, anchors and merge keys) into trees with positions.
 * Syntax errors and duplicate keys become problems; a document with a problem is left out.
 */
export function parseYaml(file: string, text: string): ParsedFile {
  const lines = new LineCounter();
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  const problems: Problem[] = [];
  const documents: Node[] = [];
  for (const document of Array.isArray(parsed) ? parsed : []) {
    for (const error of document.errors) {
      const at = placeOf(error.pos[0]);
      problems.push(
        error.code === 'DUPLICATE_KEY'
          ? problem('duplicate-key', at, { key: keyAt(text, error.pos[0]) })
          : problem('yaml-syntax', at, { detail: firstLine(error.message) }),
      );
    }
    if (document.errors.length > 0 || isEmpty(document.contents)) continue;
    const before = problems.length;
    const node = converter(document, text, placeOf, problems)(document.contents, 0);
    if (node && problems.length === before) documents.push(node);
  }
  return { documents, problems };
}

/** Between two `---` may stand nothing, or comments only. */
const isEmpty = (contents: Document.Parsed['contents']): boolean =>
  contents === null || (isScalar(contents) && contents.value === null);

const keyAt = (text: string, offset: number) => /^[^:\n]*/.exec(text.slice(offset))?.[0].trim() ?? '';

const firstLine = (message: string) => message.split('\n')[0]?.replace(/\.$/, '') ?? message;

function converter(
  document: Document.Parsed,
  text: string,
  placeOf: (offset: number) => Place,
  problems: Problem[],
): (node: ParsedNode | null | undefined, depth: number, near?: Place) => Node | undefined {
  const placeOfKnown = (offset: number | undefined) => (offset === undefined ? undefined : placeOf(offset));
  let nodes = 0;
  let stopped = false;
  // Resolving an alias walks the whole document, so each is resolved once.
  const resolved = new Map<Alias, ParsedNode | undefined>();
  const resolve = (alias: Alias): ParsedNode | undefined => {
    if (!resolved.has(alias)) resolved.set(alias, alias.resolve(document) as ParsedNode | undefined);
    return resolved.get(alias);
  };
  const convert = (
    node: ParsedNode | null | undefined,
    depth: number,
    near: Place = placeOf(0),
  ): Node | undefined => {
    const at = node?.range ? placeOf(node.range[0]) : near;
    nodes += 1;
    if (depth > limits.depth || nodes > limits.nodes) {
      const detail = 'it is nested too deeply or too large, or an alias holds itself';
      if (!stopped) problems.push(problem('yaml-syntax', at, { detail }));
      stopped = true;
    }
    if (stopped) return undefined;
    if (isAlias(node)) {
      const target = resolve(node);
      if (!target) {
        problems.push(problem('yaml-syntax', at, { detail: `the alias *${node.source} has no anchor` }));
        return undefined;
      }
      return convert(target, depth + 1, at);
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => convert(item, depth + 1, at));
      return { kind: 'sequence', at, items: items.filter((item) => item !== undefined) };
    }
    if (isMap(node)) return { kind: 'mapping', at, entries: entriesOf(node, depth, at) };
    if (isScalar(node)) {
      const { value } = node;
      const kept =
        typeof value === 'number' || typeof value === 'boolean' || value === null ? value : textOf(node);
      const source = typeof kept === 'string' ? kept : (node.source ?? String(kept));
      const map =
        typeof value === 'string' && node.range
          ? insideOf(text, node.range[0], value, (node as Scalar).type)
          : undefined;
      const inside = map && ((character: number) => placeOfKnown(map(character)));
      return { kind: 'scalar', at, value: kept, source, ...(inside && { inside }) };
    }
    return { kind: 'scalar', at, value: null, source: '' };
  };

  const entriesOf = (map: YAMLMap<ParsedNode, ParsedNode | null>, depth: number, at: Place): Entry[] => {
    const own: Entry[] = [];
    const merged: Entry[] = [];
    for (const { key, value } of map.items) {
      const keyAt = key.range ? placeOf(key.range[0]) : at;
      const name = isScalar(key) ? textOf(key) : '';
      const node = convert(value, depth + 1, keyAt);
      if (!node) continue;
      if (name !== '<<') own.push({ key: name, keyAt, value: node });
      else for (const part of node.kind === 'sequence' ? node.items : [node]) merged.push(...entriesIn(part));
    }
    const taken = new Set(own.map(({ key }) => key));
    return [...own, ...merged.filter(({ key }) => !taken.has(key) && taken.add(key))];
  };
  return convert;
}

const textOf = ({ value, source }: Scalar): string => (typeof value === 'string' ? value : (source ?? ''));

const entriesIn = (node: Node): readonly Entry[] => (node.kind === 'mapping' ? node.entries : []);
