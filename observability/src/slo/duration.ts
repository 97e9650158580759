const units = { y: 31_536_000, w: 604_800, d: 86_400, h: 3600, m: 60, s: 1, ms: 0.001 } as const;
type Unit = keyof typeof units;

/** Writes whole seconds as a Prometheus duration: 5400 is `1h30m`, 2592000 is `30d`. */
export function promDuration(seconds: number): string {
  if (!Number.isInteger(seconds) || seconds <= 0)
    throw new RangeError(`not a whole number of seconds: ${seconds}`);
  let rest = seconds;
  return (['d', 'h', 'm', 's'] as const)
    .map((unit) => {
      const count = Math.floor(rest / units[unit]);
      rest -= count * units[unit];
      return count > 0 ? `${count}${unit}` : '';
    })
    .join('');
}

/** Reads a Prometheus duration (`1h30m`) or a bare number of seconds; undefined when it is neither. */
export function promSeconds(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  if (!/^(\d+(ms|[ywdhms]))+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+)(ms|[ywdhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit as Unit],
    0,
  );
}
