import { createServer } from 'node:net';
import { type PortName, portNames, publishedPorts } from './components';
import { StackError } from './errors';

export type Ports = Readonly<Record<PortName, number>>;

/** Ports that only the stack's own processes use. What people see of Prometheus and Alertmanager is a port of the demo. */
export type InternalPorts = Readonly<Record<'faults' | 'prometheus' | 'alertmanager', number>>;

/** The address of what listens on a port of this machine, without a slash at the end. */
export const localUrl = (port: number): string => `http://127.0.0.1:${port}`;

/** The ports a person asked for: `API_PORT` and its like, else the usual ones. 0 means any free one. */
export function requestedPorts(env: NodeJS.ProcessEnv): Ports {
  return eachPort((name) => {
    const { variable, usual } = publishedPorts[name];
    const value = env[variable];
    if (value === undefined || value === '') return usual;
    if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) {
      throw new StackError('PORT_INVALID', { variable, value });
    }
    return Number(value);
  });
}

/** Ports that are free right now: every 0 replaced, every other one checked. Throws PORT_TAKEN. */
export async function claimPorts(requested: Ports, needed: readonly PortName[] = portNames): Promise<Ports> {
  const claimed: Record<PortName, number> = { ...requested };
  for (const name of needed) {
    if (requested[name] === 0) claimed[name] = await freePortBeside(Object.values(claimed));
    else if (!(await isFree(requested[name]))) {
      throw new StackError('PORT_TAKEN', { port: requested[name], ...publishedPorts[name] });
    }
  }
  return claimed;
}

/** Free ports beside those that are claimed already. */
export async function claimInternalPorts(claimed: Ports): Promise<InternalPorts> {
  const faults = await freePortBeside(Object.values(claimed));
  const prometheus = await freePortBeside([...Object.values(claimed), faults]);
  const alertmanager = await freePortBeside([...Object.values(claimed), faults, prometheus]);
  return { faults, prometheus, alertmanager };
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const port = await listenOnce(0);
  if (port === undefined) throw new Error('The system gives no free port on 127.0.0.1.');
  return port;
}

/** The system may give the same free port twice until somebody listens on it. */
async function freePortBeside(others: readonly number[]): Promise<number> {
  let port = await freePort();
  while (others.includes(port)) port = await freePort();
  return port;
}

/** Whether a component ended because somebody else had taken its port meanwhile. */
export const portWasTaken = (thrown: unknown): boolean =>
  thrown instanceof StackError &&
  thrown.code === 'COMPONENT_EXITED' &&
  /address already in use|EADDRINUSE/.test(thrown.message);

async function isFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== undefined;
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/** A record with one number per port. */
export function eachPort(value: (name: PortName) => number): Ports {
  return Object.fromEntries(portNames.map((name) => [name, value(name)])) as Record<PortName, number>;
}
