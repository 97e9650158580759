import { randomUUID } from 'node:crypto';
import { envelope, organization, type TestApi, type TestProject } from '../../api.test.support';

/** What the suites send to: one API for all, a new project for each test. */
export interface IngestContext {
  readonly api: TestApi;
  readonly project: TestProject;
}

/** An issue, as the REST interface shows it. */
export interface Issue {
  readonly id: string;
  readonly title: string;
  readonly count: string;
  readonly userCount: number;
  readonly type: string;
  readonly status: string;
}

export const newId = () => randomUUID().replaceAll('-', '');
export const event = (change: object = {}) => ({ message: 'hello', level: 'info', ...change });
export const eventEnvelope = (change: object = {}, header: object = {}) =>
  envelope(header, [[{ type: 'event' }, event(change)]]);
export const issuesOf = ({ api, project }: IngestContext, { slug } = project) =>
  api.rest<Issue[]>('GET', `projects/${organization}/${slug}/issues/`);
export const json = (response: Response) => response.json();
