import type { Dice } from './random';

/** An event as an SDK without a library of its own would write it. */
export interface RawEvent {
  readonly event_id: string;
  readonly timestamp: string;
  readonly platform: string;
  readonly level: string;
  readonly message: string;
  readonly logger?: string;
  readonly release?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

const hex = (dice: Dice, digits: number): string =>
  Array.from({ length: digits }, () => dice.between(0, 15).toString(16)).join('');

/** The least that is an event. The id is random beyond the seed: two runs on one database must not collide. */
export const emptyEvent = (dice: Dice): RawEvent => ({
  event_id: `${Date.now().toString(16).padStart(12, '0')}${hex(dice, 20)}`,
  timestamp: new Date().toISOString(),
  platform: 'other',
  level: 'error',
  message: 'Something went wrong',
});

const messages = [
  'Nightly import: a row has no price',
  'The cash register at the counter is offline',
  'Sensor reading is out of range',
  'The label printer is out of paper',
] as const;

/** A message of the old till in the shop, which speaks the protocol by hand. */
export const tillEvent = (dice: Dice): RawEvent => ({
  ...emptyEvent(dice),
  level: dice.pick(['warning', 'error']),
  message: dice.pick(messages),
  logger: 'till',
  release: 'till@0.9',
  tags: { shop: dice.pick(['north', 'south', 'harbour']) },
});

/** An envelope with one event item (https://develop.sentry.dev/sdk/data-model/envelopes/). */
export function envelopeOf(event: RawEvent): string {
  const header = { event_id: event.event_id, sent_at: event.timestamp };
  return [header, { type: 'event' }, event].map((line) => `${JSON.stringify(line)}\n`).join('');
}
