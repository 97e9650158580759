import { createHash, randomBytes } from 'node:crypto';

/**
 * The compose project: always the same for one data folder, so that its volumes are found again;
 * one of its own where nothing is kept.
 */
export function projectName(dataFolder: string, keepData: boolean): string {
  const suffix = keepData
    ? createHash('sha256').update(dataFolder).digest('hex').slice(0, 8)
    : `test-${randomBytes(4).toString('hex')}`;
  return `express-slo-stack-${suffix}`;
}
