export { type ApiDependencies, type ApiHooks, createApp } from './app';
export { ensureSecretFiles } from './auth/token-files';
export { loadConfig } from './config/load-config';
export { settingNames } from './config/settings';
export { ApiError } from './errors';
export { createWhole, ensureSecretFile, lockHolder, takeLock } from './files';
export { runUntilSignal } from './run-until-signal';
export { type RunningApi, startApi, type StartOptions } from './start-api';
export { type EmbeddedDatabase, startEmbeddedDatabase } from './store/embedded/start-embedded-database';
