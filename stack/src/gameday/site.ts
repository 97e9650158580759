import { type DemoClient, createDemoClient, instantQuery } from '@express-slo-stack/demo';
import { StackError, messageOf } from '../errors';
import { type Stack, type StackOptions } from '../stack';
import { startStack } from '../start-stack';
import type { Scenario } from './scenarios';

/** A stack that a game day is played on. */
export interface Site {
  readonly prometheus: string;
  readonly demo: DemoClient;
  /** The stack itself, where the game day started it. */
  readonly stack?: Stack;
  stop(): Promise<void>;
}

/** A stack that runs already. Only faults can be practised on it. Throws ARGUMENT_INVALID when it does not answer. */
export async function attachTo(urls: {
  readonly console: string;
  readonly prometheus: string;
}): Promise<Site> {
  const { prometheus } = urls;
  const demo = createDemoClient(urls.console);
  await demo.watchdog().catch(refuse(`--console ${urls.console}`));
  await instantQuery(prometheus, 'vector(1)').catch(refuse(`--prometheus ${prometheus}`));
  return { prometheus, demo, stop: () => Promise.resolve() };
}

const refuse =
  (argument: string) =>
  (thrown: unknown): never => {
    const allowed = `It does not answer (${messageOf(thrown)}). Give the addresses that "npm start" printed.`;
    throw new StackError('ARGUMENT_INVALID', { argument, allowed });
  };

/** A stack of the scenario's own, with a calm month behind it at its own traffic. Throws what {@link startStack} does. */
export async function startSite(
  { traffic, historyRate }: Scenario,
  onProgress: (message: string) => void,
): Promise<Site> {
  const history = { HISTORY: 'calm', HISTORY_RATE: historyRate } as const;
  const options: StackOptions = { history, traffic, onProgress };
  const stack = await startStack(options);
  return {
    prometheus: stack.urls.prometheus,
    demo: createDemoClient(stack.urls.console ?? ''),
    stack,
    stop: () => stack.stop(),
  };
}

/** The stack behind a site. Throws ARGUMENT_INVALID where the game day does not supervise it. */
export function stackOf({ stack }: Site): Stack {
  if (stack !== undefined) return stack;
  throw new StackError('ARGUMENT_INVALID', {
    argument: '--console',
    allowed: 'Only scenarios that switch a fault can be played on a stack that runs already.',
  });
}
