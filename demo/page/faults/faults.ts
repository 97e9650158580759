import type { Overview, ShownFault } from '../../src/console/overview';
import { arrange, byId, setText } from '../dom.js';
import { makeCard, type Card } from './card.js';

interface Placed {
  readonly card: Card;
  /** A card is made anew where this changes: whether it has a switch, or says what to type. */
  readonly byHand: boolean;
}

const placed = new Map<string, Placed>();

/** Asks again what would come of every fault. */
export function foreseeAll(): void {
  for (const { card } of placed.values()) void card.foresee();
}

/**
 * Lets the countdowns go on.
 * @param now milliseconds since 1970, by the console's clock
 */
export function tickFaults(now: number): void {
  for (const { card } of placed.values()) card.tick(now);
}

function cardOf(fault: ShownFault): Card {
  const byHand = fault.byHand !== undefined;
  const before = placed.get(fault.name);
  if (before?.byHand === byHand) return before.card;
  const card = makeCard(fault);
  before?.card.element.replaceWith(card.element);
  placed.set(fault.name, { card, byHand });
  void card.foresee();
  return card;
}

/**
 * Every fault with its switch, its grade and its outlook. One that nobody tells of for now keeps its card, with what
 * somebody has chosen on it, and says so.
 */
export function drawFaults({ faults, faultsProblem }: Overview): void {
  byId('faults-problem').hidden = faultsProblem === undefined;
  setText(byId('faults-problem'), faultsProblem ?? '');
  for (const fault of faults) cardOf(fault).show(fault);
  const missing = [...placed].filter(([name]) => !faults.some((fault) => fault.name === name));
  for (const [, { card }] of missing) card.showAway();
  const cards = faults.map((fault) => cardOf(fault).element);
  if (missing.length === 0) arrange(byId('faults'), cards);
  else byId('faults').append(...cards.filter((card) => !card.isConnected));
}
