import { endpoints, type Endpoint } from '../traffic/endpoints';
import { readings } from '../traffic/readers';
import { lateShare } from './late';

/** How many statements a request waits for, one after another. Those that the API sends at once count as one. */
const statementsOf: ReadonlyMap<Endpoint, number> = new Map<Endpoint, number>([
  [endpoints.issue, 1],
  [endpoints.updateIssue, 2],
  [endpoints.project, 2],
  [endpoints.listOrganizations, 2],
  [endpoints.organization, 3],
  [endpoints.organizationIssues, 3],
  [endpoints.issueEvents, 3],
  [endpoints.latestEvent, 3],
  [endpoints.listProjects, 3],
  [endpoints.projectIssues, 4],
  [endpoints.listKeys, 4],
]);
/** The key is remembered, and the event is stored by one statement. */
const STATEMENTS_OF_INGESTION = 1;

const sum = (some: readonly { readonly weight: number }[]): number =>
  some.reduce((all, { weight }) => all + weight, 0);

/** The share of the events sent whose answer is late when each statement takes `ms` longer. */
export const lateIngestion = (ms: number): number => lateShare(STATEMENTS_OF_INGESTION * ms, 0);

/** The share of the readers' requests whose answer is late when each statement takes `ms` longer. */
export function lateReading(ms: number): number {
  const late = readings.filter(({ endpoint }) => lateShare((statementsOf.get(endpoint) ?? 1) * ms, 0) === 1);
  return sum(late) / sum(readings);
}
