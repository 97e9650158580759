import type { SupervisedFault } from '@express-slo-stack/demo';
import { rotateScrapeTokenOf } from '../setup/rotation';
import type { Stack } from '../stack';

/** How a fault begins, and how it ends; without an end it is done at once. */
export interface Deed {
  readonly begin: () => Promise<void>;
  readonly end?: () => Promise<void>;
}

/** What the deeds need of a stack. */
export type Able = Pick<Stack, 'kill' | 'restart' | 'setScrapeToken' | 'urls'>;

const stopped = (stack: Able, component: 'prometheus' | 'alertmanager'): Deed => ({
  begin: () => stack.kill(component),
  end: () => stack.restart(component),
});

/** What only the process can do that started the stack. */
export const deedsOf = (stack: Able): Readonly<Record<SupervisedFault, Deed>> => ({
  'prometheus-down': stopped(stack, 'prometheus'),
  'alertmanager-down': stopped(stack, 'alertmanager'),
  'token-rotated': {
    begin: () => rotateScrapeTokenOf(stack),
  },
});
