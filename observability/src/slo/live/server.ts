import { promDuration } from '../duration';
import { problem, type Problem } from '../errors';
import { metricUses } from '../metrics/uses';
import type { Note, TimeWindow } from '../model';
import { note } from '../notes';
import { showSelector } from '../promql';
import type { SpecifiedSlo } from '../readers';
import { longestSeconds } from '../rules/calendar';
import { windowInWords } from '../windows/period';
import { targetKey, type ServerFacts } from './facts';
import { sliOf } from './questions';

interface Findings {
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
}

/** How far the interval between two scrapes may be from the configured one. */
const tolerance = 0.1;

/** Jobs that are scraped more rarely, or more often, than the rules are built for. */
export function scrapeFindings(
  specified: SpecifiedSlo,
  { series, intervals }: ServerFacts,
  configuredSeconds: number,
): Findings {
  const at = specified.places.query;
  const targets = metricUses(sliOf(specified)).flatMap(
    ({ selector }) => series.get(showSelector(selector))?.targets ?? [],
  );
  const slowest = new Map<string, number>();
  for (const target of targets) {
    const answer = intervals.get(targetKey(target));
    if (!answer || 'reason' in answer) continue;
    slowest.set(target.job, Math.max(answer.value, slowest.get(target.job) ?? 0));
  }
  const of = (chosen: (seconds: number) => boolean) =>
    [...slowest]
      .filter(([, seconds]) => chosen(seconds))
      .map(([job, seconds]) => ({
        job,
        actual: promDuration(Math.max(1, Math.round(seconds))),
        configured: promDuration(configuredSeconds),
      }));
  return {
    problems: of((seconds) => seconds > configuredSeconds * (1 + tolerance)).map((values) =>
      problem('live-scrape-interval', at, values),
    ),
    notes: of((seconds) => seconds < configuredSeconds * (1 - tolerance)).map((values) =>
      note('live-scraped-faster', at, values),
    ),
  };
}

/** SLO windows that reach back further than samples are kept. */
export function retentionProblems(
  { slo: { window }, places }: SpecifiedSlo,
  { retention }: ServerFacts,
): Problem[] {
  if ('reason' in retention || retention.value.seconds === undefined) return [];
  const needed = longestWindow(window);
  if (retention.value.seconds >= needed) return [];
  const least = promDuration(Math.ceil(needed / 86_400) * 86_400);
  return [
    problem('live-retention', places.window, {
      retention: retention.value.text,
      window: windowInWords(window),
      least,
    }),
  ];
}

const longestWindow = (window: TimeWindow): number =>
  window.kind === 'calendar' ? longestSeconds(window) : window.seconds;

/** What the server does not say, once for all SLOs. */
export function unanswered(slos: readonly SpecifiedSlo[], facts: ServerFacts): Note[] {
  const [first] = slos;
  if (!first) return [];
  const reasons = (answers: ReadonlyMap<string, object>) =>
    [...answers].flatMap(([key, answer]) =>
      'reason' in answer ? [[key, String(answer.reason)] as const] : [],
    );
  const types = reasons(facts.types);
  const intervals = reasons(facts.intervals).map(([key, reason]) => [targetInWords(key), reason] as const);
  const labels = [...facts.series].flatMap(([selector, { labels }]) =>
    'reason' in labels ? [[selector, labels.reason] as const] : [],
  );
  const { retention } = facts;
  const kept =
    'reason' in retention
      ? [retention.reason]
      : retention.value.seconds === undefined
        ? [retention.value.text]
        : [];
  return [
    ...some('the types of', types),
    ...some('the labels of', labels),
    ...some('the scrape interval of', intervals),
    ...kept.map((reason) => ({ what: 'how long it keeps samples', reason })),
  ].map((values) => note('live-not-asked', first.places.name, values));
}

const targetInWords = (key: string) =>
  (JSON.parse(key) as readonly string[]).join(' ').trim() || 'some series';

/** Names that share a reason, at most five. */
function some(what: string, asked: readonly (readonly [name: string, reason: string])[]) {
  const byReason = new Map<string, string[]>();
  for (const [name, reason] of asked) byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
  return [...byReason].map(([reason, names]) => {
    const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
    return { what: `${what} ${names.slice(0, 5).join(', ')}${more}`, reason };
  });
}
