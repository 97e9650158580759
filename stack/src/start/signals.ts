import { onNpmEnd } from '../npm-parent';

/** Resolves, with a reason for people, when this process is asked to end, npm has ended without it, or `seconds` have passed. */
export function untilToldToStop(seconds: number | undefined): { told: Promise<string>; forget: () => void } {
  let tell: (reason: string) => void = () => undefined;
  const told = new Promise<string>((resolve) => (tell = resolve));
  const onSignal = (signal: NodeJS.Signals): void => tell(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  const forgetNpm = onNpmEnd(() => tell('npm has ended'));
  // Without a time limit a timer runs all the same: listeners for signals do not keep Node alive.
  const timer =
    seconds === undefined
      ? setInterval(() => undefined, 60_000)
      : setTimeout(() => tell(`${seconds} s are over`), seconds * 1000);
  const forget = (): void => {
    clearTimeout(timer);
    forgetNpm();
    for (const signal of signals) process.off(signal, onSignal);
  };
  return { told, forget };
}
