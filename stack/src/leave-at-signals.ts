import { messageOf } from './errors';
import { onNpmEnd } from './npm-parent';

const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Ends this program at a signal, or when npm has ended without it, after mending what it broke on a stack that goes on running. A second signal ends it at
 * once; so does the end of `mend`, whether it succeeds or not.
 * @param mend undefined while nothing of anybody else's is broken
 */
export function leaveAtSignals(mend: () => (() => Promise<unknown>) | undefined): void {
  let leaving = false;
  const leave = (code: number): void => {
    const mending = mend();
    if (leaving || mending === undefined) process.exit(code);
    leaving = true;
    console.error('  Switching off what was switched on; press Ctrl-C again to leave it …');
    mending()
      .catch((thrown: unknown) => console.error(`  Not everything is off: ${messageOf(thrown)}`))
      .finally(() => process.exit(code));
  };
  for (const [signal, code] of Object.entries(exitCodes)) process.on(signal, () => leave(code));
  onNpmEnd(() => leave(exitCodes.SIGHUP));
}
