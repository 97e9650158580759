import type { Answer, Call, Caller } from './caller';
import { endpoints, type Endpoint } from './endpoints';
import type { Outcome } from './outcome';
import { ORGANIZATION } from './provision';
import type { Dice } from './random';

/** What readers have learnt from earlier answers. */
interface Seen {
  issues: string[];
  /** Where the next page of a project's issues begins. */
  readonly nextPage: Map<string, string>;
}

interface Reading {
  readonly weight: number;
  readonly endpoint: Endpoint;
  readonly request: (seen: Seen, project: string, dice: Dice) => Call;
  readonly learn?: (seen: Seen, answer: Answer, project: string) => void;
}

const parametersOf = (project: string) => ({ organization: ORGANIZATION, team: ORGANIZATION, project });
const ofProject: Reading['request'] = (_seen, project) => ({ parameters: parametersOf(project) });
/** Before the first list was read there is no issue to ask for: the first number is as good as any. */
const ofIssue: Reading['request'] = ({ issues }, _project, dice) => ({
  parameters: { issue: issues[dice.between(0, Math.max(0, issues.length - 1))] ?? '1' },
});

const idsIn = ({ body }: Answer): string[] =>
  Array.isArray(body) ? (body as { id?: unknown }[]).map(({ id }) => String(id)) : [];

const rememberIssues: Reading['learn'] = (seen, answer) => {
  const ids = idsIn(answer);
  if (ids.length > 0) seen.issues = ids;
};

/** The cursor in `Link: <…>; rel="next"; results="true"; cursor="…"`. */
export function nextCursor(link: string | null): string | undefined {
  const next = (link ?? '').split(/,\s*(?=<)/).find((part) => part.includes('rel="next"'));
  if (!next?.includes('results="true"')) return undefined;
  return /cursor="([^"]*)"/.exec(next)?.[1];
}

/** What people and their tools read, by how often. */
export const readings: readonly [Reading, ...Reading[]] = [
  {
    weight: 22,
    endpoint: endpoints.projectIssues,
    request: (seen, project, dice) => ({
      ...ofProject(seen, project, dice),
      query: {
        limit: '25',
        ...(seen.nextPage.has(project) ? { cursor: seen.nextPage.get(project) ?? '' } : {}),
      },
    }),
    learn: (seen, answer, project) => {
      rememberIssues(seen, answer, project);
      const cursor = nextCursor(answer.headers.get('link'));
      if (cursor === undefined) seen.nextPage.delete(project);
      else seen.nextPage.set(project, cursor);
    },
  },
  { weight: 14, endpoint: endpoints.organizationIssues, request: ofProject, learn: rememberIssues },
  { weight: 16, endpoint: endpoints.issue, request: ofIssue },
  { weight: 14, endpoint: endpoints.latestEvent, request: ofIssue },
  { weight: 6, endpoint: endpoints.issueEvents, request: ofIssue },
  { weight: 8, endpoint: endpoints.project, request: ofProject },
  { weight: 6, endpoint: endpoints.listProjects, request: () => ({}) },
  { weight: 5, endpoint: endpoints.listOrganizations, request: () => ({}) },
  { weight: 4, endpoint: endpoints.organization, request: ofProject },
  { weight: 3, endpoint: endpoints.listKeys, request: ofProject },
  {
    weight: 2,
    endpoint: endpoints.updateIssue,
    request: (seen, project, dice) => ({ ...ofIssue(seen, project, dice), body: { status: 'resolved' } }),
  },
];

export interface ReaderOptions {
  readonly call: Caller;
  readonly token: () => Promise<string>;
  readonly projects: readonly string[];
  readonly dice: Dice;
}

/** Somebody who looks at issues all day: each call makes one request. */
export function createReader({ call, token, projects, dice }: ReaderOptions): () => Promise<Outcome> {
  const seen: Seen = { issues: [], nextPage: new Map() };
  return async () => {
    const { endpoint, request, learn } = dice.weighted(readings);
    const project = projects[dice.between(0, projects.length - 1)] ?? '';
    const headers = { authorization: `Bearer ${await token()}` };
    const answer = await call('reader', endpoint, { ...request(seen, project, dice), headers });
    if (answer.status === 200) learn?.(seen, answer, project);
    return answer.status;
  };
}
