const secondsPerUnit: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** Seconds of a duration such as `90`, `60s`, `2m` or `1h`; `undefined` when it is none. */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit = 's'] = /^(\d+(?:\.\d+)?)([smh])?$/.exec(text) ?? [];
  const factor = secondsPerUnit[unit];
  return amount === undefined || factor === undefined ? undefined : Number(amount) * factor;
}
