import { faultNamed, gradeOf, type FaultName } from '../faults/catalogue';
import type { FaultControl, FaultState } from '../faults/control';
import { forecastOf, type Forecast, type ForecastSources } from './forecast';

/** A forecast as it was when its fault began, or was given another grade. */
export interface MadeForecast extends Forecast {
  /** ISO 8601. */
  readonly madeAt: string;
}

export interface Forecasting {
  /** The switches, with a forecast made at each press. */
  readonly control: FaultControl;
  /** If the fault began now. @throws DemoError `FAULT_UNKNOWN`, `FAULT_INVALID` */
  ifNow(name: string, grade: unknown): Promise<Forecast | undefined>;
  /** What was foreseen for a fault that is on. */
  of(state: FaultState): MadeForecast | undefined;
}

/** Looks at the windows before a fault fills them. */
export function forecasting(control: FaultControl, sources: ForecastSources): Forecasting {
  const made = new Map<FaultName, MadeForecast>();
  const ifNow = async (name: string, grade: unknown): Promise<Forecast | undefined> => {
    const known = faultNamed(name);
    return forecastOf(sources, known, gradeOf(known, grade ?? {}));
  };

  return {
    ifNow,
    control: {
      ...control,
      async set(name, grade) {
        const known = faultNamed(name);
        const madeAt = new Date().toISOString();
        const [forecast, state] = await Promise.all([ifNow(name, grade), control.set(name, grade)]);
        if (forecast === undefined) made.delete(known);
        else made.set(known, { ...forecast, madeAt });
        return state;
      },
    },
    of: ({ name, on }) => (on ? made.get(name) : undefined),
  };
}
