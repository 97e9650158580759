export { leaveAtSignals } from '../leave-at-signals';
export type { Answer } from './ask';
export { type Filled } from './fill';
export { type FirstLook, firstLook } from './first-look';
export { type FirstStart, watchFirstStart } from './first-start';
export { makeHappen } from './make-happen';
export { describe, type Question } from './question';
export { type Unused, unusedMetrics } from './unused';
export { type Verdict, verdictOf, wronglyEmpty } from './verdict';
