import { isInScope } from '../faults/scope';
import type { Events, Incident } from './events';
import { secondsBeforeEnd, type Grid } from './grid';

/** The share of the step that ends at a moment during which an incident lasted. */
export function overlap({ beganBeforeEnd, lastedSeconds }: Incident, grid: Grid, index: number): number {
  const stepEnds = secondsBeforeEnd(grid, index);
  const from = Math.min(beganBeforeEnd, stepEnds + grid.step);
  const to = Math.max(beganBeforeEnd - lastedSeconds, stepEnds);
  return Math.max(0, from - to) / grid.step;
}

/** The share of a step during which the API answered. */
export const upShare = ({ incidents }: Events, grid: Grid, index: number): number =>
  1 - incidents.filter(({ isDown }) => isDown).reduce((sum, one) => sum + overlap(one, grid, index), 0);

/** How requests to a route fare: which share fails and with which status, and how many times as long they take. */
export interface Fare {
  readonly errorShare: number;
  readonly errorStatus: number;
  readonly slowdown: number;
}

/** Looks up a route's fare at any moment. Incidents of one route do not overlap. */
export function fareOf(
  route: string,
  { incidents, background }: Events,
  grid: Grid,
): (index: number) => Fare {
  const usual: Fare = { errorShare: background, errorStatus: 500, slowdown: 1 };
  const relevant = incidents.filter(
    ({ errors, slowdown }) =>
      (errors !== undefined && isInScope(errors.scope, route)) ||
      (slowdown !== undefined && isInScope(slowdown.scope, route)),
  );
  return (index) => {
    const present = relevant.find((incident) => overlap(incident, grid, index) > 0);
    if (present === undefined) return usual;
    const part = overlap(present, grid, index);
    return {
      errorShare: present.errors === undefined ? background : present.errors.share * part,
      errorStatus: present.errors?.status ?? usual.errorStatus,
      slowdown: 1 + ((present.slowdown?.factor ?? 1) - 1) * part,
    };
  };
}
