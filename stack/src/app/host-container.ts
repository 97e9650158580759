import { writeFile } from 'node:fs/promises';
import { GenericContainer, type StartedTestContainer } from 'testcontainers';
import { StackError, messageOf } from '../errors';
import { run, runForAll } from '../programs/run';
import { owe } from '../reaper';
import type { Runner, RunnerSpec } from '../runner';
import { untilReady } from '../until-ready';

export interface HostContainerSpec extends RunnerSpec {
  readonly image: string;
  /** Bound into the container at the same path, so that arguments mean the same inside and outside. */
  readonly folder: string;
}

/**
 * A component in a container on the host's network: it listens on this machine's 127.0.0.1 and reaches
 * what listens there, such as an app inside a test. Needs an engine on this machine, with host networking.
 */
export class HostContainer implements Runner {
  private constructor(
    private readonly spec: HostContainerSpec,
    private readonly container: StartedTestContainer,
    private readonly paid: () => void,
  ) {}

  static async start(spec: HostContainerSpec): Promise<HostContainer> {
    // This project's own reaper does what Ryuk is for, without another image to fetch.
    process.env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true';
    const container = await new GenericContainer(spec.image)
      .withNetworkMode('host')
      .withUser(`${process.getuid?.() ?? 65_534}:${process.getgid?.() ?? 65_534}`)
      .withBindMounts([{ source: spec.folder, target: spec.folder }])
      .withSecurityOpt('no-new-privileges:true')
      .withDroppedCapabilities('ALL')
      .withEntrypoint([spec.command])
      .withCommand([...spec.args])
      .start()
      .catch((thrown: unknown) => {
        throw new StackError('COMMAND_FAILED', { command: `start ${spec.image}`, reason: messageOf(thrown) });
      });
    const paid = owe({ command: ['docker', 'rm', '--force', '--volumes', container.getId()] });
    const started = new HostContainer(spec, container, paid);
    try {
      await started.ready();
      return started;
    } catch (thrown) {
      await started.stop();
      throw thrown;
    }
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    await run('docker', ['kill', '--signal', signal, this.container.getId()]);
  }

  async stop(): Promise<void> {
    await this.container.stop({ remove: true, removeVolumes: true, timeout: 10_000 });
    this.paid();
  }

  async restart(): Promise<HostContainer> {
    await this.stop();
    return HostContainer.start(this.spec);
  }

  logs(): Promise<string> {
    return runForAll('docker', ['logs', this.container.getId()]);
  }

  private async ready(): Promise<void> {
    let how: string | undefined;
    const watch = setInterval(() => {
      void this.isRunning().then(
        (running) => (how = running ? undefined : 'the container is not running'),
        () => undefined,
      );
    }, 1_000);
    try {
      await untilReady(this.spec, () => how);
    } catch (thrown) {
      await writeFile(this.spec.log, await this.logs().catch(() => ''));
      throw thrown;
    } finally {
      clearInterval(watch);
    }
  }

  private async isRunning(): Promise<boolean> {
    const state = ['inspect', '--format', '{{.State.Running}}', this.container.getId()];
    return (await run('docker', state)).trim() === 'true';
  }
}
