const unitMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a time span such as `30d`, `12h` or `15m`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit = ''] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  const factor = unitMs[unit];
  return amount === undefined || factor === undefined || Number(amount) === 0
    ? undefined
    : Number(amount) * factor;
}
