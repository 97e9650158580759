import { duration } from '../format.js';

/** What can be chosen, by value, and how it reads. */
export type Choices = readonly (readonly [value: string, text: string])[];

/** One control of a fault's grade: how it looks, and how its value reads in a grade. */
export interface GradeControl {
  readonly name: string;
  readonly label: string;
  readonly input:
    | { readonly type: 'range'; readonly min: number; readonly max: number; readonly step: number }
    | { readonly type: 'choice'; readonly choices: Choices; readonly other?: (value: string) => string };
  readonly initial: string;
  /** The grade's value; undefined leaves it out. */
  readonly read: (input: string) => unknown;
  readonly write: (value: unknown) => string;
  /** What stands beside a range. */
  readonly show?: (input: string) => string;
}

const milliseconds = (
  name: string,
  label: string,
  initial: number,
  { min = 0, max = 5000 } = {},
): GradeControl => ({
  name,
  label,
  input: { type: 'range', min, max, step: 50 },
  initial: String(initial),
  read: Number,
  write: String,
  show: (input) => `${input} ms`,
});

const scope = (label: string): GradeControl => ({
  name: 'scope',
  label,
  input: {
    type: 'choice',
    choices: [
      ['all', 'everything'],
      ['ingest', 'ingestion'],
      ['api', 'REST API'],
    ],
  },
  initial: 'all',
  read: String,
  write: String,
});

const share: GradeControl = {
  name: 'share',
  label: 'Share',
  input: { type: 'range', min: 1, max: 100, step: 1 },
  initial: '50',
  read: (input) => Number(input) / 100,
  write: (value) => String(Number((100 * Number(value)).toFixed(2))),
  show: (input) => `${input} %`,
};

const status: GradeControl = {
  name: 'status',
  label: 'Answered with',
  input: {
    type: 'choice',
    choices: [
      ['503', '503'],
      ['500', '500'],
    ],
  },
  initial: '503',
  read: Number,
  write: String,
};

/** When the fault ends by itself. */
const ends = (initial: string): GradeControl => ({
  name: 'forSeconds',
  label: 'Ends',
  input: {
    type: 'choice',
    choices: [
      ['', 'by hand'],
      ['300', 'after 5 min'],
      ['1800', 'after 30 min'],
      ['7200', 'after 2 h'],
    ],
    other: (value) => `after ${duration(Number(value))}`,
  },
  initial,
  read: (input) => (input === '' ? undefined : Number(input)),
  write: (value) => (typeof value === 'number' ? String(value) : ''),
});

/** The choices, and one more for a value that is not among them: a program may grade a fault as no choice does. */
export function choicesWith(
  { choices, other }: Extract<GradeControl['input'], { type: 'choice' }>,
  value: string,
): Choices {
  if (other === undefined || choices.some(([known]) => known === value)) return choices;
  return [...choices, [value, other(value)]];
}

const HALF_AN_HOUR = '1800';

/** How each fault is graded here. The console's answer says which faults there are. */
export const gradeControls: Readonly<Record<string, readonly GradeControl[]>> = {
  errors: [share, scope('Of'), status, ends(HALF_AN_HOUR)],
  latency: [
    milliseconds('ms', 'Added', 800, { min: 50 }),
    milliseconds('jitter', 'Jitter', 0),
    scope('To'),
    ends(HALF_AN_HOUR),
  ],
  'api-down': [ends(HALF_AN_HOUR)],
  'database-gone': [ends(HALF_AN_HOUR)],
  // From about a second on, requests fail as well, for want of a connection.
  'database-slow': [milliseconds('ms', 'Added', 400, { min: 50, max: 800 }), ends(HALF_AN_HOUR)],
  'prometheus-down': [ends('')],
  'alertmanager-down': [ends('')],
};
