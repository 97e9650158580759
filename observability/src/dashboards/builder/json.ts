import type { Dashboard, Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import { mark } from '../../slo/mark';

/** How the file of a generated dashboard begins: JSON has no comments, so the mark begins the description. */
export const firstLines = `{\n  "description": "${mark}`;

/** What the SDK writes for variables, annotations and links of every kind, though it means something only for some. */
const noise = ['auto', 'auto_min', 'auto_count', 'allowCustomValue', 'skipUrlSync', 'placement', 'builtIn'];

const withoutNoise = <T extends object>(all: readonly T[] = []): Partial<T>[] =>
  all.map(
    (one) => Object.fromEntries(Object.entries(one).filter(([key]) => !noise.includes(key))) as Partial<T>,
  );

const linksOf = (panel: Panel | RowPanel) => ('links' in panel ? { links: withoutNoise(panel.links) } : {});

/**
 * Writes a dashboard as JSON: without the SDK's noise, with an id for every panel (the SDK gives none, and 0 to every
 * row), and first of all the line that says what generated it.
 */
export function toJson(dashboard: Dashboard, description: string): string {
  const { panels = [], templating, annotations, links, ...rest } = dashboard;
  const generated = `${mark}: change the specifications or observability/src/dashboards, not this dashboard.`;
  const whole = {
    description: `${generated} ${description}`,
    ...rest,
    templating: { list: withoutNoise(templating.list) },
    annotations: { list: withoutNoise(annotations.list) },
    links: withoutNoise(links),
    panels: panels.map((panel, index) => ({ ...panel, ...linksOf(panel), id: index + 1 })),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
