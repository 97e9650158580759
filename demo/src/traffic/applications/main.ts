// One application of the demo, in a process of its own: the real Sentry SDK with its default options.
import * as Sentry from '@sentry/node';
import { startPacer, type Pacer } from '../pacer';
import { createDice } from '../random';
import { rateAt } from '../rhythm';
import type { FromApplication, ToApplication } from './messages';
import { profiles } from './profiles';
import { recordedHttp } from './recorded-http';
import { reportOne } from './report';

const tell = (message: FromApplication): void => {
  if (process.connected) process.send?.(message);
};
const http = recordedHttp((status, seconds) => tell({ kind: 'request', status, seconds }));
let pacer: Pacer | undefined;

function start({ name, dsn, seed, rhythm, midnight }: Extract<ToApplication, { kind: 'start' }>): void {
  const profile = profiles[name];
  const dice = createDice(seed);
  Sentry.init({ dsn, environment: profile.environment, transportOptions: { httpModule: http.module } });
  pacer = startPacer({
    dice,
    rate: () => rateAt((Date.now() - midnight) / 1000, rhythm),
    maxInFlight: 1,
    skipped: () => undefined,
    work: () => {
      // The SDK queues, sends and backs off by itself; its requests are told by the recorded http module.
      reportOne(profile, dice);
      return Promise.resolve(200);
    },
  });
}

async function stop(): Promise<void> {
  await pacer?.stop();
  await Sentry.close(2000);
  http.abort();
  setImmediate(() => process.disconnect());
}

process.on('message', (message: ToApplication) => {
  if (message.kind === 'start') start(message);
  else void stop();
});
// The demo stops its applications itself; a Ctrl-C in the terminal reaches the whole process group.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit(0));
