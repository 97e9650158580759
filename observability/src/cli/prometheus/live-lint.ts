import type { Note } from '../../slo';
import type { Problem } from '../../slo/errors';
import { liveFindings } from '../../slo/live';
import type { SpecifiedSlo } from '../../slo/readers';
import type { GivenLintOptions } from '../commands/lint';
import type { SharedOptions } from '../options';
import { PrometheusClient } from './client';
import { gatherFacts } from './gather';

/** Holds SLOs against a running Prometheus, where one is given; leaves out what is allowed. Throws `CommandError`. */
export async function liveLint(
  slos: readonly SpecifiedSlo[],
  options: SharedOptions & Pick<GivenLintOptions, 'prometheus' | 'header'>,
): Promise<{ readonly problems: readonly Problem[]; readonly notes: readonly Note[] }> {
  const { prometheus, header = [], scrapeInterval, allow } = options;
  if (!prometheus) return { problems: [], notes: [] };
  const facts = await gatherFacts(slos, new PrometheusClient(prometheus, header));
  const { problems, notes } = liveFindings(slos, facts, { scrapeSeconds: scrapeInterval });
  return { problems: problems.filter(({ id }) => !allow.includes(id)), notes };
}
