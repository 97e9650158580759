import type { Ledger } from '../ledger';
import type { Family } from './family';

/** Says when a limit of the ledger was reached: those requests are counted, but under shared labels. */
export const overflow = (ledger: Ledger): Family => ({
  name: 'http_server_overflowed_requests_total',
  help: 'Requests counted under the route "overflow" because a limit on routes or series was reached.',
  type: 'counter',
  samples: () => [
    { metricName: 'http_server_overflowed_requests_total', labels: {}, value: ledger.overflowed() },
  ],
  reset: () => undefined,
});
