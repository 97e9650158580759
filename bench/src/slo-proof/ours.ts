import {
  compileSlo,
  defaultOptions,
  readSpecifications,
  type CompiledSlo,
  type CompileOptions,
} from '@express-slo-stack/observability/slo';
import type { PeerSlo } from '../peers/sloth';

/** The SLO of the proofs: requests and their 5xx, over 30 days. */
const specification = (objective: number, groupBy: string) => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: requests
  annotations: {${groupBy && `express-slo-stack/group-by: ${groupBy}`}}
spec:
  service: proof
  indicator:
    metadata: {name: errors}
    spec:
      ratioMetric:
        counter: true
        bad: {metricSource: {type: Prometheus, spec: {query: 'requests_total{code=~"5.."}'}}}
        total: {metricSource: {type: Prometheus, spec: {query: 'requests_total'}}}
  timeWindow: [{duration: 30d, isRolling: true}]
  budgetingMethod: Occurrences
  objectives: [{target: ${objective}}]
`;

/** Compiles the proofs' SLO as the command would, from its specification. */
export function ours(
  objective = 0.999,
  scrapeSeconds = 15,
  groupBy = '',
): CompiledSlo & { options: CompileOptions } {
  const options = { ...defaultOptions, scrapeSeconds };
  const text = specification(objective, groupBy);
  const { slos, problems } = readSpecifications([{ file: 'proof.yaml', text }], {});
  const [read] = slos;
  if (!read) throw new Error(problems.map(({ message }) => message).join('; '));
  return { ...compileSlo(read.slo, options), options };
}

/** The same SLO for the peers. */
export const theirs = (objective = 0.999, groupBy = ''): PeerSlo => ({
  name: 'requests',
  objective,
  errors: `sum by (${groupBy}) (rate(requests_total{code=~"5.."}[$window]))`,
  total: `sum by (${groupBy}) (rate(requests_total[$window]))`,
});
