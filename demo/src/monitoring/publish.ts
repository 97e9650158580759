import { join } from 'node:path';
import express from 'express';
import type { DemoConfig } from '../config';
import { jsonErrors } from '../http/json';
import { listen, type Listening } from '../http/listen';
import { refuseOtherOrigins } from '../http/own-origin';
import { rereadSecret } from '../secrets';
import { MONITORING_PASSWORD_FILE, monitoringAuthorization } from './basic-auth';
import { reverseProxy } from './reverse-proxy';

export interface PublishedMonitoring {
  /** Where this process reaches them, without a password; undefined where there is none. */
  readonly prometheusUrl: string | undefined;
  readonly alertmanagerUrl: string | undefined;
  stop(): Promise<void>;
}

/** An address that this process can call, of a server that may listen on every interface. */
const calledFromHere = ({ url }: Listening): string =>
  url.replace(/\/\/(0\.0\.0\.0|\[::\])(?=:)/, '//127.0.0.1');

/**
 * Publishes Prometheus and Alertmanager, neither of which asks where a request comes from: to people and programs
 * without a password, to pages of other origins not at all. Rejects with the system's error when a port is taken.
 */
export async function publishMonitoring(
  config: DemoConfig,
  report: (thrown: unknown) => void,
): Promise<PublishedMonitoring> {
  const password = rereadSecret(join(config.SECRETS_DIR, MONITORING_PASSWORD_FILE));
  const authorization = async (): Promise<string> => monitoringAuthorization(await password());
  const published: Listening[] = [];
  const stop = async (): Promise<void> => void (await Promise.all(published.map((one) => one.stop())));

  const publish = async (url: string | undefined, port: number): Promise<string | undefined> => {
    if (url === undefined) return undefined;
    const app = express().disable('x-powered-by').set('etag', false);
    app.use(
      refuseOtherOrigins(config.CONSOLE_HOSTS),
      reverseProxy({ url, authorization }),
      jsonErrors(report),
    );
    const listening = await listen(app, config.HOST, port);
    published.push(listening);
    return calledFromHere(listening);
  };
  try {
    return {
      prometheusUrl: await publish(config.PROMETHEUS_URL, config.PROMETHEUS_PORT),
      alertmanagerUrl: await publish(config.ALERTMANAGER_URL, config.ALERTMANAGER_PORT),
      stop,
    };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}
