import { problem, type Problem } from '../../errors';
import type { Dialect } from '../../model';
import { readFraction, readPercent } from '../common/objective';
import { asName } from '../common/name';
import { readLabels } from '../common/labels';
import { note } from '../../notes';
import type { Collected } from '../reading';
import { readAlerting } from './alerting';
import { readSloAnnotations } from './annotations';
import { readBudgeting } from './budgeting';
import { exactlyOneOf } from '../common/exactly-one';
import { readIndicator } from './indicator';
import type { Registry } from './registry';
import type { Objective, SliSpec, SloObject, SloSpec } from './v1';
import { readWindow } from './window';

/**
 * Reads one object of kind SLO: each of its objectives becomes an SLO of its own. `slis` are the SLIs of the objectives where
 * the dialect has one in each.
 */
export function readSlo(
  object: SloObject,
  dialect: Dialect,
  registry: Registry,
  collected: Collected,
  slis?: readonly SliSpec[],
): void {
  const { metadata, spec } = object;
  const { problems, notes } = collected;
  if (registry.has('Service') && !registry.find('Service', spec.service.value)) {
    notes.push(note('service-not-declared', spec.service.at, { service: spec.service.value }));
  }
  if (spec.objectives.value.length === 0) {
    const values = { field: 'objectives', count: 0, expected: 'at least one item' };
    problems.push(problem('item-count', spec.objectives.at, values));
  }
  const composite = spec.objectives.value.find(
    ({ indicator, indicatorRef, compositeWeight }) => indicator ?? indicatorRef ?? compositeWeight,
  );
  if (composite) {
    problems.push(problem('composite-slo', composite.at, { slo: metadata.name.value }));
    return;
  }
  const common = slis ? undefined : sliOf(spec, registry, problems);
  const window = readWindow(spec, collected);
  const alerts = readAlerting(spec, registry, collected);
  const labels = readLabels([metadata.labels], collected);
  const {
    annotations,
    alerting,
    groupBy: stated,
    places,
  } = readSloAnnotations(metadata.annotations, collected);
  const names = objectiveNames(metadata.name.value, spec.objectives.value);
  spec.objectives.value.forEach((objective, index) => {
    const target = readTarget(objective, problems);
    const budgeting = readBudgeting(spec, objective, collected);
    const sli = slis ? slis[index] : common;
    const indicator = sli && readIndicator(sli, { objective, registry, collected, groupBy: stated });
    if (!target || !budgeting || !indicator || !window) return;
    const { query, total, bounds, sli: read, groupBy } = indicator;
    collected.slos.push({
      slo: {
        service: spec.service.value,
        name: names[index] ?? metadata.name.value,
        ...displayName(object, objective),
        ...(spec.description && { description: spec.description.value.trim() }),
        objective: target.value,
        sli: read,
        window,
        budgeting,
        groupBy,
        labels: labels.values,
        annotations,
        alerting: { ...alerting, ...alerts },
        dialect,
        position: metadata.name.at,
      },
      places: {
        name: spec.objectives.value.length > 1 ? objective.at : metadata.name.at,
        objective: target.at,
        window: spec.timeWindow?.at ?? metadata.name.at,
        query,
        ...(total && { total }),
        ...(bounds && { bounds }),
        labels: { ...places, ...labels.places },
      },
    });
  });
}

/** The SLI, inline or by reference. */
function sliOf(
  { at, indicator, indicatorRef }: SloSpec,
  registry: Registry,
  problems: Problem[],
): SliSpec | undefined {
  if ((indicator === undefined) === (indicatorRef === undefined)) {
    problems.push(exactlyOneOf(at, 'the SLO', { indicator, indicatorRef }));
    return undefined;
  }
  return indicator?.spec ?? (indicatorRef && registry.resolve('SLI', 'indicatorRef', indicatorRef));
}

function readTarget({ at, target, targetPercent }: Objective, problems: Problem[]) {
  if ((target === undefined) === (targetPercent === undefined)) {
    problems.push(exactlyOneOf(at, 'the objective', { target, targetPercent }));
    return undefined;
  }
  const written = target ?? targetPercent;
  const value = target
    ? readFraction('target', target, problems)
    : targetPercent && readPercent('targetPercent', targetPercent, problems);
  return written && value && { value, at: written.at };
}

/**
 * The names of an SLO's objectives: the SLO's own for a single one; else with the display name or, where that has no
 * letters of a name, the target appended, so that adding or moving an objective does not rename the others.
 */
function objectiveNames(name: string, objectives: readonly Objective[]): readonly string[] {
  if (objectives.length === 1) return [name];
  return objectives.map(({ displayName: shown, target, targetPercent }) =>
    [name, asName(shown?.value ?? '') || asName((target ?? targetPercent)?.value ?? '')].join('-'),
  );
}

function displayName({ metadata, spec }: SloObject, objective: Objective) {
  const own = spec.objectives.value.length > 1 ? objective.displayName : undefined;
  const shown = [metadata.displayName?.value, own?.value].filter((part) => part !== undefined).join(': ');
  return shown === '' ? {} : { displayName: shown };
}
