/** A span of time; without an end, it goes on. */
export interface Span {
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const relative = /^([+-])(\d{1,6})([mhdw])$/;
const absolute =
  /^(>=|<=|>|<)?(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;
const zone = /(?:Z|[+-]\d{2}:\d{2})$/;

function absoluteTime(day: string, clock: string | undefined): Date {
  if (clock === undefined) return new Date(`${day}T00:00:00Z`);
  return new Date(zone.test(clock) ? `${day}${clock}` : `${day}${clock}Z`);
}

/**
 * Reads a time as Sentry's search takes it: `-24h` (in the last 24 hours), `+2w` (longer ago), `>2026-01-31`,
 * `<=2026-01-31T12:00`, or a day by itself. Times without a zone are UTC.
 *
 * @returns undefined for anything else.
 */
export function spanOf(text: string, now: Date): Span | undefined {
  const [, sign, amount, unit = ''] = relative.exec(text) ?? [];
  if (sign !== undefined) {
    const time = new Date(now.getTime() - Number(amount) * (unitMs[unit] ?? 0));
    return sign === '-' ? { from: time } : { until: time };
  }
  const [, comparison, day, clock] = absolute.exec(text) ?? [];
  if (day === undefined) return undefined;
  const time = absoluteTime(day, clock);
  if (Number.isNaN(time.getTime())) return undefined;
  if (comparison === undefined && clock !== undefined) return undefined;
  if (comparison === undefined) return { from: time, until: new Date(time.getTime() + 86_400_000 - 1) };
  const step = comparison.length === 1 ? 1 : 0;
  return comparison.startsWith('>')
    ? { from: new Date(time.getTime() + step) }
    : { until: new Date(time.getTime() - step) };
}
