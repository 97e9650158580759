export { StackError, type StackErrorCode } from './errors';
export type { ProgramName } from './programs/catalogue';
export { resolveProgram } from './programs/resolve';
