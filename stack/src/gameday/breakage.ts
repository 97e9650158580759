import { StackError } from '../errors';
import { rotateScrapeTokenOf } from '../setup/rotation';
import type { Breakage } from './scenarios';
import { type Site, stackOf } from './site';

/** A request that the game day itself made, as the ledger has the demo's. */
export interface OwnRequest {
  readonly route: string;
  readonly status: number;
}

/** Breaks the stack, and mends it. */
export interface Lever {
  /** @param lastsSeconds after which a fault ends by itself, should nobody mend it */
  breakIt(lastsSeconds: number): Promise<readonly OwnRequest[]>;
  mend(): Promise<void>;
}

const nothing = (): Promise<readonly OwnRequest[]> => Promise.resolve([]);
const noMending = (): Promise<void> => Promise.resolve();

/** The lever for a breakage. Its methods reject with what the stack or the console says. */
export function leverFor(breakage: Breakage, site: Site): Lever {
  switch (breakage.how) {
    case 'fault': {
      const { fault, grade } = breakage;
      return {
        breakIt: async (forSeconds) => {
          await site.demo.setFault(fault, { ...grade, forSeconds });
          return [];
        },
        mend: async () => void (await site.demo.clearFault(fault)),
      };
    }
    case 'killed': {
      const { component } = breakage;
      return {
        breakIt: () => stackOf(site).kill(component).then(nothing),
        mend: () => stackOf(site).restart(component),
      };
    }
    case 'token rotated':
      return { breakIt: () => rotateScrapeTokenOf(stackOf(site)).then(nothing), mend: noMending };
    case 'one failure':
      return { breakIt: () => failOnce(site), mend: noMending };
    case 'not':
      return { breakIt: nothing, mend: noMending };
  }
}

/** Sends one event that fails. */
async function failOnce({ demo }: Site): Promise<readonly OwnRequest[]> {
  const [project] = await demo.dsns();
  const { origin, pathname, username } = new URL(project?.dsn ?? '');
  await demo.setFault('errors', { share: 1, scope: 'ingest', status: 503, forSeconds: 30 });
  try {
    const answer = await fetch(`${origin}/api${pathname}/store/?sentry_version=7&sentry_key=${username}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: 'the only failure' }),
    });
    if (answer.status !== 503) {
      throw new StackError('BREAKAGE_WITHOUT_EFFECT', { what: 'The one event', status: answer.status });
    }
    return [{ route: '/api/:projectId/store/', status: answer.status }];
  } finally {
    await demo.clearFault('errors');
  }
}
