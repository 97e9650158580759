/** One row of the table of what must hold. */
export interface Row {
  readonly case: string;
  /** What is right: the control, arithmetic, or what `explain` says. */
  readonly truth: string;
  readonly found: string;
  readonly holds: boolean;
}

export const points = (share: number): string => `${(share * 100).toFixed(1)} %`;
export const inSeconds = (value: number | undefined): string =>
  value === undefined ? 'never' : `${Math.round(value)} s`;
