import { type Curve, rangeQuery } from '@express-slo-stack/demo';
import type { Moments } from './play';
import { SERVICE } from './scenarios';

/** How the SLOs burned during a scenario: error ratio over five minutes, as a multiple of what the objective allows. */
export interface Curves {
  readonly burn: readonly Curve[];
}

const BEFORE_SECONDS = 120;
const STEP_SECONDS = 15;

/** Reads them. Rejects when Prometheus does not answer. */
export async function readCurves(prometheusUrl: string, { broken, ended }: Moments): Promise<Curves> {
  const range = { from: broken / 1000 - BEFORE_SECONDS, to: ended / 1000, stepSeconds: STEP_SECONDS };
  const burn = `max by (service, slo) (slo:current_burn_rate:ratio{service="${SERVICE}"})`;
  return { burn: await rangeQuery(prometheusUrl, burn, range) };
}
