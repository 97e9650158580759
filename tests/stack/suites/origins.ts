import { request as openRequest } from 'node:http';
import type { Stack } from '@express-slo-stack/stack';

type Port = 'api' | 'console' | 'prometheus' | 'alertmanager';
interface Answer {
  readonly status: number;
  /** The origins that a browser would let read the answer. */
  readonly openTo: string;
}

const evil = 'https://evil.example';
const guarded = [200, 403, 403, 403, 403];

const requests: readonly (readonly [title: string, method: string, headers: Record<string, string>])[] = [
  ['no browser', 'GET', {}],
  ['foreign Origin', 'GET', { origin: evil }],
  ['foreign Origin, POST', 'POST', { origin: evil, 'content-length': '0' }],
  ['foreign preflight', 'OPTIONS', { origin: evil, 'access-control-request-method': 'POST' }],
  ['foreign Host', 'GET', { host: 'rebound.example' }],
];

/** What each port is asked for, and the statuses of its answers. The API asks everybody for a bearer token instead. */
const ports: Readonly<Record<Port, { readonly path: string; readonly statuses?: readonly number[] }>> = {
  console: { path: '/api/inbox', statuses: guarded },
  prometheus: { path: '/api/v1/query?query=up', statuses: guarded },
  alertmanager: { path: '/api/v2/silences', statuses: guarded },
  api: { path: '/api/0/observability' },
};

function ask(url: string, method: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = openRequest(url, { method, headers }, (response) => {
      response.resume();
      const openTo = response.headers['access-control-allow-origin'] ?? 'none';
      resolve({ status: response.statusCode ?? 0, openTo });
    });
    sent.once('error', reject).end();
  });
}

/** What each port answers to a page of another origin, and under another host name. */
export function originsSuite(stackOf: () => Stack, say: (line: string) => void): void {
  it.each(Object.keys(ports) as Port[])('%s opens nothing to pages of other origins', async (port) => {
    const { path, statuses } = ports[port];
    const given: Answer[] = [];
    for (const [title, method, headers] of requests) {
      const answer = await ask(`${stackOf().urls[port]}${path}`, method, headers);
      say(`${port.padEnd(12)} ${title.padEnd(21)} ${answer.status}, may be read by: ${answer.openTo}`);
      given.push(answer);
    }
    expect(given.map(({ openTo }) => openTo)).toEqual(requests.map(() => 'none'));
    if (statuses !== undefined) expect(given.map(({ status }) => status)).toEqual(statuses);
    else expect(given[0]?.status).toBe(401);
  });
}
