import { type DemoClient, createDemoClient } from '@express-slo-stack/demo';
import { sleep } from '../wait';

type Dsns = Awaited<ReturnType<DemoClient['dsns']>>;

/** The DSNs of the demo's projects, which it makes within seconds of its start; none when that takes too long. */
export async function firstDsns(consoleUrl: string | undefined, patienceSeconds = 30): Promise<Dsns> {
  if (consoleUrl === undefined) return [];
  const client = createDemoClient(consoleUrl);
  for (const deadline = Date.now() + patienceSeconds * 1000; Date.now() < deadline; await sleep(250)) {
    const dsns = await client.dsns().catch(() => []);
    if (dsns.length > 0) return dsns;
  }
  return [];
}
