import { DemoError, messageOf } from '../errors';

/**
 * Waits for every task, whatever comes of the others.
 * @throws what went wrong; where several did, DemoError `FAULTS_NOT_MENDED` that tells of each
 */
export async function eachDone<T>(tasks: readonly Promise<T>[]): Promise<T[]> {
  const ends = await Promise.allSettled(tasks);
  const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  if (reasons.length === 1) throw reasons[0] as Error;
  if (reasons.length > 1) {
    const problems = reasons.map(messageOf).join(' ');
    throw new DemoError('FAULTS_NOT_MENDED', { problems }, { cause: new AggregateError(reasons) });
  }
  return ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
}
