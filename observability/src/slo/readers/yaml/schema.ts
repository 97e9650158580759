import { problem, type Place, type Problem } from '../../errors';
import { show, type MappingNode, type Node } from './node';
import { suggest } from './suggest';

/** A value together with the place it was written at. */
export interface At<T> {
  readonly value: T;
  readonly at: Place;
  /** Where a character of a string stands, if that is known. */
  readonly inside?: (character: number) => Place | undefined;
}

/** What a reader collects on its way through a document. */
export interface Report {
  readonly problems: Problem[];
  /** In a tolerant reading a field that is not known is told here instead of being a problem. */
  readonly ignored?: (owner: string, field: string, at: Place) => void;
}

/** One type of the schema tables: how it is called in messages, and how a node becomes a value. */
export interface Schema<T> {
  /** In a sentence: "a string", "a list". */
  readonly name: string;
  /** The fields of an object, for the reference; absent for everything else. */
  readonly fields?: Fields;
  /** The type inside a list or a map, for the reference. */
  readonly inner?: Schema<unknown>;
  /** Reads a node; undefined means that a problem was reported. `field` is how messages call it. */
  readonly read: (node: Node, field: string, report: Report) => T | undefined;
}

/** The schema of an object: its table can be looked at and built upon. */
export interface ObjectSchema<F extends Fields> extends Schema<Read<F>> {
  readonly owner: string;
  readonly fields: F;
}

export interface Field<T, Required extends boolean> {
  readonly type: Schema<T>;
  readonly required: Required;
  readonly doc: string;
}

export type Fields = Readonly<Record<string, Field<unknown, boolean>>>;

type Value<F> = F extends Field<infer T, boolean> ? T : never;
type RequiredKeys<F extends Fields> = {
  [K in keyof F]: F[K] extends Field<unknown, true> ? K : never;
}[keyof F];

/** What an object schema reads: its fields by name, and the place of the object. */
export type Read<F extends Fields> = { readonly at: Place } & {
  readonly [K in RequiredKeys<F>]: Value<F[K]>;
} & { readonly [K in Exclude<keyof F, RequiredKeys<F>>]?: Value<F[K]> };

/** The type that a schema reads. */
export type ReadBy<S> = S extends Schema<infer T> ? T : never;

export const required = <T>(type: Schema<T>, doc: string): Field<T, true> => ({ type, required: true, doc });
export const optional = <T>(type: Schema<T>, doc: string): Field<T, false> => ({
  type,
  required: false,
  doc,
});

const wrongType = (node: Node, field: string, expected: string) =>
  problem('wrong-type', node.at, { field, value: show(node), expected });

/** A string. A plain number or boolean is accepted and kept as it is written, as YAML users expect of names and labels. */
export const text: Schema<At<string>> = {
  name: 'a string',
  read(node, field, { problems }) {
    if (node.kind === 'scalar' && node.value !== null) {
      return { value: node.source, at: node.at, ...(node.inside && { inside: node.inside }) };
    }
    problems.push(wrongType(node, field, 'a string'));
    return undefined;
  },
};

const decimalPattern = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

/** A number, kept as its decimal text: 99.9 never becomes 99.90000000000001. Quoted numbers are accepted. */
export const decimal: Schema<At<string>> = {
  name: 'a number',
  read(node, field, { problems }) {
    if (node.kind === 'scalar' && decimalPattern.test(node.source.trim())) {
      return { value: node.source.trim().replace(/^\+/, ''), at: node.at };
    }
    problems.push(wrongType(node, field, 'a decimal number such as 99.9'));
    return undefined;
  },
};

export const boolean: Schema<At<boolean>> = {
  name: 'true or false',
  read(node, field, { problems }) {
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return { value: node.value, at: node.at };
    problems.push(wrongType(node, field, 'true or false'));
    return undefined;
  },
};

/** One of a few fixed words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Schema<At<Word>> {
  return {
    name: words.map((word) => `\`${word}\``).join(', '),
    read(node, field, { problems }) {
      const found = node.kind === 'scalar' ? words.find((word) => word === node.source) : undefined;
      if (found !== undefined) return { value: found, at: node.at };
      problems.push(
        problem('unknown-value', node.at, {
          field,
          value: show(node),
          known: words.join(', '),
          suggestion: didYouMean(node.kind === 'scalar' ? node.source : '', words),
        }),
      );
      return undefined;
    },
  };
}

/** A list. A single item is not taken for a list of one: that hides mistakes in indentation. */
export function listOf<T>(inner: Schema<T>): Schema<At<readonly T[]>> {
  return {
    name: 'a list',
    inner,
    read(node, field, report) {
      if (node.kind !== 'sequence') {
        report.problems.push(wrongType(node, field, 'a list'));
        return undefined;
      }
      const items = node.items.map((item, index) => inner.read(item, `${field}[${index}]`, report));
      return items.every((item) => item !== undefined) ? { value: items, at: node.at } : undefined;
    },
  };
}

export interface MapEntry<T> {
  readonly key: string;
  readonly keyAt: Place;
  readonly value: T;
}

/** A mapping with free keys, such as labels. Order is kept. */
export function mapOf<T>(inner: Schema<T>): Schema<At<readonly MapEntry<T>[]>> {
  return {
    name: 'a mapping',
    inner,
    read(node, field, report) {
      if (node.kind !== 'mapping') {
        report.problems.push(wrongType(node, field, 'a mapping'));
        return undefined;
      }
      const entries = node.entries.map(({ key, keyAt, value }) => {
        const read = inner.read(value, `${field}.${key}`, report);
        return read === undefined ? undefined : { key, keyAt, value: read };
      });
      return entries.every((entry) => entry !== undefined) ? { value: entries, at: node.at } : undefined;
    },
  };
}

/** A string or a list of strings, as OpenSLO's labels; a list is joined with commas. */
export const textOrList: Schema<At<string>> = {
  name: 'a string or a list of strings',
  read(node, field, report) {
    if (node.kind !== 'sequence') return text.read(node, field, report);
    const words = listOf(text).read(node, field, report);
    return words && { value: words.value.map(({ value }) => value).join(','), at: node.at };
  },
};

/** Anything: connection details and the like, which are not ours to judge. */
export const anything: Schema<At<Node>> = {
  name: 'anything',
  read: (node) => ({ value: node, at: node.at }),
};

/** An object with known fields; `owner` is how messages call it ("spec of an SLO"). */
export function object<const F extends Fields>(owner: string, fields: F): ObjectSchema<F> {
  const known = Object.keys(fields);
  return {
    name: 'an object',
    owner,
    fields,
    read(node, field, report) {
      if (node.kind !== 'mapping') {
        report.problems.push(wrongType(node, field, `a mapping (${owner})`));
        return undefined;
      }
      const before = report.problems.length;
      const meant = reportUnknown(node, owner, known, report);
      const values: Record<string, unknown> = { at: node.at };
      for (const [name, { type, required: needed, doc }] of Object.entries(fields)) {
        const entry = node.entries.find(({ key }) => key === name);
        const empty = entry?.value.kind === 'scalar' && entry.value.value === null;
        if (entry && !empty) values[name] = type.read(entry.value, name, report);
        else if (needed && !meant.has(name)) {
          report.problems.push(
            problem('missing-field', entry?.keyAt ?? node.at, { owner, field: name, doc }),
          );
        }
      }
      return report.problems.length === before ? (values as Read<F>) : undefined;
    },
  };
}

/** Tells fields that are not known; returns the fields that were probably meant, which are then not told as missing. */
function reportUnknown(
  node: MappingNode,
  owner: string,
  known: readonly string[],
  report: Report,
): ReadonlySet<string> {
  const meant = new Set<string>();
  for (const { key, keyAt } of node.entries) {
    if (known.includes(key)) continue;
    const near = suggest(key, known);
    if (report.ignored) report.ignored(owner, key, keyAt);
    else {
      if (near !== undefined) meant.add(near);
      const suggestion = near === undefined ? '' : `did you mean "${near}"? `;
      const values = { owner, field: key, suggestion, known: known.join(', ') };
      report.problems.push(problem('unknown-field', keyAt, values));
    }
  }
  return meant;
}

/** The end of a remedy: `; did you mean "x"?`, or nothing when no known word is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = suggest(word, known);
  return near === undefined ? '' : `; did you mean "${near}"?`;
}
