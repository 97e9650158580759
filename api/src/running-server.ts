import type { Server } from 'node:http';
import { closeGracefully } from '@express-slo-stack/observability';
import type { Express } from 'express';
import type { Config } from './config/settings';
import { closeAtOnce, createHardenedServer, listen } from './http/server';

/** The listening side of the API, which can be taken away and given back while the rest stays up. */
export class RunningServer {
  private server: Server | undefined;
  private boundPort = 0;

  constructor(
    private readonly app: Express,
    private readonly config: Config,
  ) {}

  get port(): number {
    return this.boundPort;
  }

  /** Listens; a second time on the port of the first. @throws ApiError `cannot_listen`. */
  async open(): Promise<void> {
    if (this.server !== undefined) return;
    const server = createHardenedServer(this.app, this.config);
    this.boundPort = await listen(server, this.config.HOST, this.boundPort || this.config.PORT);
    this.server = server;
  }

  /** Stops listening, which `onClosed` is told, and lets running requests end. */
  async drain(onClosed: () => void): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server !== undefined) await closeGracefully(server, {}, onClosed);
  }

  /** Stops listening and cuts every connection, as a crash would. */
  async cut(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server !== undefined) await closeAtOnce(server);
  }
}
