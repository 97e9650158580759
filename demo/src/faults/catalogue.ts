import { z } from 'zod';
import { DemoError } from '../errors';
import { problemsIn } from '../problems';
import { scopes } from './scope';

const numberIn = (least: number, most: number) => {
  const allowed = `must be a number from ${least} to ${most}`;
  return z.number(allowed).min(least, allowed).max(most, allowed);
};
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `must be one of ${values.map((value) => `"${value}"`).join(', ')}`);

const expiry = { forSeconds: numberIn(1, 86_400).optional() };
const scope = oneOf(scopes).default('all');

const errors = z.strictObject({
  share: numberIn(0, 1),
  scope,
  status: z.literal([500, 503], 'must be 500 or 503').default(503),
  ...expiry,
});
const latency = z
  .strictObject({ ms: numberIn(1, 60_000), jitter: numberIn(0, 60_000).default(0), scope, ...expiry })
  .refine(({ ms, jitter }) => jitter <= ms, { path: ['jitter'], message: 'must not be larger than ms' });
const databaseSlow = z.strictObject({ ms: numberIn(1, 60_000), ...expiry });
const onOrOff = z.strictObject({ ...expiry });

interface Fault {
  readonly by: 'api' | 'supervisor';
  readonly once?: true;
  readonly title: string;
  readonly effect: string;
  readonly schema: z.ZodType;
  readonly example: object;
  /** What to type under plain docker compose. */
  readonly byHand?: { readonly on: string; readonly off?: string };
}

/**
 * Every fault: who does it, how it is graded, what it does, and an example of a grade. `supervisor` is the process that
 * started the stack; where there is none, a person types `byHand`. What is done `once` has no end.
 */
export const catalogue = {
  errors: {
    by: 'api',
    title: 'Errors',
    effect: 'A share of the requests is answered with an error before the API sees them.',
    schema: errors,
    example: { share: 0.5, scope: 'ingest', status: 503 },
  },
  latency: {
    by: 'api',
    title: 'Latency',
    effect: 'Every request waits before the API sees it.',
    schema: latency,
    example: { ms: 800, jitter: 200, scope: 'all' },
  },
  'api-down': {
    by: 'api',
    title: 'API down',
    effect: 'The API takes no connection: requests and scrapes are refused.',
    schema: onOrOff,
    example: {},
  },
  'database-gone': {
    by: 'api',
    title: 'Database gone',
    effect: 'Every database connection is cut, and new ones are refused.',
    schema: onOrOff,
    example: {},
  },
  'database-slow': {
    by: 'api',
    title: 'Database slow',
    effect: 'Every statement that the API sends to its database takes that much longer.',
    schema: databaseSlow,
    example: { ms: 400 },
  },
  'prometheus-down': {
    by: 'supervisor',
    title: 'Prometheus down',
    effect: 'Prometheus is stopped: nothing is scraped, no rule is evaluated, the Watchdog falls silent.',
    schema: onOrOff,
    example: {},
    byHand: { on: 'docker compose stop prometheus', off: 'docker compose start prometheus' },
  },
  'alertmanager-down': {
    by: 'supervisor',
    title: 'Alertmanager down',
    effect: 'Alertmanager is stopped: alerts fire, and nobody is told, but for the silence of the Watchdog.',
    schema: onOrOff,
    example: {},
    byHand: { on: 'docker compose stop alertmanager', off: 'docker compose start alertmanager' },
  },
  'token-rotated': {
    by: 'supervisor',
    once: true,
    title: 'Scrape token rotated',
    effect:
      'The API gets a new scrape token, then Prometheus does; the old one stays valid meanwhile. Nothing pages.',
    schema: z.strictObject({}),
    example: {},
    byHand: { on: 'docker compose run --rm setup node stack/dist/setup/rotate.js' },
  },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof catalogue;
/** The grade of a fault, with its defaults filled in. */
export type Grade<Name extends FaultName = FaultName> = z.output<(typeof catalogue)[Name]['schema']>;
/** The grade of a fault as a caller gives it. */
export type GradeInput<Name extends FaultName = FaultName> = z.input<(typeof catalogue)[Name]['schema']>;

export const faultNames = Object.keys(catalogue) as FaultName[];

/** What the catalogue says of a fault. */
export const faultOf = (name: FaultName): Fault => catalogue[name];

/** The faults that only the process can do that started the stack. */
export type SupervisedFault = {
  [Name in FaultName]: (typeof catalogue)[Name]['by'] extends 'supervisor' ? Name : never;
}[FaultName];

export const isSupervised = (name: FaultName): name is SupervisedFault => faultOf(name).by === 'supervisor';
export const supervisedFaults = faultNames.filter(isSupervised);
/** The faults of the API's own process. */
export const apiFaults = faultNames.filter((name) => !isSupervised(name));

/** @throws DemoError `FAULT_UNKNOWN` */
export function faultNamed(name: string, names: readonly FaultName[] = faultNames): FaultName {
  const known = names.find((candidate) => candidate === name);
  if (known === undefined) throw new DemoError('FAULT_UNKNOWN', { name, known: names.join(', ') });
  return known;
}

/** @throws DemoError `FAULT_INVALID` that names each field that is wrong, its value and what is allowed. */
export function gradeOf<Name extends FaultName>(name: Name, given: unknown): Grade<Name> {
  const { schema, example } = catalogue[name];
  const parsed = (schema as unknown as z.ZodType<Grade<Name>>).safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = problemsIn(parsed.error, given).join('; ');
  throw new DemoError('FAULT_INVALID', { name, problems, example: JSON.stringify(example) });
}
