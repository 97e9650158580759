import { scale } from '../builder/thresholds';

/** Server errors as a share of requests: none, some, more than the strictest usual objective allows. */
export const errorScale = scale('green', [0.001, 'orange'], [0.01, 'red']);
