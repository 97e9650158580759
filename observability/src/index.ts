export { createHttpMetrics, type HttpMetrics } from './http/http-metrics';
export type { AnyRegistry } from './http/registry';
export type { DjangoOptions, HttpMetricsOptions } from './http/options';
export { OPENTELEMETRY_DURATION_BOUNDS } from './http/bounds';
export { registerProcessMetrics } from './http/process-metrics';
export { aggregateInPrimary, type ClusterMetricsOptions } from './cluster/primary';
export { reportToPrimary } from './cluster/worker';
export { type BuildInfo, registerBuildInfo } from './http/build-info';
export { ERRORS, type ErrorCode, ObservabilityError } from './errors';
export {
  type BearerAuthentication,
  bearerAuthentication,
  type BearerAuthenticationOptions,
} from './endpoint/bearer-authentication';
export type { Principal } from './endpoint/principal';
export { tokensFromFiles, type TokenFilesOptions } from './endpoint/token-files';
export type { Refusal, RefusalReason } from './endpoint/refusal';
export { expose } from './endpoint/exposition';
export { Loan } from './http/families/loan';
export type { ExpositionFormat } from './http/families/text';
export type { ThrottleOptions } from './endpoint/failed-attempts';
export {
  metricsEndpoint,
  type MetricsEndpointOptions,
  type OpenEndpointOptions,
  type ProtectedEndpointOptions,
} from './endpoint/metrics-endpoint';
export { digestOf, findByDigest } from './endpoint/secrets';
export { type CacheRecorder, cacheMetrics } from './django/cache';
export { type DatabaseNames, databaseMetrics, type DatabaseRecorder } from './django/database';
export { databaseErrorType, type DatabaseErrorType } from './django/database-errors';
export { type MigrationCounts, migrationMetrics } from './django/migrations';
export { modelMetrics, type ModelOperation, type ModelRecorder } from './django/models';
export { closeGracefully, type CloseOptions } from './server/close-gracefully';
