import { setTimeout as wait } from 'node:timers/promises';
import { DemoError, messageOf } from '../errors';
import type { Answer, Call, Caller } from './caller';
import { endpoints, type Endpoint } from './endpoints';

/** The organization that the demo lives in. */
export const ORGANIZATION = 'demo';

/** A project of the demo, and the key that events are sent with. */
export interface ProvisionedProject {
  readonly slug: string;
  readonly id: string;
  /** The key's DSN as the API gave it. */
  readonly dsn: string;
}

export interface ProvisionOptions {
  readonly call: Caller;
  /** Reads the admin token; called for each round, since the file is written at the API's first start. */
  readonly token: () => Promise<string>;
  readonly projects: readonly string[];
}

interface KeyBody {
  readonly isActive?: boolean;
  readonly projectId?: number | string;
  readonly dsn?: { readonly public?: string };
}

const APP = 'provision';
const isDone = ({ status }: Answer): boolean => typeof status === 'number' && status < 300;

/**
 * Makes organization, team, projects and keys unless they are there: running it again changes nothing.
 * @throws DemoError `PROVISIONING_REFUSED` with the request and the answer; `SECRET_MISSING`
 */
export async function provision({ call, token, projects }: ProvisionOptions): Promise<ProvisionedProject[]> {
  const authorization = `Bearer ${await token()}`;
  const ask = (endpoint: Endpoint, request: Call = {}): Promise<Answer> =>
    call(APP, endpoint, { ...request, headers: { authorization } });
  const demand = async (endpoint: Endpoint, request: Call = {}): Promise<unknown> => {
    const answer = await ask(endpoint, request);
    if (isDone(answer)) return answer.body;
    throw refusal(endpoint, answer);
  };

  const parameters = { organization: ORGANIZATION, team: ORGANIZATION };
  const ensureOrganization = async (): Promise<void> => {
    if (isDone(await ask(endpoints.organization, { parameters }))) return;
    await demand(endpoints.createOrganization, { body: { name: ORGANIZATION } });
  };
  const ensureTeam = async (): Promise<void> => {
    const teams = (await demand(endpoints.listTeams, { parameters })) as { slug: string }[];
    if (teams.some(({ slug }) => slug === ORGANIZATION)) return;
    await demand(endpoints.createTeam, { parameters, body: { slug: ORGANIZATION } });
  };
  const ensureProject = async (project: string): Promise<void> => {
    if (isDone(await ask(endpoints.project, { parameters: { ...parameters, project } }))) return;
    const body = { name: project, slug: project, platform: 'node' };
    await demand(endpoints.createProject, { parameters, body });
  };
  const ensureKey = async (project: string): Promise<ProvisionedProject> => {
    const ofProject = { parameters: { ...parameters, project } };
    const keys = (await demand(endpoints.listKeys, ofProject)) as KeyBody[];
    const key =
      keys.find(({ isActive }) => isActive !== false) ??
      ((await demand(endpoints.createKey, { ...ofProject, body: { name: 'demo' } })) as KeyBody);
    const dsn = key.dsn?.public ?? '';
    return { slug: project, id: new URL(dsn).pathname.split('/').at(-1) ?? '', dsn };
  };

  await ensureOrganization();
  await ensureTeam();
  for (const project of projects) await ensureProject(project);
  return Promise.all(projects.map(ensureKey));
}

const refusal = ({ method, route }: Endpoint, { status, body }: Answer): DemoError =>
  new DemoError('PROVISIONING_REFUSED', {
    request: `${method} ${route}`,
    status: typeof status === 'number' ? status : 0,
    body: JSON.stringify(body ?? status).slice(0, 200),
  });

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5000;

/** Waits until the API is ready, then provisions; tries again, less and less often, until it works or is stopped. */
export async function provisionWhenReady(
  options: ProvisionOptions & { readonly stopping: AbortSignal; readonly warn: (problem: string) => void },
): Promise<ProvisionedProject[] | undefined> {
  const { call, stopping, warn } = options;
  let pauseMs = FIRST_WAIT_MS;
  while (!stopping.aborted) {
    if (isDone(await call(APP, endpoints.ready))) {
      try {
        return await provision(options);
      } catch (thrown) {
        if (!stopping.aborted) warn(messageOf(thrown));
      }
    }
    await wait(pauseMs, undefined, { signal: stopping }).catch(() => undefined);
    pauseMs = Math.min(2 * pauseMs, LONGEST_WAIT_MS);
  }
  return undefined;
}
