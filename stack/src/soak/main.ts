import { createDemoClient, DemoError } from '@express-slo-stack/demo';
import pc from 'picocolors';
import { StackError, messageOf } from '../errors';
import { leaveAtSignals } from '../leave-at-signals';
import { startStack } from '../start-stack';
import { sleep } from '../wait';
import { parseArguments, type SoakArguments, usage } from './arguments';
import { growthOf } from './growth';
import { growthTable, overTime } from './report';
import { measure, type Sample } from './samples';

const fewestSecondsBetween = 2;
const mostSamples = 60;
const newsEverySamples = 6;
/** Even traffic: a day so long that its rhythm is not seen. Seconds. */
const daySeconds = 86_400;

// The stack is this program's own, and goes with it.
leaveAtSignals(() => undefined);

const progress = (message: string): void =>
  console.error(pc.dim(`  ${new Date().toISOString().slice(11, 19)} ${message}`));

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (thrown: unknown) => {
    const known = thrown instanceof StackError || thrown instanceof DemoError;
    const text = !known && thrown instanceof Error ? (thrown.stack ?? thrown.message) : messageOf(thrown);
    console.error(`${pc.red('npm run soak:')} ${text}`);
    process.exit(2);
  },
);

/** Exit code 0 when nothing grows that must not, else 1. */
async function main(args: readonly string[]): Promise<number> {
  const options = parseArguments(args);
  if (options.help) {
    console.log(usage);
    return 0;
  }
  const traffic = { requestsPerSecond: options.rate, daySeconds };
  const stack = await startStack({ traffic, onProgress: progress });
  try {
    const demo = createDemoClient(stack.urls.console ?? '');
    const samples: Sample[] = [];
    const pause = pauseOf(options) * 1000;
    for (const began = Date.now(); !isOver(options, samples.at(-1)); await sleep(pause)) {
      const [{ requests, failures }, groups] = await Promise.all([demo.traffic(), measure(stack)]);
      const seconds = (Date.now() - began) / 1000;
      samples.push({ requests, seconds, groups });
      if (samples.length % newsEverySamples === 1) {
        progress(`${requests} requests, ${failures} of them failed, after ${(seconds / 60).toFixed(1)} min`);
      }
    }
    const growth = growthOf(samples);
    console.log(`\n${stack.backend}: each process over time\n\n${overTime(samples)}\n`);
    console.log(`${stack.backend}: growth after the warm-up\n\n${growthTable(growth)}`);
    return growth.some(({ grows }) => grows) ? 1 : 0;
  } finally {
    await stack.stop();
  }
}

/** Seconds between two samples: a measurement costs what it measures some of its time. */
function pauseOf({ until, rate }: SoakArguments): number {
  const seconds = 'requests' in until ? until.requests / rate : until.minutes * 60;
  return Math.max(fewestSecondsBetween, seconds / mostSamples);
}

function isOver({ until }: SoakArguments, last: Sample | undefined): boolean {
  if (last === undefined) return false;
  return 'requests' in until ? last.requests >= until.requests : last.seconds >= until.minutes * 60;
}
