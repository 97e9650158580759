import type { SourcePosition } from './model';

/** Where something stands in a file. Lines and columns count from 1. */
export type Place = SourcePosition;

/** `error`: nothing is written. `warning`: rules are written, but the specification should be changed. */
export type Level = 'error' | 'warning';

interface Entry {
  readonly level: Level;
  /** What is wrong, with the offending value; `{name}` stands for a parameter. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

/**
 * Everything that can be wrong with a specification. The ids are stable: people and their CI refer to them.
 * docs/slo-reference.md lists each, and each has a file in observability/fixtures/lints that shows it.
 */
export const problemTable = {
  // The file
  'yaml-syntax': {
    level: 'error',
    message: 'this is not valid YAML: {detail}',
    remedy:
      'correct the YAML here; indentation is by spaces, and a query with ": " or "#" in it needs quotes',
  },
  'duplicate-key': {
    level: 'error',
    message: 'the key "{key}" stands twice in the same mapping',
    remedy: 'keep one of the two',
  },
  'empty-file': {
    level: 'error',
    message: 'the file holds no document',
    remedy: 'write an SLO into it, or leave it out of the command',
  },
  'unknown-dialect': {
    level: 'error',
    message: 'this document is of no dialect known here: {found}',
    remedy:
      'start with "apiVersion: openslo/v1", "version: prometheus/v1" (Sloth), "apiVersion: sloth.slok.dev/v1" or "apiVersion: pyrra.dev/v1alpha1"',
  },
  'unknown-kind': {
    level: 'error',
    message: '{dialect} has no kind {kind}',
    remedy: 'use one of {known}{suggestion}',
  },
  // Fields
  'unknown-field': {
    level: 'error',
    message: '{owner} has no field "{field}"',
    remedy: '{suggestion}the fields are {known}',
  },
  'missing-field': {
    level: 'error',
    message: '{owner} lacks the field "{field}"',
    remedy: 'add "{field}": {doc}',
  },
  'wrong-type': {
    level: 'error',
    message: '"{field}" is {value}, but must be {expected}',
    remedy: 'write {expected} here',
  },
  'unknown-value': {
    level: 'error',
    message: '"{field}" is {value}, which is not one of its values',
    remedy: 'use one of {known}{suggestion}',
  },
  'exactly-one': {
    level: 'error',
    message: '{owner} has {found}, but needs exactly one of {fields}',
    remedy: 'keep exactly one of {fields}',
  },
  'item-count': {
    level: 'error',
    message: '"{field}" has {count} items, but must have {expected}',
    remedy: 'give "{field}" {expected}',
  },
  'out-of-range': {
    level: 'error',
    message: '"{field}" is {value}, outside {range}',
    remedy: '{remedy}',
  },
  'text-too-long': {
    level: 'error',
    message: '"{field}" has {length} characters, but may have {limit}',
    remedy: 'shorten it, and put the rest into the runbook',
  },
  'invalid-name': {
    level: 'error',
    message: 'the name "{name}" cannot be used',
    remedy:
      'use at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends, such as {suggestion}',
  },
  'invalid-duration': {
    level: 'error',
    message: '"{field}" is {value}, which is not a duration',
    remedy: 'write {expected}',
  },
  'invalid-time': {
    level: 'error',
    message: '"{field}" is {value}, which is not a {expected}',
    remedy: 'write it like {example}',
  },
  // References and identity
  'unknown-reference': {
    level: 'error',
    message: '"{field}" refers to the {kind} "{name}", which is in none of the files given',
    remedy: 'add the {kind}, give its file to the command as well, or correct the name{suggestion}',
  },
  'unresolved-reference': {
    level: 'warning',
    message: '"{field}" refers to the {kind} "{name}", which is in none of the files given; {effect}',
    remedy: 'give the file of the {kind} to the command as well, or correct the name{suggestion}',
  },
  'duplicate-object': {
    level: 'error',
    message: 'there are two {kind} objects named "{name}"; the first is at {first}',
    remedy: 'rename or remove one of them',
  },
  'duplicate-slo': {
    level: 'error',
    message: 'the service "{service}" has two SLOs named "{slo}"; the first is at {first}',
    remedy:
      'rename one of them: service and name together must be unique, or two series would share one identity',
  },
  'duplicate-file': {
    level: 'error',
    message: 'the SLO "{slo}" of "{service}" would be written to {file}, as is the one at {first}',
    remedy:
      'rename one of them: service and name are joined by "-", and letter case does not tell files apart',
  },
  // Objectives
  'objective-100': {
    level: 'error',
    message: '"{field}" is {value}: an objective of 100 % leaves no error budget',
    remedy:
      'choose an objective below 100 %, such as 99.9; with a budget of zero every burn rate is infinite, and any single error would page',
  },
  'objective-fraction': {
    level: 'warning',
    message: '"{field}" is {value} per cent, which allows nearly everything to fail',
    remedy: 'this field is in per cent: if a fraction was meant, write {percent}',
  },
  'composite-slo': {
    level: 'error',
    message: 'the SLO "{slo}" is a composite (it has an indicator per objective), which cannot be compiled',
    remedy: 'write one SLO per indicator, and keep their names close',
  },
  // Indicators and queries
  'not-prometheus': {
    level: 'error',
    message: 'the metric source "{type}" is not Prometheus',
    remedy: 'only PromQL can be compiled: use "type: Prometheus", or leave this SLO out',
  },
  'plugin-unsupported': {
    level: 'error',
    message: 'the SLI comes from the plugin "{plugin}", which only Sloth can run',
    remedy: 'write its queries out below "events"; "sloth generate" shows them',
  },
  'query-syntax': {
    level: 'error',
    message: '"{field}" is not PromQL: at "{snippet}" (character {offset} of the query)',
    remedy: 'correct the query; "promtool promql format" or the expression browser helps to find the place',
  },
  'query-type': {
    level: 'error',
    message: '"{field}" is no query that Prometheus loads: {found} (character {offset} of the query)',
    remedy:
      'give each function and operator what it takes; "promtool check rules" and the expression browser say the same',
  },
  'query-regex': {
    level: 'error',
    message:
      '"{field}" has a pattern that Prometheus does not take, {found} (character {offset} of the query)',
    remedy:
      'write it in the syntax of RE2, which has no look-around and no back-references; escape "(" as "\\\\("',
  },
  'query-fixed-time': {
    level: 'error',
    message: '"{field}" is read at a fixed time, {found}, so its value never changes',
    remedy: 'leave the "@" out: a rule is evaluated at the current time',
  },
  'query-future': {
    level: 'error',
    message: '"{field}" reads what is not measured yet: {found}',
    remedy: 'leave out the "-": a rule is evaluated now, and a negative offset has no samples',
  },
  'query-mixture': {
    level: 'error',
    message: '"{field}" mixes ways to write its window: {found}',
    remedy:
      'use one of them throughout the SLO: {{.window}}, one literal range such as [5m], or bare selectors',
  },
  'query-without-window': {
    level: 'error',
    message: '"{field}" has no window: {found}',
    remedy: 'write rate(metric[{{.window}}]), or a bare selector with "counter: true"',
  },
  'query-same': {
    level: 'warning',
    message: 'the two queries of the SLI are the same, so its ratio never changes',
    remedy:
      'select the errors (or the good events) in one of them, such as by http_response_status_code=~"5.."',
  },
  'metric-kind': {
    level: 'warning',
    message: '"{metric}" is {kind} by its name, but is read as {use}',
    remedy: '{remedy}; accept it with --allow metric-kind where the name misleads',
  },
  'recorded-window': {
    level: 'warning',
    message: '"{metric}" is recorded over {recorded}, but the shortest window of the alerts is {window}',
    remedy:
      'record a rate over at most {window}, or name the counters that it is recorded from: alerts come as late as the longer window',
  },
  'window-extreme': {
    level: 'warning',
    message:
      '"{name}" of a window does not add up: over hours and days this ratio is the mean of "{name}" over windows of {base}, not "{name}" over the whole',
    remedy:
      'average instead, such as avg(avg_over_time(up[{{.window}}])); give each instance its own budget by avg by (instance) (…); or accept the mean with --allow window-extreme',
  },
  'offset-differs': {
    level: 'warning',
    message: 'the two queries of the SLI read different times: {one} and {other}',
    remedy: 'give both the same offset, or none: errors of one time are no share of the events of another',
  },
  'query-shape': {
    level: 'error',
    message: '"{field}" is {found}, but must be {expected}',
    remedy: '{remedy}',
  },
  'grouping-differs': {
    level: 'error',
    message: 'the SLI groups its queries differently: {one} and {other}',
    remedy: 'aggregate both by the same labels, so that each group has its own errors and its own total',
  },
  // Texts
  'template-syntax': {
    level: 'error',
    message: '"{field}" is no template that Prometheus loads: {found} (character {offset} of the text)',
    remedy:
      'correct it, or write "{{" as {{"{{"}}; labels and annotations of alerts are Go templates with $labels and $value',
  },
  // Latency
  'latency-bucket': {
    level: 'error',
    message: 'the latency threshold {threshold} is not a bucket of {histogram} (its buckets: {buckets})',
    remedy: 'use {nearest}, or add {threshold} to the buckets of the histogram and tell it with --buckets',
  },
  'latency-without-le': {
    level: 'error',
    message: 'the query reads the buckets of {histogram} without choosing one',
    remedy: 'add le="…" with the threshold in seconds, or every event is counted once per bucket',
  },
  // Windows and alerts
  'window-short': {
    level: 'error',
    message: '{what} is {window}, shorter than four scrapes of {scrape}',
    remedy: 'use at least {least}, or scrape more often and say so with --scrape-interval',
  },
  'pair-left-out': {
    level: 'warning',
    message:
      'scaled to a window of {period}, the {severity} pair would look at {window}, shorter than twice four scrapes of {scrape}; it is left out',
    remedy: 'use a longer SLO window, or scrape more often and say so with --scrape-interval',
  },
  'window-long': {
    level: 'error',
    message: '{what} is {window}, longer than the window of the SLO ({period})',
    remedy: 'use a shorter one, or a longer SLO window',
  },
  'duplicate-condition': {
    level: 'error',
    message:
      'two conditions make a {severity} alert on the same window, {window}, for the same targets; the first is at {first}',
    remedy: 'keep one of them, or give one another "lookbackWindow", severity or notification target',
  },
  'condition-turned': {
    level: 'warning',
    message:
      '"op" is "{op}": an alert on a low burn rate would fire while all is well, so "{instead}" is used',
    remedy: 'write "op: {instead}", or leave "op" out',
  },
  'threshold-unreachable': {
    level: 'warning',
    message:
      'with an objective of {objective} % the burn rate {burn} of {pair} cannot be reached: even a total outage burns only {most}',
    remedy:
      'it is replaced by {replacement}, the highest reachable one: 0.9 / (1 − objective); tighten the objective, or accept it with --allow threshold-unreachable',
  },
  // Labels
  'label-clash': {
    level: 'error',
    message: 'the label "{label}" clashes with {other}',
    remedy: 'rename it: {reason}',
  },
  'label-name': {
    level: 'error',
    message: '"{label}" is not a Prometheus label name',
    remedy: 'use letters, digits and "_", not starting with a digit: {suggestion}',
  },
} as const satisfies Record<string, Entry>;

/** What `slo lint --prometheus` finds: each can only be seen in a running Prometheus. All may be accepted. */
export const liveProblemTable = {
  'live-type': {
    level: 'warning',
    message: '"{metric}" is read as {use}, but {family} is a {type} in this Prometheus',
    remedy: '{remedy}',
  },
  'live-series': {
    level: 'warning',
    message: '{selector} has no series in this Prometheus: {detail}',
    remedy: 'correct the name or the matchers, or have the metric scraped',
  },
  'live-bucket': {
    level: 'warning',
    message: '{histogram} has no bucket {bound} in this Prometheus, {where} (its buckets: {bounds})',
    remedy:
      'use {nearest}, or add {bound} to the buckets of the histogram: without it every event counts as bad',
  },
  'live-group': {
    level: 'warning',
    message: 'the SLO is grouped by "{label}", but {selector} has no such label',
    remedy: 'group by a label that both sides have ({labels})',
  },
  'live-sides': {
    level: 'warning',
    message: '{counted} counts events of {targets}, but {total} does not',
    remedy: 'give both sides the same matchers, so that every bad or good event is one of all events',
  },
  'live-scrape-interval': {
    level: 'warning',
    message: 'the job "{job}" is scraped every {actual}, but the rules are built for {configured}',
    remedy:
      'say --scrape-interval {actual} to lint and build, or scrape it more often: rates see too few samples',
  },
  'live-retention': {
    level: 'warning',
    message: 'this Prometheus keeps {retention}, but the window of the SLO is {window}',
    remedy:
      'start it with --storage.tsdb.retention.time={least} or more, or evaluate the rules where samples are kept longer: the budget forgets what is older',
  },
} as const satisfies Record<string, Entry>;

const findingTable = { ...problemTable, ...liveProblemTable } as const;

export type ProblemId = keyof typeof findingTable;

type Parameters<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${string}{${string}` ? never : Name) | Parameters<Rest>
  : never;

/** The parameters that the texts of one id take. */
export type ProblemValues<Id extends ProblemId> = Readonly<
  Record<
    Parameters<(typeof findingTable)[Id]['message']> | Parameters<(typeof findingTable)[Id]['remedy']>,
    string | number
  >
>;

/** The ids of warnings, which may be accepted. */
export const warningIds: readonly string[] = Object.entries(findingTable).flatMap(([id, { level }]) =>
  level === 'warning' ? [id] : [],
);

/** Whether there is a problem of this id. */
export const isProblemId = (id: string): id is ProblemId => Object.hasOwn(findingTable, id);

/** One thing wrong with a specification, ready to be shown. */
export interface Problem {
  readonly id: ProblemId;
  readonly level: Level;
  readonly at: Place;
  readonly message: string;
  readonly remedy: string;
}

const fill = (text: string, values: Readonly<Record<string, string | number>>) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** Makes the problem `id` at a place; the type of `values` follows from the texts in the table. */
export function problem<Id extends ProblemId>(id: Id, at: Place, values: ProblemValues<Id>): Problem {
  const { level, message, remedy } = findingTable[id];
  return { id, level, at, message: fill(message, values), remedy: fill(remedy, values) };
}

/** The place of what stands in for a field that is missing or unreadable, which is a problem already: nothing else is said of it. */
export const nowhere: Place = { file: '', line: 0, column: 0 };

/** `file:line:column`, the form that editors and terminals make a link of. */
export const showPlace = ({ file, line, column }: Place) => `${file}:${line}:${column}`;

/** Orders problems by file, then place, so that output does not depend on the order of checks. */
export function byPlace(a: { readonly at: Place }, b: { readonly at: Place }): number {
  if (a.at.file !== b.at.file) return a.at.file < b.at.file ? -1 : 1;
  return a.at.line - b.at.line || a.at.column - b.at.column;
}
