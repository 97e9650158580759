import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { createDemoClient, type InboxEntry } from '@express-slo-stack/demo';
import type { Stack } from '@express-slo-stack/stack';
import { eventually } from '../support/eventually';
import { getJson } from '../support/http';
import { instantQuery as query } from '@express-slo-stack/demo';

const slo = { service: 'gt-api', slo: 'ingest-availability' };

interface ActiveAlert {
  labels: Record<string, string>;
  status: { state: string; inhibitedBy: string[] };
}

const isOfSlo = ({ labels }: { labels: Record<string, string> }, severity: string) =>
  labels['service'] === slo.service && labels['slo'] === slo.slo && labels['severity'] === severity;

/** A total outage of ingestion: a page in the inbox, and the ticket muted by it. How it ends, the game day tests. */
export function outageSuite(stackOf: () => Stack): void {
  const demo = () => createDemoClient(stackOf().urls.console ?? '');
  const inAlertmanager = async (severity: string) => {
    const alerts = await getJson<ActiveAlert[]>(`${stackOf().urls.alertmanager}/api/v2/alerts`);
    return alerts.filter((alert) => isOfSlo(alert, severity));
  };
  let page: InboxEntry;

  beforeAll(async () => {
    await eventually(
      async () => {
        const recorded = await query(
          stackOf().urls.prometheus,
          `sum(count_over_time(slo:total:rate1m{service="${slo.service}",slo="${slo.slo}"}[1h]))`,
        );
        expect(recorded[0]?.value).toBeGreaterThanOrEqual(3);
      },
      { within: 240, every: 2 },
    );
    await demo().setFault('errors', { share: 1, scope: 'ingest', status: 503, forSeconds: 600 });
  });
  afterAll(async () => {
    await demo().clearFaults();
  });

  it('pages into the inbox, with its labels', async () => {
    page = await demo().waitForAlert({
      withinSeconds: 240,
      isIt: (entry) => entry.status === 'firing' && isOfSlo(entry, 'page'),
    });
    expect(page.labels).toMatchObject({ alertname: 'SLOBurn', ...slo, severity: 'page' });
    expect(page.labels['burn']).toMatch(/^(1h-5m|6h-30m)$/);
    expect(page.annotations['summary']).toBeTruthy();
    expect(page.annotations['description']).toBeTruthy();
  });

  it('links a runbook that exists', () => {
    const runbook = page.annotations['runbook_url'] ?? '';
    expect(existsSync(resolve(__dirname, '../../../docs/runbooks', basename(runbook)))).toBe(true);
  });

  it('mutes the ticket of the same SLO', async () => {
    await eventually(
      async () => {
        const tickets = await inAlertmanager('ticket');
        expect(tickets.length).toBeGreaterThan(0);
        for (const ticket of tickets) expect(ticket.status.inhibitedBy).not.toEqual([]);
      },
      { within: 240, every: 2 },
    );
    const notified = (await demo().inbox()).filter((entry) => isOfSlo(entry, 'ticket'));
    expect(notified).toEqual([]);
  });
}
