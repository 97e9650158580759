import { promSeconds } from '../../duration';
import { problem, type Problem } from '../../errors';
import { readLabels } from '../common/labels';
import { checkName } from '../common/name';
import { readPercent } from '../common/objective';
import { note } from '../../notes';
import type { Collected, ReadOptions } from '../reading';
import type { Node } from '../yaml/node';
import type { At } from '../yaml/schema';
import { readIndicator } from './indicator';
import { labelPrefix, pyrraSpec, serviceLabel, type PyrraSlo } from './schema';

/** Reads one `ServiceLevelObjective`. */
export function readPyrra(node: Node, options: ReadOptions, collected: Collected): void {
  const { problems } = collected;
  const object = pyrraSpec.read(node, 'the object', { problems });
  if (!object) return;
  const { metadata, spec } = object;
  checkName(metadata.name, problems);
  const service = serviceOf(object, options, collected);
  checkName(service, problems);
  tellDropped(object, collected);
  const objective = readPercent('target', spec.target, problems);
  const seconds = windowSeconds(spec.window, problems);
  const indicator = readIndicator(object, collected);
  const labels = readLabels([carriedLabels(object)], collected);
  if (!objective || seconds === undefined || !indicator) return;
  const { sli, groupBy, query, total, bounds } = indicator;
  collected.slos.push({
    slo: {
      service: service.value,
      name: metadata.name.value,
      ...(spec.description && { description: spec.description.value.trim() }),
      objective,
      sli,
      window: { kind: 'rolling', seconds },
      budgeting: { method: 'occurrences' },
      groupBy,
      labels: labels.values,
      annotations: {},
      alerting: readAlerting(object, collected),
      dialect: 'pyrra',
      position: metadata.name.at,
    },
    places: {
      name: metadata.name.at,
      objective: spec.target.at,
      window: spec.window.at,
      query,
      ...(total && { total }),
      ...(bounds && { bounds }),
      labels: labels.places,
    },
  });
}

function serviceOf({ metadata }: PyrraSlo, { service }: ReadOptions, { notes }: Collected): At<string> {
  const label = metadata.labels?.value.find(({ key }) => key === serviceLabel);
  if (label) return label.value;
  if (service !== undefined) return { value: service, at: metadata.name.at };
  notes.push(note('service-from-name', metadata.name.at, { name: metadata.name.value }));
  return metadata.name;
}

/** Pyrra carries the labels `pyrra.dev/<name>` to its rules, as `<name>`. */
function carriedLabels({ metadata }: PyrraSlo) {
  if (!metadata.labels) return undefined;
  const carried = metadata.labels.value.filter(
    ({ key }) => key.startsWith(labelPrefix) && key !== serviceLabel,
  );
  return {
    at: metadata.labels.at,
    value: carried.map((entry) => ({ ...entry, key: entry.key.slice(labelPrefix.length) })),
  };
}

function tellDropped({ metadata, spec }: PyrraSlo, { notes }: Collected): void {
  const others = (metadata.labels?.value ?? []).filter(({ key }) => !key.startsWith(labelPrefix));
  if (metadata.labels && others.length > 0) {
    const labels = others.map(({ key }) => key).join(', ');
    notes.push(note('kubernetes-labels', metadata.labels.at, { labels }));
  }
  notes.push(note('windows-ours', metadata.name.at, { dialect: 'Pyrra' }));
  const { partial_response_strategy: partial, performanceOverAccuracy: fast } = spec;
  if (partial) notes.push(note('partial-response', partial.at, {}));
  if (fast) notes.push(note('performance-over-accuracy', fast.at, {}));
}

function windowSeconds({ value, at }: At<string>, problems: Problem[]): number | undefined {
  const seconds = promSeconds(value);
  if (seconds !== undefined && seconds > 0 && Number.isInteger(seconds) && !/^\d+$/.test(value))
    return seconds;
  const expected = 'a Prometheus duration, such as 28d or 4w';
  problems.push(problem('invalid-duration', at, { field: 'window', value: `"${value}"`, expected }));
  return undefined;
}

function readAlerting({ spec }: PyrraSlo, { notes }: Collected) {
  const { alerting } = spec;
  if (alerting?.name) notes.push(note('alert-name', alerting.name.at, { name: alerting.name.value }));
  const disabled = alerting?.disabled?.value === true;
  const noBurn = disabled || alerting?.burnrates?.value === false;
  if (noBurn && alerting) {
    const reason = disabled ? '"disabled" is true' : '"burnrates" is false';
    notes.push(note('no-burn-alerts', alerting.at, { reason }));
  }
  return {
    ...(alerting?.name && { name: alerting.name.value }),
    ...(noBurn && { pairs: [] }),
    ...(disabled && { budgetSpent: false }),
    ...((disabled || alerting?.absent?.value === false) && { noData: false }),
  };
}
