import { type ProgramName, resolveProgram, resolveProgramOf } from '@express-slo-stack/stack';

/** A Prometheus that must take what the endpoint says. */
export interface Version {
  readonly name: string;
  /** Whether a scrape can be told which formats to ask for. */
  readonly choosesProtocol: boolean;
  /** One of its programs, or undefined where it cannot be had; the reason is printed. */
  readonly find: (program: ProgramName) => Promise<string | undefined>;
}

/** This machine's Prometheus, and the oldest that is promised: 2.42, which Debian 12 has. */
export const VERSIONS: readonly Version[] = [
  { name: "this machine's Prometheus", choosesProtocol: true, find: (program) => resolveProgram(program) },
  { name: 'Prometheus 2.42', choosesProtocol: false, find: (program) => ofDebian12(program) },
];

const ofDebian12 = (program: ProgramName) =>
  resolveProgramOf('bookworm', program).catch((reason: unknown) => {
    process.stderr.write(`Left out with Prometheus 2.42: ${String(reason)}\n`);
    return undefined;
  });
