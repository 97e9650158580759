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

/** Every fault: how it is graded, what it does, and an example of a grade. */
export const catalogue = {
  errors: {
    title: 'Errors',
    effect: 'A share of the requests is answered with an error before the API sees them.',
    schema: errors,
    example: { share: 0.5, scope: 'ingest', status: 503 },
  },
  latency: {
    title: 'Latency',
    effect: 'Every request waits before the API sees it: ms, give or take jitter.',
    schema: latency,
    example: { ms: 800, jitter: 200, scope: 'all' },
  },
  'api-down': {
    title: 'API down',
    effect: 'The API takes no connection: requests and scrapes are refused.',
    schema: onOrOff,
    example: {},
  },
  'database-gone': {
    title: 'Database gone',
    effect: 'Every database connection is cut, and new ones are refused.',
    schema: onOrOff,
    example: {},
  },
  'database-slow': {
    title: 'Database slow',
    effect: 'Whatever the API tells its database arrives ms later: every statement takes that much longer.',
    schema: databaseSlow,
    example: { ms: 400 },
  },
} as const;

export type FaultName = keyof typeof catalogue;
/** The grade of a fault, with its defaults filled in. */
export type Grade<Name extends FaultName = FaultName> = z.output<(typeof catalogue)[Name]['schema']>;
/** The grade of a fault as a caller gives it. */
export type GradeInput<Name extends FaultName = FaultName> = z.input<(typeof catalogue)[Name]['schema']>;

export const faultNames = Object.keys(catalogue) as FaultName[];

/** @throws DemoError `FAULT_UNKNOWN` */
export function faultNamed(name: string): FaultName {
  const known = faultNames.find((candidate) => candidate === name);
  if (known === undefined) throw new DemoError('FAULT_UNKNOWN', { name, known: faultNames.join(', ') });
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
