import { join } from 'node:path';
import { sampleDashboards, sloDashboards } from '../dashboards';
import type { CompileOptions, Slo } from '../slo';

/** The dashboards by path: those of any SLOs, and for the sample its own besides. */
export function dashboardFiles(
  slos: readonly Slo[],
  options: CompileOptions,
  folder: string,
  isSample: boolean,
): ReadonlyMap<string, string> {
  const dashboards = [...sloDashboards(slos, options), ...(isSample ? sampleDashboards(slos, options) : [])];
  return new Map(dashboards.map(([name, text]) => [join(folder, name), text]));
}
