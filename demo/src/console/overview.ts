import { messageOf } from '../errors';
import type { FaultControl, FaultState } from '../faults/control';
import type { Forecasting, FaultOutcome } from '../forecast/forecasting';
import type { InboxEntry } from '../inbox/entry';
import type { Inbox } from '../inbox/inbox';
import type { WatchdogState } from '../inbox/watchdog';
import type { Ledger, LedgerReport } from '../traffic/ledger';
import { askSlos, type SloAnswer } from './slo-numbers';

/** A project and where to send events, as people reach it. */
export interface ShownDsn {
  readonly project: string;
  readonly dsn: string;
}

/** Where the other parts of the stack are, as people reach them. */
export interface Links {
  readonly api: string;
  readonly prometheus?: string | undefined;
  readonly alertmanager?: string | undefined;
  readonly grafana?: string | undefined;
}

/** A fault, what was foreseen when it was switched on, and what came of it. */
export type ShownFault = FaultState & FaultOutcome;

/** What the console shows. */
export interface Overview {
  readonly now: string;
  readonly inbox: readonly InboxEntry[];
  readonly watchdog: WatchdogState;
  readonly faults: readonly ShownFault[];
  /** Why the API's own faults are not among `faults`. */
  readonly faultsProblem?: string;
  readonly traffic: LedgerReport & { readonly on: boolean };
  readonly slo: SloAnswer | undefined;
  readonly dsns: readonly ShownDsn[];
  readonly links: Links;
}

export interface OverviewParts {
  readonly inbox: Inbox;
  readonly forecasting: Forecasting;
  /** The faults of `forecasting.control` that do not need the API. */
  readonly supervised: FaultControl;
  readonly ledger: Ledger;
  readonly isTrafficOn: boolean;
  /** Where to take the numbers of the SLOs from; without it they are not shown. */
  readonly prometheusUrl: string | undefined;
  readonly dsns: () => readonly ShownDsn[];
  readonly links: Links;
}

const ENTRIES_SHOWN = 100;

async function faultsOf({
  forecasting,
  supervised,
}: OverviewParts): Promise<Pick<Overview, 'faults' | 'faultsProblem'>> {
  const shown = (state: FaultState): ShownFault => ({ ...state, ...forecasting.of(state) });
  try {
    return { faults: (await forecasting.control.list()).map(shown) };
  } catch (thrown) {
    return { faults: (await supervised.list()).map(shown), faultsProblem: messageOf(thrown) };
  }
}

/** Gathers what the console shows, now. */
export async function overviewOf(parts: OverviewParts): Promise<Overview> {
  const { inbox, ledger, isTrafficOn, prometheusUrl, dsns, links } = parts;
  const slo = prometheusUrl === undefined ? undefined : await askSlos(prometheusUrl);
  // Last, for it is soon told, while Prometheus may take seconds: a switch that was pressed meanwhile would go back.
  const faultStates = await faultsOf(parts);
  return {
    now: new Date().toISOString(),
    inbox: inbox.entries().slice(-ENTRIES_SHOWN),
    watchdog: inbox.watchdog(),
    ...faultStates,
    traffic: { ...ledger.report(), on: isTrafficOn },
    slo,
    dsns: dsns(),
    links,
  };
}
