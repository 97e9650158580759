/** What the stack's configuration adds to a window's time: prometheus/prometheus.yml and alertmanager/alertmanager.yml. */
export const stackPipeline = {
  scrapeIntervalSeconds: 15,
  /** Of the generated rules of the SLOs. */
  evaluationIntervalSeconds: 30,
  /** Of the rules about targets. */
  targetRulesIntervalSeconds: 15,
  groupWaitSeconds: 10,
} as const;
