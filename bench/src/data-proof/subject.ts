import { getJson, readHistoryChoice } from '@express-slo-stack/demo';
import { findRunningStack, type Stack, startStack, superviseStack } from '@express-slo-stack/stack';
import type { ProofArguments } from './arguments';

/** The stack that is proved. */
export interface Subject {
  /** Which one it is, in a few words. */
  readonly title: string;
  readonly console: string;
  readonly prometheus: string;
  /** When it was ready, in milliseconds since 1970. */
  readonly ready: number;
  /** Of a first start: what is younger is not of the history, in milliseconds since 1970. */
  readonly liveFrom?: number;
  /** Stops it if it was started for this. */
  readonly release: () => Promise<void>;
}

const leaveIt = (): Promise<void> => Promise.resolve();

/**
 * The stack that is named, else the one that runs, else one of its own. Throws StackError as `startStack` does; rejects
 * when the Prometheus that is named does not answer.
 */
export async function findSubject(
  { attach, dataFolder }: ProofArguments,
  progress: (message: string) => void,
): Promise<Subject> {
  if (attach !== undefined) {
    return {
      title: 'the stack that was named',
      ...attach,
      ready: await startOf(attach.prometheus),
      release: leaveIt,
    };
  }
  const running = await findRunningStack(dataFolder);
  if (running !== undefined) {
    const { backend, ready, urls } = running;
    const title = `the stack that runs on ${dataFolder}, ${backend}`;
    return { title, ...addressesOf(urls), ready, release: leaveIt };
  }
  return ownSubject(progress);
}

/** When Prometheus started, in milliseconds since 1970: what stands for a stack's readiness where nothing tells of it. */
async function startOf(prometheus: string): Promise<number> {
  const { data } = await getJson<{ readonly data: { readonly startTime: string } }>(
    `${prometheus}/api/v1/status/runtimeinfo`,
  );
  return Date.parse(data.startTime);
}

/** A stack without a console is none that `npm start` starts. */
const addressesOf = ({ console: consoleUrl = '', prometheus }: Stack['urls']) => ({
  console: consoleUrl,
  prometheus,
});

/** In milliseconds since 1970; undefined without a history. */
const historyEnd = ({ history }: Stack): number | undefined =>
  history !== undefined && 'end' in history ? history.end * 1000 : undefined;

async function ownSubject(progress: (message: string) => void): Promise<Subject> {
  progress('No stack runs: starting one …');
  const stack = await startStack({ history: readHistoryChoice(process.env), onProgress: progress });
  const supervision = superviseStack(stack);
  return {
    title: `a stack of its own, ${stack.backend}`,
    ...addressesOf(stack.urls),
    ready: Date.now(),
    liveFrom: historyEnd(stack) ?? performance.timeOrigin,
    release: () => {
      supervision.stop();
      return stack.stop();
    },
  };
}
