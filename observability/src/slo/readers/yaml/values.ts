import { nowhere, problem, type Place } from '../../errors';
import { show, type Node } from './node';
import { didYouMean } from './suggest';
import type { At, Schema } from './types';

/** "field is …, but must be …". */
export const wrongType = (node: Node, field: string, expected: string) =>
  problem('wrong-type', node.at, { field, value: show(node), expected });

/** A string. A plain number or boolean is accepted and kept as it is written, as YAML users expect of names and labels. */
export const text: Schema<At<string>> = {
  name: 'a string',
  standIn: () => ({ value: '', at: nowhere }),
  read(node, field, { problems }) {
    if (node.kind === 'scalar' && node.value !== null) {
      return { value: node.source, at: node.at, ...(node.inside && { inside: node.inside }) };
    }
    problems.push(wrongType(node, field, 'a string'));
    return undefined;
  },
};

/** A string of at most so many characters. */
export const textUpTo = (limit: number): Schema<At<string>> => ({
  ...text,
  read(node, field, report) {
    const read = text.read(node, field, report);
    const length = [...(read?.value ?? '')].length;
    if (read && length > limit)
      report.problems.push(problem('text-too-long', read.at, { field, length, limit }));
    return read;
  },
});

const decimalPattern = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

/** A number, kept as its decimal text: 99.9 never becomes 99.90000000000001. Quoted numbers are accepted. */
export const decimal: Schema<At<string>> = {
  name: 'a number',
  standIn: () => ({ value: '0', at: nowhere }),
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
export function oneOf<const Word extends string>(words: readonly [Word, ...Word[]]): Schema<At<Word>> {
  return {
    name: words.map((word) => `\`${word}\``).join(', '),
    standIn: () => ({ value: words[0], at: nowhere }),
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
    standIn: () => ({ value: [], at: nowhere }),
    read(node, field, report) {
      if (node.kind !== 'sequence') {
        report.problems.push(wrongType(node, field, 'a list'));
        return undefined;
      }
      const items = node.items.map(
        (item, index) => inner.read(item, `${field}[${index}]`, report) ?? inner.standIn?.(),
      );
      return { value: items.filter((item) => item !== undefined), at: node.at };
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
    standIn: () => ({ value: [], at: nowhere }),
    read(node, field, report) {
      if (node.kind !== 'mapping') {
        report.problems.push(wrongType(node, field, 'a mapping'));
        return undefined;
      }
      const entries = node.entries.flatMap(({ key, keyAt, value }) => {
        const read = inner.read(value, `${field}.${key}`, report);
        return read === undefined ? [] : [{ key, keyAt, value: read }];
      });
      return { value: entries, at: node.at };
    },
  };
}

/** A string or a list of strings, as OpenSLO's labels; a list is joined with commas. */
export const textOrList: Schema<At<string>> = {
  ...text,
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
