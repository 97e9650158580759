import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Stack } from '@express-slo-stack/stack';
import { eventually } from '../support/eventually';
import { getJson } from '../support/http';

interface Issue {
  id: string;
  title: string;
  culprit: string;
  count: string;
}
interface EventDetail {
  eventID: string;
  entries: { type: string; data: { values: { stacktrace: { frames: { function: string }[] } }[] } }[];
}
interface Dsn {
  project: string;
  dsn: string;
}

/** Events of the real SDK appear as issues, with their stack frames. */
export function sentrySdkSuite(stackOf: () => Stack): void {
  it.each(['sentry-node-11', 'sentry-node-10'])('stores what %s captures', async (sdk) => {
    const { urls } = stackOf();
    const adminToken = await stackOf().secret('admin-token');
    const { dsn } = await eventually(
      async () => {
        const found = (await getJson<Dsn[]>(`${urls.console}/api/dsn`)).find(
          ({ project }) => project === 'web',
        );
        if (!found) throw new Error('the demo has not made the project "web" yet');
        return found;
      },
      { within: 60 },
    );

    // A type of its own for each SDK: events of one type and one place make one issue.
    const errorName = `OrderError${sdk.replace(/\D/g, '')}`;
    const message = `order ${randomUUID()} is out of range`;
    const app = spawnSync(
      process.execPath,
      [join(__dirname, '../support/sentry-app.js'), sdk, dsn, errorName, message],
      {
        encoding: 'utf8',
      },
    );
    expect({ status: app.status, stderr: app.stderr }).toEqual({ status: 0, stderr: '' });
    const eventId = app.stdout.trim();

    const issue = await eventually(
      async () => {
        const issues = await getJson<Issue[]>(`${urls.api}/api/0/projects/demo/web/issues/`, adminToken);
        const found = issues.find(({ title }) => title.includes(message));
        if (!found) throw new Error(`no issue titled "${message}" among ${issues.length}`);
        return found;
      },
      { within: 30 },
    );
    expect(issue).toMatchObject({ title: `${errorName}: ${message}`, count: '1' });

    const event = await getJson<EventDetail>(
      `${urls.api}/api/0/issues/${issue.id}/events/latest/`,
      adminToken,
    );
    expect(event.eventID).toBe(eventId);
    const frames = event.entries
      .filter(({ type }) => type === 'exception')
      .flatMap(({ data }) => data.values.flatMap(({ stacktrace }) => stacktrace.frames));
    expect(frames.map((frame) => frame.function)).toContain('placeOrder');
  });
}
