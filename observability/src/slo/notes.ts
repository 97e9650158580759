import type { Note } from './model';
import type { Place } from './errors';

/**
 * What is told about an SLO that could be read, but not carried over word by word. The ids are stable;
 * docs/slo-reference.md lists each, and each has a file in observability/fixtures/notes that shows it.
 */
export const noteTable = {
  'object-passed-over': 'the object of kind {kind} ({version}) is passed over: it is no specification',
  'windows-ours':
    'the alert windows and burn rates of {dialect} are replaced by ours: 1h/5m at 14.4, 6h/30m at 6, 1d/2h at 3, 3d/6h at 1, scaled to the window of the SLO',
  'ratio-not-averaged':
    'the long windows of {dialect} average ratios; ours divide sums of events, so the numbers differ when traffic does',
  'alert-name':
    'the alert name "{name}" is not used: the alert is SLOBurn, told apart by the labels service, slo, severity and burn',
  'label-dropped': 'the label "{label}" of the {what} alerts is not carried over: {reason}',
  'label-renamed': 'the label "{label}" is written as "{name}", since Prometheus does not take the first',
  'annotation-dropped':
    'the annotation "{annotation}" is not carried over: it is neither an alert annotation nor one of ours',
  'annotation-renamed':
    'the annotation "{annotation}" is written as "{name}", since Prometheus 2 does not take the first',
  'needs-prometheus-3': '{slo}: the rules load in Prometheus 3 only, because of {what}',
  'default-window': 'no time window is given: the last 30 days are used',
  'months-as-days': 'a rolling window of {duration} is read as {days} days',
  'pair-from-condition':
    'OpenSLO states one window per condition: the alert also needs the last {short} (a twelfth of {long}) to burn, so that it ends soon after the cause',
  'no-burn-alerts': 'no burn-rate alert is written: {reason}',
  'resolved-by-alertmanager':
    '"alertWhenResolved" is not carried over: Alertmanager decides it per receiver with send_resolved',
  'field-ignored':
    'the field "{field}" of {owner} is passed over: OpenSLO v2alpha still moves, and it is not known here',
  'objective-labels':
    'the labels of an objective are not carried over: they would make two identities of one SLO',
  'op-ignored': '"op" and "value" are passed over: they belong to threshold metrics, and this SLI is a ratio',
  'field-unused': '"{field}" is passed over: {reason}',
  'service-not-declared':
    'the service "{service}" is not declared by an object of kind Service; its name is used as it is',
  'service-from-name':
    'the object has no label pyrra.dev/service and no --service is given: its name "{name}" is the service',
  'plugins-dropped': 'the plugins of Sloth are not carried over; our rules need none',
  'kubernetes-labels':
    'the labels of the Kubernetes object ({labels}) are not carried over; Pyrra carries those that begin with pyrra.dev/',
  'partial-response': '"partial_response_strategy" is for Thanos Ruler and is not carried over',
  'performance-over-accuracy':
    '"performanceOverAccuracy" is not carried over: our long windows are cheap and exact',
  'recorded-rate':
    '"{metric}" is a recorded rate by its name, and is read as it is: {window} is added to every window of the alerts, so they come later',
  'histogram-by-name':
    '"{metric}" is read as a histogram, because of its name; for a gauge write "max({metric})", for a summary choose one quantile of it by quantile="…"',
  'query-offset': '{slo}: its queries read what was {offset} ago, so every alert comes that much later',
  'native-histogram':
    'the latency of a native histogram is read with histogram_fraction at {threshold} s; near that value it is interpolated, not counted',
  // Of the compiler
  'calendar-utc':
    '{slo}: the calendar window is reckoned in UTC, not in {zone}, because PromQL knows no time zones',
  'calendar-first': '{slo}: the calendar window begins on the first of the month, not as {start} says',
  'ratio-split': '{slo}: the ratio is read as two queries, so that its windows weigh by traffic, not by time',
  'minimum-errors-unused':
    '{slo}: "minimum-errors" is passed over, because a ratio tells how many events failed only as a share, not as a number',
  'not-recorded-left-out':
    '{slo}: no SLONotRecorded alert is written, because a ratio does not say whether there is traffic: its records are absent without any fault when there is none',
  'no-alerts':
    '{slo}: no alert is written, SLONoData, SLONotRecorded and SLOBudgetSpent included, because its pages and its tickets are disabled: nobody is notified of an outage',
  'no-data-ticket': '{slo}: SLONoData and SLONotRecorded are tickets, because its pages are disabled',
  'budget-spent-left-out':
    '{slo}: no SLOBudgetSpent alert is written, because it is a ticket, and the tickets of this SLO are disabled',
  'label-not-on-alert':
    '{slo}: the annotation "{annotation}" reads "{label}", which the alerts and records of this SLO do not have: it is empty there',
  'tests-left-out':
    '{slo}: the unit tests leave the two base records out, because no series can be made up for "{construct}"; they test all other rules',
} as const;

/** What `slo lint --prometheus` says of a running Prometheus that is no fault, or that it cannot tell. */
export const liveNoteTable = {
  'live-no-errors':
    '{selector} has no series in this Prometheus: either nothing of it has been counted yet, or its matchers choose nothing',
  'live-labels':
    '{slo}: only the series of {one} have the labels {labels}, so the SLO cannot be grouped by them',
  'live-scraped-faster':
    'the job "{job}" is scraped every {actual}, the rules are built for {configured}: with --scrape-interval {actual} pages come sooner',
  'live-not-asked': 'not checked, because this server does not say it: {what} ({reason})',
} as const;

const allNotes = { ...noteTable, ...liveNoteTable } as const;

export type NoteId = keyof typeof allNotes;

type Parameters<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Parameters<Rest>
  : never;

/** Makes the note `id` at a place. */
export function note<Id extends NoteId>(
  id: Id,
  position: Place,
  values: Readonly<Record<Parameters<(typeof allNotes)[Id]>, string | number>>,
): Note {
  const texts = values as Readonly<Record<string, string | number>>;
  const message = allNotes[id].replace(/\{(\w+)\}/g, (whole, name: string) => String(texts[name] ?? whole));
  return { id, message, position };
}
