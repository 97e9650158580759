import { problem } from '../../errors';
import type { Alerting, SeverityOptions, TimeWindow } from '../../model';
import { readEvents } from '../common/events';
import { readRatio } from '../common/gauges';
import { readAnnotations, readLabels, type PlacedLabels } from '../common/labels';
import { checkName } from '../common/name';
import { readPercent } from '../common/objective';
import { note } from '../../notes';
import { exactlyOneOf } from '../common/exactly-one';
import type { Collected } from '../reading';
import type { Node } from '../yaml/node';
import type { At, MapEntry } from '../yaml/schema';
import { fromFile, fromKubernetes, type SlothService, type SlothSlo } from './normalise';
import { fileSpec, kubernetesSpec, type Alert } from './schema';

/** Sloth's default window; it knows one for all SLOs of a run, given on its command line. */
const window: TimeWindow = { kind: 'rolling', seconds: 30 * 86_400 };

/** Reads a `version: prometheus/v1` file or a `PrometheusServiceLevel` object. */
export function readSloth(node: Node, form: 'file' | 'kubernetes', collected: Collected): void {
  const service = form === 'file' ? readFile(node, collected) : readKubernetes(node, collected);
  if (!service) return;
  checkName(service.service, collected.problems);
  if (service.plugins) collected.notes.push(note('plugins-dropped', service.plugins.at, {}));
  for (const slo of service.slos) readSlo(slo, service, collected);
}

function readFile(node: Node, { problems }: Collected): SlothService | undefined {
  const spec = fileSpec.read(node, 'the file', { problems });
  return spec && fromFile(spec);
}

function readKubernetes(node: Node, { problems }: Collected): SlothService | undefined {
  const object = kubernetesSpec.read(node, 'the object', { problems });
  return object && fromKubernetes(object);
}

function readSlo(input: SlothSlo, { service, labels: shared }: SlothService, collected: Collected): void {
  const { slo, plugins } = input;
  const { problems, notes } = collected;
  checkName(slo.name, problems);
  if (plugins) notes.push(note('plugins-dropped', plugins.at, {}));
  notes.push(
    note('windows-ours', slo.at, { dialect: 'Sloth' }),
    note('ratio-not-averaged', slo.at, { dialect: 'Sloth' }),
  );
  const objective = readPercent('objective', slo.objective, problems);
  const sli = readSli(input, collected);
  const labels = readLabels([shared, slo.labels], collected);
  const { alerting, places } = readAlerting(input, collected);
  if (!objective || !sli) return;
  const { groupBy, query, total, bounds } = sli;
  collected.slos.push({
    slo: {
      service: service.value,
      name: slo.name.value,
      ...(slo.description && { description: slo.description.value.trim() }),
      objective,
      sli: sli.sli,
      window,
      budgeting: { method: 'occurrences' },
      groupBy,
      labels: labels.values,
      annotations: readAnnotations(input.alerting.annotations, collected),
      alerting,
      dialect: 'sloth',
      position: slo.name.at,
    },
    places: {
      name: slo.name.at,
      objective: slo.objective.at,
      window: slo.name.at,
      query,
      ...(total && { total }),
      ...(bounds && { bounds }),
      labels: { ...places, ...labels.places },
    },
  });
}

function readSli({ events, raw, plugin, sliAt }: SlothSlo, collected: Collected) {
  const { problems } = collected;
  if ([events, raw, plugin].filter((kind) => kind !== undefined).length !== 1) {
    problems.push(exactlyOneOf(sliAt, 'sli', { events, raw, plugin }));
    return undefined;
  }
  if (plugin) {
    problems.push(problem('plugin-unsupported', plugin.at, { plugin: plugin.id.value }));
    return undefined;
  }
  if (raw) {
    const read = readRatio('errors', raw, problems);
    return read && { ...read, query: raw.at, total: undefined, bounds: undefined };
  }
  if (!events) return undefined;
  const { errors, total } = events;
  const read = readEvents({ counts: 'errors', query: errors, total, counter: true }, collected);
  return read && { ...read, query: errors.at, total: total.at };
}

function readAlerting({ alerting }: SlothSlo, collected: Collected) {
  const { name, labels, page, ticket } = alerting;
  if (name) collected.notes.push(note('alert-name', name.at, { name: name.value }));
  const all = ownLabels(labels, 'page and ticket', collected);
  const [pageLabels, ticketLabels] = [
    ownLabels(page?.labels, 'page', collected),
    ownLabels(ticket?.labels, 'ticket', collected),
  ];
  const read: Alerting = {
    ...(name && name.value !== '' && { name: name.value }),
    ...(all && { labels: all.values }),
    ...(page && { page: readAlert(page, pageLabels, collected) }),
    ...(ticket && { ticket: readAlert(ticket, ticketLabels, collected) }),
  };
  return { alerting: read, places: { ...ticketLabels?.places, ...pageLabels?.places, ...all?.places } };
}

const readAlert = (
  { disable, annotations }: Alert,
  labels: PlacedLabels | undefined,
  collected: Collected,
): SeverityOptions => ({
  ...(disable?.value && { off: true }),
  ...(labels && { labels: labels.values }),
  ...(annotations && { annotations: readAnnotations(annotations, collected) }),
});

/** Sloth's users tell page from ticket by a label `severity` of their own; ours has that name already. */
function ownLabels(
  labels: At<readonly MapEntry<At<string>>[]> | undefined,
  what: string,
  collected: Collected,
): PlacedLabels | undefined {
  if (!labels) return undefined;
  const kept = labels.value.filter(({ key, keyAt }) => {
    if (key !== 'severity') return true;
    const reason = 'ours says page or ticket; --severity-map writes critical and warning';
    collected.notes.push(note('label-dropped', keyAt, { label: key, what, reason }));
    return false;
  });
  return kept.length === 0 ? undefined : readLabels([{ at: labels.at, value: kept }], collected);
}
