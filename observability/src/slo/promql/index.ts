export { canonical } from './canonical';
export { groupingOf } from './grouping';
export { instantiate, summed, type InstanceOptions } from './instantiate';
export { bucketMatcher, latencyQueries } from './latency';
export { nodes, parsePromql, QueryError, type QueryErrorId, type SyntaxNode } from './parse';
export {
  addMatchers,
  quote,
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
