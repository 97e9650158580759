export { createWhole } from './create-whole';
export { type LockHolder, lockHolder, takeLock } from './process-lock';
export { ensureSecretFile } from './secret-file';
