import { closeGracefully } from '@express-slo-stack/observability';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly url: string;
  readonly port: number;
  /** Stops taking connections and lets requests end; cuts what has not after a second, as event streams never end. */
  stop(): Promise<void>;
}

const lingerMs = 250;
const cutAfterMs = 1_000;

/** Serves `listener`; port 0 takes any free port. Rejects with the system's error when the port is taken. */
export async function listen(listener: RequestListener, host: string, port: number): Promise<Listening> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    stop: () => closeGracefully(server, { lingerMs, cutAfterMs }),
  };
}
