import { promDuration } from '../duration';
import { canonical } from './canonical';
import { labelText } from './literals';
import { nodes, parsePromql } from './parse';
import type { QueryTemplate } from './template';

export interface InstanceOptions {
  /** The window, in seconds. */
  readonly seconds: number;
  /** Labels by which a bare selector is summed. */
  readonly groupBy?: readonly string[];
  /** Whether a bare selector chooses counters; else gauges that hold the events of each sample. */
  readonly counter?: boolean;
}

/**
 * The query for one window, in canonical form. Ranges become the window; `increase` over it becomes `rate`, so that
 * every query counts per second; a bare selector becomes `sum(rate(selector[window]))`.
 */
export function instantiate(template: QueryTemplate, options: InstanceOptions): string {
  const window = promDuration(options.seconds);
  if (template.convention === 'bare') return wrapped(template.promql, window, options);
  const edits = [
    ...template.holes.map(({ from, to }) => ({ from, to, text: window })),
    ...increases(template).map(({ from, to }) => ({ from, to, text: 'rate' })),
  ].sort((a, b) => b.from - a.from);
  return canonical(
    edits.reduce((text, edit) => text.slice(0, edit.from) + edit.text + text.slice(edit.to), template.promql),
  );
}

/** `sum` or `sum by (labels)`, followed by an argument. */
export const summed = (groupBy: readonly string[], argument: string): string =>
  groupBy.length === 0 ? `sum(${argument})` : `sum by (${groupBy.map(labelText).join(', ')}) (${argument})`;

function wrapped(
  selector: string,
  window: string,
  { groupBy = [], counter = true }: InstanceOptions,
): string {
  return summed(groupBy, `${counter ? 'rate' : 'sum_over_time'}(${canonical(selector)}[${window}])`);
}

function increases(template: QueryTemplate) {
  if (template.holes.length === 0) return [];
  return nodes(parsePromql(template.promql)).filter(
    (node) => node.name === 'FunctionIdentifier' && node.firstChild?.name === 'Increase',
  );
}
