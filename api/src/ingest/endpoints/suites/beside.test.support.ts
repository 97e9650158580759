import { envelope, organization } from '../../api.test.support';
import { eventEnvelope, type IngestContext, newId } from './context.test.support';

/** What ingestion does beside storing. */
export function besideSuite(at: IngestContext): void {
  it('a project remembers when its first event came', async () => {
    const path = `projects/${organization}/${at.project.slug}/`;
    const firstEvent = async () => (await at.api.rest<{ firstEvent: string | null }>('GET', path)).firstEvent;
    expect(await firstEvent()).toBeNull();
    const before = Date.now();
    await at.api.send(at.project, { body: eventEnvelope() });
    const first = await firstEvent();
    expect(Date.parse(String(first))).toBeGreaterThanOrEqual(before);
    await at.api.send(at.project, { body: eventEnvelope({ message: 'another' }) });
    expect(await firstEvent()).toBe(first);
  });

  it('client reports go into a counter of their own', async () => {
    const discarded_events = [{ reason: 'before_send', category: 'error', quantity: 5 }];
    await at.api.send(at.project, {
      body: envelope({}, [[{ type: 'client_report' }, { discarded_events }]]),
    });
    expect(await at.api.itemsSince()).toEqual({ 'internal stored counted': 1 });
    expect(await at.api.metrics()).toContain(
      'gt_sdk_discarded_events_total{category="error",reason="before_send"} 5',
    );
  });

  it('pages of any origin may send and read how long to wait', async () => {
    const headers = { origin: 'https://shop.example', 'content-type': 'text/plain;charset=UTF-8' };
    const response = await at.api.send(at.project, { headers, body: eventEnvelope() });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'x-sentry-error, x-sentry-rate-limits, retry-after',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    const refused = await at.api.send(at.project, { headers, key: newId(), body: eventEnvelope() });
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    const preflight = await at.api.send(at.project, { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-sentry-auth');
  });

  it('is measured under the templates', async () => {
    await at.api.send(at.project, { slash: false, body: eventEnvelope() });
    const routes = [
      ...(await at.api.metrics()).matchAll(/http_route="(\/api\/[^"]*(?:envelope|store)[^"]*)"/g),
    ];
    expect(new Set(routes.map(([, route]) => route))).toEqual(
      new Set(['/api/:projectId/envelope/', '/api/:projectId/store/']),
    );
  });
}
