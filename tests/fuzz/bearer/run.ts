import fc from 'fast-check';
import type { Case } from './case';
import { cases } from './grammar';
import { type Finding, judge } from './judge';
import { type Reading, readingsOf } from './oracle';
import type { Subject } from './subject';

export interface RunOptions {
  readonly seed: number;
  readonly cases: number;
  /** Told of every case that was sent. */
  readonly onCase?: (sent: number) => void;
}

export interface Found {
  /** The number of the first case that showed it, from 1. */
  readonly first: number;
  readonly request: Case;
  /** The case before: a process may end after its answer. */
  readonly before: Case | undefined;
  count: number;
}

export interface Run {
  sent: number;
  /** How many cases were of each reading, and how many answers of each status came. */
  readonly readings: Map<string, number>;
  readonly statuses: Map<string, number>;
  readonly found: Map<Finding, Found>;
  previous?: Case;
  /** A smaller case with the same kind of finding. */
  smallest?: Case;
  /** What the process wrote when it last crashed. */
  lastWords?: string;
}

/** How long to look for a smaller case. */
const SHRINKING_MS = 60_000;

/** Asks a server until something is wrong, then looks for the smallest case that shows it. */
export async function findAny(subject: Subject, options: RunOptions): Promise<Run> {
  const run = newRun();
  let deadline = Infinity;
  const property = fc.asyncProperty(cases, async (request) => {
    if (Date.now() > deadline) return;
    const asked = ask(subject, request, run, deadline === Infinity ? options.onCase : undefined);
    // What cannot be started again says nothing about a smaller case.
    const finding = await (deadline === Infinity ? asked : asked.catch(() => undefined));
    if (finding === undefined) return;
    if (deadline === Infinity) deadline = Date.now() + SHRINKING_MS;
    throw new Error(finding);
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, {
    seed: options.seed,
    numRuns: options.cases,
  });
  if (failed && run.found.size === 0) throw errorInstance;
  if (counterexample !== null) run.smallest = counterexample[0];
  if (run.found.has('crashed')) run.lastWords = subject.lastWords;
  return run;
}

/** Asks a server with the same cases until each of `wanted` was found, or all cases are sent. */
export async function findAll(
  subject: Subject,
  wanted: readonly Finding[],
  options: RunOptions,
): Promise<Run> {
  const run = newRun();
  const property = fc.asyncProperty(cases, async (request) => {
    await ask(subject, request, run, options.onCase);
    return wanted.some((finding) => !run.found.has(finding));
  });
  const { errorInstance } = await fc.check(property, {
    seed: options.seed,
    numRuns: options.cases,
    endOnFailure: true,
  });
  if (errorInstance instanceof Error && !wanted.every((finding) => run.found.has(finding)))
    throw errorInstance;
  return run;
}

const newRun = (): Run => ({ sent: 0, readings: new Map(), statuses: new Map(), found: new Map() });

async function ask(
  subject: Subject,
  request: Case,
  run: Run,
  onCase: RunOptions['onCase'],
): Promise<Finding | undefined> {
  const readings = readingsOf(request);
  const outcome = await subject.send(request);
  run.sent++;
  increment(run.readings, nameOf(readings));
  increment(run.statuses, typeof outcome === 'string' ? outcome : String(outcome.status));
  const finding = judge(request, readings, outcome);
  if (finding !== undefined) note(run, finding, request);
  run.previous = request;
  onCase?.(run.sent);
  return finding;
}

const nameOf = (readings: readonly Reading[]) => readings.join(' or ');
const increment = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);

function note(run: Run, finding: Finding, request: Case): void {
  const known = run.found.get(finding);
  if (known === undefined)
    run.found.set(finding, { first: run.sent, request, before: run.previous, count: 1 });
  else known.count++;
}
