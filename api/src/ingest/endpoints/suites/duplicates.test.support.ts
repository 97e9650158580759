import { randomUUID } from 'node:crypto';
import { organization } from '../../api.test.support';
import {
  event,
  eventEnvelope,
  type Issue,
  type IngestContext,
  issuesOf,
  json,
  newId,
} from './context.test.support';

/** Events that come twice, and first events that race. */
export function duplicatesSuite(at: IngestContext): void {
  describe('duplicates', () => {
    it('are ignored by the envelope endpoint, refused by the store endpoint, and counted by both', async () => {
      const id = newId();
      const store = JSON.stringify(event({ event_id: id }));
      await at.api.send(at.project, { body: eventEnvelope({}, { event_id: id }) });
      const again = await at.api.send(at.project, { body: eventEnvelope({}, { event_id: id }) });
      expect([again.status, await json(again)]).toEqual([200, { id }]);
      const stored = await at.api.send(at.project, { endpoint: 'store', body: store });
      expect([stored.status, await json(stored)]).toEqual([422, { detail: 'Duplicate event id' }]);
      expect(await issuesOf(at)).toMatchObject([{ count: '1' }]);
      expect(await at.api.itemsSince()).toEqual({
        'error stored committed': 1,
        'error dropped duplicate': 2,
      });
    });

    it('are so within a project, not across projects', async () => {
      const other = await at.api.createProject(`q${randomUUID().slice(0, 8)}`);
      const body = eventEnvelope({}, { event_id: newId() });
      await at.api.send(at.project, { body });
      await at.api.send(other, { body });
      expect([(await issuesOf(at)).length, (await issuesOf(at, other)).length]).toEqual([1, 1]);
    });

    it('that race are stored once, and the issue counts one', async () => {
      const body = eventEnvelope({}, { event_id: newId() });
      const answers = await Promise.all(Array.from({ length: 8 }, () => at.api.send(at.project, { body })));
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
      expect(await issuesOf(at)).toMatchObject([{ count: '1' }]);
      expect(await at.api.itemsSince()).toEqual({
        'error stored committed': 1,
        'error dropped duplicate': 7,
      });
    });
  });

  describe('issues', () => {
    it('are made once by first events that race', async () => {
      const senders = Array.from({ length: 40 }, (_, user) =>
        at.api.send(at.project, { body: eventEnvelope({ user: { id: user % 7 } }) }),
      );
      expect(new Set((await Promise.all(senders)).map(({ status }) => status))).toEqual(new Set([200]));
      expect(await issuesOf(at)).toMatchObject([{ count: '40', userCount: 7 }]);
    });

    it('come back when an event comes after they were resolved', async () => {
      await at.api.send(at.project, { body: eventEnvelope() });
      const [issue] = await issuesOf(at);
      await at.api.rest('PUT', `issues/${issue?.id}/`, { status: 'resolved' });
      await at.api.send(at.project, { body: eventEnvelope() });
      const path = `projects/${organization}/${at.project.slug}/issues/?query=is:unresolved`;
      expect(await at.api.rest<Issue[]>('GET', path)).toMatchObject([{ status: 'unresolved', count: '2' }]);
    });
  });
}
