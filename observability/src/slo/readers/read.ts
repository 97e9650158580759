import { byPlace, nowhere, problem, type Problem } from '../errors';
import type { Note } from '../model';
import { note } from '../notes';
import { isForeign } from './kubernetes';
import { checkUnused, openSloDialect, readOpenSlo } from './openslo/read';
import { Registry } from './openslo/registry';
import { readPyrra } from './pyrra/read';
import { pyrraKind, pyrraVersion } from './pyrra/schema';
import type { Collected, ReadOptions, Source, SpecifiedSlo } from './reading';
import { readSloth } from './sloth/read';
import { fileVersion, kubernetesKind, kubernetesVersion } from './sloth/schema';
import { child, show, textOf, type Node } from './yaml/node';
import { parseYaml } from './yaml/parse';

/** What the specifications say; `slos` are complete only when no problem is an error. */
export interface Reading {
  readonly slos: readonly SpecifiedSlo[];
  readonly notes: readonly Note[];
  readonly problems: readonly Problem[];
}

/**
 * Reads specifications of every dialect, mixed as they may be, to one model. Documents of all files see each other, so
 * an SLO may refer to an SLI, a DataSource or an AlertPolicy in another file. Never throws for what a file says.
 */
export function readSpecifications(sources: readonly Source[], options: ReadOptions = {}): Reading {
  const collected: Collected = { slos: [], notes: [], problems: [] };
  const registry = new Registry(collected.problems);
  const later: (() => void)[] = [];
  for (const { file, text } of sources) {
    const { documents, problems } = parseYaml(file, text);
    collected.problems.push(...problems);
    if (documents.length === 0 && problems.length === 0) {
      collected.problems.push(problem('empty-file', { file, line: 1, column: 1 }, {}));
    }
    for (const document of documents.flatMap(itemsOf)) {
      later.push(readDocument(document, registry, options, collected));
    }
  }
  for (const step of later) step();
  checkUnused(registry, collected);
  return {
    slos: collected.slos,
    notes: distinct(collected.notes.filter(({ position }) => position !== nowhere)),
    problems: distinct(collected.problems.filter(({ at }) => at !== nowhere)).sort(byPlace),
  };
}

/** A document may be a list of objects, or a Kubernetes list (`kind: List`, or of one kind). */
function itemsOf(document: Node): readonly Node[] {
  if (document.kind === 'sequence') return document.items;
  const items = textOf(document, 'kind')?.endsWith('List') ? child(document, 'items') : undefined;
  return items?.kind === 'sequence' ? items.items.flatMap(itemsOf) : [document];
}

/** Reads what can be read now, and returns what must wait until every document is known. */
function readDocument(
  node: Node,
  registry: Registry,
  options: ReadOptions,
  collected: Collected,
): () => void {
  const version = textOf(node, 'apiVersion') ?? textOf(node, 'version') ?? '';
  const openSlo = openSloDialect(version);
  if (openSlo) return readOpenSlo(node, openSlo, registry, collected) ?? nothing;
  if (version === fileVersion) return () => readSloth(node, 'file', collected);
  if (version === kubernetesVersion && isKind(node, kubernetesKind, version, collected)) {
    return () => readSloth(node, 'kubernetes', collected);
  }
  if (version === pyrraVersion && isKind(node, pyrraKind, version, collected)) {
    return () => readPyrra(node, options, collected);
  }
  if (version === kubernetesVersion || version === pyrraVersion) return nothing;
  const kind = textOf(node, 'kind');
  if (kind !== undefined && isForeign(version, kind)) {
    collected.notes.push(note('object-passed-over', node.at, { kind, version }));
  } else collected.problems.push(problem('unknown-dialect', node.at, { found: described(node, version) }));
  return nothing;
}

const nothing = () => undefined;

function isKind(node: Node, kind: string, dialect: string, { problems }: Collected): boolean {
  const found = textOf(node, 'kind');
  if (found === kind) return true;
  const values = { dialect, kind: found === undefined ? '""' : `"${found}"`, known: kind, suggestion: '' };
  problems.push(problem('unknown-kind', node.at, values));
  return false;
}

function described(node: Node, version: string): string {
  if (node.kind !== 'mapping') return `it is ${show(node)}`;
  if (version === '') return 'it has neither "apiVersion" nor "version"';
  return `"${version}"`;
}

/** Several objectives of one SLO read its parts more than once; each finding is told once. */
function distinct<
  T extends {
    readonly id: string;
    readonly message: string;
    readonly at?: unknown;
    readonly position?: unknown;
  },
>(found: readonly T[]): T[] {
  const seen = new Set<string>();
  return found.filter(({ id, message, at, position }) => {
    const key = JSON.stringify([id, message, at, position]);
    return !seen.has(key) && seen.add(key);
  });
}
