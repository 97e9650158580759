import type { Overview } from '../../src/console/overview';
import { byId, drawWhenChanged, setText } from '../dom.js';
import { makeCard, type Card } from './card.js';

const cards = new Map<string, Card>();

/** Asks again what would come of every fault. */
export function foreseeAll(): void {
  for (const card of cards.values()) void card.foresee();
}

/**
 * Lets the countdowns go on.
 * @param now milliseconds since 1970, by the console's clock
 */
export function tickFaults(now: number): void {
  for (const card of cards.values()) card.tick(now);
}

/** Every fault with its switch, its grade and its outlook. */
export function drawFaults({ faults, faultsProblem }: Overview): void {
  byId('faults-problem').hidden = faultsProblem === undefined;
  setText(byId('faults-problem'), faultsProblem ?? '');
  drawWhenChanged(
    byId('faults'),
    faults.map(({ name, byHand }) => [name, byHand]),
    () => {
      cards.clear();
      for (const fault of faults) cards.set(fault.name, makeCard(fault));
      foreseeAll();
      return [...cards.values()].map(({ element }) => element);
    },
  );
  for (const fault of faults) cards.get(fault.name)?.show(fault);
}
