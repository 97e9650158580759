import type { Note, Severity, Slo } from '../../model';
import { note } from '../../notes';
import type { CompileOptions } from '../../options';
import { alertReads, mentioned, withLabelValues } from '../../templates';
import { identityNames } from '../identity';
import { givenAnnotations } from './annotations';
import { knownLabels } from './known-labels';
import { isEnabled, mostSevere } from './severity';

/** What becomes of an SLO's alerts that its specification may not expect. */
export const alertNotes = (slo: Slo, options: CompileOptions): Note[] => [
  ...disabledNotes(slo),
  ...labelNotes(slo, options),
];

/** Alerts that follow from the severities that are switched off. */
function disabledNotes(slo: Slo): Note[] {
  const { name, alerting, position } = slo;
  const wanted = { noData: alerting.noData !== false, budgetSpent: alerting.budgetSpent !== false };
  if (mostSevere(slo) === undefined) {
    return wanted.noData || wanted.budgetSpent ? [note('no-alerts', position, { slo: name })] : [];
  }
  return [
    ...(wanted.noData && !isEnabled('page', slo) ? [note('no-data-ticket', position, { slo: name })] : []),
    ...(wanted.budgetSpent && !isEnabled('ticket', slo)
      ? [note('budget-spent-left-out', position, { slo: name })]
      : []),
  ];
}

/** Labels that annotations read, but burn alerts do not have. */
function labelNotes(slo: Slo, options: CompileOptions): Note[] {
  const missing = (['page', 'ticket'] as const)
    .filter((severity) => isEnabled(severity, slo))
    .flatMap((severity) => missingLabels(severity, slo, options));
  const distinct = new Map(missing.map((one) => [JSON.stringify(one), one]));
  return [...distinct.values()].map(([annotation, label]) =>
    note('label-not-on-alert', slo.position, { slo: slo.name, annotation, label }),
  );
}

type Missing = readonly [annotation: string, label: string];

function missingLabels(severity: Severity, slo: Slo, options: CompileOptions): Missing[] {
  const known = knownLabels(slo, options, severity, { burn: '' });
  const present = new Set([...identityNames(slo, options), ...Object.keys(known)]);
  const pairs = slo.alerting.pairs?.filter((pair) => pair.severity === severity) ?? [];
  const given = [givenAnnotations(slo, severity), ...pairs.map(({ annotations = {} }) => annotations)];
  return given.flatMap(Object.entries<string>).flatMap(([annotation, text]) => {
    const read = alertReads(text).labels.map(({ label }) => label);
    const others = options.naming === 'house' ? mentioned(withLabelValues(text, known), slothLabel) : [];
    const labels = [...new Set([...read.filter((label) => !present.has(label)), ...others])];
    return labels.map((label): Missing => [annotation, label]);
  });
}

/** In the middle of a template, also in a query, where it is not written out. */
const slothLabel = /\bsloth_\w+/g;
