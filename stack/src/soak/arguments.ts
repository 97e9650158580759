import { parseArgs } from 'node:util';
import { StackError, messageOf } from '../errors';

export interface SoakArguments {
  readonly help: boolean;
  /** When it is over. */
  readonly until: { readonly requests: number } | { readonly minutes: number };
  /** Requests a second. */
  readonly rate: number;
}

/** What the demo sends by itself, and what a count of requests is sent at. Requests a second. */
const usualRate = 32;
const fastRate = 150;
/** Fewer leave a window without a sample. */
const fewestRequests = 10_000;
const fewestMinutes = 5;

export const usage = `npm run soak -- --minutes N | --requests N [--rate R]

  Runs a stack of its own under its own traffic, and prints memory, open files, sockets, series, disk and log of each
  process, with slopes. Exit code 1 when API, demo or embedded database grow; Prometheus, Alertmanager and PostgreSQL are
  reported only.

  --minutes N    for so long (${fewestMinutes} or more), at ${usualRate} requests a second
  --requests N   until so many were made (${fewestRequests} or more), at ${fastRate} a second
  --rate R       another rate, in requests a second

  STACK=containers|processes   how to start it; default: containers where an engine answers
`;

const refuse = (argument: string, allowed: string): StackError =>
  new StackError('ARGUMENT_INVALID', { argument, allowed: `${allowed}\n\n${usage}` });

function numberFrom(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < least) {
    throw refuse(`--${name} ${text}`, `Give a number from ${least} on.`);
  }
  return value;
}

/** The options of `npm run soak`. Throws ARGUMENT_INVALID. */
export function parseArguments(args: readonly string[]): SoakArguments {
  const { minutes, requests, rate, help } = parse(args);
  if (help === true) return { help: true, until: { minutes: 0 }, rate: usualRate };
  if ((minutes === undefined) === (requests === undefined)) {
    throw refuse(args.join(' '), 'Give either --minutes or --requests.');
  }
  const chosenRate = rate === undefined ? undefined : numberFrom('rate', rate, 1);
  if (minutes !== undefined) {
    return {
      help: false,
      until: { minutes: numberFrom('minutes', minutes, fewestMinutes) },
      rate: chosenRate ?? usualRate,
    };
  }
  const count = numberFrom('requests', requests ?? '', fewestRequests);
  return { help: false, until: { requests: count }, rate: chosenRate ?? fastRate };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        minutes: { type: 'string' },
        requests: { type: 'string' },
        rate: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (thrown) {
    throw refuse(args.join(' '), messageOf(thrown));
  }
}
