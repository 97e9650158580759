/** What the stack's configuration adds to a window's time: prometheus/prometheus.yml and alertmanager/alertmanager.yml. */
export const stackPipeline = {
  scrapeIntervalSeconds: 15,
  evaluationIntervalSeconds: 30,
  groupWaitSeconds: 10,
} as const;
