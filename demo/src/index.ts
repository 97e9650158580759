export { createDemoClient, type DemoClient, type WaitForAlert } from './client';
export { DemoError, type DemoErrorCode } from './errors';
export type { FaultName, Grade, GradeInput, SupervisedFault } from './faults/catalogue';
export type { FaultState } from './faults/control';
export type { Order, OrderReport } from './faults/orders';
export { SILENCE_ALERT } from './inbox/silence-page';
export type { WatchdogState } from './inbox/watchdog';
export type { InboxEntry } from './inbox/entry';
export {
  readHeartbeat,
  silenceWithoutAlertmanager,
  silenceWithoutPrometheus,
  type Heartbeat,
} from './gameday/heartbeat';
export { getJson } from './http/get-json';
export { workbookPairs, type BurnRatePair } from './gameday/pairs';
export { readHistoryChoice, type HistoryChoice } from './history/config';
export { reportIn, type HistoryReport } from './history/report';
export type { MonthName } from './history/events';
export type { SloLedger } from './history/slo-history';
export { stackPipeline } from './gameday/pipeline';
export {
  predict,
  predictSecondsToReset,
  type PairPrediction,
  type Prediction,
  type PredictionInput,
} from './gameday/predict';
export { instantQuery, queryValue, rangeQuery, type Curve, type Sample } from './prometheus/query';
export { clocksOf, nextTick, readClocks, type PrometheusClocks, type Tick } from './gameday/clocks';
export { seenByTargetRules, targetDownAt } from './gameday/target-down';
export { recentRate } from './gameday/recent-rate';
export { recordedRates } from './gameday/recorded';
export {
  secondsUntilAlert,
  secondsUntilOver,
  type Clocks,
  type RecordedRates,
  type Rules,
  type SteadyFault,
} from './gameday/foresee';
export { MONITORING_PASSWORD_FILE, MONITORING_USER, monitoringAuthorization } from './monitoring/basic-auth';
export { readSecret } from './secrets';
export { startApiUnderFaults, type RunningApiUnderFaults } from './start-api-under-faults';
export { readWatchdogConfiguration } from './watchdog/read-configuration';
export { watchdogTiming, type WatchdogConfiguration, type WatchdogTiming } from './watchdog/timing';
export { startDemo, type RunningDemo } from './start-demo';
export type { LedgerReport, LedgerRow, NotSentRow } from './traffic/ledger';
export type { Outcome } from './traffic/outcome';
export { readDemoConfig } from './config';
export { APPLICATION_HEAP } from './traffic/applications/host';
export { applicationNames } from './traffic/applications/profiles';
