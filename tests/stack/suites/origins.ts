import { request as openRequest } from 'node:http';
import type { Stack } from '@express-slo-stack/stack';

type Port = 'api' | 'console' | 'prometheus' | 'alertmanager';
interface Answer {
  readonly status: number;
  /** The origins that a browser would let read the answer. */
  readonly openTo: string;
}

const evil = 'https://evil.example';
const refused: Answer = { status: 403, openTo: 'none' };
const answered: Answer = { status: 200, openTo: 'none' };

const requests: readonly (readonly [title: string, method: string, headers: Record<string, string>])[] = [
  ['no browser', 'GET', {}],
  ['foreign Origin', 'GET', { origin: evil }],
  ['foreign Origin, POST', 'POST', { origin: evil, 'content-length': '0' }],
  ['foreign preflight', 'OPTIONS', { origin: evil, 'access-control-request-method': 'POST' }],
  ['foreign Host', 'GET', { host: 'rebound.example' }],
];

/** What each port is asked for, and its answer to each of the requests. The API asks for a bearer token instead. */
const ports: Readonly<Record<Port, { readonly path: string; readonly answers: readonly Answer[] }>> = {
  console: { path: '/api/inbox', answers: [answered, refused, refused, refused, refused] },
  prometheus: { path: '/api/v1/query?query=up', answers: [answered, refused, refused, refused, refused] },
  alertmanager: { path: '/api/v2/silences', answers: [answered, refused, refused, refused, refused] },
  api: {
    path: '/api/0/organizations/',
    answers: [401, 401, 404, 404, 401].map((status) => ({ status, openTo: 'none' })),
  },
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
    const { path, answers } = ports[port];
    const given: Answer[] = [];
    for (const [title, method, headers] of requests) {
      const answer = await ask(`${stackOf().urls[port]}${path}`, method, headers);
      say(`${port.padEnd(12)} ${title.padEnd(21)} ${answer.status}, may be read by: ${answer.openTo}`);
      given.push(answer);
    }
    expect(given).toEqual(answers);
  });
}
