import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Connection, type Outcome } from '../http/connection';
import { bytesOf, type Case, ENDPOINT, TOKENS } from './case';

/** Far longer than any answer takes, on a busy machine too. */
const PATIENCE_MS = 20_000;
/** How long a process may take to end after it has cut a connection. */
const DEATH_MS = 1_000;

const servers = join(
  dirname(require.resolve('@express-slo-stack/tests/package.json')),
  'fuzz',
  'bearer',
  'servers',
);

/** A server in a process of its own that is asked one case after another, and started again when it has crashed. */
export class Subject {
  #running: { process: ChildProcess; connection: Connection; complaints: Promise<string> } | undefined;
  /** What the process wrote when it last crashed. */
  lastWords = '';

  private constructor(
    private readonly server: string,
    private readonly args: readonly string[],
    private readonly env: NodeJS.ProcessEnv,
    private readonly folder: string,
  ) {}

  /** passport-http-bearer alone. */
  static async bareLibrary(): Promise<Subject> {
    return new Subject('bare.js', [ENDPOINT, TOKENS.good], {}, await newFolder());
  }

  /** The API with its protected endpoint. */
  static async api(): Promise<Subject> {
    const folder = await newFolder();
    const secrets = join(folder, 'secrets');
    await mkdir(secrets);
    await writeFile(join(secrets, 'scrape-token'), TOKENS.good);
    await writeFile(join(secrets, 'admin-token'), TOKENS.weak);
    const env = { PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: join(folder, 'data'), SECRETS_DIR: secrets };
    return new Subject('api.js', [], env, folder);
  }

  async send(request: Case): Promise<Outcome | 'crashed'> {
    const { process, connection, complaints } = (this.#running ??= await this.#start());
    const outcome = await connection.send(bytesOf(request), request.method);
    if (outcome !== 'closed' || !(await ends(process))) return outcome;
    this.#running = undefined;
    this.lastWords = await complaints;
    return 'crashed';
  }

  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    if (running !== undefined) {
      running.connection.close();
      running.process.kill('SIGKILL');
      if (!hasEnded(running.process)) await once(running.process, 'exit');
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  async #start() {
    const child = fork(join(servers, this.server), this.args, {
      env: { PATH: process.env['PATH'], ...this.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const { stdout, stderr } = child as ChildProcess & { stdout: Readable; stderr: Readable };
    const complaints = text(stderr);
    for await (const line of createInterface(stdout)) {
      const connection = new Connection(Number(line), PATIENCE_MS);
      return { process: child, connection, complaints };
    }
    throw new Error(`${this.server} did not start: ${await complaints}`);
  }
}

const newFolder = () => mkdtemp(join(tmpdir(), 'fuzz-bearer-'));
const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

async function ends(child: ChildProcess): Promise<boolean> {
  if (hasEnded(child)) return true;
  const patience = AbortSignal.timeout(DEATH_MS);
  return once(child, 'exit', { signal: patience }).then(
    () => true,
    () => false,
  );
}
