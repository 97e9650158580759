import { envelope, organization } from '../../api.test.support';
import { event, eventEnvelope, type IngestContext, json } from './context.test.support';

/** Rates, and keys, projects and organizations that are closed. */
export function limitsSuite(at: IngestContext): void {
  describe('limits', () => {
    it('a key over its rate gets 429, and SDKs are told for how long', async () => {
      const path = `projects/${organization}/${at.project.slug}/keys/`;
      const [key] = await at.api.rest<{ id: string }[]>('GET', path);
      await at.api.rest('PUT', `${path}${key?.id}/`, { rateLimit: { window: 3600, count: 2 } });
      const statuses = [];
      let last: Response | undefined;
      for (let sent = 0; sent < 4; sent += 1) {
        last = await at.api.send(at.project, { body: eventEnvelope() });
        statuses.push(last.status);
      }
      expect(statuses).toEqual([200, 200, 429, 429]);
      const seconds = last?.headers.get('retry-after');
      expect(Number(seconds)).toBeGreaterThan(0);
      expect(last?.headers.get('x-sentry-rate-limits')).toBe(`${seconds}:error:key`);
      expect(await at.api.itemsSince()).toEqual({
        'error stored committed': 2,
        'error dropped rate_limited': 2,
      });
      const session = await at.api.send(at.project, { body: envelope({}, [[{ type: 'session' }, {}]]) });
      expect(session.status).toBe(200);
    });

    it('a key that is switched off, and one that is deleted, are refused at once', async () => {
      const path = `projects/${organization}/${at.project.slug}/keys/`;
      const [key] = await at.api.rest<{ id: string }[]>('GET', path);
      expect((await at.api.send(at.project, { body: eventEnvelope() })).status).toBe(200);
      await at.api.rest('PUT', `${path}${key?.id}/`, { isActive: false });
      expect((await at.api.send(at.project, { body: eventEnvelope() })).status).toBe(403);
      await at.api.rest('PUT', `${path}${key?.id}/`, { isActive: true });
      expect((await at.api.send(at.project, { body: eventEnvelope() })).status).toBe(200);
      await at.api.rest('DELETE', `${path}${key?.id}/`);
      expect((await at.api.send(at.project, { body: eventEnvelope() })).status).toBe(403);
    });
  });

  it('an organization or project that is closed takes nothing, and says so for every category', async () => {
    const path = `projects/${organization}/${at.project.slug}/`;
    const closed = [
      ['PUT', path, { eventThrottleRate: 100 }, { eventThrottleRate: 0 }],
      ['PUT', `organizations/${organization}/`, { isAcceptingEvents: false }, { isAcceptingEvents: true }],
    ] as const;
    for (const [method, place, close, open] of closed) {
      await at.api.rest(method, place, close);
      const body = envelope({}, [
        [{ type: 'event' }, event()],
        [{ type: 'session' }, {}],
      ]);
      const response = await at.api.send(at.project, { body });
      expect([response.status, await json(response)]).toEqual([429, { detail: 'Too Many Requests' }]);
      expect(response.headers.get('retry-after')).toBe('600');
      expect(response.headers.get('x-sentry-rate-limits')).toBe('600::organization');
      await at.api.rest(method, place, open);
      expect((await at.api.send(at.project, { body })).status).toBe(200);
    }
    expect(await at.api.itemsSince()).toEqual({
      'error dropped not_accepting': 2,
      'session dropped not_accepting': 2,
      'error stored committed': 2,
      'session dropped unsupported': 2,
    });
  });
}
