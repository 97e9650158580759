import type { Alerting, SeverityOptions } from '../../model';
import { problem, type Place } from '../../errors';
import { note } from '../../notes';
import type { Collected } from '../reading';
import { readAnnotation } from '../common/labels';
import { checkAlertText } from '../common/templates';
import { didYouMean } from '../yaml/schema';
import type { Metadata } from './v1';

/** What our annotations say beyond OpenSLO; written by `slo import`, read here. */
export const annotationDomain = 'express-slo-stack';

/** A label or annotation for the alerts: `page-labels.express-slo-stack/team: payments`. */
export const scopedPrefixes = [
  'alert-labels',
  'page-labels',
  'ticket-labels',
  'page-annotations',
  'ticket-annotations',
] as const;
type ScopedPrefix = (typeof scopedPrefixes)[number];

/** The keys `express-slo-stack/<name>` and what each says. */
export const annotationKeys = {
  page: '"off": no page alerts; SLONoData and SLONotRecorded are tickets then',
  ticket: '"off": no ticket alerts, SLOBudgetSpent included',
  burn: '"off": no burn-rate alerts; the others stay',
  'no-data': '"off": no alert on absent data',
  'budget-spent': '"off": no alert when the budget is spent',
  'minimum-errors':
    'the fewest bad events in the long window before a burn alert fires (for the alert on a spent budget: in the whole window); default 10 for occurrences of counters, else 0',
  'group-by':
    'labels, separated by commas: bare selectors are summed by them, and each group has its own budget',
  'alert-name': 'the name of the burn alerts with --naming sloth',
} as const;
type AnnotationKey = keyof typeof annotationKeys;

/** What a value must look like, and how that is said. */
const expectedValues: Readonly<Record<AnnotationKey, { readonly pattern: RegExp; readonly known: string }>> =
  {
    page: { pattern: /^(on|off)$/, known: 'on, off' },
    ticket: { pattern: /^(on|off)$/, known: 'on, off' },
    burn: { pattern: /^(on|off)$/, known: 'on, off' },
    'no-data': { pattern: /^(on|off)$/, known: 'on, off' },
    'budget-spent': { pattern: /^(on|off)$/, known: 'on, off' },
    'minimum-errors': { pattern: /^\d{1,9}$/, known: 'the whole numbers' },
    'group-by': {
      pattern: /^[^\s,"'\\{}()]+(\s*,\s*[^\s,"'\\{}()]+)*$/,
      known: 'the label names, separated by commas',
    },
    'alert-name': { pattern: /^[A-Za-z_]\w*$/, known: 'the names of letters, digits and "_"' },
  };

export interface ReadAnnotations {
  /** For every alert of the SLO. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly alerting: Alerting;
  /** Labels by which bare selectors are summed. */
  readonly groupBy?: readonly string[];
  /** Where the labels of alerts were written. */
  readonly places: Readonly<Record<string, Place>>;
}

const isKey = (name: string): name is AnnotationKey => Object.hasOwn(annotationKeys, name);

const alertAnnotation = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Reads the annotations of an SLO: ours steer the alerts, plain names go onto them, other tools' are told. */
export function readSloAnnotations(
  annotations: Metadata['annotations'],
  collected: Collected,
): ReadAnnotations {
  const { notes, problems } = collected;
  const plain: Record<string, string> = {};
  const scoped: Partial<Record<ScopedPrefix, Record<string, string>>> = {};
  const set = new Map<AnnotationKey, string>();
  const places: Record<string, Place> = {};
  for (const { key, keyAt, value } of annotations?.value ?? []) {
    const [prefix, name] = key.includes('/') ? (key.split('/', 2) as [string, string]) : ['', key];
    const scope = scopedPrefixes.find((candidate) => prefix === `${candidate}.${annotationDomain}`);
    if (scope) {
      const entry = { key: name, keyAt, value };
      const isAnnotation = scope.endsWith('-annotations');
      const [written] = isAnnotation ? readAnnotation(entry, collected) : [name];
      if (!isAnnotation) checkAlertText(name, value, problems);
      scoped[scope] = { ...scoped[scope], [written]: value.value };
      places[name] = keyAt;
    } else if (prefix === annotationDomain && isKey(name)) {
      const { pattern, known } = expectedValues[name];
      if (pattern.test(value.value)) set.set(name, value.value);
      else {
        const values = { field: key, value: `"${value.value}"`, known, suggestion: '' };
        problems.push(problem('unknown-value', value.at, values));
      }
    } else if (prefix === annotationDomain) {
      const known = Object.keys(annotationKeys);
      problems.push(
        problem('unknown-field', keyAt, {
          owner: `${annotationDomain}/`,
          field: name,
          suggestion: didYouMean(name, known).replace(/^; /, '').replace(/\?$/, '? '),
          known: known.join(', '),
        }),
      );
    } else if (prefix === '' && alertAnnotation.test(name)) {
      checkAlertText(name, value, problems);
      plain[name] = value.value;
    } else notes.push(note('annotation-dropped', keyAt, { annotation: key }));
  }
  const minimum = set.get('minimum-errors');
  const name = set.get('alert-name');
  const groupBy = set
    .get('group-by')
    ?.split(',')
    .map((label) => label.trim());
  return {
    annotations: plain,
    places,
    ...(groupBy && { groupBy }),
    alerting: {
      ...(name !== undefined && { name }),
      ...severity('page', set.get('page'), scoped['page-labels'], scoped['page-annotations']),
      ...severity('ticket', set.get('ticket'), scoped['ticket-labels'], scoped['ticket-annotations']),
      ...(set.get('burn') === 'off' && { pairs: [] }),
      ...(set.get('no-data') === 'off' && { noData: false }),
      ...(set.get('budget-spent') === 'off' && { budgetSpent: false }),
      ...(minimum !== undefined && { minimumErrors: Number(minimum) }),
      ...(scoped['alert-labels'] && { labels: scoped['alert-labels'] }),
    },
  };
}

function severity(
  name: 'page' | 'ticket',
  state: string | undefined,
  labels: SeverityOptions['labels'],
  annotations: SeverityOptions['annotations'],
): Pick<Alerting, 'page' | 'ticket'> {
  const options: SeverityOptions = {
    ...(state === 'off' && { off: true }),
    ...(labels && { labels }),
    ...(annotations && { annotations }),
  };
  return Object.keys(options).length === 0 ? {} : { [name]: options };
}
