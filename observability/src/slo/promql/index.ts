export { canonical } from './canonical';
export { groupingLabels, groupingOf } from './grouping';
export { instantiate, summed, type InstanceOptions } from './instantiate';
export { bucketMatcher, latencyQueries } from './latency';
export { isPlainLabel, isPlainMetric, labelText, quote, unquote } from './literals';
export { nodes, parsePromql, type SyntaxNode } from './parse';
export { QueryError, type QueryErrorId } from './query-error';
export {
  addMatchers,
  selectorAt,
  selectorsOf,
  showSelector,
  type Matcher,
  type MatchOperator,
  type Selector,
} from './selector';
export {
  describeWindow,
  readQuery,
  requireOneConvention,
  type Convention,
  type QueryTemplate,
} from './template';
export { neededSeries } from './presence';
export { termsOf, withAbsentTerms } from './terms';
export { extremeOfWindow } from './extremes';
export { offsetsIn, withoutTimeShifts } from './time-shifts';
export { anchored } from './regex';
export { checkTypes, type Requirement } from './types/check';
export { typeInWords } from './types/signatures';
