import { randomInt } from 'node:crypto';
import { progress } from '../progress';
import { orderOf, USAGE } from './arguments';
import { KNOWN_OF_THE_LIBRARY, report } from './report';
import { findAll, findAny } from './run';
import { Subject } from './subject';

/**
 * Sends the same cases to the API's protected endpoint and to passport-http-bearer alone. Ends with 1 when anything is
 * wrong with ours, and when the cases do not find what is known to be wrong with the library: they would prove nothing.
 */
async function main(args: readonly string[]): Promise<number> {
  const order = orderOf(args);
  if (order.kind === 'help') {
    console.log(USAGE);
    return 0;
  }
  if (order.kind === 'refused') {
    console.error(`fuzz bearer: ${order.reason}\n\n${USAGE}`);
    return 2;
  }
  const { cases, seed = randomInt(1, 2 ** 31) } = order;
  console.log(`fuzz bearer: ${cases} cases, seed ${seed} (again: --seed ${seed} --cases ${cases})\n`);

  const [api, library] = [await Subject.api(), await Subject.bareLibrary()];
  try {
    const ours = await findAny(api, { seed, cases, onCase: progress('our endpoint', cases) });
    const bare = await findAll(library, KNOWN_OF_THE_LIBRARY, {
      seed,
      cases,
      onCase: progress('passport-http-bearer alone', cases),
    });
    console.log(report(ours, bare));
    const toothless = KNOWN_OF_THE_LIBRARY.filter((finding) => !bare.found.has(finding));
    if (toothless.length > 0)
      console.log(`\nnot found in the library, too few cases: ${toothless.join(', ')}`);
    return ours.found.size === 0 && toothless.length === 0 ? 0 : 1;
  } finally {
    await Promise.all([api.stop(), library.stop()]);
  }
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  },
);
