import { committed, dropped } from './accounting/reasons';
import { projectOwner } from '../bounds';
import type { ReceivedItems } from './accounting/received-items';
import { authenticate, envelopeRefusals, refuseAtSight } from './auth/authenticate';
import type { ProjectKey } from './auth/project-keys';
import { parseBoundedJson } from './body/bounded-json';
import { newEventId } from './envelope/event-id';
import { ingestErrors } from './errors';
import type { IngestRequest } from './ingest-request';
import type { Ingestion } from './ingestion';
import { openBody } from './open-body';
import { reportEvent } from './security/report-event';
import { readSecurityReports, type SecurityReport } from './security/reports';
import { takeEvent } from './take-event';

/** Reports of one request. Chromium keeps at most 100 in its queue. */
const maxReports = 100;

function parseReports(body: Buffer, maxEventBytes: number): SecurityReport[] {
  if (body.length > maxEventBytes) throw ingestErrors.bodyTooLarge(maxEventBytes, 'event');
  const parsed = parseBoundedJson(body);
  const reports = parsed.ok ? readSecurityReports(parsed.value) : undefined;
  if (reports === undefined)
    throw ingestErrors.invalidReport(parsed.ok ? 'not an object or a list' : parsed.why);
  if (reports.length > maxReports) throw ingestErrors.tooManyReports(maxReports);
  return reports;
}

/** Stores the reports that a known key sends. */
async function storeReports(
  ingestion: Ingestion,
  request: IngestRequest,
  items: ReceivedItems,
  key: ProjectKey,
  bytes: Buffer,
): Promise<object> {
  const { userAgent, remoteAddress } = request;
  const reports = parseReports(bytes, ingestion.limits.maxEventBytes);
  const received = reports.map((report) => ({ report, item: items.receive('security') }));
  ingestion.admission.refuseClosed(key);
  if (reports.length === 1 && reports[0]?.kind === 'malformed') {
    throw ingestErrors.invalidReport(
      'no report of a content security policy, Expect-CT, Expect-Staple or HPKP',
    );
  }

  const about = {
    received: ingestion.now(),
    userAgent,
    environment: request.query('sentry_environment'),
    release: request.query('sentry_release'),
  };
  for (const { report, item } of received) {
    if (!('report' in report)) {
      item.end(dropped(report.kind));
      continue;
    }
    const payload = reportEvent(report, about);
    await takeEvent(ingestion, { payload, eventId: newEventId(), key, remoteAddress });
    item.end(committed);
  }
  return {};
}

/**
 * Receives what browsers report to a policy's `report-uri` or `report-to`. Each violation is stored as an event; other
 * reports of the Reporting API are dropped as unsupported.
 *
 * @throws IngestError when the request as a whole is refused, and when its only report makes no sense.
 */
export async function receiveSecurity(
  ingestion: Ingestion,
  request: IngestRequest,
  items: ReceivedItems,
): Promise<object> {
  const { projectId, credentials } = request;
  refuseAtSight(credentials, projectId, ingestion.keys, envelopeRefusals);
  const body = openBody(ingestion, request);
  try {
    const key = await authenticate(credentials, projectId, ingestion.keys, envelopeRefusals);
    body.belongsTo(key.projectId);
    const bytes = await body.whole();
    return await ingestion.bounds.storeInTurn(projectOwner(key.projectId), bytes.length, () =>
      storeReports(ingestion, request, items, key, bytes),
    );
  } finally {
    body.release();
  }
}
