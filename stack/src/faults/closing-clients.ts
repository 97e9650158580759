import { Agent, get } from 'node:http';

/** One request, as its client saw it. */
export interface SentRequest {
  /** When all of it was handed to the system, on a connection that the client had; milliseconds since the epoch. */
  readonly sentAt: number | undefined;
  /** The status, or the system's code for what became of it instead. */
  readonly result: number | string;
}

/**
 * Clients that send one request after another to `url`, and pay no heed to readiness: every other one on a new connection
 * each time, the rest on one that they keep. Each ends when it is refused.
 */
export async function clientsUntilRefused(
  count: number,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<readonly SentRequest[]> {
  const requests: SentRequest[] = [];
  const client = async (_: unknown, index: number): Promise<void> => {
    const agent = index % 2 === 0 ? false : new Agent({ keepAlive: true, maxSockets: 1 });
    for (;;) {
      const request = await send(url, headers, agent);
      requests.push(request);
      if (request.result === 'ECONNREFUSED') break;
    }
    if (agent) agent.destroy();
  };
  await Promise.all(Array.from({ length: count }, client));
  return requests;
}

function send(
  url: string,
  headers: Readonly<Record<string, string>>,
  agent: Agent | false,
): Promise<SentRequest> {
  return new Promise((resolve) => {
    let sentAt: number | undefined;
    const request = get(url, { headers, agent }, (response) => {
      response.resume();
      response.on('end', () => resolve({ sentAt, result: response.statusCode ?? 0 }));
      response.on('error', (error) => resolve({ sentAt, result: codeOf(error) }));
    });
    const sent = (): void => void (sentAt = Date.now());
    request.on('socket', (socket) => {
      if (socket.connecting) socket.once('connect', sent);
      else sent();
    });
    request.on('error', (error) => resolve({ sentAt, result: codeOf(error) }));
  });
}

const codeOf = (error: NodeJS.ErrnoException): string => error.code ?? error.message;
