import { StackError } from './errors';
import { lastLines } from './log-tail';
import type { RunnerSpec } from './runner';
import { sleep, whyNotReady } from './wait';

const readySeconds = 90;

/**
 * Waits until a component answers. Throws COMPONENT_NOT_READY, and COMPONENT_EXITED as soon as
 * `howItEnded` says that it is over, each with the last lines of its log.
 */
export async function untilReady(
  { name, log, readyUrl, readyHeaders }: RunnerSpec,
  howItEnded: () => string | undefined,
): Promise<void> {
  let answer: string | undefined;
  for (const deadline = Date.now() + readySeconds * 1000; Date.now() < deadline; await sleep(100)) {
    const how = howItEnded();
    if (how !== undefined) {
      throw new StackError('COMPONENT_EXITED', { component: name, how, log, lines: await lastLines(log) });
    }
    answer = await whyNotReady(readyUrl, readyHeaders);
    if (answer === undefined) return;
  }
  throw new StackError('COMPONENT_NOT_READY', {
    component: name,
    seconds: readySeconds,
    url: readyUrl,
    answer: answer ?? 'does not answer',
    log,
    lines: await lastLines(log),
  });
}
