import { instructionsOf } from './instructions';
import { GATED, INSTRUCTIONS_GATE, MISTAKE } from './limits';
import { pinnedRuntime } from './runtimes';
import { whole } from './tables/table';
import { missingValgrind } from './valgrind';

/** Counts the instructions that the middleware adds to a request; false if there are too many, or if a mistake passes. */
export async function instructionGate(): Promise<boolean> {
  const runtime = pinnedRuntime();
  const missing = runtime === undefined ? 'its Node is built for Linux on x64 only' : missingValgrind();
  if (runtime === undefined || missing !== undefined) {
    console.log(`instruction gate: skipped, ${missing}`);
    return true;
  }
  const counted = await instructionsOf(runtime, ['none', GATED, MISTAKE]);
  const added = (name: typeof GATED | typeof MISTAKE) =>
    (counted.get(name) ?? NaN) - (counted.get('none') ?? NaN);
  console.log(`instruction gate, ${runtime.name}: at most ${whole(INSTRUCTIONS_GATE)} more per request`);
  console.log(`  ${GATED}: ${whole(added(GATED))}`);
  console.log(`  ${MISTAKE}: ${whole(added(MISTAKE))}, which has to be too many`);
  return added(GATED) <= INSTRUCTIONS_GATE && added(MISTAKE) > INSTRUCTIONS_GATE;
}
