import { uids } from '@express-slo-stack/observability/dashboards';

/** A rule that some dashboards need not keep. */
export interface Exception {
  readonly rules: readonly string[];
  readonly dashboards: readonly string[];
  readonly reason: string;
}

/** What is excepted from the rules, and why. */
export const exceptions: readonly Exception[] = [
  {
    rules: ['template-job-rule', 'template-instance-rule', 'target-job-rule', 'target-instance-rule'],
    dashboards: [uids.overview, uids.detail],
    reason: 'They read recorded series, which are sums over all targets: their labels are service and slo.',
  },
];
