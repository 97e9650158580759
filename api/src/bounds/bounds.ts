import { type Registry, Counter, Gauge } from 'prom-client';
import type { Config } from '../config/settings';
import { BodyMemory } from './body-memory';
import { eventMemory, storingMemory } from './event-memory';
import { FairSlots } from './fair-slots';
import { boundedResources, type OnRefused } from './overloaded';

/** Decoders that run at once; each may hold its result twice, and a window. */
export const decoderSlots = 2;
/** Bodies that wait for a decoder. They are held in the body memory meanwhile. */
const waitingForDecoder = 200;
const decoderPatienceMs = 5_000;
/** Connections to the database that storing events leaves to everything else. */
const reservedConnections = 2;

/** Events that are parsed and stored at once: all connections to the database but a few. */
const storingSlots = (config: Pick<Config, 'DATABASE_POOL_SIZE'>): number =>
  Math.max(1, config.DATABASE_POOL_SIZE - reservedConnections);

/** What all requests together may use of the process. */
export interface Bounds {
  readonly memory: BodyMemory;
  readonly decoding: FairSlots;
  /** Parses and stores an event of so many bytes when it is its project's turn. @throws Overloaded */
  storeInTurn<T>(owner: string, bytes: number, work: () => Promise<T>): Promise<T>;
}

export type BoundsConfig = Pick<
  Config,
  | 'BODY_MEMORY_BYTES'
  | 'MAX_EVENT_BYTES'
  | 'DATABASE_POOL_SIZE'
  | 'DATABASE_QUEUE_SIZE'
  | 'DATABASE_CONNECT_TIMEOUT_SECONDS'
>;

/** Makes the bounds of one process, and registers `gt_overload_refusals_total{resource}` and `gt_body_memory_*`. */
export function createBounds(config: BoundsConfig, registry: Registry): Bounds {
  const refusals = new Counter({
    name: 'gt_overload_refusals_total',
    help: 'Requests answered 503 because all requests at once needed more than the API gives to them.',
    labelNames: ['resource'] as const,
    registers: [registry],
  });
  for (const resource of boundedResources) refusals.inc({ resource }, 0);
  const onRefused: OnRefused = (resource) => refusals.inc({ resource });
  const memory = new BodyMemory(config.BODY_MEMORY_BYTES, onRefused);
  new Gauge({
    name: 'gt_body_memory_bytes',
    help: 'Bytes of request bodies held now, as sent and as decoded.',
    registers: [registry],
    collect() {
      this.set(memory.used);
    },
  });
  new Gauge({
    name: 'gt_body_memory_limit_bytes',
    help: 'Most bytes of request bodies held at once (BODY_MEMORY_BYTES).',
    registers: [registry],
  }).set(memory.total);
  const slots = storingSlots(config);
  const bytesOfSlot = storingMemory(config) / slots;
  const storing = new FairSlots({
    resource: 'storing',
    slots,
    waiting: config.DATABASE_QUEUE_SIZE,
    patienceMs: config.DATABASE_CONNECT_TIMEOUT_SECONDS * 1000,
    onRefused,
  });
  return {
    memory,
    // A large event takes several slots, so that the heap holds all that are stored at once.
    storeInTurn: (owner, bytes, work) =>
      storing.run(owner, work, Math.max(1, Math.ceil(eventMemory(bytes) / bytesOfSlot))),
    decoding: new FairSlots({
      resource: 'decoding',
      slots: decoderSlots,
      waiting: waitingForDecoder,
      patienceMs: decoderPatienceMs,
      onRefused,
    }),
  };
}
