import { request } from 'node:http';

/** A project of the API under test. */
export interface Project {
  readonly id: string;
  readonly slug: string;
  readonly publicKey: string;
}

const organization = 'floods';

/** Manages the API under test, as its administrator. */
export class ApiClient {
  constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  async createProjects(names: readonly string[]): Promise<Project[]> {
    await this.rest('POST', 'organizations/', { name: organization });
    await this.rest('POST', `organizations/${organization}/teams/`, { slug: 'team' });
    const projects = [];
    for (const name of names) projects.push(await this.createProject(name));
    return projects;
  }

  /** Events stored of a project, by its issues' counts. */
  async countEvents({ slug }: Project): Promise<number> {
    const issues = await this.rest<{ count: string }[]>('GET', `projects/${organization}/${slug}/issues/`);
    return issues.reduce((sum, { count }) => sum + Number(count), 0);
  }

  private async createProject(name: string): Promise<Project> {
    const path = `teams/${organization}/team/projects/`;
    const { id, slug } = await this.rest<{ id: string; slug: string }>('POST', path, { name });
    const keys = await this.rest<{ public: string }[]>('GET', `projects/${organization}/${slug}/keys/`);
    return { id, slug, publicKey: keys[0]?.public ?? '' };
  }

  private async rest<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.url}/api/0/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}

/** What is sent, and how. */
export interface Sending {
  readonly path: string;
  readonly body: Buffer;
  readonly encoding?: string;
  /** Never ends the body: the client waits for an answer with a part of it sent. */
  readonly isHeldOpen?: boolean;
}

const patienceMs = 30_000;

/** Sends on a connection of its own. The status, or what the connection ended with. */
export const send = (url: string, { path, body, encoding, isHeldOpen = false }: Sending): Promise<string> =>
  new Promise((resolve) => {
    const outgoing = request(`${url}${path}`, {
      method: 'POST',
      agent: false,
      timeout: patienceMs,
      headers: { ...(encoding && { 'content-encoding': encoding }), 'transfer-encoding': 'chunked' },
    });
    outgoing.on('response', (response) => {
      response.resume().on('close', () => resolve(String(response.statusCode)));
      if (isHeldOpen) outgoing.destroy();
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer')));
    outgoing.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    if (isHeldOpen) outgoing.write(body);
    else outgoing.end(body);
  });
