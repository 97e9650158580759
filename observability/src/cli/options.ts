import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { isProblemId, warningIds, type ProblemId } from '../slo/errors';
import { defaultOptions, type CompileOptions, type Severity } from '../slo';
import type { LintOptions } from '../slo/lints';
import { promSeconds } from '../slo/duration';
import { standardStream } from './files/specs';
import { didYouMean } from '../slo/readers/yaml/schema';
import { isBelow, type Environment } from './environment';

/** The same, before it is settled how often the metrics are scraped. */
export interface GivenOptions extends Omit<SharedOptions, 'scrapeInterval'> {
  readonly scrapeInterval?: number;
}

/** The options that several commands share. */
export interface SharedOptions {
  readonly scrapeInterval: number;
  readonly naming: CompileOptions['naming'];
  readonly severityMap: CompileOptions['severities'];
  readonly buckets: LintOptions['buckets'];
  readonly allow: readonly ProblemId[];
  readonly service?: string;
  readonly runbooks: string;
  readonly dashboard: string;
  readonly exclude: readonly string[];
  readonly quiet?: boolean;
}

/** The scrape interval: as given, else the sample's own for the sample's specifications, else Prometheus's default. */
export function settled<Given extends GivenOptions>(
  specs: readonly string[],
  options: Given,
  { cwd, sample }: Environment,
): Given & Pick<SharedOptions, 'scrapeInterval'> {
  const ofSample = specs.every(
    (spec) => spec !== standardStream && isBelow(sample.specs, resolve(cwd, spec)),
  );
  const otherwise = ofSample ? sample.scrapeSeconds : defaultOptions.scrapeSeconds;
  return { ...options, scrapeInterval: options.scrapeInterval ?? otherwise };
}

/** A scrape interval: whole seconds. */
export function parseScrapeInterval(text: string): number {
  const seconds = promSeconds(text);
  if (seconds !== undefined && Number.isInteger(seconds) && seconds > 0) return seconds;
  throw new InvalidArgumentError('It is a duration in whole seconds, such as 15s or 1m.');
}

/** `page=critical,ticket=warning`. */
export function parseSeverityMap(text: string): CompileOptions['severities'] {
  const map: Record<Severity, string> = { ...defaultOptions.severities };
  for (const part of text.split(',')) {
    const match = /^(page|ticket)=([A-Za-z0-9_-]+)$/.exec(part.trim());
    const [severity, word] = [match?.[1], match?.[2]];
    if (word === undefined) throw new InvalidArgumentError('It is of the form page=critical,ticket=warning.');
    map[severity as Severity] = word;
  }
  return map;
}

/** `histogram=0.1,0.25,1`, once per histogram. */
export function parseBuckets(text: string, previous: LintOptions['buckets'] = {}): LintOptions['buckets'] {
  const match = /^([A-Za-z_:][\w:]*)=((?:\d+(?:\.\d+)?)(?:,\d+(?:\.\d+)?)*)$/.exec(text.replace(/\s/g, ''));
  const [histogram, bounds] = [match?.[1], match?.[2]];
  if (histogram === undefined || bounds === undefined) {
    throw new InvalidArgumentError('It is of the form http_request_duration_seconds=0.1,0.25,1.');
  }
  return { ...previous, [histogram.replace(/_bucket$/, '')]: bounds.split(',') };
}

/** The address of a server, with http or https. */
export function parseServer(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new InvalidArgumentError('It is an address such as http://127.0.0.1:9090.');
}

/** `name: value`, once per header. */
export function parseHeader(
  text: string,
  previous: readonly (readonly [name: string, value: string])[] = [],
): readonly (readonly [name: string, value: string])[] {
  const [, name, value] = /^([!#$%&'*+.^`|~\w-]+):\s*([\t\x20-\x7e]+)$/.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new InvalidArgumentError('It is of the form "X-Scope-OrgID: team".');
  return [...previous, [name, value]];
}

/** A glob pattern, once per option. */
export const parseExcluded = (text: string, previous: readonly string[] = []): readonly string[] => [
  ...previous,
  text,
];

/** The id of a warning. */
export function parseAllowed(text: string, previous: readonly ProblemId[] = []): readonly ProblemId[] {
  const isKnown = isProblemId(text);
  if (isKnown && warningIds.includes(text)) return [...previous, text];
  const isError = isKnown ? 'It is an error, which cannot be allowed; the warnings are' : 'The warnings are';
  throw new InvalidArgumentError(`${isError} ${warningIds.join(', ')}${didYouMean(text, warningIds)}`);
}

/** What the compiler is told. */
export const compileOptions = (options: SharedOptions): CompileOptions => ({
  scrapeSeconds: options.scrapeInterval,
  naming: options.naming,
  severities: options.severityMap,
  runbooks: options.runbooks.replace(/\/$/, ''),
  dashboard: options.dashboard,
});
