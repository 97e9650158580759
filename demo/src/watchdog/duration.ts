const secondsOf: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** Seconds of a duration as Prometheus and Alertmanager write it, such as `15s` or `1h30m`. Throws an error otherwise. */
export function secondsIn(duration: string): number {
  const parts = [...duration.matchAll(/(\d+)(ms|[smhdwy])/g)];
  if (duration !== '0' && (duration === '' || parts.map(([part]) => part).join('') !== duration)) {
    throw new Error(`"${duration}" is no duration`);
  }
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (secondsOf[unit ?? ''] ?? NaN), 0);
}
