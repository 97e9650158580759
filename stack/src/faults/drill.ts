/** One measure of a drill, beside what must hold. */
export interface Measurement {
  /** What was counted or timed, in a few words. */
  readonly measure: string;
  /** How often the fault was injected. */
  readonly runs: number;
  /** With its unit, such as `0` or `143 s`. */
  readonly measured: string;
  /** With its unit, such as `0` or `at most 180 s`. */
  readonly mustBe: string;
  readonly holds: boolean;
}

/** A drill that cannot run here, and why. It is printed, and is no failure. */
export interface LeftOut {
  readonly leftOut: string;
}

export interface DrillOptions {
  /** How often the fault is injected. */
  readonly runs: number;
  /** Reports in a few words what is going on. */
  readonly progress: (message: string) => void;
}

/** A fault that is injected into a stack of its own, again and again, and what is measured meanwhile. */
export interface Drill {
  readonly title: string;
  /** How often the fault is injected unless `--runs` says otherwise. */
  readonly usualRuns: number;
  /** Starts what it needs, measures, and stops everything again. Rejects with what the stack says. */
  run(options: DrillOptions): Promise<readonly Measurement[] | LeftOut>;
}
