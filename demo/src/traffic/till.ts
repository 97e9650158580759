import { gzipSync } from 'node:zlib';
import type { Call, Caller } from './caller';
import { keyOf } from './dsn';
import { endpoints, type Endpoint } from './endpoints';
import { envelopeOf, tillEvent } from './event';
import type { Outcome } from './outcome';
import type { ProvisionedProject } from './provision';
import type { Dice } from './random';

interface Sending {
  readonly weight: number;
  readonly endpoint: Endpoint;
  readonly request: (dice: Dice, key: string) => Call;
}

/** Three ways in that the SDK does not take: the store endpoint, a plain and a compressed envelope. */
const sendings: readonly [Sending, ...Sending[]] = [
  {
    weight: 2,
    endpoint: endpoints.store,
    request: (dice, key) => ({
      headers: { 'x-sentry-auth': `Sentry sentry_version=7, sentry_client=till/0.9, sentry_key=${key}` },
      body: tillEvent(dice),
    }),
  },
  {
    weight: 2,
    endpoint: endpoints.envelope,
    request: (dice, key) => ({
      query: { sentry_key: key, sentry_version: '7' },
      headers: { 'content-type': 'application/x-sentry-envelope' },
      body: envelopeOf(tillEvent(dice)),
    }),
  },
  {
    weight: 1,
    endpoint: endpoints.envelope,
    request: (dice, key) => ({
      query: { sentry_key: key, sentry_version: '7' },
      headers: { 'content-type': 'application/x-sentry-envelope', 'content-encoding': 'gzip' },
      body: gzipSync(envelopeOf(tillEvent(dice))),
    }),
  },
];

export interface TillOptions {
  readonly call: Caller;
  readonly projects: readonly ProvisionedProject[];
  readonly dice: Dice;
}

/**
 * An old till that sends events by hand: each call makes one request. It knows no rate limit and no back-off, so
 * ingestion has traffic even while every SDK is told to wait.
 */
export function createTill({ call, projects, dice }: TillOptions): () => Promise<Outcome> {
  return async () => {
    const { id, dsn } = projects[dice.between(0, projects.length - 1)] ?? { id: '1', dsn: '' };
    const { endpoint, request } = dice.weighted(sendings);
    return (await call('till', endpoint, { ...request(dice, keyOf(dsn)), parameters: { projectId: id } }))
      .status;
  };
}
