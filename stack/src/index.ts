export type { AppUnderTest } from './app/app-under-test';
export { type AlertmanagerFiles, type AlertmanagerSource, alertmanagerFiles } from './alertmanager/files';
export type { ComponentName, PortName } from './components';
export { StackError, type StackErrorCode } from './errors';
export type { ProgramName } from './programs/catalogue';
export { resolveProgram, resolveProgramOf } from './programs/resolve';
export type { ScrapeTokenHolder, Stack, StackOptions, TrafficChoice } from './stack';
export { chooseBackend, startStack } from './start-stack';
