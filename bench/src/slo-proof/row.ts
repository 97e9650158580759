/** One row of the table of what must hold. */
export interface Row {
  readonly case: string;
  /** What is right, or what is asked. */
  readonly truth: string;
  readonly sloth: string;
  readonly ours: string;
  readonly holds: boolean;
}

export const percent = (share: number): string =>
  Number.isFinite(share) ? `${share > 0 ? '+' : ''}${(share * 100).toFixed(1)} %` : String(share);

export const seconds = (value: number | undefined): string => {
  if (value === undefined) return 'never';
  if (value < 3_600) return `${Math.round(value)} s`;
  return `${(value / 3_600).toFixed(1)} h`;
};
