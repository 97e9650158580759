import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Exposition {
  /** Host and port. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** A histogram without a bucket of 0.25, and a gauge whose name says that it is a histogram. */
const text = `# TYPE shop_requests_total counter
shop_requests_total{code="200"} 90
shop_requests_total{code="500"} 10
# TYPE shop_latency_seconds histogram
shop_latency_seconds_bucket{le="0.1"} 50
shop_latency_seconds_bucket{le="0.5"} 90
shop_latency_seconds_bucket{le="+Inf"} 100
shop_latency_seconds_sum 12
shop_latency_seconds_count 100
# TYPE shop_import_duration_seconds gauge
shop_import_duration_seconds 0.3
`;

/** Serves metrics of a shop on any free port of the loopback. */
export async function startExposition(): Promise<Exposition> {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/plain; version=0.0.4');
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
