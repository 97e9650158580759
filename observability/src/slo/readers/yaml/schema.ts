export { object } from './object';
export { didYouMean } from './suggest';
export * from './types';
export {
  anything,
  boolean,
  decimal,
  listOf,
  mapOf,
  oneOf,
  text,
  textOrList,
  textUpTo,
  type MapEntry,
} from './values';
