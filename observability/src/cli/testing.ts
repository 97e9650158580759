import type { Environment } from './environment';

/** An environment whose output a test can read; for the tests of this folder only. */
export interface TestEnvironment extends Environment {
  /** Everything that was written to the standard output. */
  readonly text: () => string;
  /** Everything that was written to the standard error. */
  readonly errors: () => string;
}

/** The command in a folder, not on a terminal unless said so; the sample's folders lie below it. */
export function testEnvironment(
  cwd: string,
  change: Partial<Environment> & { terminal?: boolean } = {},
): TestEnvironment {
  const { terminal = false, ...rest } = change;
  const [out, err]: [string[], string[]] = [[], []];
  return {
    stdout: { write: (text) => out.push(text), isTTY: terminal },
    stderr: { write: (text) => err.push(text), isTTY: terminal },
    stdin: () => '',
    env: {},
    cwd,
    sample: {
      specs: `${cwd}/slos`,
      output: `${cwd}/prometheus`,
      dashboards: `${cwd}/grafana`,
      bounds: `${cwd}/api/latency-bounds.ts`,
      scrapeSeconds: 15,
    },
    ...rest,
    text: () => out.join(''),
    errors: () => err.join(''),
  };
}
