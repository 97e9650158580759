import { faultNamed, gradeOf, type FaultName } from '../faults/catalogue';
import type { FaultControl, FaultState } from '../faults/control';
import type { InboxEntry } from '../inbox/entry';
import { arrivalOf, type Arrival } from './arrival';
import { forecastOf, type Forecast, type ForecastSources } from './forecast';
import { pagersOf } from './pagers';

/** A forecast as it was when its fault began, or was given another grade. */
export interface MadeForecast extends Forecast {
  /** ISO 8601. */
  readonly madeAt: string;
}

/** What was foreseen for a fault that is on, and what came of it. */
export interface FaultOutcome {
  readonly forecast?: MadeForecast;
  readonly page?: Arrival;
}

export interface Forecasting {
  /** The switches, with a forecast made at each press, and told in its answer. */
  readonly control: FaultControl;
  /** If the fault began now. @throws DemoError `FAULT_UNKNOWN`, `FAULT_INVALID` */
  ifNow(name: string, grade: unknown): Promise<Forecast | undefined>;
  /** Empty for a fault that is off. */
  of(state: FaultState): FaultOutcome;
}

/**
 * Looks at the windows before a fault fills them, and at the pages for what came of it.
 * @param pages every page that came, oldest first, wherever it was since removed from
 */
export function forecasting(
  control: FaultControl,
  sources: ForecastSources,
  pages: () => readonly InboxEntry[],
): Forecasting {
  const made = new Map<FaultName, MadeForecast>();
  const ifNow = async (name: string, grade: unknown): Promise<Forecast | undefined> => {
    const known = faultNamed(name);
    return forecastOf(sources, known, gradeOf(known, grade ?? {}));
  };

  const of = ({ name, on, grade, since: began }: FaultState): FaultOutcome => {
    if (!on || grade === undefined || began === undefined) return {};
    const forecast = made.get(name);
    const since = Date.parse(began);
    const foreseenAt = forecast === undefined ? since : Date.parse(forecast.madeAt);
    const page = arrivalOf({ pagers: pagersOf(name, grade), since, foreseenAt }, pages());
    return { ...(forecast && { forecast }), ...(page && { page }) };
  };

  return {
    ifNow,
    of,
    control: {
      ...control,
      async set(name, grade) {
        const known = faultNamed(name);
        const madeAt = new Date().toISOString();
        const [forecast, state] = await Promise.all([ifNow(name, grade), control.set(name, grade)]);
        if (forecast === undefined) made.delete(known);
        else made.set(known, { ...forecast, madeAt });
        return { ...state, ...of(state) };
      },
    },
  };
}
