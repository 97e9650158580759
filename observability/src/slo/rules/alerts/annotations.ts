import type { BurnPair, Severity, Slo } from '../../model';
import type { CompileOptions } from '../../options';
import { alertReads, withLabelValues } from '../../templates';
import type { AlertingRule } from '../rule';
import { knownLabels } from './known-labels';

type Texts = Readonly<Record<string, string>>;

/** What we say where a specification does not. */
interface OwnTexts {
  readonly summary: string;
  readonly description: string;
}

type NamedPair = Pick<BurnPair, 'severity' | 'labels' | 'annotations'> & { readonly name: string };

/** Annotations of a burn alert; the specification's win over ours, so that a team can point to its own runbook. */
export function burnAnnotations(
  pair: NamedPair,
  slo: Slo,
  options: CompileOptions,
  texts: OwnTexts,
): AlertingRule['annotations'] {
  const known = knownLabels(slo, options, pair.severity, { ...pair.labels, burn: pair.name });
  const given = { ...givenAnnotations(slo, pair.severity), ...pair.annotations };
  return { ...ourAnnotations(slo, options, 'SLOBurn', texts), ...writtenOut(given, known) };
}

/**
 * Annotations of an SLO's other alerts. The texts of a specification are about the burn, and are not put on them; what it
 * links to (a runbook, the page of a team) is.
 */
export function alertAnnotations(
  alert: string,
  severity: Severity,
  slo: Slo,
  options: CompileOptions,
  texts: OwnTexts,
): AlertingRule['annotations'] {
  const given = Object.entries(givenAnnotations(slo)).filter(([name, text]) => !isAboutBurn(name, text));
  const known = knownLabels(slo, options, severity);
  return {
    ...ourAnnotations(slo, options, alert, texts),
    ...writtenOut(Object.fromEntries(given), known),
  };
}

function ourAnnotations(slo: Slo, options: CompileOptions, alert: string, texts: OwnTexts): Texts {
  const query = new URLSearchParams({ 'var-service': slo.service, 'var-slo': slo.name });
  return {
    ...texts,
    runbook_url: `${options.runbooks}/${alert}.md`,
    dashboard_url: `${options.dashboard}?${query.toString()}`,
  };
}

/** The annotations that a specification gives to all burn alerts, and to those of a severity. */
export const givenAnnotations = (slo: Slo, severity?: Severity): Texts => ({
  ...slo.annotations,
  ...slo.alerting.annotations,
  ...(severity && slo.alerting[severity]?.annotations),
});

/** Annotations that say in words what happens. */
const textNames = new Set(['summary', 'description', 'message', 'title']);

function isAboutBurn(name: string, text: string): boolean {
  const { labels, value } = alertReads(text);
  return textNames.has(name) || value || labels.some(({ label }) => label === 'burn');
}

const writtenOut = (annotations: Texts, known: Texts): Texts =>
  Object.fromEntries(Object.entries(annotations).map(([name, text]) => [name, withLabelValues(text, known)]));
