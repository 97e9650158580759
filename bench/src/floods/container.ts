import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What became of the container. */
export interface ContainerState {
  readonly restarts: number;
  readonly isRunning: boolean;
}

const mebibyte = 1024 * 1024;

/** Prints the memory of all processes in the container ten times a second: cgroup v2, else v1. */
const sampler =
  'cd /sys/fs/cgroup; f=memory.stat; k=anon; [ -f $f ] || { f=memory/memory.stat; k=total_rss; }; ' +
  'while :; do while read -r name value; do [ "$name" = $k ] && echo "$value"; done < $f; sleep 0.1; done';
/** The kernel's own peak, which counts the file cache too. */
const kernelPeak =
  'cat /sys/fs/cgroup/memory.peak 2>/dev/null || cat /sys/fs/cgroup/memory/memory.max_usage_in_bytes';

/** The API's container, in a project of its own with PostgreSQL. */
export class ApiContainer {
  private samples: ChildProcess | undefined;
  private latest = 0;
  private highest = 0;

  private constructor(
    private readonly compose: Compose,
    private readonly id: string,
    readonly url: string,
    readonly adminToken: string,
  ) {}

  /** Builds the images, starts the API and what it needs. */
  static async start(root: string): Promise<ApiContainer> {
    const project = `floods-${process.pid}`;
    const port = await freePort();
    const compose = composeIn(root, project, port);
    try {
      await compose('up', '--build', '--wait', '--quiet-pull', 'api');
      const id = (await compose('ps', '--quiet', 'api')).trim();
      const token = await compose('exec', '-T', 'api', 'cat', '/run/stack/secrets/admin-token');
      const container = new ApiContainer(compose, id, `http://127.0.0.1:${port}`, token.trim());
      container.sample();
      return container;
    } catch (error) {
      await compose('down', '--volumes');
      throw error;
    }
  }

  /** The memory that the container may use, in MiB. */
  async limit(): Promise<number> {
    return Number(await this.inspect('{{.HostConfig.Memory}}')) / mebibyte;
  }

  async state(): Promise<ContainerState> {
    const [restarts, isRunning] = (await this.inspect('{{.RestartCount}} {{.State.Running}}')).split(' ');
    return { restarts: Number(restarts), isRunning: isRunning === 'true' };
  }

  /** Memory of its processes now, in MiB. */
  get memory(): number {
    return this.latest / mebibyte;
  }

  /** The most that its processes had since the last call, in MiB. */
  takePeak(): number {
    const peak = this.highest / mebibyte;
    this.highest = this.latest;
    return peak;
  }

  /** The kernel's peak since the container started, with the file cache, in MiB. */
  async kernelPeak(): Promise<number> {
    const { stdout } = await run('docker', ['exec', this.id, 'sh', '-c', kernelPeak]);
    return Number(stdout) / mebibyte;
  }

  async stop(): Promise<void> {
    this.samples?.removeAllListeners('exit').kill();
    await this.compose('down', '--volumes', '--timeout', '1');
  }

  private async inspect(format: string): Promise<string> {
    return (await run('docker', ['inspect', '--format', format, this.id])).stdout.trim();
  }

  /** Samples until it is stopped; after a restart of the container again. */
  private sample(): void {
    const child = spawn('docker', ['exec', this.id, 'sh', '-c', sampler], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.latest = Number(line);
      this.highest = Math.max(this.highest, this.latest);
    });
    child.on('exit', () => setTimeout(() => this.sample(), 500));
    this.samples = child;
  }
}

type Compose = (...args: string[]) => Promise<string>;

/** A port that stays the same when the container restarts, unlike one that Docker chooses. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function composeIn(root: string, project: string, port: number): Compose {
  const env = {
    ...process.env,
    COMPOSE_PROFILES: '',
    API_PORT: String(port),
    CONSOLE_PORT: '0',
    PROMETHEUS_PORT: '0',
    ALERTMANAGER_PORT: '0',
    GRAFANA_PORT: '0',
    PUBLIC_URL: 'http://127.0.0.1',
  };
  return async (...args) => {
    const options = { cwd: root, env, maxBuffer: 64 * mebibyte };
    return (await run('docker', ['compose', '--project-name', project, ...args], options)).stdout;
  };
}
